import { chmod, copyFile, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sayOn } from '../../../src/narration/engines/say.js';
import { readVoices } from '../../../src/narration/engines/say/read-voices.js';
import { readWav } from '../../../src/sound.js';
import { describeSpeechEngine } from '../../contracts/describe-speech-engine.js';

/** A folder with programs named as the systems name theirs, first on the path. */
const programs = await mkdtemp(path.join(os.tmpdir(), 'lector-say-'));
const originalPath = process.env['PATH'];
beforeAll(async () => {
  await copyFile(path.resolve(import.meta.dirname, 'fake-say.mjs'), path.join(programs, 'fake.mjs'));
  await chmod(path.join(programs, 'fake.mjs'), 0o755);
  for (const name of ['say', 'powershell']) await symlink(path.join(programs, 'fake.mjs'), path.join(programs, name));
  process.env['PATH'] = `${programs}${path.delimiter}${originalPath ?? ''}`;
});
afterAll(async () => {
  process.env['PATH'] = originalPath;
  await rm(programs, { recursive: true, force: true });
});

const logFile = path.join(programs, 'log');
const options = () => ({ environment: { PATH: process.env['PATH'], FAKE_SAY_LOG: logFile }, settings: {} });

describe('on macOS', () => describeSpeechEngine('say', () => sayOn('darwin', options())));
describe('on Windows', () => describeSpeechEngine('say', () => sayOn('win32', options())));

describe('say', () => {
  beforeEach(() => rm(logFile, { force: true }));

  const speak = async (
    platform: NodeJS.Platform,
    text: string,
    changes: { voice?: string; signal?: AbortSignal } = {},
  ) => {
    const file = path.join(programs, "it's $(odd) name.wav");
    const signal = changes.signal ?? new AbortController().signal;
    const engine = await sayOn(platform, options());
    await engine.speak({
      text,
      voice: changes.voice ?? 'default',
      rate: 1.2,
      lang: 'en',
      path: file,
      signal,
    });
    const calls = (await readFile(logFile, 'utf8')).trim().split('\n');
    return {
      file,
      call: JSON.parse(calls.at(-1) ?? '') as { args: string[]; text: string; file?: string; voice?: string },
    };
  };

  it('gives macOS the text by standard input and nothing of it in an argument', async () => {
    const { call, file } = await speak('darwin', '-o /tmp/pwned; $(touch pwned) [[rate 500]] ü', { voice: 'Alex' });
    expect(call).toEqual({
      args: ['-v', 'Alex', '-r', '210', '-f', '-', '-o', file, '--file-format=WAVE', '--data-format=LEI16@22050'],
      text: '-o /tmp/pwned; $(touch pwned) [ [rate 500]] ü',
    });
  });

  it('gives Windows text, voice and file without a word of them in PowerShell source', async () => {
    const text = "'); Remove-Item C:\\ -Recurse; ('";
    const { call, file } = await speak('win32', text, { voice: 'Microsoft Zira Desktop' });
    expect(call).toMatchObject({ text, file, voice: 'Microsoft Zira Desktop' });
    expect(call.args.slice(0, 3)).toEqual(['-NoProfile', '-NonInteractive', '-Command']);
    for (const secret of [text, file, 'Zira']) expect(call.args.join(' ')).not.toContain(secret);
  });

  it('chooses a voice for the language, and none where there is none', async () => {
    const engine = await sayOn('darwin', options());
    expect(['fr', 'en-GB', 'de'].map((language) => engine.defaultVoice(language))).toEqual([
      'Thomas',
      'Alex',
      undefined,
    ]);
  });

  it('refuses Linux, naming what to use instead', async () => {
    await expect(sayOn('linux', options())).rejects.toEqual(
      expect.objectContaining({
        code: 'E_ENGINE_PLATFORM',
        exitCode: 7,
        hint: expect.stringContaining('espeak-ng') as string,
      }),
    );
  });

  it('reports what the program complains about', async () => {
    await expect(speak('darwin', 'please complain')).rejects.toMatchObject({
      code: 'E_ENGINE',
      message: 'the system voice failed: "Voice not found.".',
    });
  });

  it('ends a program that hangs when the run is stopped', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stopped')), 300);
    await expect(speak('darwin', 'please hang', { signal: stop.signal })).rejects.toThrow('stopped');
  });

  it('says so when the program is missing, and lives on', async () => {
    process.env['PATH'] = '/nowhere';
    await expect(sayOn('darwin', { environment: {}, settings: {} })).rejects.toMatchObject({
      code: 'E_ENGINE',
    });
    process.env['PATH'] = `${programs}${path.delimiter}${originalPath ?? ''}`;
    const { file } = await speak('darwin', 'two words');
    expect((await readWav(file)).sampleCount).toBe(15_435);
  });
});

describe('readVoices', () => {
  it('reads the lists of macOS and Windows', () => {
    const mac =
      'Alex                en_US    # Most people…\nEddy (German (Germany)) de_DE    # Hallo!\nFlo zh_CN_sichuan # 你好\n';
    expect(readVoices(mac)).toEqual([
      { id: 'Alex', languages: ['en-US'], description: 'Most people…' },
      { id: 'Eddy (German (Germany))', languages: ['de-DE'], description: 'Hallo!' },
      { id: 'Flo', languages: ['zh-CN-sichuan'], description: '你好' },
    ]);
    expect(readVoices('Microsoft Zira Desktop|en-US|Female\r\nnonsense\r\n')).toEqual([
      { id: 'Microsoft Zira Desktop', languages: ['en-US'], gender: 'female', description: 'Female' },
    ]);
  });
});
