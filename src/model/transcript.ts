import type { WordTiming } from './narration.js';

/** One sentence as it is read and when it is heard. */
export type Cue = {
  readonly startMs: number;
  readonly endMs: number;
  /** Display text. */
  readonly text: string;
  readonly speaker?: string;
  readonly utteranceId?: string;
  readonly blockId?: string;
  readonly words: readonly WordTiming[];
};

export type Transcript = {
  /** BCP 47. */
  readonly language: string;
  readonly cues: readonly Cue[];
};
