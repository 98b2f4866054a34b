import { parseClock } from '../../../model/time.js';

/** Spotify's rule for a line of a description that is a chapter. */
const SPOTIFY_LINE = /^\(?(\d{1,2}:)?[0-5]?\d:[0-5]\d\)?\s?[\-–:.]?\s*\S.{0,38}$/u;
const TIMED_LINE = /^\(?((?:\d{1,2}:)?[0-5]?\d:[0-5]\d)\)?\s?[-–:.]?\s*(\S.*)$/u;

type TimestampList = {
  readonly chapters: readonly { readonly startMs: number; readonly title: string }[];
  /** Lines with a time that Spotify would not take. */
  readonly refused: readonly string[];
};

/** The chapters a description lists, one per line, as Apple and Spotify read them. */
export function readTimestampList(html: string): TimestampList {
  const lines = html
    .replace(/<br\s*\/?>|<\/(?:p|li|ul|ol|div|h\d)>/giu, '\n')
    .replace(/<[^>]*>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/&#39;|&#x27;|&apos;/gu, "'")
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.trim());
  const timed = lines.flatMap((line) => {
    const match = TIMED_LINE.exec(line);
    const startMs = parseClock(match?.[1] ?? '');
    return startMs === undefined ? [] : [{ line, startMs, title: match?.[2] ?? '' }];
  });
  return {
    chapters: timed.map(({ startMs, title }) => ({ startMs, title })),
    refused: timed.filter(({ line }) => !SPOTIFY_LINE.test(line)).map(({ line }) => line),
  };
}
