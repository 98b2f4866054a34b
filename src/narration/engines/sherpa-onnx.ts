import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import { primaryLanguage } from '../../model/text/primary-language.js';
import { buildWav } from '../../sound.js';
import type { EngineOptions, SpeechEngine, SpeechRequest, Voice } from '../speech-engine.js';
import { listInstalledVoices, voicesFolder, type InstalledVoice } from '../voices/installed-voices.js';
import { VOICE_CATALOGUE } from '../voices/voice-catalogue.js';
import { readSettings } from './http/read-settings.js';
import { findModel, type Generation } from './sherpa-onnx/find-model.js';
import { readReference, type Reference } from './sherpa-onnx/read-reference.js';

/** As much of the optional package `sherpa-onnx-node` as is used. */
export type SherpaPackage = { readonly OfflineTts: { createAsync(config: unknown): Promise<Synthesiser> } };
type Synthesiser = {
  readonly numSpeakers: number;
  generateAsync(request: SherpaRequest): Promise<{ readonly samples: Float32Array; readonly sampleRate: number }>;
};
/** The older way, and that of models which are asked for more. */
export type SherpaRequest = { readonly text: string; readonly enableExternalBuffer: boolean } & (
  { readonly sid: number; readonly speed: number } | { readonly generationConfig: GenerationConfig }
);
type GenerationConfig = Partial<Reference> & {
  readonly sid: number;
  readonly speed: number;
  readonly numSteps: number;
  readonly extra?: Readonly<Record<string, string>>;
};
type Loaded = { readonly synthesiser: Synthesiser; readonly generation: Generation | undefined };

const PACKAGE = 'sherpa-onnx-node';
const MAX_BYTES = 4_000;

/**
 * Neural voices on this computer: Piper and other VITS voices, Kokoro, Kitten, Matcha, Supertonic, and Pocket and
 * ZipVoice, which take their voice from a recording. They are installed by "lector voices install", and run by the
 * optional package sherpa-onnx-node.
 *
 * @param loadSherpa Gives the package.
 * @throws {@link LectorError} `E_ENGINE_PLATFORM` when the package is not there.
 */
export async function sherpaOnnx(
  options: EngineOptions,
  loadSherpa: () => SherpaPackage = loadPackage,
): Promise<SpeechEngine> {
  const settings = readSettings('sherpa-onnx', options.settings, {
    folder: undefined,
    threads: availableParallelism(),
    steps: 0,
  });
  const folder = settings.folder ?? voicesFolder(options.environment);
  const installed = await listInstalledVoices(folder);
  const { OfflineTts } = loadSherpa();
  const loaded = new Map<string, Promise<Loaded>>();
  // The library spreads one sentence over the cores itself.
  const queue = new PQueue({ concurrency: 1 });
  const load = (voice: InstalledVoice): Promise<Loaded> => {
    const known = loaded.get(voice.id);
    if (known) return known;
    const loading = findModel(voice).then(async ({ config, generation }) => {
      const model = { ...config, numThreads: settings.threads, provider: 'cpu', debug: 0 };
      return { synthesiser: await OfflineTts.createAsync({ model, maxNumSentences: 1 }), generation };
    });
    loaded.set(voice.id, loading);
    return loading;
  };
  return {
    specificationVersion: 1,
    name: 'sherpa-onnx',
    version: settings.steps === 0 ? '1' : `1|${settings.steps}`,
    capabilities: {
      languages: installed.every(({ languages }) => languages.length > 0)
        ? [...new Set(installed.flatMap(({ languages }) => languages.map(primaryLanguage)))]
        : 'any',
      maxBytes: MAX_BYTES,
      timings: 'none',
      concurrency: 2,
      pricePerMillionCharactersUsd: 0,
      // Voices of the VITS kind draw their melody at random.
      isDeterministic: false,
    },
    voices: () => Promise.resolve(installed.map(({ id, languages }) => ({ id, languages, ...knownOf(id) }))),
    defaultVoice(language) {
      const primary = primaryLanguage(language);
      const speaks = (tag: string): boolean => primaryLanguage(tag) === primary;
      return installed.find(({ languages }) => languages.length === 0 || languages.some(speaks))?.id;
    },
    voiceVersion: (voice) => installed.find(({ id }) => id === voice.split(':')[0])?.sha256 ?? '',
    async speak(request) {
      request.signal.throwIfAborted();
      const { voice, speaker } = requireVoice(request.voice, installed);
      const { synthesiser, generation } = await load(voice);
      const asked = await requestOf(request, { voice, speaker, generation, synthesiser, steps: settings.steps });
      const { samples, sampleRate } = await queue.add(() => {
        request.signal.throwIfAborted();
        return synthesiser.generateAsync({ text: request.text, enableExternalBuffer: false, ...asked });
      });
      const wav = buildWav({ samples: toInt16(samples), sampleRateHz: sampleRate });
      return { words: [], warnings: [], wav };
    },
    close() {
      loaded.clear();
      return Promise.resolve();
    },
  };
}

function knownOf(voice: string): Pick<Voice, 'gender' | 'licence'> {
  const known = VOICE_CATALOGUE.find(({ id }) => id === voice);
  return present({ gender: known?.gender, licence: known?.licence });
}

function loadPackage(): SherpaPackage {
  try {
    return createRequire(import.meta.url)(PACKAGE) as SherpaPackage;
  } catch (error) {
    throw new LectorError('E_ENGINE_PLATFORM', `the package ${PACKAGE} is not installed.`, {
      hint: `run "npm install ${PACKAGE}", or set tts.engine to embedded.`,
      cause: error,
    });
  }
}

/** What a kind of model is asked besides the text. */
async function requestOf(
  { rate, lang }: SpeechRequest,
  input: {
    readonly voice: InstalledVoice;
    readonly speaker: string | undefined;
    readonly generation: Generation | undefined;
    readonly synthesiser: Synthesiser;
    readonly steps: number;
  },
): Promise<{ sid: number; speed: number } | { generationConfig: GenerationConfig }> {
  const { voice, speaker, generation, synthesiser, steps } = input;
  if (generation?.reference !== undefined) {
    const reference = await readReference(voice, speaker, generation.reference);
    return { generationConfig: { sid: 0, speed: rate, numSteps: steps || generation.steps, ...reference } };
  }
  const sid = requireSpeaker(speaker, voice, synthesiser);
  if (generation === undefined) return { sid, speed: rate };
  const extra = generation.isToldLanguage === true ? { extra: { lang: primaryLanguage(lang) } } : {};
  return { generationConfig: { sid, speed: rate, numSteps: steps || generation.steps, ...extra } };
}

function requireSpeaker(speaker = '0', voice: InstalledVoice, { numSpeakers }: Synthesiser): number {
  if (/^\d{1,4}$/u.test(speaker) && Number(speaker) < numSpeakers) return Number(speaker);
  throw new LectorError('E_VOICE_UNKNOWN', `${voice.id} has ${numSpeakers} speakers, counted from 0.`, {
    hint: `write one as ${voice.id}:0.`,
  });
}

/** `name` or `name:speaker`. */
function requireVoice(
  text: string,
  installed: readonly InstalledVoice[],
): { voice: InstalledVoice; speaker: string | undefined } {
  const [id = '', speaker] = text.split(':');
  const voice = installed.find((one) => one.id === id);
  if (voice) return { voice, speaker };
  const names = installed.map((one) => one.id).join(', ');
  throw new LectorError('E_VOICE_UNKNOWN', `no voice ${quoteValue(text)} is installed.`, {
    hint:
      names === ''
        ? 'run "lector voices install NAME"; "lector voices" lists names.'
        : `set tts.voice to one of: ${names}.`,
  });
}

function toInt16(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (value) => Math.max(-32_768, Math.min(32_767, Math.round(value * 32_767))));
}
