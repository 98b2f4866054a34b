import { MAX_CHAPTER_COUNT } from '../model/chapter.js';

/** Where a chapter could start. */
export type ChapterMark = {
  readonly title: string;
  readonly level: number;
  readonly startMs: number;
  readonly href?: string;
  readonly imageUrl?: string;
};

/** Top sections (one article of a briefing) stay unless nothing but their heading is heard. */
const MIN_TOP_MS = 10_000;
/** Spotify advises chapters of 30 s at least. */
const MIN_NESTED_MS = 30_000;

/**
 * Takes away marks until every chapter is long enough and no more than 255 are left.
 *
 * A short chapter takes in its own subsection, and keeps its title. Two short neighbours become one, named after
 * the longer. Any other short chapter joins the one before it; the first gives its place to the second.
 */
export function mergeShortMarks(marks: readonly ChapterMark[], durationMs: number): readonly ChapterMark[] {
  for (let factor = 1; ; factor *= 2) {
    const kept = mergeOnce(marks, durationMs, factor);
    if (kept.length <= MAX_CHAPTER_COUNT) return kept;
  }
}

function mergeOnce(marks: readonly ChapterMark[], durationMs: number, factor: number): readonly ChapterMark[] {
  const kept = [...marks];
  const lengthOf = (index: number): number =>
    (kept[index + 1]?.startMs ?? durationMs) - (index === 0 ? 0 : (kept[index]?.startMs ?? 0));
  const isShort = (index: number): boolean =>
    lengthOf(index) < ((kept[index]?.level ?? 1) <= 1 ? MIN_TOP_MS : MIN_NESTED_MS) * factor;
  for (;;) {
    const index = findShort(kept, { lengthOf, isShort });
    const mark = index === undefined ? undefined : kept[index];
    if (index === undefined || !mark) return kept;
    const next = kept[index + 1];
    const isNextDeeper = next !== undefined && next.level > mark.level;
    const isNextShort = next?.level === mark.level && isShort(index + 1);
    if (next && (isNextDeeper || isNextShort || index === 0)) {
      const named = isNextDeeper || lengthOf(index) >= lengthOf(index + 1) ? mark : next;
      kept.splice(index, 2, { ...named, startMs: mark.startMs });
    } else {
      kept.splice(index, 1);
    }
  }
}

type Lengths = {
  readonly lengthOf: (index: number) => number;
  readonly isShort: (index: number) => boolean;
};

/** The deepest of the chapters that are too short, the shortest of these, the first of these. */
function findShort(marks: readonly ChapterMark[], { lengthOf, isShort }: Lengths): number | undefined {
  let found: { index: number; level: number; lengthMs: number } | undefined;
  for (const [index, { level }] of marks.entries()) {
    if (!isShort(index)) continue;
    const lengthMs = lengthOf(index);
    if (found && (level < found.level || (level === found.level && lengthMs >= found.lengthMs))) continue;
    found = { index, level, lengthMs };
  }
  return found?.index;
}
