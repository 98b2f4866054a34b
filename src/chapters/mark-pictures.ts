import type { Chapter } from '../model/chapter.js';
import type { EpisodePicture } from '../model/episode.js';
import { present } from '../model/present.js';
import type { Script } from '../model/script.js';
import type { Timeline } from '../model/timeline.js';
import { placeFigures } from './place-figures.js';

/** A figure of an article whose picture is to be had. */
export type ShownFigure = Omit<EpisodePicture, 'startMs'> & {
  /** Fragment id of the figure in the source page. */
  readonly anchor?: string;
};

type MarkPicturesInput = {
  readonly timeline: Timeline;
  readonly script: Script;
  readonly chapters: readonly Chapter[];
  /** In reading order. */
  readonly figures: readonly ShownFigure[];
  /** Ids of all blocks in reading order, as the script has them. */
  readonly blockIds: readonly string[];
};

const MS_PER_SECOND = 1000;
/** A picture that comes as soon after the start of a chapter is there from its start. */
const OPENING_MS = 10_000;
/** Shorter than this nobody looks at one. */
const LEAST_SHOWN_MS = 3000;

/**
 * When the pictures of an article are shown: with the sentence that speaks of each, on a whole second. A picture that
 * comes with the beginning of a chapter is that of the chapter. What there is no time to look at is left out.
 */
export function markPictures({
  timeline,
  script,
  chapters,
  figures,
  blockIds,
}: MarkPicturesInput): readonly EpisodePicture[] {
  if (figures.length === 0) return [];
  const starts = new Map(
    timeline.items.flatMap(({ utteranceId, startMs }) => (utteranceId === undefined ? [] : [[utteranceId, startMs]])),
  );
  const places = placeFigures(script, { figures, blockIds });
  const shown: EpisodePicture[] = [];
  const wanted = figures
    .flatMap((figure) => {
      const startMs = starts.get(places.get(figure.blockId) ?? '');
      return startMs === undefined ? [] : [{ figure, startMs }];
    })
    .toSorted((a, b) => a.startMs - b.startMs);
  for (const { figure, startMs } of wanted) {
    const before = shown.at(-1);
    const earliestMs = before === undefined ? 0 : before.startMs + LEAST_SHOWN_MS;
    const atMs = momentOf(Math.max(startMs, earliestMs), chapters, before);
    if (timeline.durationMs - atMs >= LEAST_SHOWN_MS)
      shown.push(present({ ...figure, anchor: undefined, startMs: atMs }));
  }
  return shown;
}

/** The start of a chapter that has no picture yet, where that is near, else the whole second. */
function momentOf(timeMs: number, chapters: readonly Chapter[], before: EpisodePicture | undefined): number {
  const chapter = chapters.findLast(({ startMs }) => startMs <= timeMs);
  const isFree = chapter !== undefined && (before === undefined || before.startMs < chapter.startMs);
  if (isFree && timeMs - chapter.startMs <= OPENING_MS) return chapter.startMs;
  return Math.floor(timeMs / MS_PER_SECOND) * MS_PER_SECOND;
}
