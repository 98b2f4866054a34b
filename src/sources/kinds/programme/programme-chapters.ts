import { LectorError, warning, type ErrorCode } from '../../../errors.js';
import type { ProgrammeChapter } from '../../../model/article.js';
import { present } from '../../../model/present.js';
import {
  arrangeChapters,
  findChapterFaults,
  findOrderFaults,
  type ChapterFault,
} from '../../../model/chapter-rules.js';
import type { Place } from '../../../model/finding.js';
import { quoteValue } from '../../../model/text.js';
import { parseClock } from '../../../model/time.js';
import type { FieldValue } from '../../../fields/field-value.js';
import type { FieldRecord } from '../../fields/fields.js';
import { cleanAndReport } from '../../text/report-cleaning.js';
import { readChapterLines } from './chapter-line.js';

type ChapterContext = {
  /** The file the chapters stand in, and where warnings go. */
  readonly record: Pick<FieldRecord, 'file' | 'warn'>;
  /** Title of a chapter at 0 where the first begins later. */
  readonly programmeTitle: string;
};

/** A line of a list, and where it stands in its file where that is known. */
type ListLine = { readonly text: string; readonly line?: number };

/**
 * Chapters as an editor wrote them: a list of fields, as in JSON Chapters 1.2, or of lines.
 *
 * @param list Lines are those of the file.
 * @throws LectorError `E_CHAPTER_TIME`, `E_FIELD_TYPE`, and every code of {@link ChapterFault}.
 */
export function readChapterList(
  { items, lines = [] }: Extract<FieldValue, { kind: 'list' }>,
  context: ChapterContext,
): readonly ProgrammeChapter[] {
  const texts = items.flatMap((item, index): ListLine[] =>
    item.kind === 'text' ? [{ text: item.text, ...present({ line: lines[index] }) }] : [],
  );
  if (items.length > 0 && texts.length === items.length) return readLines(texts, context);
  const chapters = items.flatMap((item, index): ProgrammeChapter[] => {
    const place = { file: context.record.file, ...present({ line: lines[index] }) };
    const chapter = readChapter(item, { ...context, number: index + 1, place });
    return chapter ? [chapter] : [];
  });
  return arrange(chapters, context);
}

/**
 * Chapters as lines of a time and a title, in the forms of {@link readChapterLines}.
 *
 * @param firstLine Line of the file on which the text begins.
 */
export function readClockList(
  text: string,
  context: ChapterContext & { readonly firstLine: number },
): readonly ProgrammeChapter[] {
  const lines = text.split(/\r\n?|\n/u).map((line, index) => ({ text: line, line: context.firstLine + index }));
  return readLines(
    lines.filter((line) => line.text.trim() !== ''),
    context,
  );
}

function readLines(lines: readonly ListLine[], context: ChapterContext): readonly ProgrammeChapter[] {
  const chapters: ProgrammeChapter[] = [];
  const wrong: ListLine[] = [];
  const read = readChapterLines(lines.map(({ text }) => text));
  for (const [index, { text, line }] of lines.entries()) {
    const number = chapters.length + 1;
    const chapter = read[index];
    if (!chapter) {
      wrong.push({ text, ...present({ line }) });
      continue;
    }
    const place = { file: context.record.file, ...present({ line }) };
    const { time, ...times } = chapter;
    const title = readTitle(chapter.title, { ...context, number, place });
    chapters.push({ ...times, title, written: { number, time, place } });
  }
  if (wrong.length > 0) refuseLines(wrong, context);
  return arrange(chapters, context);
}

function refuseLines(wrong: readonly ListLine[], { record }: ChapterContext): never {
  const named = wrong.slice(0, MAX_NAMED);
  const lines = named.flatMap(({ line }) => line ?? []);
  const where = lines.length === 0 ? 'a line of ' : `${nameLines(lines)} of `;
  const values = named.map(({ text }) => quoteValue(text.trim())).join(', ');
  const more = wrong.length > MAX_NAMED ? `, and ${wrong.length - MAX_NAMED} more` : '';
  const message = `${where}the chapters ${lines.length > 1 ? 'begin' : 'begins'} with no time such as 1:02:03: ${values}${more}`;
  refuse({ file: record.file, ...present({ line: wrong[0]?.line }) }, 'E_CHAPTER_TIME', message);
}

/** `line 4`, `lines 2 and 3`, `lines 2, 3 and 7`. */
function nameLines(lines: readonly number[]): string {
  if (lines.length === 1) return `line ${lines.join('')}`;
  return `lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1) ?? ''}`;
}

/** Lines a message names. */
const MAX_NAMED = 3;

type One = ChapterContext & { readonly number: number; readonly place: Place };

function readChapter(value: FieldValue, context: One): ProgrammeChapter | undefined {
  const { number, place } = context;
  if (value.kind !== 'map') return refuse(place, 'E_FIELD_TYPE', `chapter ${number}: expected startTime and title`);
  const pick = (...names: readonly string[]): FieldValue => {
    const name = names.find((candidate) => value.fields.has(candidate)) ?? '';
    return value.fields.get(name)?.value ?? { kind: 'missing' };
  };
  const toc = pick('toc');
  // JSON Chapters 1.2: such an entry changes picture or link and is in no list of chapters.
  if (toc.kind === 'text' && toc.text === 'false') return undefined;
  const time = pick('startTime', 'start', 'time', 'at');
  const startMs = readTime(time, { ...context, name: 'startTime' });
  if (startMs === undefined) return refuse(place, 'E_CHAPTER_TIME', `chapter ${number} has no startTime`);
  const endMs = readTime(pick('endTime', 'end'), { ...context, name: 'endTime' });
  const titleValue = pick('title', 'name');
  const title = readTitle(titleValue.kind === 'text' ? titleValue.text : '', context);
  const href = addressText(pick('url', 'href', 'link'));
  const imageUrl = addressText(pick('img', 'image'));
  return {
    startMs,
    ...present({ endMs }),
    title,
    ...present({ href, imageUrl }),
    written: { number, time: time.kind === 'text' ? time.text.trim() : '', place },
  };
}

/** Seconds, as JSON Chapters has them, or a clock. */
function readTime(value: FieldValue, context: One & { readonly name: string }): number | undefined {
  if (value.kind === 'missing') return undefined;
  const { number, name, place } = context;
  const text = value.kind === 'text' ? value.text.trim() : '';
  const timeMs = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu.test(text) ? Math.round(Number(text) * 1000) : parseClock(text);
  if (timeMs === undefined || !Number.isSafeInteger(timeMs)) {
    return refuse(place, 'E_CHAPTER_TIME', `chapter ${number} ${name} ${quoteValue(text)} is no time`);
  }
  return timeMs;
}

function readTitle(text: string, { number, place, record }: One): string {
  const subject = `chapter ${number} title`;
  const cleaned = cleanAndReport({ text, subject, place, warn: record.warn });
  if (/\n/u.test(cleaned.trim())) {
    record.warn(warning('W_CONTROL_CHARS', `${subject} had line ends; they are spaces now.`, { place }));
  }
  return cleaned.replace(/\s+/gu, ' ').trim();
}

function addressText(value: FieldValue): string | undefined {
  if (value.kind === 'missing') return undefined;
  return value.kind === 'text' ? value.text.trim() : '';
}

/** Refuses what no recording could have, sorts, and sees to a chapter at 0. */
function arrange(
  listed: readonly ProgrammeChapter[],
  { record, programmeTitle }: ChapterContext,
): readonly ProgrammeChapter[] {
  const place = { file: record.file };
  if (listed.length === 0) {
    record.warn(warning('W_CHAPTERS_EMPTY', `${record.file} lists no chapter.`, { place }));
    return [];
  }
  refuseFirst(findChapterFaults(listed), place);
  const { chapters, changes } = arrangeChapters(listed.map(withNormalAddresses), programmeTitle);
  for (const { code, message, hint } of changes) record.warn(warning(code, message, { hint, place }));
  refuseFirst(findOrderFaults(chapters), place);
  return chapters;
}

function refuseFirst([fault]: readonly ChapterFault[], place: Place): void {
  if (fault) throw new LectorError(fault.code, fault.message, { hint: fault.hint, place: fault.place ?? place });
}

function withNormalAddresses({ href, imageUrl, ...chapter }: ProgrammeChapter): ProgrammeChapter {
  return {
    ...chapter,
    ...(href !== undefined && { href: new URL(href).href }),
    ...(imageUrl !== undefined && { imageUrl: new URL(imageUrl).href }),
  };
}

function refuse(place: Place, code: ErrorCode, message: string): never {
  throw new LectorError(code, `${message}.`, { place, hint: 'correct the chapters of the sidecar.' });
}
