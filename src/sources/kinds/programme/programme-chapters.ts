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

type ChapterContext = {
  /** The file the chapters stand in, and where warnings go. */
  readonly record: Pick<FieldRecord, 'file' | 'warn'>;
  /** Title of a chapter at 0 where the first begins later. */
  readonly programmeTitle: string;
};

/**
 * Chapters as an editor wrote them: a list of fields, as in JSON Chapters 1.2, or of lines.
 *
 * @throws LectorError `E_CHAPTER_TIME`, `E_FIELD_TYPE`, and every code of {@link ChapterFault}.
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
  const { number } = context;
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
  const titleValue = pick('title', 'name');
  const title = readTitle(titleValue.kind === 'text' ? titleValue.text : '', context);
  const href = addressText(pick('url', 'href', 'link'));
  const imageUrl = addressText(pick('img', 'image'));
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
  return timeMs;
}

function readTitle(text: string, { number, record }: One): string {
  const subject = `chapter ${number} title`;
  const place = { file: record.file };
  const cleaned = cleanAndReport({ text, subject, place, warn: (finding) => record.warn(finding) });
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
  if (fault) throw new LectorError(fault.code, fault.message, { hint: fault.hint, place });
}

function withNormalAddresses({ href, imageUrl, ...chapter }: ProgrammeChapter): ProgrammeChapter {
  return {
    ...chapter,
    ...(href !== undefined && { href: new URL(href).href }),
    ...(imageUrl !== undefined && { imageUrl: new URL(imageUrl).href }),
  };
}

function refuse(context: ChapterContext, code: ErrorCode, message: string): never {
  throw new LectorError(code, `${message}.`, {
    place: { file: context.record.file },
    hint: 'correct the chapters of the sidecar.',
  });
}
