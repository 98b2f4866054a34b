import { describe, expect, it } from 'vitest';
import { timeWords } from '../../../src/narration/engines/embedded/time-words.js';

/** As the voice prints them for "Prices rose, she said." and "The end." */
const PHONES = [
  'pau:0.200 p:0.260 r:0.300 ay:0.400 s:0.460 ax:0.500 z:0.560 r:0.620 ow:0.720 z:0.800 pau:1.000 sh:1.080 iy:1.160 s:1.240 eh:1.320 d:1.360 pau:1.500',
  'pau:0.200 dh:0.240 ax:0.300 eh:0.400 n:0.460 d:0.500 pau:0.600',
].join('\n');

describe('timeWords', () => {
  it('finds where words begin among sounds, across pauses and utterances', () => {
    const tokens = ['Prices', 'rose,', 'she', 'said.', 'The', 'end.'];
    expect(timeWords({ phones: PHONES, tokens, words: tokens, durationMs: 2100 })).toEqual([
      { text: 'Prices', startMs: 200, endMs: 560 },
      { text: 'rose,', startMs: 560, endMs: 800 },
      { text: 'she', startMs: 1000, endMs: 1160 },
      { text: 'said.', startMs: 1160, endMs: 1360 },
      { text: 'The', startMs: 1700, endMs: 1800 },
      { text: 'end.', startMs: 1800, endMs: 2000 },
    ]);
  });

  it('moves later utterances up when the file is shorter than the sounds add up to', () => {
    const tokens = ['Prices', 'rose,', 'she', 'said.', 'The', 'end.'];
    const words = timeWords({ phones: PHONES, tokens, words: tokens, durationMs: 1900 });
    expect(words.map(({ startMs }) => startMs)).toEqual([200, 560, 1000, 1160, 1600, 1700]);
  });

  it('gives tokens that are never heard no time', () => {
    const tokens = ['Prices', ',', 'rose', 'she', 'said'];
    const words = timeWords({ phones: PHONES.split('\n')[0] ?? '', tokens, words: tokens, durationMs: 1500 });
    expect(words.map(({ text }) => text)).toEqual(['Prices', 'rose', 'she', 'said']);
  });

  it('gives nothing when the voice reported nothing', () => {
    expect(timeWords({ phones: '', tokens: ['a'], words: ['a'], durationMs: 100 })).toEqual([]);
  });
});
