import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { LectorError } from '../../../errors.js';
import type { InstalledVoice } from '../../voices/installed-voices.js';

/** What the library is told of a voice, under the name of its kind. */
export type Model = {
  /** As `OfflineTtsModelConfig` of sherpa-onnx-node 1.13 has it. */
  readonly config: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What is asked of it besides the text, for kinds that are asked so; nothing for those of the older way. */
  readonly generation?: Generation;
};

export type Generation = {
  /** Of the steps a sound takes shape in; more are slower and better. */
  readonly steps: number;
  /** It is told the language of each text. */
  readonly isToldLanguage?: true;
  /** It takes its voice from a recording, and some want to know what is said there. */
  readonly reference?: 'sound' | 'sound and text';
};

/** A file by its names, the smaller build first: `encoder.int8.onnx`, `encoder.onnx`. */
type Files = { readonly one: (name: string) => string; readonly maybe: (...patterns: RegExp[]) => string | undefined };

/**
 * Tells the kind of a voice by the files in its folder, as its publisher lays them out
 * (https://k2-fsa.github.io/sherpa/onnx/tts/), and names every file it needs: the library ends the whole process over one
 * that is missing.
 *
 * @throws {@link LectorError} `E_VOICE_UNKNOWN` naming the file that is missing.
 */
export async function findModel(voice: InstalledVoice): Promise<Model> {
  const names = (await readdir(voice.path)).sort();
  const maybe = (...patterns: RegExp[]): string | undefined => {
    const found = patterns.flatMap((pattern) => names.find((name) => pattern.test(name)) ?? [])[0];
    return found === undefined ? undefined : path.join(voice.path, found);
  };
  const one = (name: string): string => {
    const [stem = '', extension = ''] = name.split('.');
    const found = maybe(
      new RegExp(`^${stem}\\.int8\\.${extension}$`, 'u'),
      new RegExp(`^${stem}\\.${extension}$`, 'u'),
    );
    if (found !== undefined) return found;
    throw missing(voice, name);
  };
  const files: Files = { one, maybe };
  if (maybe(/^vector_estimator\b.*\.onnx$/u)) return supertonic(files);
  if (maybe(/^lm_flow\b.*\.onnx$/u)) return pocket(files);
  if (maybe(/^encoder\b.*\.onnx$/u)) return zipvoice(files, voice);
  if (maybe(/^model-steps-\d+\.onnx$/u)) return matcha(files, voice);
  return withOneModel(files, voice, names);
}

function supertonic({ one }: Files): Model {
  return {
    config: {
      supertonic: {
        durationPredictor: one('duration_predictor.onnx'),
        textEncoder: one('text_encoder.onnx'),
        vectorEstimator: one('vector_estimator.onnx'),
        vocoder: one('vocoder.onnx'),
        ttsJson: one('tts.json'),
        unicodeIndexer: one('unicode_indexer.bin'),
        voiceStyle: one('voice.bin'),
      },
    },
    generation: { steps: 8, isToldLanguage: true },
  };
}

function pocket({ one }: Files): Model {
  return {
    config: {
      pocket: {
        lmFlow: one('lm_flow.onnx'),
        lmMain: one('lm_main.onnx'),
        encoder: one('encoder.onnx'),
        decoder: one('decoder.onnx'),
        textConditioner: one('text_conditioner.onnx'),
        vocabJson: one('vocab.json'),
        tokenScoresJson: one('token_scores.json'),
      },
    },
    generation: { steps: 5, reference: 'sound' },
  };
}

function zipvoice(files: Files, voice: InstalledVoice): Model {
  const { one, maybe } = files;
  return {
    config: {
      zipvoice: {
        tokens: one('tokens.txt'),
        encoder: one('encoder.onnx'),
        decoder: one('decoder.onnx'),
        vocoder: requireVocoder(files, voice),
        ...optional({ dataDir: maybe(/^espeak-ng-data$/u), lexicon: maybe(/^lexicon\.txt$/u) }),
      },
    },
    generation: { steps: 4, reference: 'sound and text' },
  };
}

function matcha(files: Files, voice: InstalledVoice): Model {
  const { one, maybe } = files;
  return {
    config: {
      matcha: {
        acousticModel: maybe(/^model-steps-\d+\.onnx$/u) ?? '',
        vocoder: requireVocoder(files, voice),
        tokens: one('tokens.txt'),
        ...optional({ dataDir: maybe(/^espeak-ng-data$/u), lexicon: maybe(/^lexicon\.txt$/u) }),
      },
    },
  };
}

/** VITS (Piper, Coqui and others), Kokoro, Kitten. */
function withOneModel({ maybe }: Files, voice: InstalledVoice, names: readonly string[]): Model {
  const model = maybe(/^model\.onnx$/u, /\.onnx$/u);
  if (model === undefined) throw missing(voice, 'an .onnx file');
  const tokens = maybe(/^tokens\.txt$/u);
  if (tokens === undefined) throw missing(voice, 'tokens.txt');
  const files = { model, tokens, ...optional({ dataDir: maybe(/^espeak-ng-data$/u) }) };
  const dictDir = maybe(/^dict$/u);
  const voices = maybe(/^voices\.bin$/u);
  if (voices === undefined)
    return { config: { vits: { ...files, ...optional({ lexicon: maybe(/^lexicon\.txt$/u), dictDir }) } } };
  if (/kitten/iu.test(voice.id)) return { config: { kitten: { ...files, voices } } };
  const lexicons = names.filter((name) => /^lexicon.*\.txt$/u.test(name)).map((name) => path.join(voice.path, name));
  const lexicon = lexicons.length > 0 ? lexicons.join(',') : undefined;
  return { config: { kokoro: { ...files, voices, ...optional({ dictDir, lexicon }) } } };
}

/** It comes in a file of its own, which may lie beside the voice. */
function requireVocoder({ maybe }: Files, voice: InstalledVoice): string {
  const found = maybe(/^vocos.*\.onnx$/u, /^hifigan.*\.onnx$/u);
  if (found !== undefined) return found;
  throw missing(voice, 'a vocoder (vocos….onnx or hifigan….onnx)');
}

function optional(files: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).flatMap(([key, file]) => (file === undefined ? [] : [[key, file]])));
}

function missing(voice: InstalledVoice, what: string): LectorError {
  return new LectorError('E_VOICE_UNKNOWN', `${voice.path} holds no voice: ${what} is missing.`, {
    hint: `run "lector voices install ${voice.id}".`,
  });
}
