import type { WordTiming } from './narration.js';

/** One stretch of the finished audio. Times count from the first sample of the episode. */
export type TimelineItem = {
  readonly kind: 'speech' | 'pause' | 'sting' | 'recording';
  readonly startMs: number;
  readonly endMs: number;
  /** Of speech: which utterance is heard. */
  readonly utteranceId?: string;
  readonly words?: readonly WordTiming[];
};

/** What is heard when, from samples really counted; items follow each other without gaps. */
export type Timeline = {
  readonly durationMs: number;
  readonly sampleRateHz: number;
  readonly sampleCount: number;
  readonly items: readonly TimelineItem[];
};

/** A piece of the master: samples of a file, or silence. All files are mono at the master's rate. */
export type MasterSegment =
  | { readonly kind: 'silence'; readonly sampleCount: number }
  | {
      readonly kind: 'wav';
      /** Absolute path of a mono 16-bit WAV file at the master's sample rate. */
      readonly path: string;
      readonly firstSample: number;
      readonly sampleCount: number;
      /** Linear fades at the edges, in samples. */
      readonly fadeInSamples: number;
      readonly fadeOutSamples: number;
      /** Set for stings, which are matched to the speech before the whole is measured. */
      readonly gainDb?: number;
      /** Names these samples wherever the file lies; the hash of the file where it is absent. */
      readonly contentKey?: string;
    }
  | {
      readonly kind: 'recording';
      /** Absolute path of any audio file ffmpeg decodes. */
      readonly path: string;
      readonly sampleCount: number;
      /** The only channel that is heard, of a stereo recording whose channels cancel each other. */
      readonly channel?: 'left' | 'right';
      /** What is taken off every sample of each channel: a recording may lie beside zero. */
      readonly offsets?: readonly number[];
      /** Names the recording wherever it lies; the hash of the file where it is absent. */
      readonly contentKey?: string;
    };

/** A whole episode as a plan of samples; it is streamed when it is encoded and never held in memory. */
export type Master = {
  readonly sampleRateHz: number;
  readonly channelCount: 1 | 2;
  readonly sampleCount: number;
  readonly segments: readonly MasterSegment[];
  /** ITU-R BS.1770-4 integrated loudness before gain; absent for silence. */
  readonly loudnessLufs?: number;
  readonly truePeakDbtp?: number;
  /** Gain that brings the whole to the target, before the limiter. */
  readonly gainDb: number;
  /** The bytes of an MP3 that is all of this already, at its level and in the format that is published. */
  readonly finished?: {
    readonly path: string;
    readonly firstByte: number;
    /** One past the last. */
    readonly endByte: number;
  };
};
