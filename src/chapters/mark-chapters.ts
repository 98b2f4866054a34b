import { MIN_CHAPTER_COUNT, type Chapter } from '../model/chapter.js';
import { present } from '../model/present.js';
import type { ScriptSection } from '../model/script.js';
import { toOneLine } from '../model/text.js';
import type { Timeline } from '../model/timeline.js';
import { mergeShortMarks, type ChapterMark } from './merge-short-marks.js';

export { markProgrammeChapters } from './mark-programme-chapters.js';

const MS_PER_SECOND = 1000;

type MarkChaptersInput = {
  readonly timeline: Timeline;
  readonly sections: readonly ScriptSection[];
  /** Names what is heard before the first section, where that is long enough to be a chapter. */
  readonly openingTitle?: string;
};

/**
 * Turns the sections of a script into chapters at the moments they are really heard.
 *
 * The first starts at 0 and every other on a whole second, in the silence before its first word, so that forms
 * which keep only whole seconds agree with those that keep milliseconds. Sections too short to be chapters join
 * a neighbour; fewer than three chapters are none.
 */
export function markChapters({ timeline, sections, openingTitle }: MarkChaptersInput): readonly Chapter[] {
  const startOf = utteranceStarts(timeline);
  const marks = sections.flatMap((section): ChapterMark[] => {
    const startMs = startOf.get(section.utteranceId);
    const title = toOneLine(section.title);
    if (startMs === undefined || title === '') return [];
    return [{ ...section, title, startMs: Math.floor(startMs / MS_PER_SECOND) * MS_PER_SECOND }];
  });
  marks.sort((first, second) => first.startMs - second.startMs);
  const kept = mergeShortMarks(withOpening(marks, openingTitle), timeline.durationMs);
  return kept.length < MIN_CHAPTER_COUNT ? [] : toChapters(kept, timeline.durationMs);
}

function utteranceStarts(timeline: Timeline): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  for (const { utteranceId, startMs } of timeline.items) {
    if (utteranceId !== undefined && !starts.has(utteranceId)) starts.set(utteranceId, startMs);
  }
  return starts;
}

/** What comes before the first section belongs to it, unless it is named. */
function withOpening(marks: readonly ChapterMark[], openingTitle: string | undefined): readonly ChapterMark[] {
  const [first] = marks;
  const title = toOneLine(openingTitle ?? '');
  if (!first || first.startMs === 0 || title === '') return marks;
  return [{ title, level: first.level, startMs: 0 }, ...marks];
}

function toChapters(marks: readonly ChapterMark[], durationMs: number): readonly Chapter[] {
  return marks.map(({ title, startMs, href, imageUrl }, index) => ({
    startMs: index === 0 ? 0 : startMs,
    endMs: marks[index + 1]?.startMs ?? durationMs,
    title,
    ...present({ href, imageUrl }),
  }));
}
