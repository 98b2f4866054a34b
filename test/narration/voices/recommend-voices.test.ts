import { describe, expect, it } from 'vitest';
import { memoryOf, recommendVoices } from '../../../src/narration/voices/recommend-voices.js';
import { languagesOfVoice, VOICE_CATALOGUE } from '../../../src/narration/voices/voice-catalogue.js';

const ids = (language: string, memoryMb: number): readonly string[] =>
  recommendVoices(language, memoryMb).map(({ id }) => id);

describe('recommendVoices', () => {
  it.each<[string, number, string | undefined]>([
    ['en', 8_000, 'kokoro-en-v0_19'],
    ['en', 600, 'sherpa-onnx-supertonic-3-tts-int8-2026-05-11'],
    ['en', 120, 'kitten-nano-en-v0_1-fp16'],
    ['de', 300, 'vits-piper-de_DE-thorsten-medium'],
    ['de-AT', 300, 'vits-piper-de_DE-thorsten-medium'],
    ['pt-PT', 300, 'vits-piper-pt_PT-tugao-medium'],
    ['pt-BR', 300, 'vits-piper-pt_BR-faber-medium'],
    ['nl-BE', 300, 'vits-piper-nl_BE-nathalie-medium'],
    ['de', 50, undefined],
    ['xx', 8_000, undefined],
  ])('for %s in %i MB names first %s', (language, memoryMb, first) => {
    expect(ids(language, memoryMb)[0]).toBe(first);
  });

  it('never names one that does not fit or does not speak the language, nor more than three', () => {
    for (const language of ['en', 'fr', 'zh', 'ru']) {
      const found = recommendVoices(language, 500);
      expect(found.length).toBeLessThanOrEqual(3);
      expect(
        found.every((voice) => memoryOf(voice) <= 500 && voice.languages.some((tag) => tag.startsWith(language))),
      ).toBe(true);
    }
  });
});

describe('the catalogue', () => {
  it('has each voice once, with a size and a judgement', () => {
    const all = VOICE_CATALOGUE.map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    for (const { sizeMb, description } of VOICE_CATALOGUE) {
      expect(sizeMb).toBeGreaterThan(10);
      expect(description).toMatch(/^[A-Z].{10,90}$/u);
    }
  });

  it.each([
    ['vits-piper-uk_UA-lada-x_low', ['uk-UA']],
    ['sherpa-onnx-pocket-tts-2026-01-26', []],
    ['kitten-nano-en-v0_2-fp16', ['en']],
  ])('knows the language of %s by its name', (id, languages) => {
    expect(languagesOfVoice(id)).toEqual(languages);
  });
});
