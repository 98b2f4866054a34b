import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseFile } from 'music-metadata';
import { expect, it } from 'vitest';
import type { EncodingContext } from '../../src/encoding/encode.js';
import { encodePieces } from '../../src/encoding/stretches/encode-pieces.js';
import { layPieces } from '../../src/encoding/stretches/lay-pieces.js';
import { samplesPerFrame } from '../../src/model/time.js';
import { decodeAudio, encodeAudio, findFfmpeg } from '../../src/run-tool.js';
import { collect, createNoise, inPieces } from '../sound/make-sound.js';

const FORMAT = { sampleRateHz: 24_000, channelCount: 1 } as const;
const SECONDS = 125;
const LAME_SCALE = 0.95;

it.each([
  [44_100, 44_100],
  [48_000, 44_100],
  [24_000, 44_100],
  [16_000, 44_100],
  [22_050, 48_000],
  [44_100, 24_000],
  [32_000, 22_050],
])('pieces of %i Hz at %i Hz begin where both have a sample, and hold every frame once', (from, to) => {
  const frameSamples = samplesPerFrame(to);
  const sampleCount = from * 200 + 77;
  const heardSamples = Math.round((sampleCount * to) / from);
  const frameCount = Math.ceil((heardSamples + 1105) / frameSamples);
  const [input, output] = [from, to].map((sampleRateHz) => ({ sampleRateHz, channelCount: 1 }) as const);
  if (!input || !output) throw new TypeError('both are there');
  const pieces = layPieces({ input, output, sampleCount, heardSamples, frameCount });
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.reduce((sum, { keepFrames }) => sum + keepFrames, 0)).toBe(frameCount);
  let frame = 0;
  for (const { startSample, sampleCount: own, outputSamples, dropFrames, keepFrames } of pieces) {
    expect([startSample, (startSample * to) / from]).toEqual([
      Math.round(startSample),
      (frame - dropFrames) * frameSamples,
    ]);
    expect(Math.abs((own * to) / from - outputSamples)).toBeLessThan(1);
    expect([dropFrames >= 12 || frame === 0, startSample + own <= sampleCount]).toEqual([true, true]);
    frame += keepFrames;
  }
});

it('a sound encoded in pieces lasts as long to the sample, and is as good where they meet as in one piece', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lector-pieces-'));
  try {
    const ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
    const noise = createNoise(3);
    let smooth = 0;
    const sound = Float32Array.from({ length: SECONDS * FORMAT.sampleRateHz + 123 }, (_, at) => {
      smooth += 0.2 * (noise() - smooth);
      return smooth * (0.3 + 0.2 * Math.sin(at / 900));
    });
    const signal = new AbortController().signal;
    const context = { ffmpeg, bitrateKbps: 64, temporaryFolder: path.join(folder, 'tmp'), signal } as EncodingContext;
    const [joined, whole] = [path.join(folder, 'joined.mp3'), path.join(folder, 'whole.mp3')];
    const job = { input: FORMAT, output: FORMAT, sampleCount: sound.length };
    await encodePieces({ ...job, pcm: inPieces(sound), target: joined }, context);
    expect(await readdir(context.temporaryFolder)).toEqual([]);
    const output = { ...FORMAT, path: whole, format: 'mp3', bitrateKbps: 64 } as const;
    await encodeAudio({ ffmpeg, pcm: inPieces(sound), input: FORMAT, output });
    const decode = (file: string) => collect(decodeAudio({ ffmpeg, path: file, format: FORMAT }));
    const [ours, theirs] = [await decode(joined), await decode(whole)];
    expect(ours.length).toBe(sound.length);
    const { format } = await parseFile(joined, { duration: true });
    expect(Math.abs((format.duration ?? 0) - SECONDS)).toBeLessThan(0.1);
    // Two frames around each join, and two frames anywhere else.
    const noiseAround = (samples: Float32Array, frame: number): number => {
      let sum = 0;
      for (let at = (frame - 1) * 576; at < (frame + 1) * 576; at += 1)
        sum += ((samples[at] ?? 0) - LAME_SCALE * (sound[at] ?? 0)) ** 2;
      return 10 * Math.log10(sum);
    };
    const worse = (frame: number): number => noiseAround(ours, frame) - noiseAround(theirs, frame);
    const elsewhere = Array.from({ length: 60 }, (_, index) => worse(100 + index * 80));
    // The one encode saves bits for louder frames, which pieces do not: here more, there less.
    for (const join of [2500, 5000]) expect(worse(join)).toBeLessThanOrEqual(Math.max(...elsewhere) + 0.5);
    expect(elsewhere.reduce((sum, own) => sum + own, 0) / elsewhere.length).toBeLessThan(1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
