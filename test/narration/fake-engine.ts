import { writeFile } from 'node:fs/promises';
import type { SpeechEngine, SpeechRequest } from '../../src/narration/speech-engine.js';
import { buildWav } from '../../src/sound.js';

export type FakeEngine = SpeechEngine & { readonly requests: SpeechRequest[] };

/** An engine that hums: 350 ms a word with a rise and fall for each, so that its clips pass for speech. */
export function fakeEngine(
  changes: {
    readonly capabilities?: Partial<SpeechEngine['capabilities']>;
    readonly version?: string;
    /** What to write for a request instead of a hum; nothing for the hum. */
    readonly speak?: (request: SpeechRequest, nth: number) => Promise<Buffer | undefined> | Buffer | undefined;
  } = {},
): FakeEngine {
  const requests: SpeechRequest[] = [];
  return {
    requests,
    specificationVersion: 1,
    name: 'fake',
    version: changes.version ?? '1',
    capabilities: {
      languages: ['en', 'fr'],
      maxBytes: 10_000,
      timings: 'none',
      concurrency: 2,
      pricePerMillionCharactersUsd: 0,
      isDeterministic: false,
      ...changes.capabilities,
    },
    voices: () =>
      Promise.resolve([
        { id: 'anna', languages: ['en'] },
        { id: 'bert', languages: ['en'] },
        { id: 'chloe', languages: ['fr'] },
      ]),
    defaultVoice: (language) => ({ en: 'anna', fr: 'chloe' })[language.slice(0, 2)],
    async speak(request) {
      requests.push(request);
      const own = await changes.speak?.(request, requests.length);
      await writeFile(request.path, own ?? hum(request.text));
      return { words: [], warnings: [] };
    },
    close: () => Promise.resolve(),
  };
}

export function hum(text: string, options: { msPerWord?: number; amplitude?: number; rateHz?: number } = {}): Buffer {
  const { msPerWord = 350, amplitude = 9000, rateHz = 16_000 } = options;
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const perWord = Math.round((msPerWord * rateHz) / 1000);
  const samples = new Int16Array(perWord * words.length);
  words.forEach((word, index) => {
    const pitchHz = 120 + ((word.length * 37) % 200);
    for (let at = 0; at < perWord; at += 1) {
      const swell = Math.sin((Math.PI * at) / perWord) * (0.4 + ((word.length * 13 + index * 7) % 10) / 16);
      const value = Math.round(amplitude * swell * Math.sin((2 * Math.PI * pitchHz * at) / rateHz));
      samples[index * perWord + at] = Math.max(-32_768, Math.min(32_767, value));
    }
  });
  return buildWav({ samples, sampleRateHz: rateHz });
}
