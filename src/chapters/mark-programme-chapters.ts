import { LectorError, warning } from '../errors.js';
import type { Programme, ProgrammeChapter } from '../model/article.js';
import type { Chapter } from '../model/chapter.js';
import { arrangeChapters, findChapterFaults, findOrderFaults, type ChapterFault } from '../model/chapter-rules.js';
import type { Place, Warn } from '../model/finding.js';
import { quoteValue, toOneLine } from '../model/text.js';
import type { Timeline } from '../model/timeline.js';

/** Players cannot show a chapter that is over at once. */
const SHORT_MS = 1000;
/** A sidecar's last end may be rounded up to the next second. */
const END_TOLERANCE_MS = 1000;

type MarkProgrammeChaptersInput = {
  readonly programme: Programme;
  readonly timeline: Timeline;
  readonly warn: Warn;
};

/**
 * The chapters an editor gave a recorded programme, checked against the recording.
 *
 * Times are kept to the millisecond. Unsorted chapters are sorted, and a chapter at 0 is added where there is
 * none, each with a warning.
 *
 * @throws `E_CHAPTER_TIME`, `E_FIELD_EMPTY`, `E_FIELD_LONG`, `E_FIELD_RANGE`, `E_URL`, `E_URL_SCHEME`,
 *   `E_URL_CREDENTIALS`, naming the chapter.
 */
export function markProgrammeChapters({
  programme,
  timeline: { durationMs },
  warn,
}: MarkProgrammeChaptersInput): readonly Chapter[] {
  if (programme.chapters.length === 0) return [];
  const place: Place = { file: programme.source.location };
  refuseFirst(findChapterFaults(programme.chapters, { durationMs, endToleranceMs: END_TOLERANCE_MS }), place);
  const cleaned = programme.chapters.map((chapter, index) => cleanChapter(chapter, { number: index + 1, place, warn }));
  const { chapters: arranged, changes } = arrangeChapters(cleaned, programme.title);
  for (const { code, message, hint } of changes) warn(warning(code, message, { hint, place }));
  refuseFirst(findOrderFaults(arranged), place);
  const chapters = arranged.map((chapter, index) => {
    const nextMs = arranged[index + 1]?.startMs ?? durationMs;
    return { ...chapter, endMs: Math.min(chapter.endMs ?? nextMs, nextMs) };
  });
  warnOfShort(chapters, warn, place);
  return chapters;
}

function refuseFirst([fault]: readonly ChapterFault[], place: Place): void {
  if (fault) throw new LectorError(fault.code, fault.message, { hint: fault.hint, place: fault.place ?? place });
}

function cleanChapter(
  chapter: ProgrammeChapter,
  { number, place, warn }: { number: number; place: Place; warn: Warn },
): ProgrammeChapter {
  const { written, ...marked } = chapter;
  const title = toOneLine(chapter.title);
  if (title !== chapter.title.trim().replace(/ +/gu, ' ').normalize('NFC')) {
    const message = `chapter ${written?.number ?? number} title held line ends or control characters; they were taken out: ${quoteValue(title)}.`;
    warn(warning('W_CONTROL_CHARS', message, { place }));
  }
  return { ...marked, startMs: Math.round(chapter.startMs), title };
}

function warnOfShort(chapters: readonly Chapter[], warn: Warn, place: Place): void {
  const count = chapters.filter(({ startMs, endMs }) => endMs - startMs < SHORT_MS).length;
  if (count === 0) return;
  warn(
    warning('W_CHAPTER_SHORT', `${count} of ${chapters.length} chapters under 1 s; players skip them.`, {
      hint: 'put chapters 30 s apart or more.',
      place,
    }),
  );
}
