import { chmod, copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { espeakNg } from '../../../src/narration/engines/espeak-ng.js';
import { narrate } from '../../../src/narration/narrate.js';
import type { SpeechEngine, SpeechRequest } from '../../../src/narration/speech-engine.js';
import { describeSpeechEngine } from '../../contracts/describe-speech-engine.js';
import { makeContext } from '../make-context.js';
import { makeScript } from '../make-script.js';

const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-espeak-'));
const program = path.join(folder, 'espeak-ng.mjs');
const logFile = path.join(folder, 'log');
beforeAll(async () => {
  await copyFile(path.resolve(import.meta.dirname, 'fake-espeak.mjs'), program);
  await chmod(program, 0o755);
  process.env['FAKE_ESPEAK_LOG'] = logFile;
});
afterAll(async () => {
  delete process.env['FAKE_ESPEAK_LOG'];
  await rm(folder, { recursive: true, force: true });
});

const make = (settings = {}): Promise<SpeechEngine> =>
  espeakNg({ environment: { PATH: process.env['PATH'] }, settings: { program, ...settings } });

describeSpeechEngine('espeak-ng', make);

describe('espeakNg', () => {
  const speak = async (changes: Partial<SpeechRequest>) => {
    const file = path.join(folder, 'clip.wav');
    const signal = new AbortController().signal;
    const engine = await make({ pitch: 40 });
    await engine.speak({ text: 'x', voice: 'en-us', rate: 1.2, lang: 'en', path: file, signal, ...changes });
    const calls = (await readFile(logFile, 'utf8')).trim().split('\n');
    return { file, call: JSON.parse(calls.at(-1) ?? '') as { args: string[]; text: string } };
  };

  it('gives the text by standard input, with nothing in it that could be a command', async () => {
    const { call, file } = await speak({ text: '-f /etc/passwd [[h@loU]] \u0001 done', voice: 'en-gb+f3' });
    expect(call).toEqual({
      args: ['-v', 'en-gb+f3', '-s', '210', '-p', '40', '-g', '0', '-b', '1', '--stdin', '-w', file],
      text: '-f /etc/passwd [ [h@loU]]   done\n',
    });
  });

  it('reads what the program says of its voices', async () => {
    expect((await (await make()).voices()).slice(0, 2)).toEqual([
      { id: 'de', languages: ['de'], gender: 'male', description: 'German' },
      { id: 'en-gb', languages: ['en-gb'], gender: 'male', description: 'English (Great Britain)' },
    ]);
  });

  it('chooses a voice for a language', async () => {
    const engine = await make();
    expect(['en', 'en-GB', 'en-ZA', 'de-AT', 'pt', 'fi'].map((language) => engine.defaultVoice(language))).toEqual([
      'en-us',
      'en-gb',
      'en-us',
      'de',
      'pt-br',
      undefined,
    ]);
    expect(engine.version).toBe('1.51|50|0');
  });

  it('refuses the voices the program would silently replace', async () => {
    await expect(speak({ voice: 'en-uk' })).rejects.toMatchObject({
      code: 'E_VOICE_UNKNOWN',
      hint: 'did you mean en-us?',
    });
  });

  it('passes on what the program says when it fails', async () => {
    await expect(speak({ text: 'please crash' })).rejects.toMatchObject({
      code: 'E_ENGINE',
      message: 'espeak-ng ended with status 1: "Error: out of memory".',
    });
  });

  it('says how to get the program when it is missing', async () => {
    await expect(espeakNg({ environment: { PATH: folder }, settings: { program: 'espeak' } })).rejects.toMatchObject({
      code: 'E_ENGINE_PLATFORM',
      exitCode: 7,
      hint: expect.stringContaining('apt install espeak-ng') as string,
    });
  });

  it('has its clips repaired and its silence refused by the narrator', async () => {
    const warnings: string[] = [];
    const context = makeContext(await make(), folder, { warn: ({ code }) => void warnings.push(code) });
    const { clips } = await narrate(makeScript(['Three short words.']), context);
    expect(clips[0]?.sampleCount).toBe(23_153);
    expect(warnings).toEqual(['W_WAV_STREAMED']);
    await expect(narrate(makeScript(['\u0001']), context)).rejects.toMatchObject({ code: 'E_CLIP' });
  });
});
