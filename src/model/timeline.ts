import type { WordTiming } from './narration.js';

/** One stretch of the finished audio. Times count from the first sample of the episode. */
export type TimelineItem = {
  readonly kind: 'speech' | 'pause' | 'sting' | 'recording';
  readonly startMs: number;
  readonly endMs: number;
  /** Of a narration: the start before it was rounded to whole milliseconds, to a thousandth of one. */
  readonly exactStartMs?: number;
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

/** A piece of a master or stretch: samples of a file, or silence. All files are mono at its rate. */
export type MasterSegment =
  | { readonly kind: 'silence'; readonly sampleCount: number }
  | {
      readonly kind: 'wav';
      /** Absolute path of a mono 16-bit WAV file. */
      readonly path: string;
      readonly firstSample: number;
      readonly sampleCount: number;
      /** Linear fades at the edges, in samples. */
      readonly fadeInSamples: number;
      readonly fadeOutSamples: number;
      /** Set for stings and for voices that are quieter or louder than the one that opens: matched before the whole is measured. */
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

/** A recording as a plan of samples; it is streamed when it is encoded and never held in memory. */
export type RecordedMaster = {
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

/** Music beneath what is said in a stretch. */
export type MusicLayer = {
  /** The sample of the stretch it begins with. */
  readonly from: number;
  /** At the rate of the stretch, faded and lowered beneath words as it is heard. */
  readonly segment: Extract<MasterSegment, { readonly kind: 'wav' }>;
};

/**
 * A part of a narration from the middle of one pause to the middle of another, mono. It is encoded on its own, as a whole
 * number of frames: what follows keeps its frames when this one changes.
 */
export type Stretch = {
  readonly sampleRateHz: number;
  /** As many as there are; what its frames hold beyond them is silence. */
  readonly sampleCount: number;
  readonly segments: readonly MasterSegment[];
  /** Absent where nothing lies beneath. */
  readonly music?: readonly MusicLayer[];
  /** Of the file. */
  readonly frameCount: number;
};

/** A narration as a plan of frames. */
export type NarratedMaster = {
  /** Of the file. */
  readonly sampleRateHz: number;
  readonly channelCount: 1;
  readonly sampleCount: number;
  readonly stretches: readonly Stretch[];
  /** Gain that brings the whole to the target, before the limiter. */
  readonly gainDb: number;
};

export type Master = RecordedMaster | NarratedMaster;
