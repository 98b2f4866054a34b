import { html } from './html.js';
import { json } from './json.js';
import { srt } from './srt.js';
import { text } from './text.js';
import type { TranscriptFormat } from './transcript-format.js';
import { vtt } from './vtt.js';

/**
 * Every transcript format, in the order players should prefer them (Podcasting 2.0: the first that an app knows is
 * taken). Files, feed, pages and `check` go by this table.
 */
export const TRANSCRIPT_FORMATS: readonly TranscriptFormat[] = [vtt, srt, json, html, text];
