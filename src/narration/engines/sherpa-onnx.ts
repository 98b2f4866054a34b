import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import PQueue from 'p-queue';
import { LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import { primaryLanguage } from '../../model/text/primary-language.js';
import { buildWav } from '../../sound.js';
import type { EngineOptions, SpeechEngine, Voice } from '../speech-engine.js';
import { listInstalledVoices, voicesFolder, type InstalledVoice } from '../voices/installed-voices.js';
import { VOICE_CATALOGUE } from '../voices/voice-catalogue.js';
import { readSettings } from './http/read-settings.js';

/** As much of the optional package `sherpa-onnx-node` as is used. */
type SherpaPackage = { readonly OfflineTts: { createAsync(config: unknown): Promise<Synthesiser> } };
type Synthesiser = {
  readonly numSpeakers: number;
  generateAsync(request: { text: string; sid: number; speed: number; enableExternalBuffer: boolean }): Promise<{
    readonly samples: Float32Array;
    readonly sampleRate: number;
  }>;
};

const PACKAGE = 'sherpa-onnx-node';
const MAX_BYTES = 4_000;

/**
 * Neural voices on this computer: Piper and other VITS voices, Kokoro, Kitten. They are installed by "lector voices
 * install", and run by the optional package sherpa-onnx-node.
 *
 * @throws {@link LectorError} `E_ENGINE_PLATFORM` when the package is not there.
 */
export async function sherpaOnnx(options: EngineOptions): Promise<SpeechEngine> {
  const settings = readSettings('sherpa-onnx', options.settings, {
    folder: undefined,
    threads: availableParallelism(),
  });
  const folder = settings.folder ?? voicesFolder(options.environment);
  const installed = await listInstalledVoices(folder);
  const { OfflineTts } = loadPackage();
  const loaded = new Map<string, Promise<Synthesiser>>();
  // The library spreads one sentence over the cores itself.
  const queue = new PQueue({ concurrency: 1 });
  const load = (voice: InstalledVoice): Promise<Synthesiser> => {
    const known = loaded.get(voice.id);
    if (known) return known;
    const loading = findModel(voice).then((model) =>
      OfflineTts.createAsync({
        model: { ...model, numThreads: settings.threads, provider: 'cpu', debug: 0 },
        maxNumSentences: 1,
      }),
    );
    loaded.set(voice.id, loading);
    return loading;
  };
  return {
    specificationVersion: 1,
    name: 'sherpa-onnx',
    version: '1',
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
      const synthesiser = await load(voice);
      if (speaker >= synthesiser.numSpeakers) {
        throw new LectorError(
          'E_VOICE_UNKNOWN',
          `${voice.id} has ${synthesiser.numSpeakers} speakers, counted from 0.`,
        );
      }
      const { samples, sampleRate } = await queue.add(() => {
        request.signal.throwIfAborted();
        return synthesiser.generateAsync({
          text: request.text,
          sid: speaker,
          speed: request.rate,
          enableExternalBuffer: false,
        });
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

/** The library ends the whole process over a missing file, so what it needs is looked for first. */
async function findModel(voice: InstalledVoice): Promise<Readonly<Record<string, unknown>>> {
  const names = await readdir(voice.path);
  const at = (name: string): string => path.join(voice.path, name);
  const optional = (key: string, name: string): Readonly<Record<string, string>> =>
    names.includes(name) ? { [key]: at(name) } : {};
  const model = names.find((name) => name === 'model.onnx') ?? names.filter((name) => name.endsWith('.onnx')).sort()[0];
  if (model === undefined || !names.includes('tokens.txt')) {
    throw new LectorError(
      'E_VOICE_UNKNOWN',
      `${voice.path} holds no voice: ${model === undefined ? 'an .onnx file' : 'tokens.txt'} is missing.`,
      {
        hint: `run "lector voices install ${voice.id}".`,
      },
    );
  }
  const files = { model: at(model), tokens: at('tokens.txt'), ...optional('dataDir', 'espeak-ng-data') };
  if (!names.includes('voices.bin'))
    return { vits: { ...files, ...optional('lexicon', 'lexicon.txt'), ...optional('dictDir', 'dict') } };
  const withVoices = { ...files, voices: at('voices.bin') };
  if (/kitten/iu.test(voice.id)) return { kitten: withVoices };
  const lexicons = names.filter((name) => /^lexicon.*\.txt$/u.test(name)).sort();
  return {
    kokoro: {
      ...withVoices,
      ...optional('dictDir', 'dict'),
      ...(lexicons.length > 0 && { lexicon: lexicons.map(at).join(',') }),
    },
  };
}

/** `name` or `name:speaker`. */
function requireVoice(text: string, installed: readonly InstalledVoice[]): { voice: InstalledVoice; speaker: number } {
  const [id = '', speaker = '0'] = text.split(':');
  const voice = installed.find((one) => one.id === id);
  if (voice && /^\d{1,4}$/u.test(speaker)) return { voice, speaker: Number(speaker) };
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
