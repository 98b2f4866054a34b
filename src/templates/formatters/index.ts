import { chapterList } from './chapter-list.js';
import { clock } from './clock.js';
import { csv } from './csv.js';
import { eq } from './eq.js';
import type { Formatter } from './formatter.js';
import { html } from './html.js';
import { isoDuration } from './iso-duration.js';
import { json } from './json.js';
import { jsonScript } from './json-script.js';
import { list } from './list.js';
import { longDate } from './long-date.js';
import { markdown } from './markdown.js';
import { megabytes } from './megabytes.js';
import { plural } from './plural.js';
import { seconds } from './seconds.js';
import { slug } from './slug.js';
import { timecode } from './timecode.js';
import { truncateBytes } from './truncate-bytes.js';
import { urlize } from './urlize.js';

/** Every formatter by the name templates call it. */
export const FORMATTERS: Readonly<Record<string, Formatter>> = {
  chapterList,
  clock,
  csv,
  eq,
  html,
  isoDuration,
  json,
  jsonScript,
  list,
  longDate,
  markdown,
  megabytes,
  plural,
  seconds,
  slug,
  timecode,
  truncateBytes,
  urlize,
};
