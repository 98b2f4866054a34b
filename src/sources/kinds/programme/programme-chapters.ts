import { LectorError, warning, type ErrorCode } from '../../../errors.js';
import type { ProgrammeChapter } from '../../../model/article.js';
import { present } from '../../../model/present.js';
import { quoteValue } from '../../../model/text.js';
import { parseClock } from '../../../model/time.js';
import { fail, type FieldRecord, type FieldValue } from '../../fields/fields.js';
import type { SourceLimits } from '../../limits.js';
import { cleanAndReport } from '../../text/report-cleaning.js';

type ChapterContext = {
  /** The file the chapters stand in, and where warnings go. */
  readonly record: Pick<FieldRecord, 'file' | 'warn'>;
  readonly limits: SourceLimits;
  /** Title of a chapter at 0 where the first begins later. */
  readonly programmeTitle: string;
};

/**
 * Chapters as an editor wrote them: a list of fields, as in JSON Chapters 1.2, or of lines.
 *
 * @throws LectorError `E_CHAPTER_TIME`, `E_FIELD_EMPTY`, `E_FIELD_LONG`, `E_FIELD_TYPE`, `E_FIELD_RANGE`, `E_URL_SCHEME`.
 */
export function readChapterList(items: readonly FieldValue[], context: ChapterContext): readonly ProgrammeChapter[] {
  const lines = items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
  if (items.length > 0 && lines.length === items.length) return readClockList(lines.join('\n'), context);
  const chapters = items.flatMap((item, index): ProgrammeChapter[] => {
    const chapter = readChapter(item, { ...context, number: index + 1 });
    return chapter ? [chapter] : [];
  });
  return arrange(chapters, context);
}

/** Chapters as lines of a clock and a title, the form notes and video sites use: `1:02:03 Title`. */
export function readClockList(text: string, context: ChapterContext): readonly ProgrammeChapter[] {
  const chapters: ProgrammeChapter[] = [];
  const wrong: number[] = [];
  text.split(/\r\n?|\n/u).forEach((line, index) => {
    if (line.trim() === '') return;
    const match = /^\s*[([]?(\d[\d:.,]*)[)\]]?\s*(?:[-–—|:]\s+)?(\S.*)$/u.exec(line);
    const startMs = parseClock(match?.[1] ?? '');
    if (startMs === undefined) return void wrong.push(index + 1);
    const title = readTitle(match?.[2] ?? '', { ...context, number: chapters.length + 1 });
    chapters.push({ startMs, title });
  });
  if (wrong.length > 0) {
    const list = wrong.length > 1 ? `lines ${wrong.slice(0, -1).join(', ')} and ${wrong.at(-1)}` : `line ${wrong[0]}`;
    refuse(context, 'E_CHAPTER_TIME', `${list} of the chapters begin with no time such as 1:02:03`);
  }
  return arrange(chapters, context);
}

type One = ChapterContext & { readonly number: number };

function readChapter(value: FieldValue, context: One): ProgrammeChapter | undefined {
  const { number, record } = context;
  if (value.kind !== 'map') return refuse(context, 'E_FIELD_TYPE', `chapter ${number}: expected startTime and title`);
  const pick = (...names: readonly string[]): FieldValue => {
    const name = names.find((candidate) => value.fields.has(candidate)) ?? '';
    return value.fields.get(name)?.value ?? { kind: 'missing' };
  };
  const toc = pick('toc');
  // JSON Chapters 1.2: such an entry changes picture or link and is in no list of chapters.
  if (toc.kind === 'text' && toc.text === 'false') return undefined;
  const startMs = readTime(pick('startTime', 'start', 'time', 'at'), { ...context, name: 'startTime' });
  if (startMs === undefined) return refuse(context, 'E_CHAPTER_TIME', `chapter ${number} has no startTime`);
  const endMs = readTime(pick('endTime', 'end'), { ...context, name: 'endTime' });
  if (endMs !== undefined && endMs <= startMs) {
    const times = `${endMs / 1000} is not after ${startMs / 1000}`;
    refuse(context, 'E_CHAPTER_TIME', `chapter ${number} endTime > startTime does not hold: ${times}`);
  }
  const titleValue = pick('title', 'name');
  const title = readTitle(titleValue.kind === 'text' ? titleValue.text : '', context);
  const href = readAddress(pick('url', 'href', 'link'), { record, name: `chapter ${number} url` });
  const imageUrl = readAddress(pick('img', 'image'), { record, name: `chapter ${number} img` });
  return {
    startMs,
    ...present({ endMs }),
    title,
    ...present({ href, imageUrl }),
  };
}

/** Seconds, as JSON Chapters has them, or a clock. */
function readTime(value: FieldValue, context: One & { readonly name: string }): number | undefined {
  if (value.kind === 'missing') return undefined;
  const { number, name } = context;
  const text = value.kind === 'text' ? value.text.trim() : '';
  const timeMs = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu.test(text) ? Math.round(Number(text) * 1000) : parseClock(text);
  if (timeMs === undefined || !Number.isSafeInteger(timeMs)) {
    return refuse(context, 'E_CHAPTER_TIME', `chapter ${number} ${name} ${quoteValue(text)} is no time`);
  }
  if (timeMs < 0) {
    refuse(context, 'E_CHAPTER_TIME', `chapter ${number} ${name} >= 0 does not hold: ${timeMs / 1000}`);
  }
  return timeMs;
}

function readTitle(text: string, context: One): string {
  const { number, record, limits } = context;
  const subject = `chapter ${number} title`;
  const place = { file: record.file };
  const cleaned = cleanAndReport({ text, subject, place, warn: (finding) => record.warn(finding) });
  const title = cleaned.replace(/\s+/gu, ' ').trim();
  if (/\n/u.test(cleaned.trim())) {
    record.warn(warning('W_CONTROL_CHARS', `${subject} had line ends; they are spaces now.`, { place }));
  }
  if (title === '') refuse(context, 'E_FIELD_EMPTY', `${subject} is empty`);
  const length = Array.from(title).length;
  if (length > limits.maxTitleLength) {
    refuse(context, 'E_FIELD_LONG', `${subject} ${length} > ${limits.maxTitleLength}`);
  }
  return title;
}

function readAddress(
  value: FieldValue,
  { record, name }: { readonly record: ChapterContext['record']; readonly name: string },
): string | undefined {
  if (value.kind === 'missing') return undefined;
  const text = value.kind === 'text' ? value.text.trim() : '';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const whole: FieldRecord = { file: record.file, fields: new Map(), warn: (finding) => record.warn(finding) };
  const hint = 'use an https address.';
  if (!url) fail({ record: whole, name, code: 'E_URL', message: `${quoteValue(text)} is not an address`, hint });
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    fail({ record: whole, name, code: 'E_URL_SCHEME', message: `${quoteValue(text)} is neither http nor https`, hint });
  }
  if (url.username !== '' || url.password !== '') {
    fail({
      record: whole,
      name,
      code: 'E_URL_CREDENTIALS',
      message: 'holds a user name or password',
      hint: 'remove it.',
    });
  }
  return url.href;
}

/** Sorts, and sees to a chapter at 0. */
function arrange(chapters: readonly ProgrammeChapter[], context: ChapterContext): readonly ProgrammeChapter[] {
  const { record, limits, programmeTitle } = context;
  const place = { file: record.file };
  if (chapters.length === 0) {
    record.warn(warning('W_CHAPTERS_EMPTY', `${record.file} lists no chapter.`, { place }));
    return [];
  }
  if (chapters.length > limits.maxChapters) {
    refuse(context, 'E_FIELD_RANGE', `${chapters.length} chapters; the limit is ${limits.maxChapters}`);
  }
  const sorted = chapters.toSorted((first, second) => first.startMs - second.startMs);
  const moved = chapters.flatMap((chapter, index) => (sorted[index] === chapter ? [] : [index + 1]));
  if (moved.length > 0) {
    const hint = 'list chapters by their start.';
    record.warn(warning('W_CHAPTER_ORDER', `chapters ${moved.join(',')} were out of order; sorted.`, { hint, place }));
  }
  const twin = sorted.find((chapter, index) => sorted[index + 1]?.startMs === chapter.startMs);
  if (twin) refuse(context, 'E_CHAPTER_TIME', `two chapters start at ${twin.startMs / 1000} s`);
  const startMs = sorted[0]?.startMs ?? 0;
  if (startMs === 0) return sorted;
  const title = quoteValue(programmeTitle);
  const message = `first chapter at ${startMs / 1000} s; a chapter at 0 s, ${title}, was added.`;
  record.warn(warning('W_CHAPTER_START', message, { hint: 'start the first chapter at 0.', place }));
  return [{ startMs: 0, title: programmeTitle }, ...sorted];
}

function refuse(context: ChapterContext, code: ErrorCode, message: string): never {
  throw new LectorError(code, `${message}.`, {
    place: { file: context.record.file },
    hint: 'correct the chapters of the sidecar.',
  });
}
