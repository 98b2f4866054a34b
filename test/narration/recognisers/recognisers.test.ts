import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeRecogniser } from '../../../src/contracts/index.js';
import { openRecogniser } from '../../../src/narration/recognisers/index.js';
import { sherpaOnnx, type SherpaHearing } from '../../../src/narration/recognisers/sherpa-onnx.js';
import { transcriptions } from '../../../src/narration/recognisers/transcriptions.js';
import { parseWav } from '../../../src/sound.js';

const runner = { afterAll, describe, it };
const TEXT = 'The first ferry left the harbour at dawn.';
/** A tone stands for the sentence, silence for nothing: what is heard is the fakes' affair, what they are given is ours. */
const tone = Int16Array.from({ length: 16_000 }, (_, index) => Math.round(8_000 * Math.sin(index / 5)));
const sample = { samples: tone, sampleRateHz: 16_000, text: TEXT };
const isLoud = (samples: ArrayLike<number>): boolean => Math.max(...Array.from(samples)) > 0;

const root = await mkdtemp(path.join(os.tmpdir(), 'lector-hear-'));
afterAll(() => rm(root, { recursive: true, force: true }));

async function layOut(id: string, files: readonly string[]): Promise<string> {
  await mkdir(path.join(root, id), { recursive: true });
  for (const name of files) await writeFile(path.join(root, id, name), '');
  return path.join(root, id);
}

function fakeSherpa(configs: unknown[] = []): () => SherpaHearing {
  return () => ({
    OfflineRecognizer: {
      createAsync(config) {
        configs.push(config);
        const heard = new Map<unknown, string>();
        return Promise.resolve({
          createStream() {
            const stream = {
              acceptWaveform: ({ samples }: { samples: Float32Array }) =>
                void heard.set(stream, isLoud(samples) ? 'the first fairy left the harbor at dawn' : ''),
            };
            return stream;
          },
          decodeAsync: (stream: unknown) => Promise.resolve({ text: heard.get(stream) ?? '' }),
        });
      },
    },
  });
}

describeRecogniser(
  'sherpa-onnx',
  async () => {
    const folder = await layOut('tiny.en', ['tiny.en-encoder.onnx', 'tiny.en-decoder.onnx', 'tiny.en-tokens.txt']);
    return sherpaOnnx({ environment: {}, settings: { folder } }, fakeSherpa());
  },
  () => sample,
  runner,
);

describe('a model in the folder', () => {
  it.each<[string, readonly string[], Record<string, unknown>]>([
    [
      'sherpa-onnx-whisper-tiny.en',
      ['tiny.en-encoder.int8.onnx', 'tiny.en-encoder.onnx', 'tiny.en-decoder.int8.onnx', 'tiny.en-tokens.txt'],
      {
        whisper: { encoder: 'tiny.en-encoder.int8.onnx', decoder: 'tiny.en-decoder.int8.onnx' },
        tokens: 'tiny.en-tokens.txt',
      },
    ],
    [
      'sherpa-onnx-moonshine-tiny-en-int8',
      ['preprocess.onnx', 'encode.int8.onnx', 'uncached_decode.int8.onnx', 'cached_decode.int8.onnx', 'tokens.txt'],
      {
        moonshine: {
          preprocessor: 'preprocess.onnx',
          encoder: 'encode.int8.onnx',
          uncachedDecoder: 'uncached_decode.int8.onnx',
          cachedDecoder: 'cached_decode.int8.onnx',
        },
        tokens: 'tokens.txt',
      },
    ],
    [
      'sherpa-onnx-nemo-parakeet-tdt-0.6b-v3-int8',
      ['encoder.int8.onnx', 'decoder.int8.onnx', 'joiner.int8.onnx', 'tokens.txt'],
      {
        transducer: { encoder: 'encoder.int8.onnx', decoder: 'decoder.int8.onnx', joiner: 'joiner.int8.onnx' },
        tokens: 'tokens.txt',
        modelType: 'nemo_transducer',
      },
    ],
    [
      'sherpa-onnx-sense-voice-zh-en-ja-ko-yue-2024-07-17',
      ['model.int8.onnx', 'model.onnx', 'tokens.txt'],
      { senseVoice: { model: 'model.int8.onnx' }, tokens: 'tokens.txt' },
    ],
  ])('%s is told by its files', async (id, files, expected) => {
    const configs: { modelConfig: unknown }[] = [];
    const folder = await layOut(id, files);
    const recogniser = await sherpaOnnx({ environment: {}, settings: { folder, threads: 2 } }, fakeSherpa(configs));
    await recogniser.hear({ ...sample, lang: 'en', signal: new AbortController().signal });
    const told = JSON.parse(JSON.stringify(configs[0]?.modelConfig).replaceAll(`${folder}${path.sep}`, '')) as unknown;
    expect(told).toEqual({ ...expected, numThreads: 2, provider: 'cpu', debug: 0 });
  });

  it.each<[string, readonly string[]]>([
    ['nothing', []],
    ['half-of-whisper', ['tiny-encoder.onnx', 'tiny-tokens.txt']],
    ['tokens-missing', ['encoder.onnx', 'decoder.onnx']],
  ])('that holds %s is refused before the library sees it', async (id, files) => {
    const folder = await layOut(id, files);
    const opening = sherpaOnnx({ environment: {}, settings: { folder } }, fakeSherpa());
    await expect(opening).rejects.toMatchObject({
      code: 'E_CONFIG',
      hint: expect.stringContaining('whisper') as string,
    });
  });
});

describe('a server of transcriptions', () => {
  let server: Server;
  let answer = { status: 200, body: '' };
  const forms: { type: string; body: Buffer }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        forms.push({ type: request.headers['content-type'] ?? '', body });
        const wav = body.subarray(body.indexOf('RIFF'), body.lastIndexOf('\r\n--'));
        const text = isLoud(parseWav(wav).samples) ? TEXT : '';
        const isRight = request.url === '/v1/audio/transcriptions' && request.method === 'POST';
        response.writeHead(isRight ? answer.status : 404, { 'content-type': 'application/json' });
        response.end(answer.body || JSON.stringify({ text }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());
  const make = () => {
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    return transcriptions({ environment: {}, settings: { baseUrl, model: 'whisper-large-v3' } });
  };
  const hear = () => make().hear({ ...sample, lang: 'en-GB', signal: new AbortController().signal });

  describeRecogniser('openai', make, () => sample, runner);

  it('is sent a form with the sound and what is known of it', async () => {
    await hear();
    const { type, body } = forms.at(-1) ?? { type: '', body: Buffer.alloc(0) };
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const text = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
    expect(text).toEqual({ model: 'whisper-large-v3', language: 'en', response_format: 'json', temperature: '0' });
    const file = form.get('file') as File;
    expect([file.name, file.type]).toEqual(['speech.wav', 'audio/wav']);
    expect(parseWav(Buffer.from(await file.arrayBuffer())).samples).toEqual(tone);
  });

  it('is free on this computer, and has a price elsewhere', () => {
    const elsewhere = transcriptions({ environment: { OPENAI_API_KEY: 'k' }, settings: {} });
    expect([make().pricePerMinuteUsd, elsewhere.pricePerMinuteUsd]).toEqual([0, 0.006]);
  });

  it.each([
    [503, '{}', 'E_ENGINE'],
    [401, '{}', 'E_ENGINE_REFUSED'],
    [200, '{"words": []}', 'E_ENGINE'],
    [200, 'not json', 'E_CLIP'],
  ])('that answers %i %s is an error of ours', async (status, body, code) => {
    answer = { status, body };
    await expect(hear()).rejects.toMatchObject({ code });
    answer = { status: 200, body: '' };
  });
});

describe('openRecogniser', () => {
  it('opens those of a caller first, and names the choices', async () => {
    const own = await openRecogniser('openai', { environment: {}, settings: {} });
    const opened = await openRecogniser('mine', { environment: {}, settings: {} }, { mine: () => own });
    expect(opened).toBe(own);
    await expect(openRecogniser('whisper', { environment: {}, settings: {} })).rejects.toMatchObject({
      code: 'E_ENGINE_UNKNOWN',
      hint: 'set recogniser.engine to one of: sherpa-onnx, openai.',
    });
  });
});
