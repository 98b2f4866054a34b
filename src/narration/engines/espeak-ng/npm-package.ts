import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { Tinypool } from 'tinypool';
import { isLectorError, LectorError } from '../../../errors.js';
import { replaceNames } from '../../../languages/names-of.js';
import { primaryLanguage } from '../../../model/text/primary-language.js';
import { buildWav } from '../../../sound.js';
import type { SpeechEngine, SpeechRequest, Voice } from '../../speech-engine.js';
import { findWorker } from '../find-worker.js';
import { limitRate } from '../fit-voice.js';
import { chooseVoice, requireVoice } from './choose-voice.js';
import { RATES, WORDS_PER_MINUTE, type EspeakOptions } from './espeak-options.js';
import { markSounds, writeSounds } from './name-sounds.js';
import type { EspeakOutput, EspeakTask, ListedVoice } from './package-worker.js';
import { timeTokens, type SentToken } from './time-tokens.js';

const MAX_WORKERS = 8;
const MAX_BYTES = 4_000;
const WATCHDOG_MS = 60_000;

/**
 * The package that brings eSpeak NG by npm, with the time of every word. It is under the GPL and so runs as a program
 * would: in processes of its own, which are handed text and hand back samples.
 *
 * @param version Of the package.
 */
export async function openPackage(version: string, options: EspeakOptions): Promise<SpeechEngine> {
  const workerCount = Math.min(options.concurrency ?? availableParallelism(), MAX_WORKERS);
  let pool: Tinypool | undefined;
  const running = (): Tinypool =>
    (pool ??= new Tinypool({
      filename: findWorker('./package-worker.js', import.meta.url),
      name: 'speakInWorker',
      runtime: 'child_process',
      serialization: 'advanced',
      minThreads: 1,
      maxThreads: workerCount,
    }));
  // Tasks wait here and not in the pool, so that the watchdog times work and not waiting.
  const queue = new PQueue({ concurrency: workerCount });
  const listed = (await running().run(undefined, { name: 'listInWorker' })) as readonly ListedVoice[];
  const voices = listVoices(listed);
  const ids = voices.map(({ id }) => id);
  return {
    specificationVersion: 1,
    name: 'espeak-ng',
    version: ['npm', version, options.pitch].join('|'),
    capabilities: {
      // One is written in letters of its own (`piqd`), which is no language.
      languages: [...new Set(ids.map(primaryLanguage))].filter((tag) => /^[a-z]{2,3}$/u.test(tag)),
      maxBytes: MAX_BYTES,
      timings: 'word',
      concurrency: workerCount,
      pricePerMillionCharactersUsd: 0,
      isDeterministic: true,
      // Formants made by rules.
      synthesis: 'rule-based',
    },
    voices: () => Promise.resolve(voices),
    prepareText: (text, language) => replaceNames(text, language, markSounds),
    defaultVoice: (language) => fittingVoice(language, listed) ?? chooseVoice(language, ids),
    async speak(request) {
      request.signal.throwIfAborted();
      requireVoice(request.voice, ids);
      const { rate, warnings } = limitRate(request.rate, RATES);
      const { text, tokens } = layOut(request.text);
      const wordsPerMinute = Math.round(WORDS_PER_MINUTE * rate);
      const task = { text, voice: request.voice, wordsPerMinute, pitch: options.pitch };
      const { samples, sampleRateHz, events } = await queue.add(() => run(running(), request, task));
      const durationMs = (samples.length * 1000) / sampleRateHz;
      const gap = options.wordGap === 0 ? [] : ['the package of espeak-ng knows no wordGap; only the program does'];
      return {
        words: timeTokens(tokens, events, durationMs),
        warnings: [...warnings, ...gap],
        wav: buildWav({ samples, sampleRateHz }),
      };
    },
    async close() {
      const ending = pool;
      pool = undefined;
      await ending?.destroy();
    },
  };
}

function listVoices(listed: readonly ListedVoice[]): readonly Voice[] {
  const voices = new Map<string, Voice>();
  for (const { name: description, languages } of listed) {
    const language = languages[0]?.name;
    const id = language?.toLowerCase();
    if (language === undefined || id === undefined || voices.has(id)) continue;
    voices.set(id, { id, languages: [language], description });
  }
  return [...voices.values()];
}

/** The voice that names a language with the best priority, as the program chooses; the lowest number is the best. */
function fittingVoice(language: string, listed: readonly ListedVoice[]): string | undefined {
  const tag = language.toLowerCase();
  // Of English it would be the British voice, which is not what "en" means elsewhere.
  const wanted = tag === 'en' ? 'en-us' : tag;
  const fitting = listed.flatMap(({ languages }) =>
    languages.filter(({ name }) => name === wanted).map(({ priority }) => ({ priority, id: languages[0]?.name })),
  );
  return fitting.sort((a, b) => a.priority - b.priority)[0]?.id?.toLowerCase();
}

/** A call that hangs or is given up has its process ended; another takes its place. */
async function run(pool: Tinypool, { signal }: SpeechRequest, task: EspeakTask): Promise<EspeakOutput> {
  signal.throwIfAborted();
  const stop = AbortSignal.any([signal, AbortSignal.timeout(WATCHDOG_MS)]);
  try {
    return (await pool.run(task, { signal: stop })) as EspeakOutput;
  } catch (error) {
    signal.throwIfAborted();
    if (isLectorError(error)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    const what = stop.aborted ? `did not answer within ${WATCHDOG_MS / 1000} s` : `failed: ${why}`;
    throw new LectorError('E_ENGINE', `espeak-ng ${what}.`, { cause: error });
  }
}

/**
 * The text as it is sent, and where each of its words stands in that. What would be markup or an entity to the
 * synthesiser becomes a blank in its place.
 */
function layOut(text: string): { readonly text: string; readonly tokens: readonly SentToken[] } {
  const tokens: SentToken[] = [];
  let sent = '';
  let start = 0;
  for (const word of text.split(/\s+/u).filter((part) => part !== '')) {
    const plain = `${writeSounds(word).replace(/[<>]|&(?=#?\w+;)/gu, ' ')} `;
    const length = Array.from(plain).length;
    tokens.push({ text: word, start, length: length - 1 });
    sent += plain;
    start += length;
  }
  return { text: sent, tokens };
}
