import { describe, expect, it } from 'vitest';
import { createPeakMeter } from '../../src/sound/peak-meter.js';
import { createNoise } from './make-sound.js';

const TAPS = 12;

/** ITU-R BS.1770-4 Annex 2 as it is written: every point, four times the rate, under a raised cosine. */
function plainPeak(samples: Float32Array, channelCount: number): number {
  const at = (index: number): number => samples[index] ?? 0;
  let peak = 0;
  for (let index = -TAPS * channelCount; index < samples.length; index += 1) {
    for (const fraction of [0, 0.25, 0.5, 0.75]) {
      let [value, weights] = [0, 0];
      for (let tap = 1 - TAPS / 2; tap <= TAPS / 2; tap += 1) {
        const x = Math.PI * (tap - fraction);
        const weight = (x === 0 ? 1 : Math.sin(x) / x) * Math.cos(x / TAPS) ** 2;
        value += weight * at(index + tap * channelCount);
        weights += weight;
      }
      peak = Math.max(peak, Math.abs(value / weights));
    }
  }
  return peak;
}

const RATE_HZ = 48_000;
const noise = createNoise(1);
const sine = (hz: number, phase: number) => (at: number) => 0.7 * Math.sin((2 * Math.PI * hz * at) / RATE_HZ + phase);

describe('createPeakMeter', () => {
  it.each<[string, 1 | 2, number, (at: number) => number]>([
    ['a sine whose tops lie between samples', 1, 3000, sine(RATE_HZ / 4, Math.PI / 4)],
    ['noise, every sample of which could be the one', 1, 3001, noise],
    ['a click before silence', 1, 2000, (at) => (at === 3 || at === 4 ? 0.9 : 0)],
    ['a click in the last frame', 1, 2005, (at) => (at === 2004 ? -0.8 : 0.1 * noise())],
    ['a quiet channel beside a loud one', 2, 4002, (at) => (at % 2 === 0 ? 0.01 : 0.9) * noise()],
    ['a loud moment among quiet ones', 1, 5000, (at) => (at > 2500 && at < 2530 ? 1 : 0.3) * noise()],
    ['less than a group', 1, 5, (at) => [0.1, -0.5, 0.5, -0.4, 0.2][at] ?? 0],
    ['nothing', 2, 0, () => 0],
  ])('finds the peak that looking at every point finds: %s', (_, channelCount, length, valueAt) => {
    const samples = Float32Array.from({ length }, (_value, at) => valueAt(at));
    for (const piece of [2 * channelCount, 512, 8192]) {
      const meter = createPeakMeter(channelCount);
      for (let at = 0; at < length; at += piece) meter.push(samples.slice(at, at + piece));
      expect(meter.peak()).toBeCloseTo(plainPeak(samples, channelCount), 9);
    }
  });
});
