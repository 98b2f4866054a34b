import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import send from 'send';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode } from '../../src/encoding/encode.js';
import type { Finding } from '../../src/model/finding.js';
import type { RecordedMaster } from '../../src/model/timeline.js';
import { encodeAudio, findFfmpeg } from '../../src/run-tool.js';
import { openBrowser } from '../browser.js';
import { contextIn, DEBIAN, SHAPE, TAGS } from '../encoding/several-formats.js';
import { makeRandom } from '../e2e/random.js';

const SECONDS = 600;
const FORMAT = { sampleRateHz: 16_000, channelCount: 1 } as const;
/** The pitch tells the time: it rises by so many hertz in a second. */
const LOWEST_HZ = 400;
const RISE_HZ = 10;
/** Samples of one look at the pitch, at the rate of the files. */
const HEARD_SAMPLES = 8192;
/** The beginning, chapters on whole seconds, sentences; forwards and back. */
const PLACES_S = [18, 60.4, 150, 222.25, 300, 366.7, 438, 504.9, 552, 30.6];

let [folder, browser, server]: [string, Browser | undefined, Server | undefined] = ['', undefined, undefined];
let page: Page;
/** By format; `variable` is MP3 too. */
const files = new Map<string, string>();

/** A rising tone, plain for some seconds and in noise for others: a variable bitrate spends far more on these. */
async function* risingTone(): AsyncGenerator<Float32Array> {
  const random = makeRandom(3);
  let [phase, isNoisy, left] = [0, false, 0];
  for (let second = 0; second < SECONDS; second += 1) {
    if (left <= 0) [isNoisy, left] = [!isNoisy, 1 + Math.floor(random() * 14)];
    left -= 1;
    const samples = new Float32Array(FORMAT.sampleRateHz);
    for (let at = 0; at < samples.length; at += 1) {
      phase += (2 * Math.PI * (LOWEST_HZ + RISE_HZ * (second + at / samples.length))) / samples.length;
      samples[at] = 0.2 * Math.sin(phase) + (isNoisy ? 0.06 * (random() - 0.5) : 0);
    }
    yield await Promise.resolve(samples);
  }
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-seek-'));
  const ffmpeg = await findFfmpeg({ configuredPath: DEBIAN });
  const file = path.join(folder, 'tone.wav');
  const output = { ...FORMAT, path: file, format: 'wav', bitrateKbps: 0 } as const;
  await encodeAudio({ ffmpeg, pcm: risingTone(), input: FORMAT, output });
  const sampleCount = SECONDS * FORMAT.sampleRateHz;
  const segment = {
    kind: 'wav',
    path: file,
    firstSample: 0,
    sampleCount,
    fadeInSamples: 0,
    fadeOutSamples: 0,
  } as const;
  const level = { gainDb: 0, loudnessLufs: -16, truePeakDbtp: -12 };
  const master: RecordedMaster = { ...FORMAT, sampleCount, ...level, segments: [segment] };
  const modes = [{ formats: ['mp3', 'm4a', 'opus'] }, { formats: ['mp3'], mp3Quality: 2 }] as const;
  for (const [index, mode] of modes.entries()) {
    // A tone is told to be off its loudness.
    const warn = ({ code }: Finding): void => expect(code).toBe('W_LOUDNESS');
    const context = contextIn(path.join(folder, String(index)), ffmpeg, { ...mode, warn });
    const made = await encode({ master, chapters: [], tags: TAGS, slug: 's' }, context);
    for (const [at, format] of mode.formats.entries()) {
      files.set(index === 0 ? format : 'variable', path.relative(folder, made[at]?.path ?? ''));
    }
  }
  server = createServer((request, response) => {
    if (request.url === '/') response.setHeader('content-type', 'text/html').end('<!doctype html><title>Seek</title>');
    else send(request, request.url ?? '', { root: folder }).pipe(response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** In the page: the first samples a file plays after each seek, all at once; silence before them is left out. */
const LISTEN = `async (input) => {
  const context = new AudioContext({ sampleRate: input.rateHz });
  const audio = new Audio(input.source);
  await new Promise((resolve) => audio.addEventListener('loadedmetadata', resolve, { once: true }));
  const processor = context.createScriptProcessor(1024, 1, 1);
  let heard = [];
  processor.addEventListener('audioprocess', ({ inputBuffer }) => {
    const samples = inputBuffer.getChannelData(0);
    const first = heard.length > 0 ? 0 : samples.findIndex((sample) => Math.abs(sample) > 0.01);
    if (!audio.paused && first >= 0) heard.push(...samples.slice(first));
  });
  context.createMediaElementSource(audio).connect(processor).connect(context.destination);
  await context.resume();
  const all = [];
  for (const place of input.places) {
    const isSought = new Promise((resolve) => audio.addEventListener('seeked', resolve, { once: true }));
    audio.currentTime = place;
    await isSought;
    heard = [];
    await audio.play();
    while (heard.length < input.count) await new Promise((resolve) => setTimeout(resolve, 10));
    audio.pause();
    all.push(heard.slice(0, input.count));
    // What was on its way to be heard.
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  return all;
}`;

/** Which second of the tone is heard first, looked for within eight of where it should be. */
function secondHeard(samples: readonly number[], expectedSecond: number): number {
  const middle = HEARD_SAMPLES / 2 / SHAPE.sampleRateHz;
  const powerAt = (second: number): number => {
    const step = (2 * Math.PI * (LOWEST_HZ + RISE_HZ * (second + middle))) / SHAPE.sampleRateHz;
    let [re, im] = [0, 0];
    // Every second one is enough for tones below 8 kHz.
    for (let at = 0; at < HEARD_SAMPLES; at += 2) {
      const weighed = (1 - Math.cos((2 * Math.PI * at) / HEARD_SAMPLES)) * (samples[at] ?? 0);
      re += weighed * Math.cos(step * at);
      im += weighed * Math.sin(step * at);
    }
    return re ** 2 + im ** 2;
  };
  const best = (around: number, reach: number, step: number): number =>
    Array.from({ length: Math.round((2 * reach) / step) + 1 }, (_, index) => around - reach + index * step)
      .map((second) => ({ second, power: powerAt(second) }))
      .reduce((most, one) => (one.power > most.power ? one : most)).second;
  return best(best(expectedSecond, 8, 0.25), 0.25, 0.01);
}

describe('seeking in a browser', () => {
  it.each([
    ['mp3', 0.1],
    ['m4a', 0.1],
    ['opus', 0.1],
    // A place is told to a 256th of the file, and half a hundredth lies between two.
    ['variable', SECONDS / 256 + SECONDS / 200],
  ] as const)('leads to what stands there: %s, within %d s', async (name, mostS) => {
    const input = {
      source: `/${files.get(name)}`,
      places: PLACES_S,
      rateHz: SHAPE.sampleRateHz,
      count: HEARD_SAMPLES,
    };
    const heard = await page.evaluate<readonly (readonly number[])[]>(`(${LISTEN})(${JSON.stringify(input)})`);
    const offs = heard.map((samples, at) => secondHeard(samples, PLACES_S[at] ?? 0) - (PLACES_S[at] ?? 0));
    expect(Math.max(...offs.map(Math.abs))).toBeLessThan(mostS);
  });
});
