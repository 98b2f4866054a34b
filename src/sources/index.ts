import { feed } from './kinds/feed.js';
import { html } from './kinds/html.js';
import { markdown } from './kinds/markdown/markdown.js';
import { pageDump } from './kinds/page-dump.js';
import { programme } from './kinds/programme/programme.js';
import type { Source } from './source.js';
import { text } from './kinds/text.js';
import { url } from './kinds/url.js';

/** Every source, the more particular first: of those that recognise a document the first one reads it. */
export const SOURCES: readonly Source[] = [programme, markdown, feed, url, html, pageDump, text];
