import { parseClock } from '../../../model/time.js';

/** A line of a list of chapters: when it starts, how that was written, its title. */
export type ChapterLine = {
  readonly startMs: number;
  readonly endMs?: number;
  readonly time: string;
  readonly title: string;
};

const CLOCK = /(\d{1,3}(?::\d{1,3}){1,2}(?:[.,]\d{1,3})?)/u.source;
/** What may stand before: a bullet, a number with a full stop or bracket. */
const BULLET = /(?:(?:[-–—*•·▪►▶]|\d{1,3}[.)])\s+)?/u.source;
const OPENING = /[*_]*[([{<【（]?\s*/u.source;
const CLOSING = /\s*[)\]}>】）]?[*_]*(?::|\s*[-–—|:]\s)?\s*(\S.*)$/u.source;
const CLOCK_FIRST = new RegExp(`^\\s*${BULLET}${OPENING}${CLOCK}(?:\\s*[-–—]\\s*${CLOCK})?${CLOSING}`, 'u');
const CLOCK_LAST = new RegExp(
  `^\\s*${BULLET}(\\S.*?)\\s*(?:[-–—|:]\\s*|\\s)[([{<【（]?${CLOCK}[)\\]}>】）]?\\s*$`,
  'u',
);
/** `1h02m03s`, `1'30"`, `12s`; with spaces, `2 min 30 s`, only where two units say that it is a time. */
const UNITS_FIRST = new RegExp(
  `^\\s*${BULLET}${OPENING}(?:${
    /(?=\d+(?:[.,]\d+)?(?:h|min|m|sek|sec|s|['"′″])|\d+\s*\p{L}+\s+\d)/u.source
  }${/(?:(\d{1,2})\s?h\s*)?(?:(\d{1,3})\s?(?:min|m|['′])\s*)?(?:(\d{1,3}(?:[.,]\d{1,3})?)\s?(?:sek|sec|s|["″]))?(?![\p{L}\d])/u.source})${CLOSING}`,
  'iu',
);
/** Seconds with a decimal mark, as editors of sound export them. */
const SECONDS_FIRST = new RegExp(`^\\s*${OPENING}(\\d{1,5}[.,]\\d{1,6})(?![\\d.,%])${CLOSING}`, 'u');

/**
 * Reads lines of a time and a title, the forms notes and video sites use: `1:02:03 Title`, `(0:15) Title`,
 * `00:15: Title`, `0:15 - 0:30 Title`, `- 0:15 Title`, `Title - 0:15`; also `1m30s Title`, and `20.5 Title` in seconds
 * where another line of the list has a clock or one begins at 0: alone, such figures may be numbers of sections.
 *
 * @returns For each line what it says, or nothing where it says no time.
 */
export function readChapterLines(texts: readonly string[]): readonly (ChapterLine | undefined)[] {
  const lines = texts.map((text) => text.replace(/(?<=\d)：(?=\d)/gu, ':'));
  const timed = lines.map((line) => readClockLine(line) ?? readUnitsLine(line));
  const seconds = lines.map((line) => readSecondsLine(line));
  const isInSeconds = timed.some(Boolean) || seconds.some((line) => line?.startMs === 0);
  return timed.map((line, index) => line ?? (isInSeconds ? seconds[index] : undefined));
}

function readClockLine(line: string): ChapterLine | undefined {
  const first = CLOCK_FIRST.exec(line);
  const last = first ? undefined : CLOCK_LAST.exec(line);
  const [time = '', end, title = ''] = first ? first.slice(1) : [last?.[2], undefined, last?.[1]];
  const [startMs, endMs] = [parseClock(time), end === undefined ? undefined : parseClock(end)];
  if (startMs === undefined || (endMs === undefined && end !== undefined)) return undefined;
  return { startMs, ...(endMs !== undefined && { endMs }), time, title };
}

function readUnitsLine(line: string): ChapterLine | undefined {
  const match = UNITS_FIRST.exec(line);
  if (!match) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0', title = ''] = match;
  const time = line.slice(0, line.length - title.length).trim();
  return { startMs: Number(hours) * 3_600_000 + Number(minutes) * 60_000 + secondsToMs(seconds), time, title };
}

function readSecondsLine(line: string): ChapterLine | undefined {
  const [, time, title = ''] = SECONDS_FIRST.exec(line) ?? [];
  return time === undefined ? undefined : { startMs: secondsToMs(time), time, title };
}

function secondsToMs(seconds: string): number {
  return Math.round(Number(seconds.replace(',', '.')) * 1000);
}
