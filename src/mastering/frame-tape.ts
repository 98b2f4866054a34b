import { toThousandth } from '../model/time.js';
import type { MasterSegment, Stretch, TimelineItem } from '../model/timeline.js';
import type { Cue, Spoken } from './music/music-plan.js';

/** A stretch, with the music that is to lie beneath its words. */
export type LaidStretch = Stretch & {
  readonly mix?: { readonly cues: readonly Cue[]; readonly spoken: readonly Spoken[] };
};

/** The grid of the file: where a stretch may begin. */
export type FrameGrid = {
  /** Of the file. */
  readonly sampleRateHz: number;
  readonly frameSamples: number;
};

/** An item at exact moments, in milliseconds from the first sample of the file. */
type ExactItem = TimelineItem;

/** Stretches as they are filled one after the other. Samples are those of the open stretch, counted from its first. */
export interface FrameTape {
  /** Where what is heard ends that was put down last; below 0 when that was in a stretch before. */
  heardEnd(): number;
  /** Of the open stretch. */
  rateHz(): number;
  /** Samples of a time at the rate of the open stretch. */
  samplesOf(timeMs: number): number;
  /** Where the open stretch has nothing yet. */
  written(): number;
  /** Puts down what is heard from `start` to `start + heard`; the segment may reach further on both sides. */
  put(what: {
    readonly item: Omit<TimelineItem, 'startMs' | 'endMs'>;
    readonly start: number;
    readonly heard: number;
    readonly segment?: { readonly from: number; readonly content: MasterSegment };
  }): void;
  /** Has music lie beneath the open stretch, as far as that reaches. */
  lay(cue: Cue): void;
  /** Ends the open stretch so long after what is heard, filled up to a whole frame, and opens the next. */
  cut(tailMs: number, nextRateHz: number): void;
  /** Ends the last stretch after as many frames of silence. */
  finish(settle: (frameCount: number) => number): {
    readonly stretches: readonly LaidStretch[];
    readonly items: readonly TimelineItem[];
    readonly frameCount: number;
  };
}

/** Three frames, of which an encoder hears what was before. */
const SILENT_END_MS = 80;

/** @param firstRateHz Of the first stretch. */
export function openTape({ sampleRateHz: fileRateHz, frameSamples }: FrameGrid, firstRateHz: number): FrameTape {
  const stretches: LaidStretch[] = [];
  const items: ExactItem[] = [];
  let [rateHz, frameCount, written, heardEndMs] = [firstRateHz, 0, 0, 0];
  let segments: MasterSegment[] = [];
  let [cues, spoken]: [Cue[], Spoken[]] = [[], []];

  const originMs = (): number => (frameCount * frameSamples * 1000) / fileRateHz;
  const toMs = (sample: number): number => originMs() + (sample * 1000) / rateHz;
  const samplesOf = (timeMs: number): number => Math.round((timeMs * rateHz) / 1000);
  const silenceUntil = (end: number): void => {
    if (end <= written) return;
    segments.push({ kind: 'silence', sampleCount: end - written });
    written = end;
  };
  const pauseUntil = (endMs: number): void => {
    if (endMs > heardEndMs) items.push({ kind: 'pause', startMs: heardEndMs, endMs });
    heardEndMs = endMs;
  };
  const close = (frames: number): void => {
    // A stretch ends in silence, whatever lies beneath.
    const last = Math.max(0, written - samplesOf(SILENT_END_MS));
    const laid = cues.map((cue) => ({ ...cue, end: Math.min(cue.end, last) }));
    const mix = laid.length > 0 && { mix: { cues: laid, spoken } };
    stretches.push({ sampleRateHz: rateHz, sampleCount: written, segments, frameCount: frames, ...mix });
    frameCount += frames;
    [segments, written, cues, spoken] = [[], 0, [], []];
  };
  const heardEnd = (): number => Math.round(((heardEndMs - originMs()) * rateHz) / 1000);

  return {
    heardEnd,
    rateHz: () => rateHz,
    lay: (cue) => void cues.push(cue),
    samplesOf,
    written: () => written,
    put({ item, start, heard, segment }) {
      silenceUntil(segment?.from ?? start);
      if (segment) {
        segments.push(segment.content);
        written += segment.content.sampleCount;
      }
      pauseUntil(toMs(start));
      heardEndMs = toMs(start + heard);
      items.push({ ...item, startMs: toMs(start), endMs: heardEndMs });
      if (item.kind === 'speech') spoken.push({ start, end: start + heard });
    },
    cut(tailMs, nextRateHz) {
      silenceUntil(heardEnd() + samplesOf(tailMs));
      close(Math.ceil((written * fileRateHz) / (rateHz * frameSamples)));
      rateHz = nextRateHz;
    },
    finish(settle) {
      const frames = settle(frameCount);
      silenceUntil(Math.floor((frames * frameSamples * rateHz) / fileRateHz));
      close(frames);
      pauseUntil(originMs());
      return { stretches, items: items.map(toWholeMs), frameCount };
    },
  };
}

function toWholeMs({ startMs, endMs, ...item }: ExactItem): TimelineItem {
  return { ...item, startMs: Math.round(startMs), exactStartMs: toThousandth(startMs), endMs: Math.round(endMs) };
}
