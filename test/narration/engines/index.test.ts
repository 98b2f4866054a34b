import { describe, expect, it } from 'vitest';
import { openSpeechEngine, SPEECH_ENGINES } from '../../../src/narration/engines/index.js';
import type { EngineOptions, SpeechEngine } from '../../../src/narration/speech-engine.js';
import { fakeEngine } from '../fake-engine.js';

describe('openSpeechEngine', () => {
  it('names the choices when there is no such engine', async () => {
    for (const name of ['embeded', 'toString', '__proto__']) {
      await expect(openSpeechEngine(name, { environment: {}, settings: {} })).rejects.toMatchObject({
        code: 'E_ENGINE_UNKNOWN',
        hint: expect.stringContaining('embedded') as string,
      });
    }
  });

  it('suggests the name that was meant', async () => {
    await expect(openSpeechEngine('embeded', { environment: {}, settings: {} })).rejects.toMatchObject({
      hint: expect.stringMatching(/^did you mean embedded\?/u) as string,
    });
  });

  it('opens the embedded voice', async () => {
    const engine = await openSpeechEngine('embedded', { environment: {}, settings: {} });
    expect([engine.name, engine.defaultVoice('en')]).toEqual(['embedded', 'slt']);
    await engine.close();
  });

  describe('with engines of the caller', () => {
    const options = { environment: {}, settings: { pitch: 3 } };

    it('opens an object as it is, and makes one with the settings of the configuration', async () => {
      const engine = fakeEngine();
      expect(await openSpeechEngine('hum', options, { own: { hum: engine } })).toBe(engine);
      const made: EngineOptions[] = [];
      const factory = (given: EngineOptions) => (made.push(given), engine);
      expect(await openSpeechEngine('hum', options, { own: { hum: factory } })).toBe(engine);
      expect(made).toEqual([options]);
    });

    it('puts them before its own of the same name, and names them among the choices', async () => {
      const engine = fakeEngine();
      expect(await openSpeechEngine('openai', options, { own: { openai: engine } })).toBe(engine);
      await expect(openSpeechEngine('humm', options, { own: { hum: engine } })).rejects.toMatchObject({
        code: 'E_ENGINE_UNKNOWN',
        hint: expect.stringMatching(/^did you mean hum\? Set tts.engine to one of: hum, embedded, /u) as string,
      });
      await expect(openSpeechEngine('toString', options, { own: { hum: engine } })).rejects.toMatchObject({
        code: 'E_ENGINE_UNKNOWN',
      });
    });

    it('refuses one that keeps another contract', async () => {
      const later = { ...fakeEngine(), specificationVersion: 2 } as unknown as SpeechEngine;
      await expect(openSpeechEngine('hum', options, { own: { hum: later } })).rejects.toMatchObject({
        code: 'E_CONFIG',
        message: 'the speech engine "hum" keeps contract 2; this is contract 1.',
      });
    });
  });

  it('describes every engine in a line', () => {
    for (const { summary } of Object.values(SPEECH_ENGINES)) expect(summary).toMatch(/^.{20,110}$/u);
  });
});
