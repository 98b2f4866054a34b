import type { ProgrammeChapter } from '../../model/article.js';
import type { Episode } from '../../model/episode.js';
import type { Show } from '../../model/publication/show.js';

/** One form of file the chapters of an episode are published in: its writer, and the reader `lector check` proves it with. */
export type ChapterFormat = {
  /** Of the file, before the hash of its audio is put into it: `chapters.json`. */
  readonly name: string;
  readonly write: (episode: Episode, show: Show) => string;
  /** @param durationMs Of the episode, where it is known. */
  readonly read: (text: string, durationMs: number | undefined) => ChapterReading;
};

export type ChapterReading = {
  readonly chapters: readonly ProgrammeChapter[];
  /** Sentences that say where the file breaks the rules of the format. */
  readonly faults: readonly string[];
};
