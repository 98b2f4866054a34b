import { describe, expect, it } from 'vitest';
import { openSpeechEngine, SPEECH_ENGINES } from '../../../src/narration/engines/index.js';

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

  it('describes every engine in a line', () => {
    for (const { summary } of Object.values(SPEECH_ENGINES)) expect(summary).toMatch(/^.{20,110}$/u);
  });
});
