import type { Warn } from '../model/finding.js';
import type { Ffmpeg } from '../run-tool.js';
import type { MusicPlan } from './music/music-plan.js';

/** What mastering needs besides its input. */
export type MasteringContext = {
  readonly ffmpeg: Ffmpeg;
  /** Integrated loudness the finished file shall measure. */
  readonly targetLufs: number;
  /** What no true peak of the finished file may exceed. */
  readonly maxTruePeakDbtp: number;
  /** Absolute paths of audio files played before and after narrated episodes. */
  readonly stings: { readonly intro?: string; readonly outro?: string };
  /** More of it: how stings are to be heard, stings between chapters, and a bed. */
  readonly music?: MusicPlan;
  /** Most channels a recording keeps; narration is always mono. 1 unless set. */
  readonly channelCount?: 1 | 2;
  /** Of the file that is published: a recording that has them, and its level, is published as it is. */
  readonly bitrateKbps?: number;
  readonly sampleRateHz?: number;
  /** Of a narration, before the limiter, where it is kept from the edition before; planned unless set. */
  readonly gainDb?: number;
  /** For files that are needed until the episode is encoded. */
  readonly temporaryFolder: string;
  readonly signal: AbortSignal;
  readonly warn: Warn;
};
