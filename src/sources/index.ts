import { feed } from './feed.js';
import { html } from './html.js';
import { markdown } from './markdown.js';
import { pageDump } from './page-dump.js';
import { programme } from './programme.js';
import type { Source } from './source.js';
import { text } from './text.js';
import { url } from './url.js';

/** Every source, the more particular first: of those that recognise a document the first one reads it. */
export const SOURCES: readonly Source[] = [programme, markdown, feed, url, html, pageDump, text];
