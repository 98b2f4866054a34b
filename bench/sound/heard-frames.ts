import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DECODER_DELAY_SAMPLES, decodeFrames, id3TagBytes, parseMp3Header, type Ffmpeg } from '../../src/run-tool.js';
import { NOISE_RATE_HZ } from './spoken-noise.js';

const FRAME_SAMPLES = 1152;
const FILE_RATE_HZ = 44_100;
/** A decoder hears what was before. */
const FRAMES_BEFORE = 3;
const FRAMES_HEARD = 14;
/** How far from its place a sound is looked for. */
const SEARCH_MS = 4;
const COMPARED_MS = 200;

/** The frames of an MP3 without the one that describes the others. */
export async function framesOf(file: string): Promise<readonly Buffer[]> {
  const bytes = await readFile(file);
  const frames: Buffer[] = [];
  let at = id3TagBytes(bytes.subarray(0, 10));
  for (let header = parseMp3Header(bytes, at); header; header = parseMp3Header(bytes, at)) {
    frames.push(bytes.subarray(at, at + header.frameBytes));
    at += header.frameBytes;
  }
  return frames.slice(1);
}

/** A moment of a file. */
export type Moment = { readonly frames: readonly Buffer[]; readonly timeMs: number };

/** What is heard from each of some moments on and a little before, at {@link NOISE_RATE_HZ}; all are decoded at once. */
export async function hear(moments: readonly Moment[], ffmpeg: Ffmpeg): Promise<readonly Heard[]> {
  const cuts = moments.map(({ frames, timeMs }) => {
    const sample = Math.round((timeMs * FILE_RATE_HZ) / 1000) + DECODER_DELAY_SAMPLES;
    const most = frames.length - FRAMES_BEFORE - FRAMES_HEARD;
    const first = Math.max(0, Math.min(most, Math.floor(sample / FRAME_SAMPLES) - FRAMES_BEFORE));
    return { cut: frames.slice(first, first + FRAMES_BEFORE + FRAMES_HEARD), from: sample - first * FRAME_SAMPLES };
  });
  const length = (FRAMES_BEFORE + FRAMES_HEARD) * FRAME_SAMPLES;
  const all = new Float32Array(cuts.length * length);
  let filled = 0;
  const format = { sampleRateHz: FILE_RATE_HZ, channelCount: 1 } as const;
  const signal = new AbortController().signal;
  const frames = cuts.flatMap(({ cut }) => cut);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-heard-'));
  const file = path.join(folder, 'samples');
  for await (const samples of decodeFrames({ ffmpeg, frames, format, file, signal })) {
    all.set(samples.subarray(0, all.length - filled), filled);
    filled += samples.length;
  }
  await rm(folder, { recursive: true });
  return cuts.map(({ from }, index) => ({ samples: all.subarray(index * length, (index + 1) * length), from }));
}

/** Samples at the rate of the file; the moment is at `from`. */
export type Heard = { readonly samples: Float32Array; readonly from: number };

/**
 * By how much the second sound comes later than the first after their moments, in milliseconds; not a number where they
 * are not the same sound.
 */
export function driftMs(first: Heard, second: Heard): number {
  const most = Math.round((SEARCH_MS * FILE_RATE_HZ) / 1000);
  const count = Math.round((COMPARED_MS * FILE_RATE_HZ) / 1000);
  let [best, lag] = [0, Number.NaN];
  for (let by = -most; by <= most; by += 1) {
    const likeness = likenessOf(first, { ...second, from: second.from + by }, count);
    if (likeness > best) [best, lag] = [likeness, by];
  }
  return best < 0.5 ? Number.NaN : (lag * 1000) / FILE_RATE_HZ;
}

/** From −1 to 1. */
function likenessOf(first: Heard, second: Heard, count: number): number {
  let [both, one, other] = [0, 0, 0];
  // Every second sample tells enough.
  for (let at = 0; at < count; at += 2) {
    const [a, b] = [first.samples[first.from + at] ?? 0, second.samples[second.from + at] ?? 0];
    both += a * b;
    one += a * a;
    other += b * b;
  }
  return one * other === 0 ? 0 : both / Math.sqrt(one * other);
}

/** Samples of a clip as a moment of the file would have them. */
export function asHeard(samples: Int16Array): Heard {
  const count = Math.floor((samples.length * FILE_RATE_HZ) / NOISE_RATE_HZ) - 2;
  const line = Float32Array.from({ length: count }, (_, at) => {
    const place = (at * NOISE_RATE_HZ) / FILE_RATE_HZ;
    const [low, share] = [Math.floor(place), place % 1];
    return (samples[low] ?? 0) * (1 - share) + (samples[low + 1] ?? 0) * share;
  });
  return { samples: line, from: 0 };
}
