import path from 'node:path';
import type { Clip } from '../model/narration.js';
import { encodeAudio, type Ffmpeg } from '../run-tool.js';
import { playMaster } from '../sound.js';
import type { SpeechPiece } from './speech-piece.js';

export type MatchOptions = {
  readonly ffmpeg: Ffmpeg;
  readonly sampleRateHz: number;
  /** Fresh; files in it are named here. */
  readonly folder: string;
  readonly signal: AbortSignal;
};

/** Silence after each clip, so that no clip's resampling reaches into the next. */
const GAP_SECONDS = 0.02;

/**
 * Every clip at one sample rate, in the same order. Clips of another rate pass through ffmpeg together, once for each
 * rate: each starts where both rates have a sample, so it can be found again exactly.
 */
export async function matchRates(clips: readonly Clip[], options: MatchOptions): Promise<readonly SpeechPiece[]> {
  const pieces = new Map<Clip, SpeechPiece>();
  const others = new Set(clips.map((clip) => clip.sampleRateHz).filter((rate) => rate !== options.sampleRateHz));
  for (const rate of others) {
    const ofRate = [...new Set(clips.filter((clip) => clip.sampleRateHz === rate))];
    (await resample(ofRate, rate, options)).forEach((piece, index) => {
      const clip = ofRate[index];
      if (clip) pieces.set(clip, piece);
    });
  }
  return clips.map((clip) => pieces.get(clip) ?? asItIs(clip));
}

function asItIs({ path: file, sha256, sampleCount, firstSample, endSample }: Clip): SpeechPiece {
  return { path: file, contentKey: sha256, firstUsable: 0, endUsable: sampleCount, firstSample, endSample };
}

async function resample(clips: readonly Clip[], from: number, options: MatchOptions): Promise<readonly SpeechPiece[]> {
  const { ffmpeg, sampleRateHz: to, folder, signal } = options;
  const file = path.join(folder, `resampled-${from}.wav`);
  // The shortest stretch that is a whole number of samples at both rates.
  const unit = from / greatestCommonDivisor(from, to);
  const lengths = clips.map((clip) => Math.ceil((clip.sampleCount + GAP_SECONDS * from) / unit) * unit);
  const segments = clips.flatMap((clip, index) => [
    wavSegment(clip),
    { kind: 'silence', sampleCount: (lengths[index] ?? 0) - clip.sampleCount } as const,
  ]);
  const pcm = playMaster({ segments, sampleRateHz: from, channelCount: 1 }, { ffmpeg, signal });
  const output = { path: file, format: 'wav', bitrateKbps: 0, sampleRateHz: to, channelCount: 1 } as const;
  await encodeAudio({ ffmpeg, pcm, input: { sampleRateHz: from, channelCount: 1 }, output, signal });
  let start = 0;
  return clips.map((clip, index) => {
    const at = (sample: number): number => Math.round(((start + sample) * to) / from);
    const piece: SpeechPiece = {
      path: file,
      contentKey: `${clip.sha256}@${to}`,
      firstUsable: at(0),
      endUsable: at(clip.sampleCount),
      firstSample: at(clip.firstSample),
      endSample: at(clip.endSample),
    };
    start += lengths[index] ?? 0;
    return piece;
  });
}

function wavSegment({ path: file, sampleCount }: Clip) {
  return { kind: 'wav', path: file, firstSample: 0, sampleCount, fadeInSamples: 0, fadeOutSamples: 0 } as const;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
