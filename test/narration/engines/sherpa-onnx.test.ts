import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sherpaOnnx } from '../../../src/narration/engines/sherpa-onnx.js';
import { narrate } from '../../../src/narration/narrate.js';
import type { SpeechEngine } from '../../../src/narration/speech-engine.js';
import { openClipCache } from '../../../src/workspace.js';
import { describeSpeechEngine } from '../../contracts/describe-speech-engine.js';
import { hear } from '../hear.js';
import { makeContext } from '../make-context.js';
import { makeScript } from '../make-script.js';
import { makeModel, makeTokens } from '../voices/make-model.js';

const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-sherpa-'));
const VOICE = 'vits-coqui-en-tiny';
beforeAll(async () => {
  for (const id of [VOICE, 'vits-coqui-de-broken']) await mkdir(path.join(folder, id));
  await writeFile(path.join(folder, VOICE, 'model.onnx'), makeModel());
  await writeFile(path.join(folder, VOICE, 'tokens.txt'), makeTokens());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const make = (): Promise<SpeechEngine> => sherpaOnnx({ environment: { LECTOR_VOICES_DIR: folder }, settings: {} });

describeSpeechEngine('sherpa-onnx', make);

describe('sherpaOnnx', () => {
  const speak = async (text: string, changes: { voice?: string; rate?: number } = {}) => {
    const file = path.join(folder, 'clip.wav');
    return hear(await make(), { text, voice: VOICE, path: file, ...changes });
  };

  it('runs the model: one sound a letter, at the pace asked for', async () => {
    expect(await speak('abc')).toMatchObject({ sampleCount: 3 * 1120, sampleRateHz: 16_000 });
    expect((await speak('abc', { rate: 2 })).sampleCount).toBe((3 * 1120) / 2);
  });

  it('finds the voice of a language', async () => {
    const engine = await make();
    expect(['en-GB', 'de', 'fr'].map((language) => engine.defaultVoice(language))).toEqual([
      VOICE,
      'vits-coqui-de-broken',
      undefined,
    ]);
  });

  it('says what a voice lacks before the library can end the process over it', async () => {
    await expect(speak('abc', { voice: 'vits-coqui-de-broken' })).rejects.toMatchObject({
      code: 'E_VOICE_UNKNOWN',
      message: expect.stringContaining('an .onnx file is missing') as string,
    });
    await expect(speak('abc', { voice: `${VOICE}:3` })).rejects.toMatchObject({
      message: 'vits-coqui-en-tiny has 1 speakers, counted from 0.',
    });
  });

  it('narrates, and makes clips anew when the files of the voice change', async () => {
    const clips = openClipCache(path.join(folder, '.clips'), () => undefined);
    const script = makeScript(['the council met on monday morning']);
    const run = async () =>
      narrate(
        script,
        makeContext(await make(), folder, { clips, voice: `${VOICE}:0`, temporaryFolder: path.join(folder, '.tmp') }),
      );
    expect((await run()).usage.synthesisedCount).toBe(1);
    expect((await run()).usage.synthesisedCount).toBe(0);
    await writeFile(path.join(folder, VOICE, 'tokens.txt'), `${makeTokens()}é 41\n`);
    expect((await run()).usage.synthesisedCount).toBe(1);
  });
});
