import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { LectorError } from '../../errors.js';
import { readSettings } from '../engines/http/read-settings.js';
import type { EngineOptions } from '../speech-engine.js';
import type { Recogniser } from './recogniser.js';

/** As much of the optional package `sherpa-onnx-node` as is used. */
export type SherpaHearing = {
  readonly OfflineRecognizer: { createAsync(config: unknown): Promise<OfflineRecognizer> };
};
type OfflineRecognizer = { createStream(): Stream; decodeAsync(stream: Stream): Promise<{ readonly text: string }> };
type Stream = { acceptWaveform(wave: { readonly samples: Float32Array; readonly sampleRate: number }): void };

const PACKAGE = 'sherpa-onnx-node';

/**
 * Offline recognisers on this computer: Whisper, Moonshine, transducers such as Parakeet, SenseVoice. `folder` is that of
 * a model from https://github.com/k2-fsa/sherpa-onnx/releases/tag/asr-models.
 *
 * @param load Gives the package.
 * @throws {@link LectorError} `E_ENGINE_PLATFORM` when the package is not there, `E_CONFIG` when the folder holds no model.
 */
export async function sherpaOnnx(options: EngineOptions, load: () => SherpaHearing = loadPackage): Promise<Recogniser> {
  const settings = readSettings('sherpa-onnx', options.settings, {
    folder: undefined,
    threads: availableParallelism(),
  });
  if (settings.folder === undefined) throw noModel('recogniser.settings.folder is not set');
  const folder = path.resolve(settings.folder);
  const model = await findModel(folder);
  const { OfflineRecognizer } = load();
  const open = (): Promise<OfflineRecognizer> =>
    OfflineRecognizer.createAsync({
      featConfig: { sampleRate: 16_000, featureDim: 80 },
      modelConfig: { ...model, numThreads: settings.threads, provider: 'cpu', debug: 0 },
    });
  let opened: Promise<OfflineRecognizer> | undefined;
  return {
    specificationVersion: 1,
    name: 'sherpa-onnx',
    version: `1|${path.basename(folder)}`,
    languages: 'any',
    // The library spreads one sentence over the cores itself.
    concurrency: 1,
    pricePerMinuteUsd: 0,
    async hear({ samples, sampleRateHz, signal }) {
      signal.throwIfAborted();
      const recogniser = await (opened ??= open());
      const stream = recogniser.createStream();
      stream.acceptWaveform({
        samples: Float32Array.from(samples, (value) => value / 32_768),
        sampleRate: sampleRateHz,
      });
      const { text } = await recogniser.decodeAsync(stream);
      signal.throwIfAborted();
      return { text };
    },
    close() {
      opened = undefined;
      return Promise.resolve();
    },
  };
}

function loadPackage(): SherpaHearing {
  try {
    return createRequire(import.meta.url)(PACKAGE) as SherpaHearing;
  } catch (error) {
    throw new LectorError('E_ENGINE_PLATFORM', `the package ${PACKAGE} is not installed.`, {
      hint: `run "npm install ${PACKAGE}", or set recogniser.engine to openai.`,
      cause: error,
    });
  }
}

/** The kind of a model by its files, as its publisher lays them out; the smaller build goes first. */
async function findModel(folder: string): Promise<Readonly<Record<string, unknown>>> {
  const names = (await readdir(folder).catch(() => [])).sort();
  const at = (pattern: RegExp): string | undefined => {
    const found = names
      .filter((name) => pattern.test(name))
      .sort((a, b) => Number(/\.int8\./u.test(b)) - Number(/\.int8\./u.test(a)));
    return found[0] === undefined ? undefined : path.join(folder, found[0]);
  };
  const tokens = at(/(?:^|-)tokens\.txt$/u);
  const encoder = at(/(?:^|-)encoder\b.*\.onnx$/u);
  const decoder = at(/(?:^|-)decoder\b.*\.onnx$/u);
  const joiner = at(/(?:^|-)joiner\b.*\.onnx$/u);
  const one = at(/^model\b.*\.onnx$/u);
  const id = path.basename(folder);
  if (tokens === undefined) throw noModel(`${folder} holds no tokens.txt`);
  const moonshine = {
    preprocessor: at(/^preprocess\b.*\.onnx$/u),
    encoder: at(/^encode\..*onnx$/u),
    uncachedDecoder: at(/^uncached_decode\b.*\.onnx$/u),
    cachedDecoder: at(/^cached_decode\b.*\.onnx$/u),
  };
  if (Object.values(moonshine).every((file) => file !== undefined)) return { moonshine, tokens };
  if (encoder !== undefined && decoder !== undefined && joiner !== undefined) {
    const type = /nemo/iu.test(id) ? { modelType: 'nemo_transducer' } : {};
    return { transducer: { encoder, decoder, joiner }, tokens, ...type };
  }
  if (encoder !== undefined && decoder !== undefined) return { whisper: { encoder, decoder }, tokens };
  if (one !== undefined && /sense-voice/iu.test(id)) return { senseVoice: { model: one }, tokens };
  if (one !== undefined && /nemo/iu.test(id)) return { nemoCtc: { model: one }, tokens };
  throw noModel(`${folder} holds no model of a kind that is known`);
}

function noModel(what: string): LectorError {
  return new LectorError('E_CONFIG', `the recogniser has no model: ${what}.`, {
    hint: 'unpack one such as sherpa-onnx-whisper-tiny.en or sherpa-onnx-nemo-parakeet-tdt-0.6b-v3-int8, and name its folder.',
  });
}
