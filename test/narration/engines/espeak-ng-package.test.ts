import { afterAll, describe, expect, it } from 'vitest';
import { describeSpeechEngine } from '../../../src/contracts/index.js';
import { espeakNg } from '../../../src/narration/engines/espeak-ng.js';
import type { SpeechEngine, SpeechResult } from '../../../src/narration/speech-engine.js';
import { parseWav } from '../../../src/sound.js';

/** No program is on this search path, so the package is taken. */
const environment = { PATH: import.meta.dirname };
const sentence = 'Der Hafen ist seit Dienstag wieder offen, nach drei Wochen Arbeit.';
describeSpeechEngine(
  'espeak-ng',
  () => espeakNg({ environment, settings: {}, concurrency: 1 }),
  { afterAll, describe, it },
  { language: 'de', sentence },
);

describe('espeak-ng by npm', () => {
  let opened: Promise<SpeechEngine> | undefined;
  const open = () => (opened ??= espeakNg({ environment, settings: { usePackage: true }, concurrency: 1 }));
  afterAll(async () => (await open()).close());

  async function speak(text: string, changes: { lang?: string; voice?: string; rate?: number } = {}) {
    const engine = await open();
    const { lang = 'de', voice = engine.defaultVoice(lang) ?? '', rate = 1 } = changes;
    const signal = new AbortController().signal;
    const result: SpeechResult = await engine.speak({ text, voice, rate, lang, path: '', signal });
    const { samples, sampleRateHz } = parseWav(Buffer.from(result.wav ?? []));
    return { ...result, samples, durationMs: (samples.length * 1000) / sampleRateHz };
  }

  /** Where each word begins, in seconds; of what is spoken as one word the parts share its time. */
  it.each<[string, string, string, readonly number[]]>([
    ['numbers of several words', 'de', 'Die EU zahlt 3,5 Millionen Euro.', [0, 0.13, 0.37, 0.83, 1.68, 2.13]],
    ['letters beyond ASCII', 'de', 'Müller fährt nach Köln.', [0, 0.22, 0.61, 0.85]],
    ['elisions', 'fr', "L'école est aujourd'hui fermée.", [0, 0.49, 0.84, 1.43]],
    ['another script', 'ru', 'Сегодня в Москве 25 градусов.', [0, 0.43, 0.51, 0.88, 1.66]],
    ['emoji', 'en', 'Good 😀 news for the town.', [0, 0.2, 0.83, 1.09, 1.2, 1.34]],
  ])('times %s', async (_, lang, text, starts) => {
    const { words, durationMs } = await speak(text, { lang });
    expect(words.map((word) => word.text)).toEqual(text.split(' '));
    for (const [index, start] of starts.entries()) {
      expect(Math.abs((words[index]?.startMs ?? 0) - start * 1000)).toBeLessThan(80);
    }
    expect(words.at(-1)?.endMs).toBeLessThanOrEqual(durationMs);
  });

  it('ends a word before the pause that follows it', async () => {
    const { words } = await speak('Erst das eine. Dann das andere.');
    const [end = 0, next = 0] = [words[2]?.endMs, words[3]?.startMs];
    expect(next - end).toBeGreaterThan(250);
  });

  it('gives breathy voices the same bytes each time', async () => {
    const [first, second] = [await speak(sentence, { voice: 'de+f3' }), await speak(sentence, { voice: 'de+f3' })];
    expect(second.samples).toEqual(first.samples);
  });

  it('knows the languages of the world, and says which package it is', async () => {
    const engine = await open();
    expect(engine.capabilities.languages.length).toBeGreaterThan(100);
    expect(['de-AT', 'en', 'en-GB', 'fr', 'pt-BR', 'sw', 'zh', 'xx'].map((tag) => engine.defaultVoice(tag))).toEqual([
      'de',
      'en-us',
      'en-gb',
      'fr-fr',
      'pt-br',
      'sw',
      'cmn',
      undefined,
    ]);
    expect(engine.version).toMatch(/^npm\|0\.3\.\d+\|50$/u);
  });
});
