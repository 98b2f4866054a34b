import type { ChapterFormat } from './chapter-format.js';
import { json } from './json.js';

/** Every form of chapter file; the feed names the JSON one, which Podcasting 2.0 asks for. Files and `check` go by this table. */
export const CHAPTER_FORMATS: readonly ChapterFormat[] = [json];
