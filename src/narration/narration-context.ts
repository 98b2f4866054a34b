import type { VoiceFacts } from '../model/narration.js';
import type { LanguageVoices } from '../model/narration.js';
import type { Place, Warn } from '../model/finding.js';
import type { Ffmpeg } from '../run-tool.js';
import type { NarrationSession } from './narration-session.js';
import type { Pace } from './pace/target-pace.js';

/** What narration needs besides the script. */
export type NarrationContext = {
  /** What all narrations of a run share; whoever opened it closes it. */
  readonly session: NarrationSession;
  /** Of the narrator; the engine's own choice for the language unless set. */
  readonly voice?: string;
  /** Those of other languages. */
  readonly voices?: { readonly languages?: LanguageVoices };
  /** Where the configuration names a voice, for messages; by voice. */
  readonly voicePlaces?: Readonly<Record<string, Place>>;
  /** What the publisher knows of voices, by their ids; of recordings as `recording`. */
  readonly voiceFacts?: Readonly<Record<string, VoiceFacts>>;
  /** 1 is the voice's own pace, 2 is twice as fast. */
  readonly rate: number;
  /** What every voice is brought to, whatever its own pace; then `rate` is 1. */
  readonly pace?: Pace;
  /** For voices of engines that take no rate. */
  readonly ffmpeg?: Ffmpeg;
  readonly signal: AbortSignal;
  /** How often an utterance was asked for anew, by its id: a higher take is another clip of the same text. */
  readonly takes?: ReadonlyMap<string, number>;
  /** Recordings that stand in for the voice: utterance id to the absolute path of a WAV file. */
  readonly recordings?: ReadonlyMap<string, string>;
  readonly warn: Warn;
  readonly onProgress?: (progress: NarrationProgress) => void;
};

export type NarrationProgress = {
  readonly done: number;
  readonly total: number;
  /** Of those done, how many needed nothing new. */
  readonly cached: number;
  /** Speech heard so far, in milliseconds. */
  readonly audioMs: number;
  /** Spent so far, in US dollars. */
  readonly costUsd: number;
};
