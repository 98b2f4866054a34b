import type { ProgrammeChapter } from './article.js';
import { MAX_CHAPTER_COUNT, MAX_CHAPTER_TITLE_LENGTH } from './chapter.js';
import type { Place } from './finding.js';
import { present } from './present.js';
import { quoteValue, toOneLine } from './text.js';
import { canParseUrl } from './text/can-parse-url.js';

/** Something a list of chapters may not have, in the same words wherever the list was found. */
export type ChapterFault = {
  readonly code:
    | 'E_CHAPTER_TIME'
    | 'E_FIELD_EMPTY'
    | 'E_FIELD_LONG'
    | 'E_FIELD_RANGE'
    | 'E_URL'
    | 'E_URL_SCHEME'
    | 'E_URL_CREDENTIALS';
  readonly message: string;
  readonly hint: string;
  /** Where it was written, where somebody wrote it. */
  readonly place?: Place;
};

/** Something that was put right in a list of chapters. */
export type ChapterChange = {
  readonly code: 'W_CHAPTER_ORDER' | 'W_CHAPTER_START';
  readonly message: string;
  readonly hint: string;
};

/** The recording that chapters belong to. */
export type ChapterBounds = {
  readonly durationMs: number;
  /** How far an end may lie behind it, for lists that round. */
  readonly endToleranceMs?: number;
};

/** What is wrong with chapters, each taken by itself, and with their number; their order is not looked at. */
export function findChapterFaults(
  chapters: readonly ProgrammeChapter[],
  bounds?: ChapterBounds,
): readonly ChapterFault[] {
  const faults = chapters.flatMap((chapter, index) => {
    const { number = index + 1, place } = chapter.written ?? {};
    return faultsOf(chapter, number, bounds).map((fault) => ({ ...fault, ...present({ place }) }));
  });
  if (chapters.length <= MAX_CHAPTER_COUNT) return faults;
  const message = `${chapters.length} chapters, and a file holds at most ${MAX_CHAPTER_COUNT}.`;
  return [...faults, { code: 'E_FIELD_RANGE', message, hint: `leave at most ${MAX_CHAPTER_COUNT} chapters.` }];
}

/** What is wrong with one chapter, which is number `number` of its list. */
function faultsOf(chapter: ProgrammeChapter, number: number, bounds?: ChapterBounds): readonly ChapterFault[] {
  return [
    ...findTitleFaults(chapter.title, number),
    ...timeFaults(chapter, number, bounds),
    ...addressFaults(chapter.href, `chapter ${number} url`),
    ...addressFaults(chapter.imageUrl, `chapter ${number} img`),
  ];
}

/** What is wrong with the title of chapter `number`. */
export function findTitleFaults(title: string, number: number): readonly ChapterFault[] {
  const length = Array.from(toOneLine(title)).length;
  if (length === 0) {
    return [
      { code: 'E_FIELD_EMPTY', message: `chapter ${number} title is empty.`, hint: 'give every chapter a title.' },
    ];
  }
  if (length <= MAX_CHAPTER_TITLE_LENGTH) return [];
  const message = `chapter ${number} title ${length} > ${MAX_CHAPTER_TITLE_LENGTH} characters.`;
  return [{ code: 'E_FIELD_LONG', message, hint: 'shorten the title.' }];
}

function timeFaults(
  { startMs, endMs, written }: ProgrammeChapter,
  number: number,
  bounds?: ChapterBounds,
): ChapterFault[] {
  const fault = (message: string, hint: string): ChapterFault => ({ code: 'E_CHAPTER_TIME', message, hint });
  const { durationMs = Infinity, endToleranceMs = 0 } = bounds ?? {};
  const audioEnd = `and the audio ends at ${seconds(durationMs)}`;
  if (!(startMs >= 0)) {
    return [
      fault(`chapter ${number} startTime >= 0 does not hold: ${writtenTime(startMs, written)}.`, 'count from 0.'),
    ];
  }
  if (startMs >= durationMs) {
    const message = `chapter ${number} starts at ${writtenTime(startMs, written)}, ${audioEnd}.`;
    return [fault(message, 'give it a start inside the recording.')];
  }
  if (endMs === undefined) return [];
  if (!(endMs > startMs)) {
    const message = `chapter ${number} endTime > startTime does not hold: ${seconds(endMs)}, ${seconds(startMs)}.`;
    return [fault(message, 'leave endTime out, or put it after startTime.')];
  }
  if (endMs <= durationMs + endToleranceMs) return [];
  const message = `chapter ${number} ends at ${seconds(endMs)}, ${audioEnd}.`;
  return [fault(message, 'leave endTime out, or put it inside the recording.')];
}

function addressFaults(address: string | undefined, field: string): readonly ChapterFault[] {
  if (address === undefined) return [];
  const hint = 'use an https address.';
  const url = canParseUrl(address) ? new URL(address) : undefined;
  if (!url) return [{ code: 'E_URL', message: `${field} ${quoteValue(address)} is not an address.`, hint }];
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    const message = `${field} ${quoteValue(address)} is not an http or https address.`;
    return [{ code: 'E_URL_SCHEME', message, hint }];
  }
  if (url.username === '' && url.password === '') return [];
  const message = `${field} holds a user name or password.`;
  return [{ code: 'E_URL_CREDENTIALS', message, hint: 'remove it: everything in a feed is public.' }];
}

/** What is wrong with the order of chapters as they are listed: each starts after the one before it. */
export function findOrderFaults(
  chapters: readonly Pick<ProgrammeChapter, 'startMs' | 'title'>[],
): readonly ChapterFault[] {
  return chapters.flatMap((chapter, index): ChapterFault[] => {
    const previous = chapters[index - 1];
    if (!previous || previous.startMs < chapter.startMs) return [];
    const [first, second] = [quoteValue(previous.title), quoteValue(chapter.title)];
    if (previous.startMs > chapter.startMs) {
      const message = `chapter ${second} at ${seconds(chapter.startMs)} stands after ${first} at ${seconds(previous.startMs)}.`;
      return [{ code: 'E_CHAPTER_TIME', message, hint: 'list the chapters by start time.' }];
    }
    const message = `chapters ${first} and ${second} both start at ${seconds(chapter.startMs)}.`;
    return [{ code: 'E_CHAPTER_TIME', message, hint: 'give each chapter a start of its own.' }];
  });
}

/** Which chapters of a published list reach into the next one, or past the end of the audio. */
export function findOverlapFaults(
  chapters: readonly Pick<ProgrammeChapter, 'startMs' | 'endMs'>[],
  { durationMs = Infinity }: { readonly durationMs?: number | undefined } = {},
): readonly ChapterFault[] {
  return chapters.flatMap(({ endMs }, index): ChapterFault[] => {
    const nextMs = chapters[index + 1]?.startMs ?? durationMs;
    // One millisecond, for forms that count in fractions of a second.
    if (endMs === undefined || endMs <= nextMs + 1) return [];
    const what = index + 1 < chapters.length ? 'the next starts' : 'the audio ends';
    const message = `chapter ${index + 1} ends at ${seconds(endMs)}, and ${what} at ${seconds(nextMs)}.`;
    return [{ code: 'E_CHAPTER_TIME', message, hint: 'end a chapter where the next starts.' }];
  });
}

/** Chapters sorted by start, with one at 0, and what was changed for that. */
export function arrangeChapters(
  chapters: readonly ProgrammeChapter[],
  titleAtZero: string,
): { readonly chapters: readonly ProgrammeChapter[]; readonly changes: readonly ChapterChange[] } {
  const sorted = chapters.toSorted((first, second) => first.startMs - second.startMs);
  const moved = chapters.flatMap((chapter, index) => (sorted[index] === chapter ? [] : [index + 1]));
  const changes: ChapterChange[] = [];
  if (moved.length > 0) {
    const message = `chapters ${moved.join(',')} were not in the order of their times; they were sorted.`;
    changes.push({ code: 'W_CHAPTER_ORDER', message, hint: 'list the chapters by start time.' });
  }
  const startMs = sorted[0]?.startMs ?? 0;
  if (startMs === 0) return { chapters: sorted, changes };
  const title = cutChapterTitle(titleAtZero);
  const message = `first chapter at ${seconds(startMs)}; a chapter at 0 s, ${quoteValue(title)}, was added.`;
  changes.push({ code: 'W_CHAPTER_START', message, hint: 'start the first chapter at 0.' });
  return { chapters: [{ startMs: 0, title }, ...sorted], changes };
}

/** A title in one line, no longer than a chapter's may be. */
export function cutChapterTitle(title: string): string {
  return Array.from(toOneLine(title)).slice(0, MAX_CHAPTER_TITLE_LENGTH).join('').trim();
}

/** As somebody wrote it; a bare number is seconds. */
function writtenTime(startMs: number, written: ProgrammeChapter['written']): string {
  if (written === undefined) return seconds(startMs);
  return written.time.includes(':') ? written.time : `${written.time} s`;
}

function seconds(timeMs: number): string {
  return `${timeMs / 1000} s`;
}
