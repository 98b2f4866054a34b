import { LectorError, warning } from '../errors.js';
import type { Programme, ProgrammeChapter } from '../model/article.js';
import type { Chapter } from '../model/chapter.js';
import type { Finding, Place } from '../model/finding.js';
import { quoteValue, toOneLine } from '../model/text.js';
import type { Timeline } from '../model/timeline.js';
import { MAX_CHAPTER_COUNT } from './merge-short-marks.js';

/** PSP-1: node values hold at most 255 characters. */
const MAX_TITLE_LENGTH = 255;
/** Players cannot show a chapter that is over at once. */
const SHORT_MS = 1000;
/** A sidecar's last end may be rounded up to the next second. */
const END_TOLERANCE_MS = 1000;

type MarkProgrammeChaptersInput = {
  readonly programme: Programme;
  readonly timeline: Timeline;
  readonly warn: (finding: Finding) => void;
};

/**
 * The chapters an editor gave a recorded programme, checked against the recording.
 *
 * Times are kept to the millisecond. Unsorted chapters are sorted, and a chapter at 0 is added where there is
 * none, each with a warning.
 *
 * @throws `E_CHAPTER_TIME`, `E_FIELD_EMPTY`, `E_FIELD_LONG`, `E_FIELD_RANGE`, `E_URL_SCHEME`, naming the chapter.
 */
export function markProgrammeChapters(input: MarkProgrammeChaptersInput): readonly Chapter[] {
  const { programme, timeline, warn } = input;
  const place: Place = { file: programme.source.location };
  const checked = programme.chapters.map((chapter, index) => check({ chapter, number: index + 1, input, place }));
  if (checked.length === 0) return [];
  const sorted = withChapterAtZero(sortByStart(checked, warn, place), { programme, warn, place });
  requireDistinctStarts(sorted, place);
  if (sorted.length > MAX_CHAPTER_COUNT) {
    throw new LectorError(
      'E_FIELD_RANGE',
      `${sorted.length} chapters, and a file holds at most ${MAX_CHAPTER_COUNT}.`,
      {
        hint: `leave at most ${MAX_CHAPTER_COUNT} chapters.`,
        place,
      },
    );
  }
  const chapters = sorted.map((chapter, index) => {
    const nextMs = sorted[index + 1]?.startMs ?? timeline.durationMs;
    return { ...chapter, endMs: Math.min(chapter.endMs ?? nextMs, nextMs) };
  });
  warnOfShort(chapters, warn, place);
  return chapters;
}

type Checked = {
  readonly number: number;
  readonly chapter: ProgrammeChapter;
};

function check(options: {
  chapter: ProgrammeChapter;
  number: number;
  input: MarkProgrammeChaptersInput;
  place: Place;
}): Checked {
  const { chapter, number, input, place } = options;
  const refuse = (code: 'E_CHAPTER_TIME' | 'E_FIELD_EMPTY' | 'E_FIELD_LONG', message: string, hint: string): never => {
    throw new LectorError(code, message, { hint, place });
  };
  const { durationMs } = input.timeline;
  const { startMs, endMs } = chapter;
  const title = toOneLine(chapter.title);
  if (title === '') refuse('E_FIELD_EMPTY', `chapter ${number} title is empty.`, 'give every chapter a title.');
  if (title.length > MAX_TITLE_LENGTH) {
    refuse(
      'E_FIELD_LONG',
      `chapter ${number} title ${title.length} > ${MAX_TITLE_LENGTH} characters.`,
      'shorten the title.',
    );
  }
  if (!(startMs >= 0)) {
    refuse('E_CHAPTER_TIME', `chapter ${number} startTime >= 0 does not hold: ${seconds(startMs)}.`, 'count from 0.');
  }
  if (startMs >= durationMs) {
    refuse(
      'E_CHAPTER_TIME',
      `chapter ${number} starts at ${seconds(startMs)}, and the audio ends at ${seconds(durationMs)}.`,
      'give it a start inside the recording.',
    );
  }
  if (endMs !== undefined && !(endMs > startMs)) {
    refuse(
      'E_CHAPTER_TIME',
      `chapter ${number} endTime > startTime does not hold: ${seconds(endMs)}, ${seconds(startMs)}.`,
      'leave endTime out, or put it after startTime.',
    );
  }
  if (endMs !== undefined && endMs > durationMs + END_TOLERANCE_MS) {
    refuse(
      'E_CHAPTER_TIME',
      `chapter ${number} ends at ${seconds(endMs)}, and the audio ends at ${seconds(durationMs)}.`,
      'leave endTime out, or put it inside the recording.',
    );
  }
  if (title !== chapter.title.trim().replace(/ +/gu, ' ').normalize('NFC')) {
    input.warn(
      warning(
        'W_CONTROL_CHARS',
        `chapter ${number} title held line ends or control characters; they were taken out: ${quoteValue(title)}.`,
        { place },
      ),
    );
  }
  requireWebAddress(chapter.href, `chapter ${number} url`, place);
  requireWebAddress(chapter.imageUrl, `chapter ${number} img`, place);
  return { number, chapter: { ...chapter, startMs: Math.round(startMs), title } };
}

function requireWebAddress(address: string | undefined, field: string, place: Place): void {
  if (address === undefined || /^https?:\/\//iu.test(address)) return;
  throw new LectorError('E_URL_SCHEME', `${field} ${quoteValue(address)} is not an http or https address.`, {
    hint: 'use an address that starts with https://.',
    place,
  });
}

function sortByStart(
  chapters: readonly Checked[],
  warn: (finding: Finding) => void,
  place: Place,
): readonly ProgrammeChapter[] {
  const sorted = chapters.toSorted((first, second) => first.chapter.startMs - second.chapter.startMs);
  const moved = chapters.filter((chapter, index) => sorted[index] !== chapter).map(({ number }) => number);
  if (moved.length > 0) {
    warn(
      warning(
        'W_CHAPTER_ORDER',
        `chapters ${moved.join(',')} were not in the order of their times; they were sorted.`,
        {
          hint: 'list the chapters by start time.',
          place,
        },
      ),
    );
  }
  return sorted.map(({ chapter }) => chapter);
}

function withChapterAtZero(
  chapters: readonly ProgrammeChapter[],
  { programme, warn, place }: { programme: Programme; warn: (finding: Finding) => void; place: Place },
): readonly ProgrammeChapter[] {
  const startMs = chapters[0]?.startMs ?? 0;
  if (startMs === 0) return chapters;
  const title = toOneLine(programme.title).slice(0, MAX_TITLE_LENGTH);
  warn(
    warning(
      'W_CHAPTER_START',
      `first chapter at ${seconds(startMs)}; a chapter at 0 s, ${quoteValue(title)}, was added.`,
      {
        hint: 'start the first chapter at 0.',
        place,
      },
    ),
  );
  return [{ startMs: 0, title }, ...chapters];
}

function requireDistinctStarts(chapters: readonly ProgrammeChapter[], place: Place): void {
  for (const [index, chapter] of chapters.entries()) {
    const previous = chapters[index - 1];
    if (previous?.startMs !== chapter.startMs) continue;
    throw new LectorError(
      'E_CHAPTER_TIME',
      `chapters ${quoteValue(previous.title)} and ${quoteValue(chapter.title)} both start at ${seconds(chapter.startMs)}.`,
      { hint: 'give each chapter a start of its own.', place },
    );
  }
}

function warnOfShort(chapters: readonly Chapter[], warn: (finding: Finding) => void, place: Place): void {
  const count = chapters.filter(({ startMs, endMs }) => endMs - startMs < SHORT_MS).length;
  if (count === 0) return;
  warn(
    warning('W_CHAPTER_SHORT', `${count} of ${chapters.length} chapters under 1 s; players skip them.`, {
      hint: 'put chapters 30 s apart or more.',
      place,
    }),
  );
}

function seconds(timeMs: number): string {
  return `${timeMs / 1000} s`;
}
