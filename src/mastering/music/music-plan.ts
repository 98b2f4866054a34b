import type { MusicKind } from '../../model/article.js';

/** Music that is heard by itself. Levels are loudness against that of the speech. */
export type StingPlan = {
  /** Absolute path. */
  readonly file: string;
  readonly levelLu: number;
  /** So much of the file; all of it unless set. */
  readonly lengthMs?: number;
  readonly fadeInMs: number;
  readonly fadeOutMs: number;
  /** How long the end of an intro lies beneath the first words, and the beginning of an outro beneath the last. */
  readonly overlapMs: number;
};

export type BedPlace = 'opening' | 'chapters' | 'closing';

/** Music beneath what is said. */
export type BedPlan = {
  /** Absolute path. */
  readonly file: string;
  readonly under: readonly BedPlace[];
  /** While somebody speaks. */
  readonly duckedLu: number;
  /** While nobody does. */
  readonly pauseLu: number;
  /** It ends with the first pause after so long. */
  readonly seconds: number;
  /** Heard by itself before the words. */
  readonly leadMs: number;
  /** Heard by itself after the last words. */
  readonly tailMs: number;
  readonly fadeInMs: number;
  readonly fadeOutMs: number;
};

export type MusicPlan = {
  readonly intro?: StingPlan;
  readonly outro?: StingPlan;
  readonly chapter?: StingPlan;
  readonly bed?: BedPlan;
};

/** A sting as it always was: all of the file, as loud as the speech, with edges that do not click. */
export const PLAIN_STING = { levelLu: 0, fadeInMs: 20, fadeOutMs: 20, overlapMs: 0 } as const;

/** Music beneath the words of a stretch, in samples of the stretch. */
export type Cue = {
  readonly kind: MusicKind;
  readonly from: number;
  /** One past its last sample. */
  readonly end: number;
};

/** Where somebody speaks in a stretch, in its samples. */
export type Spoken = { readonly start: number; readonly end: number };
