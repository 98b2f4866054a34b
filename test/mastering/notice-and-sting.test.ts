import { describe, expect, it } from 'vitest';
import { layOut, type Line } from '../../src/mastering/lay-out.js';

const RATE_HZ = 1000;
const line = (utteranceId: string, heardMs: number, isDisclosure = false): Line => ({
  utteranceId,
  piece: {
    path: utteranceId,
    contentKey: utteranceId,
    firstUsable: 0,
    endUsable: heardMs,
    firstSample: 0,
    endSample: heardMs,
  },
  words: [],
  heardFromMs: 0,
  pauseAfterMs: 700,
  isSectionStart: false,
  isDisclosure,
});
const sting = (sampleCount: number) => ({
  path: 'sting',
  contentKey: 'sting',
  sampleCount,
  sampleRateHz: RATE_HZ,
  measured: { sampleCount },
});
const heard = (stingMs: number, lines: readonly Line[]) =>
  layOut({ lines, sampleRateHz: RATE_HZ, file: { sampleRateHz: RATE_HZ, frameSamples: 1 }, intro: sting(stingMs) })
    .timeline.items.filter(({ kind }) => kind !== 'pause')
    .map(({ kind, utteranceId, startMs, endMs }) => `${utteranceId ?? kind} ${startMs}–${endMs}`);

describe('the music before an episode', () => {
  it.each([
    ['stays before a notice that is over in time', 4000, true, ['sting 0–4000', 'n 4500–7000', 't 7700–8700']],
    ['stays before one that ends with the tenth second', 7000, true, ['sting 0–7000', 'n 7500–10000', 't 10700–11700']],
    ['comes after one that would be late', 7001, true, ['n 200–2700', 'sting 3200–10201', 't 10701–11701']],
    [
      'comes first where nothing is said of machines',
      20_000,
      false,
      ['sting 0–20000', 'n 20500–23000', 't 23700–24700'],
    ],
  ])('%s', (_what, stingMs, isDisclosure, expected) => {
    expect(heard(stingMs, [line('n', 2500, isDisclosure), line('t', 1000)])).toEqual(expected);
  });

  it('comes after a notice of several lines as a whole', () => {
    expect(heard(9000, [line('a', 1000, true), line('b', 1000, true), line('t', 1000)])).toEqual([
      'a 200–1200',
      'b 1900–2900',
      'sting 3400–12400',
      't 12900–13900',
    ]);
  });
});
