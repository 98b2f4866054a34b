import { buildWav } from '../../sound.js';
import type { SpeechEngine } from '../speech-engine.js';

const SAMPLE_RATE_HZ = 16_000;
const MS_PER_WORD = 330;

/**
 * Silence as long as the words would take, at once and always the same: for rehearsals, tests and templates.
 * A word lasts 330 ms, which is about 180 words a minute.
 */
export function silence(): SpeechEngine {
  return {
    specificationVersion: 1,
    name: 'silence',
    version: '1',
    capabilities: {
      languages: 'any',
      maxBytes: 100_000,
      timings: 'word',
      concurrency: 4,
      pricePerMillionCharactersUsd: 0,
      isDeterministic: true,
      isSilent: true,
      synthesis: 'rule-based',
    },
    voices: () => Promise.resolve([{ id: 'silence', languages: [], description: 'no sound at all' }]),
    defaultVoice: () => 'silence',
    async speak(request) {
      request.signal.throwIfAborted();
      const tokens = request.text.split(/\s+/u).filter((token) => token !== '');
      const msPerWord = Math.round(MS_PER_WORD / request.rate);
      const sampleCount = (tokens.length * msPerWord * SAMPLE_RATE_HZ) / 1000;
      const wav = buildWav({ samples: new Int16Array(sampleCount), sampleRateHz: SAMPLE_RATE_HZ });
      const words = tokens.map((text, index) => ({ text, startMs: index * msPerWord, endMs: (index + 1) * msPerWord }));
      return Promise.resolve({ words, warnings: [], wav });
    },
    close: () => Promise.resolve(),
  };
}
