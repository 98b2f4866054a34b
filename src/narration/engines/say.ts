import { stat } from 'node:fs/promises';
import { isLectorError, LectorError } from '../../errors.js';
import { quoteValue } from '../../model/text.js';
import { primaryLanguage } from '../../model/text/primary-language.js';
import type { EngineOptions, SpeechEngine, SpeechRequest, Voice } from '../speech-engine.js';
import { openSpeaker, SYSTEM_VOICE, type Speaker, type SpeakerPlatform } from './say/open-speaker.js';
import { readVoices } from './say/read-voices.js';

const TIMEOUT_MS = 120_000;
const SYSTEM: Voice = { id: SYSTEM_VOICE, languages: [], description: 'the voice set in the system' };

/** The voices of macOS and Windows, by the package `say`. Elsewhere nothing can write them to a file. */
export function say(options: EngineOptions): Promise<SpeechEngine> {
  return sayOn(process.platform, options);
}

/** {@link say} as it would be on another system. */
export async function sayOn(platform: NodeJS.Platform, options: EngineOptions): Promise<SpeechEngine> {
  if (platform !== 'darwin' && platform !== 'win32') throw notHere(platform);
  const installed = await askForVoices(platform, options);
  const voices = [SYSTEM, ...installed];
  return {
    specificationVersion: 1,
    name: 'say',
    version: `${platform}-1`,
    capabilities: {
      languages: 'any',
      maxBytes: 10_000,
      timings: 'none',
      concurrency: options.concurrency ?? 2,
      pricePerMillionCharactersUsd: 0,
      isDeterministic: true,
    },
    voices: () => Promise.resolve(voices),
    defaultVoice(language) {
      const primary = primaryLanguage(language);
      const fitting = installed.find(({ languages }) =>
        languages.some((tag) => tag.toLowerCase().startsWith(`${primary}-`)),
      );
      return fitting?.id ?? (installed.length > 0 ? undefined : SYSTEM_VOICE);
    },
    async speak(request) {
      request.signal.throwIfAborted();
      if (!voices.some(({ id }) => id === request.voice)) throw unknownVoice(request.voice, voices);
      await exportSpeech(openSpeaker(platform, options.environment), request);
      return { words: [], warnings: [] };
    },
    close: () => Promise.resolve(),
  };
}

/** Lets the package write the file; its child process is watched from here, because it does not watch it itself. */
async function exportSpeech(speaker: Speaker, request: SpeechRequest): Promise<void> {
  await runSpeaker(speaker, request.signal, (done) => {
    speaker.export(plainText(request.text), request.voice, request.rate, request.path, done);
  });
  const { size } = await stat(request.path).catch(() => ({ size: 0 }));
  if (size === 0) throw new LectorError('E_TTS_EMPTY', 'the system voice wrote no audio.');
}

async function askForVoices(platform: SpeakerPlatform, { environment }: EngineOptions): Promise<readonly Voice[]> {
  const speaker = openSpeaker(platform, environment);
  let printed: unknown;
  await runSpeaker(speaker, undefined, (done) => {
    speaker.getInstalledVoices((error, voices) => {
      printed = voices;
      done(error);
    });
  });
  return readVoices(Array.isArray(printed) ? printed.join('\n') : String(printed ?? ''));
}

function runSpeaker(
  speaker: Speaker,
  signal: AbortSignal | undefined,
  start: (done: (error: unknown) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (error: unknown): void => {
      speaker.child?.kill('SIGKILL');
      finish(error);
    };
    const timer = setTimeout(() => {
      stop(new LectorError('E_ENGINE', `the system voice did not end within ${TIMEOUT_MS / 1000} s.`));
    }, TIMEOUT_MS);
    const onAbort = (): void => stop(signal?.reason);
    const finish = (error: unknown): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      if (error === undefined || error === null) resolve();
      else reject(isLectorError(error) || signal?.aborted === true ? (error as Error) : failed(error));
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    start(finish);
    // Without a listener, a program that is missing would end the whole process.
    speaker.child?.on('error', finish);
    speaker.child?.stdin?.on('error', () => undefined);
  });
}

/** `[[…]]` holds commands for the macOS voices (Apple, Speech Synthesis Programming Guide). */
function plainText(text: string): string {
  return text.replaceAll('[[', '[ [').replaceAll('\u0000', '');
}

function failed(error: unknown): LectorError {
  const why = error instanceof Error ? error.message : String(error);
  return new LectorError('E_ENGINE', `the system voice failed: ${quoteValue(why.trim())}.`, {
    hint: 'try "lector voices" and choose another voice, or another engine.',
    cause: error,
  });
}

function unknownVoice(voice: string, voices: readonly Voice[]): LectorError {
  const names = voices.map(({ id }) => id);
  return new LectorError('E_VOICE_UNKNOWN', `this system has no voice ${quoteValue(voice)}.`, {
    hint: `set tts.voice to one of: ${names.slice(0, 20).join(', ')}${names.length > 20 ? '…' : ''}.`,
  });
}

function notHere(platform: string): LectorError {
  return new LectorError(
    'E_ENGINE_PLATFORM',
    `the engine "say" cannot write files on ${platform}; it needs macOS or Windows.`,
    {
      hint: 'set tts.engine to embedded (nothing to install), espeak-ng (a program of your system), sherpa-onnx (neural, on this computer) or a service: openai, elevenlabs, google, azure, polly.',
    },
  );
}
