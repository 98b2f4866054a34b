import { afterEach, describe, expect, it } from 'vitest';
import { buildWav } from '../../src/sound.js';
import { article, CONFIG, makeShow, type TestShow } from './test-show.js';

const RATE_HZ = 8000;
const SHORT = `${CONFIG}opening: short\n`;
const music = (config: string, intro: string): string =>
  config.replace('bitrateKbps: 32}', `bitrateKbps: 32, music: {intro: ${intro}}}`);
const sting = (seconds: number): Uint8Array => {
  const samples = Int16Array.from({ length: seconds * RATE_HZ }, (_, at) => Math.round(6000 * Math.sin(at * 0.1)));
  return buildWav({ samples, sampleRateHz: RATE_HZ });
};
/** Half a second of pause, eight words of notice and two of headline after the music, with their pauses. */
const TOLD = 'the text of "The pier" is heard from 10.0 s on, after 5.0 s of music alone.';

let show: TestShow;
afterEach(() => show.remove());

describe('a short opening with music', () => {
  it.each([
    ['music that holds up the news', music(SHORT, '{file: a.wav}'), 5, [TOLD]],
    ['long music whose end lies beneath the first words', music(SHORT, '{file: a.wav, overlapMs: 3000}'), 5, []],
    ['long music that is cut', music(SHORT, '{file: a.wav, lengthMs: 2000}'), 5, []],
    ['a full opening, which promises nothing', music(CONFIG, '{file: a.wav}'), 5, []],
  ] as const)('tells of %s', async (_, config, seconds, told) => {
    show = await makeShow({
      'lector.yaml': config,
      'a.wav': sting(seconds),
      'articles/a.md': article('The pier'),
    });
    const { findings } = await (await show.open()).build();
    const late = findings.filter(({ code }) => code === 'W_OPENING_LONG');
    expect(late.map(({ message }) => message)).toEqual(told);
    expect(late.every(({ hint = '' }) => hint.includes('let 2000 ms more of it lie beneath'))).toBe(true);
  });
});
