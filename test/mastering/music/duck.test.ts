import { describe, expect, it } from 'vitest';
import { duck } from '../../../src/mastering/music/duck.js';
import { loopMusic } from '../../../src/mastering/music/loop-music.js';
import { makeSine } from '../../sound/make-sound.js';

const RATE_HZ = 8000;
const FORMAT = { sampleRateHz: RATE_HZ, channelCount: 1 } as const;

/** Decibels at some seconds of ten, beneath words from 2 to 4 and from 4.5 to 6. */
function levels(words: readonly (readonly [number, number])[], atSeconds: readonly number[]) {
  const spoken = words.map(([start, end]) => ({ start: start * RATE_HZ, end: end * RATE_HZ }));
  const gains = duck({
    ...{ sampleRateHz: RATE_HZ, sampleCount: 10 * RATE_HZ, spoken, duckedDb: -20, openDb: -6 },
    ...{ fadeInMs: 500, fadeOutMs: 1000 },
  });
  const steps = gains.map((gain, at) => Math.abs(gain - (gains[at - 1] ?? 0)));
  expect(Math.max(...steps)).toBeLessThan(0.0015);
  return atSeconds.map((second) => Math.round(20 * Math.log10(gains[Math.round(second * RATE_HZ)] ?? 0)));
}

describe('music beneath words', () => {
  it.each<[string, readonly (readonly [number, number])[], readonly number[], readonly number[]]>([
    [
      'is down with the first sample of a word, and up again in a long pause',
      [
        [2, 4],
        [6, 8],
      ],
      [1, 2, 3.99, 5, 6, 8.9],
      [-6, -20, -20, -6, -20, -7],
    ],
    [
      'stays down in a short pause',
      [
        [2, 4],
        [4.7, 6],
      ],
      [4.3, 4.5],
      [-20, -20],
    ],
    ['is down from the start where words were there before', [[-1, 3]], [1, 2], [-20, -20]],
    ['is up where nobody speaks', [], [1, 5, 8], [-6, -6, -6]],
    ['comes from nothing and goes to nothing', [], [0.01, 0.1, 9.99], [-63, -26, -76]],
  ])('%s', (_what, words, at, expected) => {
    expect(levels(words, at).map((level, index) => Math.abs(level - (expected[index] ?? 0)) <= 3 || level)).toEqual(
      at.map(() => true),
    );
  });
});

describe('music that begins again', () => {
  it.each([
    ['a long one', 3000, 220],
    ['a short one', 2000, 221.7],
    ['one of another phase', 2345, 437.3],
  ])('does not click: %s', (_what, durationMs, frequencyHz) => {
    const music = makeSine({ format: FORMAT, durationMs, frequencyHz, level: 0.5 });
    const looped = loopMusic(music, { sampleCount: 12 * RATE_HZ, sampleRateHz: RATE_HZ });
    const largest = (samples: Float32Array) =>
      samples.reduce((most, sample, at) => Math.max(most, at === 0 ? 0 : Math.abs(sample - (samples[at - 1] ?? 0))), 0);
    expect(largest(looped) / largest(music)).toBeLessThan(1.45);
    expect(looped.slice(0, music.length / 2)).toEqual(music.slice(0, music.length / 2));
    expect(Math.max(...looped.slice(-RATE_HZ))).toBeGreaterThan(0.3);
  });
});
