import { chmod, copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isLectorError } from '../../src/errors.js';
import { openSpeechEngine, SPEECH_ENGINES } from '../../src/narration/engines/index.js';
import { sayOn } from '../../src/narration/engines/say.js';
import type { SpeechEngine } from '../../src/narration/speech-engine.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const programs = await mkdtemp(path.join(os.tmpdir(), 'lector-engines-page-'));
afterAll(() => rm(programs, { recursive: true, force: true }));

/** The engines as they are without keys and voices; programs are those the tests of the engines use. */
async function open(name: string): Promise<SpeechEngine> {
  const fakes: Readonly<Record<string, string>> = { say: 'fake-say.mjs', 'espeak-ng': 'fake-espeak.mjs' };
  const fake = fakes[name];
  if (fake !== undefined) {
    await copyFile(path.join(ROOT, 'test/narration/engines', fake), path.join(programs, name));
    await chmod(path.join(programs, name), 0o755);
  }
  const environment = { PATH: `${programs}${path.delimiter}${process.env['PATH'] ?? ''}` };
  if (name === 'say') {
    const before = process.env['PATH'];
    process.env['PATH'] = environment.PATH;
    return sayOn('darwin', { environment, settings: {} }).finally(() => (process.env['PATH'] = before));
  }
  return openSpeechEngine(name, {
    environment,
    settings: name === 'sherpa-onnx' ? { folder: programs } : name === 'azure' ? { region: 'westeurope' } : {},
  });
}

/** The names of the keys an engine asks for when it has none. */
async function keysOf(engine: SpeechEngine): Promise<string> {
  if (engine.capabilities.pricePerMillionCharactersUsd === 0) return '–';
  const voice = engine.defaultVoice('en') ?? '';
  const request = { text: 'x', voice, rate: 1, lang: 'en', path: '', signal: new AbortController().signal };
  const error: unknown = await engine.speak(request).catch((thrown: unknown) => thrown);
  if (!isLectorError(error) || error.code !== 'E_API_KEY') throw error;
  const names = /(?:[A-Z_]{8,}(?: or | and )?)+/u.exec(error.message)?.[0] ?? '';
  return names.replace(/[A-Z_]{8,}/gu, '`$&`');
}

describe('docs/engines.md', () => {
  it('says of every engine what the code does', async () => {
    const page = await readFile(path.join(ROOT, 'docs/engines.md'), 'utf8');
    const rows: string[] = [];
    for (const name of Object.keys(SPEECH_ENGINES)) {
      const engine = await open(name);
      const { maxBytes, pricePerMillionCharactersUsd: price, timings, isDeterministic } = engine.capabilities;
      const yesNo = (is: boolean): string => (is ? 'yes' : 'no');
      const voice = engine.defaultVoice('en');
      const cells = [
        `\`${name}\``,
        await keysOf(engine),
        price,
        maxBytes,
        yesNo(timings === 'word'),
        yesNo(isDeterministic),
      ];
      rows.push(`| ${[...cells, voice === undefined ? '–' : `\`${voice}\``].join(' | ')} |`);
      await engine.close();
    }
    expect(page.split('\n').filter((line) => /^\| `[a-z-]+` \|.*\|.*\|.*\|.*\|.*\| \S+ \|$/u.test(line))).toEqual(rows);
  });
});
