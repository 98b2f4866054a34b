import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode } from '../../src/encoding/encode.js';
import { assembleMaster } from '../../src/mastering/assemble-master.js';
import type { AudioFile } from '../../src/model/audio-file.js';
import { decodeAudio, findFfmpeg, id3TagBytes, parseMp3Header, runProgram, type Ffmpeg } from '../../src/run-tool.js';
import { requireProgram } from '../debian-program.js';
import { makeNarration } from '../mastering/make-narration.js';
import { makeMaster } from './make-master.js';
import { contextIn, DEBIAN, FFMPEGS, probeWithFfmpeg, SHAPE, TAGS } from './several-formats.js';

const MP3VAL = requireProgram('mp3val');
const TEXT = [3000, 1500, 4200, 2500, 3300, 1700, 5200, 2900].map((heardMs) => ({
  heardMs,
  pauseAfterMs: 900,
  sampleRateHz: 24_000,
}));

let folder: string;
let ffmpeg: Ffmpeg;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-vbr-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Where each frame begins, the one before all sound first. */
function frameStarts(bytes: Buffer): readonly number[] {
  const starts: number[] = [];
  for (let at = id3TagBytes(bytes), size = 1; size > 0; at += size) {
    size = parseMp3Header(bytes, at)?.frameBytes ?? 0;
    if (size > 0) starts.push(at);
  }
  return starts;
}

async function samplesOf(file: string): Promise<Float32Array> {
  const pieces: Float32Array[] = [];
  for await (const piece of decodeAudio({ ffmpeg, path: file, format: SHAPE })) pieces.push(Float32Array.from(piece));
  return Float32Array.from(pieces.flatMap((piece) => [...piece]));
}

/** Samples of a file from a moment on, as a player reads them that seeks. */
async function samplesFrom(file: string, second: number): Promise<Float32Array> {
  const args = ['-v', 'error', '-ss', String(second), '-t', '1', '-i', file, '-ac', '1', '-f', 'f32le', '-'];
  const { stdout } = await runProgram({ program: ffmpeg.path, args, timeoutMs: 30_000 });
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength));
}

describe.each(FFMPEGS)('MP3 of a variable bitrate (ffmpeg %s)', (name, configuredPath) => {
  const made: [string, AudioFile][] = [];
  beforeAll(async () => {
    ffmpeg = await findFfmpeg({ configuredPath });
    const context = contextIn(path.join(folder, name), ffmpeg, { formats: ['mp3'], mp3Quality: 2 });
    const narration = await makeNarration(TEXT, { ffmpeg, folder });
    const { master } = await assembleMaster(narration, { ...context, stings: {}, temporaryFolder: folder });
    made.push(['stretches', (await encode({ master, chapters: [], tags: TAGS, slug: 's' }, context))[0]]);
    // Of a recording one is enough: it takes two minutes of sound.
    if (configuredPath !== DEBIAN) return;
    const recorded = await makeMaster({ ffmpeg, folder, durationMs: 125_000 });
    made.push(['pieces', (await encode({ master: recorded, chapters: [], tags: TAGS, slug: 'p' }, context))[0]]);
  });

  it('has a header that is right: frames, bytes, and a hundred places to seek to', async () => {
    for (const [, { path: file }] of made) {
      const bytes = await readFile(file);
      const starts = frameStarts(bytes);
      const [first = 0] = starts;
      const tag = bytes.subarray(bytes.indexOf('Xing', first, 'latin1'));
      const frameCount = tag.readUInt32BE(8);
      expect([frameCount, tag.readUInt32BE(12)]).toEqual([starts.length - 1, bytes.length - first]);
      const table = [...tag.subarray(16, 116)];
      const right = table.map((_, percent) => {
        const at = (starts[1 + Math.floor((percent * frameCount) / 100)] ?? 0) - first;
        return Math.floor((at * 256) / (bytes.length - first));
      });
      expect(table).toEqual(right);
      expect(new Set(starts.map((at, nth) => (starts[nth + 1] ?? at) - at)).size).toBeGreaterThan(4);
    }
  });

  it('is as long to every reader, gapless, and on its level', async () => {
    for (const [, file] of made) {
      const { format } = await parseFile(file.path, { duration: true });
      expect([format.codecProfile, Math.abs((format.duration ?? 0) * 1000 - file.durationMs) < 60]).toEqual([
        'V2',
        true,
      ]);
      expect(Math.abs(format.bitrate ?? 0) / 1000 / file.bitrateKbps).toBeCloseTo(1, 1);
      const shown = Number((await probeWithFfmpeg(file.path)).format.duration) * 1000;
      expect(Math.abs(shown - file.durationMs)).toBeLessThanOrEqual(50);
      expect(Math.abs((file.loudnessLufs ?? 0) + 16)).toBeLessThanOrEqual(0.5);
      expect(file.truePeakDbtp).toBeLessThanOrEqual(-1);
      const { stdout } = await runProgram({ program: MP3VAL, args: [file.path], timeoutMs: 30_000 });
      expect(stdout.toString('utf8')).not.toMatch(/WARNING|ERROR/u);
    }
  });

  it('is found where a player seeks to', async () => {
    const [, file] = made[0] ?? [];
    const whole = await samplesOf(file?.path ?? '');
    for (const second of [4, 11.5, 20]) {
      const found = await samplesFrom(file?.path ?? '', second);
      expect(Math.abs(offsetOf(found.subarray(2000, 12_000), whole, second * 44_100 + 2000))).toBeLessThan(0.05);
    }
  });
});

/** How far, in seconds, some samples lie from where they were thought to in a whole. */
function offsetOf(part: Float32Array, whole: Float32Array, thoughtAt: number): number {
  let [best, least] = [Infinity, Infinity];
  for (let shift = -3000; shift <= 3000; shift += 1) {
    let sum = 0;
    for (let at = 0; at < part.length; at += 25)
      sum += Math.abs((part[at] ?? 0) - (whole[thoughtAt + shift + at] ?? 0));
    if (sum < least) [best, least] = [shift, sum];
  }
  return best / 44_100;
}
