import type { PcmFormat } from '../../src/run-tool.js';

/** Noise that repeats itself exactly: a small linear congruential generator. */
export function createNoise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** Sounds like nothing, measures like speech: noise in syllables, with pauses and now and then a sharp peak. */
export function makeSpeechLike(options: {
  readonly format: PcmFormat;
  readonly durationMs: number;
  readonly level: number;
  readonly seed?: number;
}): Float32Array {
  const { sampleRateHz, channelCount } = options.format;
  const noise = createNoise(options.seed ?? 1);
  const frames = Math.round((options.durationMs * sampleRateHz) / 1000);
  const samples = new Float32Array(frames * channelCount);
  let smooth = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    const seconds = frame / sampleRateHz;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 3.7 * seconds)) * (seconds % 3 < 2.4 ? 1 : 0);
    smooth += 0.3 * (noise() - smooth);
    const click = frame % Math.round(sampleRateHz * 0.9) === 100 ? 3 : 1;
    for (let channel = 0; channel < channelCount; channel += 1) {
      samples[frame * channelCount + channel] = smooth * syllable * options.level * click * (channel === 0 ? 1 : 0.8);
    }
  }
  return samples;
}

export function makeSine(options: {
  readonly format: PcmFormat;
  readonly durationMs: number;
  readonly frequencyHz: number;
  readonly level: number;
  readonly phase?: number;
}): Float32Array {
  const { sampleRateHz, channelCount } = options.format;
  const frames = Math.round((options.durationMs * sampleRateHz) / 1000);
  return new Float32Array(frames * channelCount).map((_, at) => {
    const frame = Math.floor(at / channelCount);
    return options.level * Math.sin((2 * Math.PI * options.frequencyHz * frame) / sampleRateHz + (options.phase ?? 0));
  });
}

/** The samples in pieces of an odd length, as they come from a pipe. */
export async function* inPieces(samples: Float32Array, channelCount = 1, frames = 7001): AsyncGenerator<Float32Array> {
  const step = frames * channelCount;
  for (let start = 0; start < samples.length; start += step) yield samples.slice(start, start + step);
  await Promise.resolve();
}

export async function collect(pcm: AsyncIterable<Float32Array>): Promise<Float32Array> {
  const pieces: Float32Array[] = [];
  for await (const piece of pcm) pieces.push(piece);
  const all = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
