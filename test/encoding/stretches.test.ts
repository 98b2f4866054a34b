import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode, type EncodingContext } from '../../src/encoding/encode.js';
import { crc16, joinCrc16 } from '../../src/encoding/stretches/crc16.js';
import { assembleMaster } from '../../src/mastering/assemble-master.js';
import { walkMp3 } from '../../src/mastering/walk-mp3.js';
import type { NarratedMaster } from '../../src/model/timeline.js';
import { decodeAudio, encodeAudio, findFfmpeg, id3TagBytes, parseMp3Header, type Ffmpeg } from '../../src/run-tool.js';
import { measureSound, playMaster, shapeSound } from '../../src/sound.js';
import { makeNarration, type Spoken } from '../mastering/make-narration.js';
import { collect, inPieces } from '../sound/make-sound.js';

const BUNDLED = (createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string }).path;
const FILE = { sampleRateHz: 44_100, channelCount: 1 } as const;
const TAGS = { title: 'T', album: 'A', publishedAt: '2025-09-01T06:00:00Z', language: 'en', genre: 'Podcast' } as const;
/** Three paragraphs. */
const TEXT: readonly Spoken[] = [5200, 4100, 6000, 3300, 5100, 4400].map((heardMs, index) => ({
  heardMs,
  pauseAfterMs: index % 2 === 1 ? 650 : 350,
  sampleRateHz: 24_000,
}));

let folder: string;
let ffmpeg: Ffmpeg;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-stretches-'));
  ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function contextIn(name: string, overrides: Partial<EncodingContext> = {}) {
  const signal = new AbortController().signal;
  const warn = (finding: unknown) => expect(finding).toBeUndefined();
  const level = { targetLufs: -16, maxTruePeakDbtp: -1 };
  const temporaryFolder = path.join(folder, 'tmp');
  const shape = { bitrateKbps: 96, ...FILE };
  return {
    ffmpeg,
    ...level,
    ...shape,
    stings: {},
    folder: path.join(folder, name),
    temporaryFolder,
    signal,
    warn,
    ...overrides,
  };
}

async function encodeText(text: readonly Spoken[], context: ReturnType<typeof contextIn> & { gainDb?: number }) {
  const narration = await makeNarration(text, { ffmpeg, folder });
  const { master, timeline } = await assembleMaster(narration, { ...context, temporaryFolder: folder });
  const [file] = await encode({ master, chapters: [], tags: TAGS, slug: `x${text.length}` }, context);
  return { master, timeline, file, frames: framesOf(await readFile(file.path)) };
}

/** The frames behind the Info header. */
function framesOf(bytes: Buffer): readonly string[] {
  const frames: string[] = [];
  let at = id3TagBytes(bytes.subarray(0, 10));
  for (let header = parseMp3Header(bytes, at); header; header = parseMp3Header(bytes, at)) {
    frames.push(bytes.toString('latin1', at, at + header.frameBytes));
    at += header.frameBytes;
  }
  expect(at).toBe(bytes.length);
  return frames.slice(1);
}

describe('a narration encoded in stretches', () => {
  it.each([
    ['found', undefined],
    ['bundled', BUNDLED],
  ])('is one file, exact to the sample, for every reader (%s ffmpeg)', async (name, configuredPath) => {
    const own = configuredPath === undefined ? ffmpeg : await findFfmpeg({ configuredPath });
    const { master, timeline, file, frames } = await encodeText(TEXT, contextIn(name, { ffmpeg: own }));
    expect(master.stretches.length).toBe(4);
    const decoded = await collect(decodeAudio({ ffmpeg: own, path: file.path, format: FILE }));
    expect([decoded.length, timeline.sampleCount]).toEqual([master.sampleCount, master.sampleCount]);
    expect(frames.length).toBe(master.sampleCount / 1152 + 1);
    const bytes = await readFile(file.path);
    const info = bytes.indexOf('Info');
    // Delay and padding in twelve bits each: what a gapless player takes off leaves the samples that went in.
    expect(bytes.readUIntBE(info + 141, 3)).toBe((576 << 12) | 576);
    expect(bytes.readUInt16BE(info + 152)).toBe(crc16(Buffer.from(frames.join(''), 'latin1')));
    expect(bytes.readUInt16BE(info + 154)).toBe(crc16(bytes.subarray(info - 21, info + 154)));
    const { format } = await parseFile(file.path, { duration: true });
    expect(Math.abs((format.duration ?? 0) - master.sampleCount / 44_100)).toBeLessThan(0.03);
    expect((await walkMp3(file.path)).run).toMatchObject({ sampleCount: master.sampleCount + 1152, bitrateKbps: 96 });
    expect(Math.abs((file.loudnessLufs ?? NaN) + 16)).toBeLessThanOrEqual(0.3);
    const whole = await measureSound(inPieces(decoded), FILE);
    expect(Math.abs((whole.loudnessLufs ?? NaN) - (file.loudnessLufs ?? NaN))).toBeLessThan(0.05);
    expect(Math.abs((whole.truePeakDbtp ?? NaN) - (file.truePeakDbtp ?? NaN))).toBeLessThan(0.01);
  });

  it('is silent where it is joined, and elsewhere as near to what went in as one encode of the whole', async () => {
    const { master, file } = await encodeText(TEXT, contextIn('joins'));
    const wanted = await playWhole(master);
    const whole = path.join(folder, 'whole.mp3');
    const level = { format: FILE, gainDb: 20 * Math.log10(1 / 0.95), ceilingDbtp: 0 };
    const pcm = shapeSound(inPieces(wanted), level);
    await encodeAudio({ ffmpeg, pcm, input: FILE, output: { ...FILE, path: whole, format: 'mp3', bitrateKbps: 96 } });
    const [joined, single] = [file.path, whole].map((file) =>
      collect(decodeAudio({ ffmpeg, path: file, format: FILE })),
    );
    const samples = (await joined) ?? new Float32Array();
    let at = 0;
    for (const { frameCount } of master.stretches.slice(0, -1)) {
      at += frameCount * 1152;
      expect(Math.max(...samples.slice(at - 1152, at + 1152).map(Math.abs))).toBeLessThan(1e-4);
    }
    const difference = Math.abs(noiseDb(samples, wanted) - noiseDb((await single) ?? new Float32Array(), wanted));
    // Bits that are not saved for louder frames.
    expect(difference).toBeLessThan(1);
  });

  it('keeps every frame of the other stretches when one changes, and is what it would be made from nothing', async () => {
    const context = contextIn('corrected');
    const before = await encodeText(TEXT, context);
    const corrected = TEXT.map((line, index) => (index === 2 ? { ...line, heardMs: 6700 } : line));
    const kept = { gainDb: before.file.gainDb ?? NaN };
    const stretchNames = new Set(await readdir(context.folder));
    const after = await encodeText(corrected, { ...context, ...kept });
    expect((await readdir(context.folder)).filter((name) => !stretchNames.has(name)).length).toBe(1);
    const [first = 0, second = 0] = before.master.stretches.map(({ frameCount }) => frameCount);
    const secondNow = after.master.stretches[1]?.frameCount ?? 0;
    expect(after.frames.slice(0, first)).toEqual(before.frames.slice(0, first));
    // Silence at the end may be longer, so that readers round to the same second.
    const rest = before.frames.length - first - second - 20;
    expect(after.frames.slice(first + secondNow).slice(0, rest)).toEqual(
      before.frames.slice(first + second).slice(0, rest),
    );
    const fromNothing = await encodeText(corrected, { ...contextIn('from-nothing'), ...kept });
    expect(fromNothing.file.sha256).toBe(after.file.sha256);
  });

  it('encodes what was damaged in the cache again, and takes another gain where the one it had is off', async () => {
    const context = contextIn('again');
    const first = await encodeText(TEXT.slice(0, 2), context);
    const [name = ''] = await readdir(context.folder);
    await writeFile(path.join(context.folder, name), 'x');
    expect((await encodeText(TEXT.slice(0, 2), context)).file).toEqual(first.file);
    const off = await encodeText(TEXT.slice(0, 2), { ...context, gainDb: (first.file.gainDb ?? NaN) - 3 });
    expect(off.file.sha256).toBe(first.file.sha256);
  });

  it('is right at the rates where frames are half as long, and where a frame has no room for its header', async () => {
    const shape = { sampleRateHz: 24_000, bitrateKbps: 32 } as const;
    const { master, file } = await encodeText(TEXT.slice(0, 2), contextIn('low', { ...shape, warn: () => undefined }));
    const format = { sampleRateHz: 24_000, channelCount: 1 } as const;
    const decoded = await collect(decodeAudio({ ffmpeg, path: file.path, format }));
    expect(decoded.length).toBe(master.sampleCount);
    expect(master.sampleCount % 576).toBe(0);
  });

  it('joins checksums as if all bytes had been read', () => {
    const [first, second] = [Buffer.from('123456789'), Buffer.from('a stretch of frames')];
    expect(crc16(first)).toBe(0xbb3d);
    const joined = joinCrc16(crc16(first), { crc: crc16(second), byteCount: second.length });
    expect(joined).toBe(crc16(Buffer.concat([first, second])));
  });
});

/** What goes into the encoder, at the rate of the file, with its gain. */
async function playWhole({ stretches, gainDb }: NarratedMaster): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for (const { segments, sampleRateHz, frameCount } of stretches) {
    const input = { sampleRateHz, channelCount: 1 } as const;
    const wav = path.join(folder, 'part.wav');
    const pcm = shapeSound(playMaster({ segments, ...input }, { ffmpeg }), { format: input, gainDb, ceilingDbtp: -2 });
    await encodeAudio({ ffmpeg, pcm, input, output: { ...FILE, path: wav, format: 'wav', bitrateKbps: 0 } });
    const samples = await collect(decodeAudio({ ffmpeg, path: wav, format: FILE }));
    parts.push(samples, new Float32Array(frameCount * 1152 - samples.length));
  }
  return collect(
    (async function* () {
      yield* parts;
      await Promise.resolve();
    })(),
  );
}

function noiseDb(samples: Float32Array, wanted: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < wanted.length; at += 1) sum += ((samples[at] ?? 0) - (wanted[at] ?? 0)) ** 2;
  return 10 * Math.log10(sum / wanted.length);
}
