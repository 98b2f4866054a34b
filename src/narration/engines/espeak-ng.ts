import { access, constants } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import { suggestWord } from '../../model/text/suggest.js';
import { quoteValue } from '../../model/text.js';
import { replaceNames, type NameSound } from '../../languages/names-of.js';
import { primaryLanguage } from '../../model/text/primary-language.js';
import { runProgram, type ProgramResult } from '../../run-tool.js';
import type { EngineOptions, SpeechEngine, Voice } from '../speech-engine.js';
import { genderOf, limitRate } from './fit-voice.js';
import { readSettings } from './http/read-settings.js';

/** The program's own pace (espeak-ng(1), -s). */
const WORDS_PER_MINUTE = 175;
/** 80 to 450 words a minute. */
const RATES = { engine: 'espeak-ng', slowest: 0.46, fastest: 2.57 };
const TIMEOUT_MS = 120_000;
const MAX_BYTES = 20_000;
/** espeak-ng(1): a variant such as `+f3` may follow any voice. */
const VARIANT = /\+[A-Za-z0-9_-]{1,30}$/u;

/**
 * The installed program espeak-ng: a hundred languages, plain rather than pleasant. It has no way to print when words are
 * heard, so it gives no word times.
 *
 * @throws {@link LectorError} `E_ENGINE_PLATFORM` when the program is not there.
 */
export async function espeakNg(options: EngineOptions): Promise<SpeechEngine> {
  const settings = readSettings('espeak-ng', options.settings, { program: 'espeak-ng', pitch: 50, wordGap: 0 });
  const program = await findProgram(settings.program, options.environment['PATH'] ?? '');
  const run = (args: readonly string[], stdin: string, signal?: AbortSignal): Promise<ProgramResult> =>
    runProgram({ program, args, stdin, timeoutMs: TIMEOUT_MS, ...present({ signal }) });
  const versionText = (await run(['--version'], '')).stdout.toString('utf8');
  const version = /\b(\d+\.\d+[\w.-]*)/u.exec(versionText)?.[1] ?? 'unknown';
  const voices = readVoices((await run(['--voices'], '')).stdout.toString('utf8'));
  const ids = voices.map(({ id }) => id);
  const { pitch, wordGap } = settings;
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
    prepareText: (text, language) => replaceNames(text, language, writePhones),
    defaultVoice: (language) => chooseVoice(language, ids),
    async speak(request) {
      request.signal.throwIfAborted();
      requireVoice(request.voice, ids);
      const { rate, warnings } = limitRate(request.rate, RATES);
      const speed = Math.round(WORDS_PER_MINUTE * rate);
      const args = ['-v', request.voice, '-s', String(speed), '-p', String(pitch), '-g', String(wordGap), '-b', '1'];
      const result = await run(
        [...args, '--stdin', '-w', path.resolve(request.path)],
        plainText(request.text),
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

async function findProgram(name: string, searchPath: string): Promise<string> {
  const names = process.platform === 'win32' ? [`${name}.exe`, name] : [name];
  const folders = path.isAbsolute(name) ? [''] : searchPath.split(path.delimiter).filter((folder) => folder !== '');
  for (const file of folders.flatMap((folder) => names.map((one) => path.join(folder, one)))) {
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  throw new LectorError('E_ENGINE_PLATFORM', `the program ${quoteValue(name)} is not installed.`, {
    hint: 'install espeak-ng (apt install espeak-ng, brew install espeak-ng), or set tts.engine to embedded.',
  });
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

function chooseVoice(language: string, ids: readonly string[]): string | undefined {
  const tag = language.toLowerCase();
  const primary = primaryLanguage(tag);
  const wanted = [tag, primary === 'en' ? 'en-us' : primary];
  return wanted.find((id) => ids.includes(id)) ?? ids.find((id) => id.startsWith(`${primary}-`));
}

/** The program itself takes another voice without a word when it does not know one. */
function requireVoice(voice: string, ids: readonly string[]): void {
  const id = voice.replace(VARIANT, '');
  if (ids.includes(id)) return;
  const near = suggestWord(id, ids);
  throw new LectorError('E_VOICE_UNKNOWN', `espeak-ng has no voice ${quoteValue(voice)}.`, {
    hint: near === undefined ? '"lector voices" lists them.' : `did you mean ${near}?`,
  });
}

/**
 * `[[…]]` are phonemes to the program, and control characters are commands: no text gives it any, but for the sounds of
 * names, which prepareText has put between two characters for private use.
 */
function plainText(text: string): string {
  const plain = text.replaceAll('[[', '[ [').replace(/\p{Cc}+/gu, ' ');
  return `${plain.replace(MARKED_PHONES, '[[$1]]')}\n`;
}

/** For private use (Unicode §23.5); nothing but phones stands between them. */
const PHONES_START = '\uE000';
const PHONES_END = '\uE001';
const MARKED_PHONES = /\uE000([A-Za-z:'@3]+)\uE001/gu;

/** CMU phones as the program writes those of its English voices. */
const PHONES: Readonly<Record<string, string>> = {
  ...{ aa: 'A:', ae: 'a', ah: 'V', ao: 'O:', aw: 'aU', ax: '@', ay: 'aI', b: 'b', ch: 'tS', d: 'd', dh: 'D', eh: 'E' },
  ...{ er: '3:', ey: 'eI', f: 'f', g: 'g', hh: 'h', ih: 'I', iy: 'i:', jh: 'dZ', k: 'k', l: 'l', m: 'm', n: 'n' },
  ...{ ng: 'N', ow: 'oU', oy: 'OI', p: 'p', r: 'r', s: 's', sh: 'S', t: 't', th: 'T', uh: 'U', uw: 'u:', v: 'v' },
  ...{ w: 'w', y: 'j', z: 'z', zh: 'Z' },
};

/** The sounds of a name, with `'` before the vowel that is stressed. */
function writePhones({ phones }: NameSound): string {
  const written = phones.map((phone) => (phone.endsWith('1') ? "'" : '') + (PHONES[phone.replace('1', '')] ?? ''));
  return `${PHONES_START}${written.join('')}${PHONES_END}`;
}
