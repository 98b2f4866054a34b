import type { PublishedTranscript } from '../../model/publication/paths/episode-paths.js';
import type { Transcript } from '../../model/transcript.js';

/** One form a transcript is published in: its writer, and the reader `lector check` proves it with. */
export type TranscriptFormat = PublishedTranscript & {
  readonly write: (transcript: Transcript) => string;
  readonly read: (text: string) => TranscriptReading;
};

/** What a file of some format says, and where it breaks the rules of that format. */
export type TranscriptReading = {
  /** None in a format without times. */
  readonly cues: readonly { readonly startMs: number; readonly endMs: number }[];
  /** All words, names of speakers that stand in the text itself among them. */
  readonly text: string;
  /** Names the format keeps apart from the text. */
  readonly speakers: readonly string[];
  readonly faults: readonly string[];
};

/** A file of which nothing can be said but what is wrong with it. */
export function unreadable(...faults: readonly string[]): TranscriptReading {
  return { cues: [], text: '', speakers: [], faults };
}
