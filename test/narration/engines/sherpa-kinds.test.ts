import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sherpaOnnx, type SherpaPackage, type SherpaRequest } from '../../../src/narration/engines/sherpa-onnx.js';
import { buildWav } from '../../../src/sound.js';

const root = await mkdtemp(path.join(os.tmpdir(), 'lector-kinds-'));
afterAll(() => rm(root, { recursive: true, force: true }));
const wav = buildWav({ samples: Int16Array.of(0, 16_384, -16_384), sampleRateHz: 24_000 });

/** The package as far as it is used: it remembers what it was asked, and makes a tenth of a second of sound. */
function fakePackage() {
  const configs: unknown[] = [];
  const requests: SherpaRequest[] = [];
  const load = (): SherpaPackage => ({
    OfflineTts: {
      createAsync(config) {
        configs.push(config);
        const sound = { samples: new Float32Array(2_400).fill(0.2), sampleRate: 24_000 };
        return Promise.resolve({
          numSpeakers: 10,
          generateAsync(request) {
            requests.push(request);
            return Promise.resolve(sound);
          },
        });
      },
    },
  });
  return { configs, requests, load };
}

/** A voice of empty files, but for those given. */
async function layOut(id: string, files: readonly string[], content: Readonly<Record<string, string | Buffer>> = {}) {
  const folder = await mkdtemp(path.join(root, 'voices-'));
  for (const name of [...files, ...Object.keys(content)]) {
    const file = path.join(folder, id, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content[name] ?? '');
  }
  return folder;
}

async function speak(folder: string, voice: string, settings: Readonly<Record<string, unknown>> = {}) {
  const fake = fakePackage();
  const engine = await sherpaOnnx({ environment: {}, settings: { folder, threads: 2, ...settings } }, fake.load);
  const signal = new AbortController().signal;
  await engine.speak({ text: 'Guten Tag.', voice, rate: 0.9, lang: 'de-AT', path: '', signal });
  const { config } = { config: fake.configs[0] as { model: Record<string, unknown>; maxNumSentences: number } };
  return { model: config.model, request: fake.requests[0], version: engine.version };
}

const common = { numThreads: 2, provider: 'cpu', debug: 0 };

/** File names as the archives of the publisher have them. */
describe('a voice in the folder', () => {
  it('of the kind Matcha is loaded with its vocoder', async () => {
    const id = 'matcha-icefall-en_US-ljspeech';
    const folder = await layOut(id, [
      'model-steps-3.onnx',
      'tokens.txt',
      'espeak-ng-data/phontab',
      'vocos-22khz-univ.onnx',
    ]);
    const { model, request } = await speak(folder, id);
    const at = (name: string): string => path.join(folder, id, name);
    expect(model).toEqual({
      matcha: {
        acousticModel: at('model-steps-3.onnx'),
        vocoder: at('vocos-22khz-univ.onnx'),
        tokens: at('tokens.txt'),
        dataDir: at('espeak-ng-data'),
      },
      ...common,
    });
    expect(request).toEqual({ text: 'Guten Tag.', enableExternalBuffer: false, sid: 0, speed: 0.9 });
  });

  it('of the kind Supertonic is told the language and the steps', async () => {
    const id = 'sherpa-onnx-supertonic-3-tts-int8-2026-05-11';
    const models = ['duration_predictor', 'text_encoder', 'vector_estimator', 'vocoder'].map(
      (name) => `${name}.int8.onnx`,
    );
    const folder = await layOut(id, [...models, 'tts.json', 'unicode_indexer.bin', 'voice.bin']);
    const at = (name: string): string => path.join(folder, id, name);
    const { model, request, version } = await speak(folder, `${id}:6`);
    expect(model['supertonic']).toEqual({
      durationPredictor: at('duration_predictor.int8.onnx'),
      textEncoder: at('text_encoder.int8.onnx'),
      vectorEstimator: at('vector_estimator.int8.onnx'),
      vocoder: at('vocoder.int8.onnx'),
      ttsJson: at('tts.json'),
      unicodeIndexer: at('unicode_indexer.bin'),
      voiceStyle: at('voice.bin'),
    });
    const generationConfig = { sid: 6, speed: 0.9, numSteps: 8, extra: { lang: 'de' } };
    expect(request).toEqual({ text: 'Guten Tag.', enableExternalBuffer: false, generationConfig });
    expect(version).toBe('1');
    const quick = await speak(folder, id, { steps: 5 });
    expect(quick.request).toMatchObject({ generationConfig: { sid: 0, numSteps: 5 } });
    expect(quick.version).toBe('1|5');
    await expect(speak(folder, `${id}:10`)).rejects.toThrow(/has 10 speakers/u);
  });

  it('of the kind Pocket takes its voice from a recording', async () => {
    const id = 'sherpa-onnx-pocket-tts-int8-2026-01-26';
    const models = [
      'lm_flow.int8.onnx',
      'lm_main.int8.onnx',
      'encoder.onnx',
      'decoder.int8.onnx',
      'text_conditioner.onnx',
    ];
    const recordings = { 'test_wavs/bria.wav': wav, 'anna.wav': wav };
    const folder = await layOut(id, [...models, 'vocab.json', 'token_scores.json'], recordings);
    const { model, request } = await speak(folder, `${id}:bria`);
    expect(Object.values(model['pocket'] as object).map((file: string) => path.basename(file))).toEqual([
      ...models,
      'vocab.json',
      'token_scores.json',
    ]);
    expect(Object.keys(model['pocket'] as object)).toEqual([
      ...['lmFlow', 'lmMain', 'encoder', 'decoder', 'textConditioner', 'vocabJson', 'tokenScoresJson'],
    ]);
    const sound = { referenceAudio: Float32Array.of(0, 0.5, -0.5), referenceSampleRate: 24_000 };
    expect(request).toMatchObject({ generationConfig: { sid: 0, speed: 0.9, numSteps: 5, ...sound } });
    await expect(speak(folder, `${id}:carl`)).rejects.toMatchObject({
      code: 'E_VOICE_UNKNOWN',
      hint: expect.stringContaining('anna, bria') as string,
    });
  });

  it('of the kind ZipVoice wants to know what is said in the recording', async () => {
    const id = 'sherpa-onnx-zipvoice-distill-int8-zh-en-emilia';
    const files = ['encoder.int8.onnx', 'decoder.int8.onnx', 'tokens.txt', 'lexicon.txt', 'espeak-ng-data/phontab'];
    const silent = await layOut(id, [...files, 'vocos_24khz.onnx'], { 'anna.wav': wav });
    await expect(speak(silent, id)).rejects.toMatchObject({ hint: expect.stringContaining('anna.txt') as string });
    const folder = await layOut(id, [...files, 'vocos_24khz.onnx'], { 'anna.wav': wav, 'anna.txt': 'Hello there.\n' });
    const { model, request } = await speak(folder, `${id}:anna`);
    const at = (name: string): string => path.join(folder, id, name);
    expect(model['zipvoice']).toEqual({
      tokens: at('tokens.txt'),
      encoder: at('encoder.int8.onnx'),
      decoder: at('decoder.int8.onnx'),
      vocoder: at('vocos_24khz.onnx'),
      dataDir: at('espeak-ng-data'),
      lexicon: at('lexicon.txt'),
    });
    expect(request).toMatchObject({ generationConfig: { numSteps: 4, referenceText: 'Hello there.' } });
  });

  it.each<[string, readonly string[], string]>([
    ['matcha-x', ['model-steps-3.onnx', 'tokens.txt'], 'a vocoder'],
    ['matcha-y', ['model-steps-3.onnx', 'vocos-22khz-univ.onnx'], 'tokens.txt'],
    ['supertonic-x', ['vector_estimator.int8.onnx', 'text_encoder.int8.onnx'], 'duration_predictor.onnx'],
    ['pocket-x', ['lm_flow.int8.onnx', 'lm_main.int8.onnx'], 'encoder.onnx'],
    ['zipvoice-x', ['encoder.onnx', 'tokens.txt'], 'decoder.onnx'],
    ['vits-x', ['model.onnx'], 'tokens.txt'],
    ['empty', ['README.md'], 'an .onnx file'],
  ])('says what %s lacks, before the library can end the process over it', async (id, files, what) => {
    await expect(layOut(id, files).then((folder) => speak(folder, id))).rejects.toMatchObject({
      code: 'E_VOICE_UNKNOWN',
      message: expect.stringContaining(`${what}`) as string,
      hint: `run "lector voices install ${id}".`,
    });
  });

  it('that was loaded before still is, as it was', async () => {
    const kokoro = [
      'model.onnx',
      'voices.bin',
      'tokens.txt',
      'espeak-ng-data/phontab',
      'lexicon-us-en.txt',
      'lexicon-zh.txt',
    ];
    for (const [id, files, kind] of [
      [
        'vits-piper-de_DE-thorsten-medium',
        ['de_DE-thorsten-medium.onnx', 'tokens.txt', 'espeak-ng-data/phontab'],
        'vits',
      ],
      ['kokoro-multi-lang-v1_0', kokoro, 'kokoro'],
      ['kitten-nano-en-v0_1-fp16', ['model.fp16.onnx', 'voices.bin', 'tokens.txt', 'espeak-ng-data/phontab'], 'kitten'],
    ] as const) {
      const { model, request } = await speak(await layOut(id, files), id);
      expect(Object.keys(model)[0]).toBe(kind);
      expect(request).toEqual({ text: 'Guten Tag.', enableExternalBuffer: false, sid: 0, speed: 0.9 });
    }
  });
});
