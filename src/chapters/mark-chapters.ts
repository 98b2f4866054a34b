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
};

/**
 * Turns the sections of a script into chapters at the moments they are really heard.
 *
 * The first starts at 0 and every other on a whole second, in the silence before its first word, so that forms
 * which keep only whole seconds agree with those that keep milliseconds. Sections too short to be chapters join
 * a neighbour; fewer than three chapters are none.
 */
export function markChapters({ timeline, sections }: MarkChaptersInput): readonly Chapter[] {
  const startOf = utteranceStarts(timeline);
  const marks = sections.flatMap((section): ChapterMark[] => {
    const startMs = startOf.get(section.utteranceId);
    const title = toOneLine(section.title);
    if (startMs === undefined || title === '') return [];
    return [{ ...section, title, startMs: Math.floor(startMs / MS_PER_SECOND) * MS_PER_SECOND }];
  });
  marks.sort((first, second) => first.startMs - second.startMs);
  const kept = mergeShortMarks(marks, timeline.durationMs);
  return kept.length < MIN_CHAPTER_COUNT ? [] : toChapters(kept, timeline.durationMs);
}

function utteranceStarts(timeline: Timeline): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  for (const { utteranceId, startMs } of timeline.items) {
    if (utteranceId !== undefined && !starts.has(utteranceId)) starts.set(utteranceId, startMs);
  }
  return starts;
}

function toChapters(marks: readonly ChapterMark[], durationMs: number): readonly Chapter[] {
  return marks.map(({ title, startMs, href, imageUrl }, index) => ({
    startMs: index === 0 ? 0 : startMs,
    endMs: marks[index + 1]?.startMs ?? durationMs,
    title,
    ...present({ href, imageUrl }),
  }));
}
