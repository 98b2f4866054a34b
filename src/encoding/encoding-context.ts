import type { AudioFormat } from '../model/audio-file.js';
import type { Warn } from '../model/finding.js';
import type { Ffmpeg } from '../run-tool.js';
import type { Shelf } from '../workspace.js';
import type { Signer } from './open-signer.js';

/** What encoding needs besides its input. */
export type EncodingContext = {
  readonly ffmpeg: Ffmpeg;
  /** The first is what an episode is heard from; MP3 alone unless told otherwise. */
  readonly formats?: readonly AudioFormat[];
  readonly bitrateKbps: number;
  /** Of MP3 whose bitrate is variable: LAME's, 0 to 9; the bitrate is constant unless set. */
  readonly mp3Quality?: number;
  readonly sampleRateHz: number;
  /** Most channels a file has; a mono master stays mono. */
  readonly channelCount: 1 | 2;
  /** What the finished file measures, within 0.5 LU. */
  readonly targetLufs: number;
  readonly maxTruePeakDbtp: number;
  /** Where encoded sound is kept by what it was made from, below the workspace. */
  readonly folder: string;
  /** Has what other machines encoded of narrations, by the same names. */
  readonly shelf?: Shelf;
  /** For finished files until they are published. */
  readonly temporaryFolder: string;
  /** Signs what a file says of its origin; files are not signed without it. */
  readonly signer?: Signer;
  readonly signal: AbortSignal;
  readonly warn: Warn;
};
