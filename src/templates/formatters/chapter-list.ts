import { toOneLine } from '../../model/text.js';
import { formatClock, toWholeSeconds } from '../../model/time.js';
import { LectorError } from '../../errors.js';
import type { Formatter } from './formatter.js';

/** Spotify: titles under 40 characters. */
const MAX_TITLE_CHARACTERS = 38;
const SUMMARY = '{{chapterList episode.chapters}} → one "00:00 Title" a line';

/** Timestamp lines as Apple and Spotify find chapters in: the first at zero, two digits each, hours when needed. */
export const chapterList: Formatter = {
  summary: SUMMARY,
  format: ({ values: [value] }) => {
    if (!Array.isArray(value)) throw new LectorError('E_TEMPLATE', 'expects chapters.', { hint: SUMMARY });
    return (value as readonly { startMs: number; title: string }[])
      .map(({ startMs, title }) => `${toChapterTime(startMs)} ${toChapterTitle(title)}`)
      .join('\n');
  },
};

/** `00:00`, `25:48`, `1:02:03`. */
export function toChapterTime(startMs: number): string {
  const clock = formatClock(toWholeSeconds(startMs) * 1000);
  return clock.length === 4 ? `0${clock}` : clock;
}

/** A part of a headline that can stand for it is no shorter than this. */
const MIN_PART_CHARACTERS = 15;

/** A title without emoji and short enough: the part before a colon, dash or comma, else cut at a word. */
export function toChapterTitle(title: string): string {
  const plain = toOneLine(title.replace(/\p{Extended_Pictographic}|\uFE0F|\u200D/gu, '')) || title;
  const characters = Array.from(plain);
  if (characters.length <= MAX_TITLE_CHARACTERS) return plain;
  const cut = characters.slice(0, MAX_TITLE_CHARACTERS - 1).join('');
  const part = /^.*(?=[:;–—,?!] |\s[-–—] )/u.exec(characters.slice(0, MAX_TITLE_CHARACTERS + 2).join(''))?.[0].trim();
  if (part !== undefined && Array.from(part).length >= MIN_PART_CHARACTERS && part.length <= MAX_TITLE_CHARACTERS) {
    return part;
  }
  const space = cut.lastIndexOf(' ');
  return `${(space > cut.length / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:–—-]+$/u, '')}…`;
}
