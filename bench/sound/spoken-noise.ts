import { silence } from '../../src/narration/engines/silence.js';
import type { SpeechEngine } from '../../src/narration/speech-engine.js';
import { buildWav } from '../../src/sound.js';

export const NOISE_RATE_HZ = 16_000;
const SAMPLES_PER_WORD = 5280;

/** Says every text as a noise of its own, a third of a second for each word, loud from its first sample on. */
export function spokenNoise(): SpeechEngine {
  const engine = silence();
  return {
    ...engine,
    name: 'noise',
    capabilities: { ...engine.capabilities, isSilent: false },
    speak({ text }) {
      const words = text.split(' ');
      const timed = words.map((word, index) => ({ text: word, startMs: index * 330, endMs: (index + 1) * 330 }));
      const samples = noiseOf(text, words.length * SAMPLES_PER_WORD);
      return Promise.resolve({ words: timed, warnings: [], wav: buildWav({ samples, sampleRateHz: NOISE_RATE_HZ }) });
    },
  };
}

/** The first samples of what is heard for a text; bounded as those of {@link spokenNoise}. */
export function noiseOf(text: string, sampleCount: number): Int16Array {
  let state = [...text].reduce((seed, sign) => (Math.imul(seed, 31) + (sign.codePointAt(0) ?? 0)) >>> 0, 7);
  let [smooth, smoother] = [0, 0];
  return Int16Array.from({ length: sampleCount }, (_, at) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    smooth += 0.4 * (state / 2 ** 31 - 1 - smooth);
    smoother += 0.4 * (smooth - smoother);
    const syllable = 0.6 + 0.4 * Math.cos((2 * Math.PI * 3 * at) / NOISE_RATE_HZ);
    return Math.round(6500 * Math.tanh(5 * smoother) * syllable);
  });
}
