import { describe, expect, it } from 'vitest';
import type { PcmFormat } from '../../src/run-tool.js';
import { measureSound, shapeSound } from '../../src/sound.js';
import { collect, inPieces, makeSine, makeSpeechLike } from './make-sound.js';

const MONO: PcmFormat = { sampleRateHz: 24_000, channelCount: 1 };

describe('shapeSound', () => {
  it('only multiplies what stays below the ceiling, sample for sample', async () => {
    const sine = makeSine({ format: MONO, durationMs: 700, frequencyHz: 300, level: 0.1 });
    const out = await collect(shapeSound(inPieces(sine), { format: MONO, gainDb: 6, ceilingDbtp: -1 }));
    const gain = 10 ** (6 / 20);
    expect(out).toEqual(sine.map((sample) => sample * gain));
  });

  it.each<[number, 1 | 2]>([
    [16_000, 1],
    [44_100, 2],
  ])('keeps true peaks below the ceiling and every frame in its place (%i Hz, %i channels)', async (rate, channels) => {
    const format: PcmFormat = { sampleRateHz: rate, channelCount: channels };
    const speech = makeSpeechLike({ format, durationMs: 6000, level: 0.9 });
    const options = { format, gainDb: 9, ceilingDbtp: -1.5 };
    const out = await collect(shapeSound(inPieces(speech, channels), options));
    expect(out.length).toBe(speech.length);
    const { truePeakDbtp = NaN } = await measureSound(inPieces(out, channels), format);
    expect(truePeakDbtp).toBeLessThanOrEqual(-1.45);
    expect(truePeakDbtp).toBeGreaterThan(-1.7);
  });

  it.each([
    ['a click of 40 dB in the first frame', (frame: number) => (frame === 0 ? 100 : 0)],
    ['a step', (frame: number) => (frame < 400 ? 3 : 0)],
    ['clicks near half the rate', (frame: number) => (frame % 6000 < 64 ? 5.5 * Math.sin(Math.PI * 0.997 * frame) : 0)],
    ['a click at the end of the look-ahead', (frame: number) => (frame === 119 ? -8 : 0)],
    ['a click just behind it', (frame: number) => (frame === 121 ? 8 : 0)],
  ])('holds what a stream begins with below the ceiling: %s', async (_, at) => {
    const sound = makeSpeechLike({ format: MONO, durationMs: 1000, level: 0.3 }).map(
      (value, frame) => value + at(frame),
    );
    const out = await collect(shapeSound(inPieces(sound, 1, 40), { format: MONO, gainDb: 0, ceilingDbtp: -1.5 }));
    const { truePeakDbtp = NaN } = await measureSound(inPieces(out, 1), MONO);
    expect(out).toHaveLength(sound.length);
    expect(truePeakDbtp).toBeLessThanOrEqual(-1.45);
  });

  it('does not depend on how the stream is cut', async () => {
    const speech = makeSpeechLike({ format: MONO, durationMs: 3000, level: 0.9 });
    const options = { format: MONO, gainDb: 9, ceilingDbtp: -1.5 };
    const whole = await collect(shapeSound(inPieces(speech, 1, speech.length), options));
    for (const frames of [5, 999])
      expect(await collect(shapeSound(inPieces(speech, 1, frames), options))).toEqual(whole);
  });

  it('turns both channels down alike', async () => {
    const format: PcmFormat = { sampleRateHz: 24_000, channelCount: 2 };
    const speech = makeSpeechLike({ format, durationMs: 2000, level: 0.9 });
    const out = await collect(shapeSound(inPieces(speech, 2), { format, gainDb: 12, ceilingDbtp: -2 }));
    const ratios = Array.from({ length: out.length / 2 }, (_, frame) => [out[2 * frame] ?? 0, out[2 * frame + 1] ?? 0])
      .filter(([left = 0]) => Math.abs(left) > 0.01)
      .map(([left = 0, right = 0]) => right / left);
    expect(Math.max(...ratios.map((ratio) => Math.abs(ratio - 0.8)))).toBeLessThan(1e-4);
  });

  it('gives nothing for nothing', async () => {
    const nothing = shapeSound(inPieces(new Float32Array(0)), { format: MONO, gainDb: 0, ceilingDbtp: -1 });
    expect(await collect(nothing)).toEqual(new Float32Array(0));
  });
});
