import { access, constants } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { LectorError } from '../../../errors.js';
import { present } from '../../../model/present.js';
import { quoteValue } from '../../../model/text.js';
import { replaceNames } from '../../../languages/names-of.js';
import { primaryLanguage } from '../../../model/text/primary-language.js';
import { runProgram, type ProgramResult } from '../../../run-tool.js';
import type { SpeechEngine, Voice } from '../../speech-engine.js';
import { genderOf, limitRate } from '../fit-voice.js';
import { chooseVoice, requireVoice } from './choose-voice.js';
import type { EspeakOptions } from './espeak-options.js';
import { RATES, WORDS_PER_MINUTE } from './espeak-options.js';
import { markSounds, writeSounds } from './name-sounds.js';

const TIMEOUT_MS = 120_000;
const MAX_BYTES = 20_000;

/** The installed program. It has no way to print when words are heard, so it gives no word times. */
export async function openProgram(program: string, options: EspeakOptions): Promise<SpeechEngine> {
  const run = (args: readonly string[], stdin: string, signal?: AbortSignal): Promise<ProgramResult> =>
    runProgram({ program, args, stdin, timeoutMs: TIMEOUT_MS, ...present({ signal }) });
  const versionText = (await run(['--version'], '')).stdout.toString('utf8');
  const version = /\b(\d+\.\d+[\w.-]*)/u.exec(versionText)?.[1] ?? 'unknown';
  const voices = readVoices((await run(['--voices'], '')).stdout.toString('utf8'));
  const ids = voices.map(({ id }) => id);
  const { pitch, wordGap } = options;
  return {
    specificationVersion: 1,
    name: 'espeak-ng',
    version: [version, pitch, wordGap].join('|'),
    capabilities: {
      languages: [...new Set(voices.flatMap(({ languages }) => languages.map(primaryLanguage)))],
      maxBytes: MAX_BYTES,
      timings: 'none',
      concurrency: options.concurrency ?? availableParallelism(),
      pricePerMillionCharactersUsd: 0,
      isDeterministic: true,
      // Formants made by rules; MBROLA voices are cut from recordings.
      synthesis: 'rule-based',
    },
    voices: () => Promise.resolve(voices),
    prepareText: (text, language) => replaceNames(text, language, markSounds),
    defaultVoice: (language) => chooseVoice(language, ids),
    async speak(request) {
      request.signal.throwIfAborted();
      requireVoice(request.voice, ids);
      const { rate, warnings } = limitRate(request.rate, RATES);
      const speed = Math.round(WORDS_PER_MINUTE * rate);
      const args = ['-v', request.voice, '-s', String(speed), '-p', String(pitch), '-g', String(wordGap), '-b', '1'];
      const result = await run(
        [...args, '--stdin', '-w', path.resolve(request.path)],
        `${writeSounds(request.text)}\n`,
        request.signal,
      ).catch((error: unknown) => {
        request.signal.throwIfAborted();
        throw error;
      });
      if (result.exitCode !== 0) {
        const said = result.stderr.trim();
        throw new LectorError(
          'E_ENGINE',
          `espeak-ng ended with status ${result.exitCode}${said && `: ${quoteValue(said)}`}.`,
        );
      }
      return { words: [], warnings };
    },
    close: () => Promise.resolve(),
  };
}

/** Where a program lies on the search path, if it does. */
export async function findProgram(name: string, searchPath: string): Promise<string | undefined> {
  const names = process.platform === 'win32' ? [`${name}.exe`, name] : [name];
  const folders = path.isAbsolute(name) ? [''] : searchPath.split(path.delimiter).filter((folder) => folder !== '');
  for (const file of folders.flatMap((folder) => names.map((one) => path.join(folder, one)))) {
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}

/** Lines of `--voices`: priority, language, age and gender, name, file, other languages. */
function readVoices(text: string): readonly Voice[] {
  const voices = new Map<string, Voice>();
  for (const line of text.split('\n').slice(1)) {
    const match = /^\s*\d+\s+([a-z][A-Za-z0-9-]*)\s+(\S+)\s+(\S+)/u.exec(line);
    if (match?.[1] === undefined || voices.has(match[1])) continue;
    const [, id, ageAndGender = '', name = ''] = match;
    const gender = genderOf(ageAndGender.split('/')[1]);
    voices.set(id, { id, languages: [id], ...gender, description: name.replaceAll('_', ' ') });
  }
  return [...voices.values()];
}
