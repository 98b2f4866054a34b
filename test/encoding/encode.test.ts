import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode, retag, type AudioTags, type EncodingContext } from '../../src/encoding/encode.js';
import type { Chapter } from '../../src/model/chapter.js';
import type { Finding } from '../../src/model/finding.js';
import { findFfmpeg, runProgram, type Ffmpeg } from '../../src/run-tool.js';
import { fakeFfmpeg, makeProgram } from '../run-tool/fake-program.js';
import { makeMaster } from './make-master.js';

const BUNDLED = (createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string }).path;
const TAGS: AudioTags = {
  title: 'A title, “quoted”; 50% off = more\\ – Ünïcode 🎧',
  artist: 'Ada Lovelace',
  album: 'The Show',
  publishedAt: '2025-09-01T06:00:00+02:00',
  track: 7,
  comment: 'What it is about.',
  language: 'en-GB',
  copyright: 'The Publisher',
  url: 'https://example.com/ünï?a=1&b=2',
  genre: 'Podcast',
};
const CHAPTERS: readonly Chapter[] = [
  { startMs: 0, endMs: 2000, title: 'Beginning', href: 'https://example.com/a#one' },
  { startMs: 2000, endMs: 5000, title: 'Middle; with = signs\\' },
  { startMs: 5000, endMs: 8000, title: 'Ende – schön' },
];

let folder: string;
let ffmpeg: Ffmpeg;
const findings: Finding[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-encode-'));
  ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function contextIn(name: string, overrides: Partial<EncodingContext> = {}): EncodingContext {
  return {
    ffmpeg,
    bitrateKbps: 96,
    sampleRateHz: 44_100,
    channelCount: 1,
    targetLufs: -16,
    maxTruePeakDbtp: -1,
    folder: path.join(folder, name),
    temporaryFolder: path.join(folder, name, 'tmp'),
    signal: new AbortController().signal,
    warn: (finding) => findings.push(finding),
    ...overrides,
  };
}

describe('encode', () => {
  it('writes an MP3 that measures −16 LUFS and lasts as long as the master', async () => {
    const master = await makeMaster({ ffmpeg, folder, durationMs: 8000 });
    const [file] = await encode({ master, chapters: CHAPTERS, tags: TAGS, slug: 'a-title' }, contextIn('level'));
    expect(file).toEqual({
      path: expect.stringContaining(path.join(folder, 'level')) as string,
      name: `a-title-${file.sha256.slice(0, 8)}.mp3`,
      format: 'mp3',
      mimeType: 'audio/mpeg',
      sizeBytes: (await stat(file.path)).size,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) as string,
      durationMs: 8000,
      bitrateKbps: 96,
      sampleRateHz: 44_100,
      channelCount: 1,
      loudnessLufs: expect.any(Number) as number,
      truePeakDbtp: expect.any(Number) as number,
    });
    expect(Math.abs((file.loudnessLufs ?? NaN) + 16)).toBeLessThanOrEqual(0.5);
    expect(file.truePeakDbtp).toBeLessThanOrEqual(-1);
    const theirs = await measureWithFfmpeg(file.path);
    expect(Math.abs(theirs.loudnessLufs + 16)).toBeLessThanOrEqual(0.5);
    expect(theirs.truePeakDbtp).toBeLessThanOrEqual(-0.9);
    expect(findings).toEqual([]);
  });

  it('writes tags, chapters and cover that ffprobe and music-metadata read alike', async () => {
    const coverPath = await makeCover(2000);
    const master = await makeMaster({ ffmpeg, folder, durationMs: 8000 });
    const tags = { ...TAGS, coverPath };
    const [file] = await encode({ master, chapters: CHAPTERS, tags, slug: 'tags' }, contextIn('tags'));
    const { common, format } = await parseFile(file.path, { duration: true, includeChapters: true });
    expect(common).toMatchObject({
      title: TAGS.title,
      artist: 'Ada Lovelace',
      album: 'The Show',
      year: 2025,
      track: { no: 7 },
      genre: ['Podcast'],
      copyright: '2025 The Publisher',
      language: 'eng',
    });
    expect(common.comment?.[0]).toMatchObject({ language: 'eng', text: 'What it is about.' });
    expect(common.picture?.map(({ format: kind, type }) => [kind, type])).toEqual([['image/jpeg', 'Cover (front)']]);
    expect(format.chapters?.map(({ title, start, end, url }) => [title, start, end, url?.url])).toEqual([
      ['Beginning', 0, 2, 'https://example.com/a#one'],
      ['Middle; with = signs\\', 2, 5, undefined],
      ['Ende – schön', 5, 8, undefined],
    ]);
    const probed = await readWithFfmpeg(file.path);
    expect(probed.chapters).toEqual([
      [0, 2, 'Beginning'],
      [2, 5, 'Middle; with = signs\\'],
      [5, 8, 'Ende – schön'],
    ]);
    expect(probed.picture).toEqual({ width: 1400, height: 1400 });
    expect(probed.title).toBe(TAGS.title);
    const bytes = await readFile(file.path);
    const toc = bytes.indexOf('CTOC');
    // Id, flags (top level and ordered), three children.
    expect(bytes.subarray(toc + 10, toc + 16)).toEqual(Buffer.from('toc\0\x03\x03', 'latin1'));
  });

  it('has an Info header and no second tag', async () => {
    const master = await makeMaster({ ffmpeg, folder, durationMs: 3000 });
    const [file] = await encode({ master, chapters: [], tags: TAGS, slug: 'info' }, contextIn('info'));
    const bytes = await readFile(file.path);
    expect(bytes.indexOf('Info')).toBeGreaterThan(0);
    expect(bytes.subarray(0, 4)).toEqual(Buffer.from('ID3\x03', 'latin1'));
    expect(bytes.indexOf('ID3', 3)).toBe(-1);
    expect(bytes.indexOf('CTOC')).toBe(-1);
    expect(bytes.subarray(-128, -125).toString('latin1')).not.toBe('TAG');
  });

  it('gives the same bytes in another folder and reuses what is there', async () => {
    const master = await makeMaster({ ffmpeg, folder, durationMs: 3000 });
    const elsewhere = path.join(folder, 'elsewhere');
    await mkdir(elsewhere);
    const [segment] = master.segments;
    if (segment?.kind !== 'wav') throw new TypeError('a wav segment was made');
    const copy = path.join(elsewhere, 'other-name.wav');
    await copyFile(segment.path, copy);
    const moved = { ...master, segments: [{ ...segment, path: copy }] };
    const context = contextIn('first');
    const [first] = await encode({ master, chapters: CHAPTERS, tags: TAGS, slug: 'x' }, context);
    const [second] = await encode({ master: moved, chapters: CHAPTERS, tags: TAGS, slug: 'x' }, contextIn('second'));
    expect(second.sha256).toBe(first.sha256);
    const before = await streamIn(context);
    const [again] = await encode({ master: moved, chapters: CHAPTERS, tags: TAGS, slug: 'renamed' }, context);
    expect(again).toEqual({
      ...first,
      path: first.path.replace(/x-(?=[^/]*$)/u, 'renamed-'),
      name: `renamed-${first.sha256.slice(0, 8)}.mp3`,
    });
    expect(await streamIn(context)).toEqual(before);
  });

  it('encodes again what was damaged in the cache', async () => {
    const master = await makeMaster({ ffmpeg, folder, durationMs: 3000 });
    const input = { master, chapters: [], tags: TAGS, slug: 'x' };
    const context = contextIn('damaged');
    const [first] = await encode(input, context);
    const { file, sizeBytes } = await streamIn(context);
    await writeFile(file, 'x'.repeat(sizeBytes));
    const [second] = await encode(input, context);
    expect(second).toEqual(first);
    expect((await readFile(second.path)).subarray(0, 3).toString()).toBe('ID3');
  });

  it('writes other tags, chapters and covers before the same sound and encodes nothing', async () => {
    const master = await makeMaster({ ffmpeg, folder, durationMs: 8000 });
    const context = contextIn('retagged');
    const [first] = await encode({ master, chapters: CHAPTERS, tags: TAGS, slug: 'x' }, context);
    const before = await streamIn(context);
    const other = {
      chapters: CHAPTERS.slice(0, 1).map((chapter) => ({ ...chapter, endMs: 8000 })),
      tags: { ...TAGS, artist: 'Charles Babbage', coverPath: await makeCover(1500) },
      slug: 'x',
    };
    const [encoded] = await encode({ master, ...other }, context);
    const [tagged] = await retag({ finished: [first], ...other }, context);
    expect(await streamIn(context)).toEqual(before);
    expect(tagged).toEqual(encoded);
    expect(tagged.sha256).not.toBe(first.sha256);
    const { common, format } = await parseFile(tagged.path, { includeChapters: true });
    expect([common.artist, common.picture?.length, format.chapters?.length]).toEqual(['Charles Babbage', 1, 1]);
    const [back] = await retag({ finished: [tagged], chapters: CHAPTERS, tags: TAGS, slug: 'x' }, context);
    expect(await readFile(back.path)).toEqual(await readFile(first.path));
  });

  it('does not put tags before a file that is not the one that was made', async () => {
    const master = await makeMaster({ ffmpeg, folder, durationMs: 3000 });
    const context = contextIn('changed');
    const [first] = await encode({ master, chapters: [], tags: TAGS, slug: 'x' }, context);
    await writeFile(first.path, 'x'.repeat(first.sizeBytes));
    await expect(retag({ finished: [first], chapters: [], tags: TAGS, slug: 'x' }, context)).rejects.toMatchObject({
      code: 'E_AUDIO',
    });
  });

  it('corrects a wrong gain by encoding once more', async () => {
    const master = await makeMaster({ ffmpeg, folder, durationMs: 4000 });
    const off = { ...master, gainDb: master.gainDb - 4 };
    const [file] = await encode({ master: off, chapters: [], tags: TAGS, slug: 'x' }, contextIn('off'));
    expect(Math.abs((file.loudnessLufs ?? NaN) + 16)).toBeLessThanOrEqual(0.5);
  });

  it('works with the ffmpeg that npm installs', async () => {
    const bundled = await findFfmpeg({ configuredPath: BUNDLED });
    const master = await makeMaster({ ffmpeg, folder, durationMs: 6000, sampleRateHz: 24_000 });
    const coverPath = await makeCover(1600);
    const tags = { ...TAGS, coverPath };
    const context = contextIn('bundled', { ffmpeg: bundled });
    const [file] = await encode({ master, chapters: [], tags, slug: 'x' }, context);
    expect(file.durationMs).toBe(6000);
    expect(Math.abs((file.loudnessLufs ?? NaN) + 16)).toBeLessThanOrEqual(0.5);
    expect((await readWithFfmpeg(file.path)).picture).toEqual({ width: 1400, height: 1400 });
  });

  it('leaves nothing behind when it is stopped', async () => {
    const master = await makeMaster({ ffmpeg, folder, durationMs: 8000 });
    const controller = new AbortController();
    const context = contextIn('stopped', { signal: controller.signal });
    setTimeout(() => controller.abort(), 30);
    const running = encode({ master, chapters: [], tags: TAGS, slug: 'x' }, context);
    await expect(running).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    expect(await readdir(context.folder).catch(() => [])).toEqual([]);
  });

  it.each(['1000', '-1000'])('does not take a file cut at byte %s for success, whatever ffmpeg says', async (bytes) => {
    const master = await makeMaster({ ffmpeg, folder, durationMs: 3000 });
    // It ends well, as ffmpeg 5 does when the disk is full, and not all of the file is there.
    const then = `"${ffmpeg.path}" "$@"; for last; do :; done; case "$*" in *libmp3lame*) head -c ${bytes} "\${last#file:}" > "${folder}/cut"; cat "${folder}/cut" > "\${last#file:}";; esac; exit 0`;
    const cutting = await findFfmpeg({
      configuredPath: await makeProgram(folder, `cutting${bytes}`, fakeFfmpeg('6.0', { then })),
    });
    const context = contextIn(`cut${bytes}`, { ffmpeg: cutting });
    const encoding = encode({ master, chapters: [], tags: TAGS, slug: 'x' }, context);
    await expect(encoding).rejects.toMatchObject({
      code: expect.stringMatching(/^E_(?:AUDIO|ENCODE|DURATION)/u) as string,
    });
    expect(await readdir(context.folder).catch(() => [])).toEqual([]);
  });

  it('joins the chapters that an MP3 cannot count and says so', async () => {
    findings.length = 0;
    const master = await makeMaster({ ffmpeg, folder, durationMs: 3000 });
    const chapters = Array.from({ length: 300 }, (_, index) => ({
      startMs: index * 10,
      endMs: (index + 1) * 10,
      title: `Part ${index}`,
    }));
    const [file] = await encode({ master, chapters, tags: TAGS, slug: 'x' }, contextIn('many'));
    const { format } = await parseFile(file.path, { includeChapters: true });
    expect(format.chapters?.length).toBe(255);
    expect(format.chapters?.at(-1)).toMatchObject({ title: 'Part 254', end: 3 });
    expect(findings.map(({ code }) => code)).toEqual(['W_CHAPTERS_LIMIT']);
  });
});

/** The one encoded sound a folder keeps. */
async function streamIn(context: EncodingContext) {
  const names = await readdir(context.folder);
  const [name, ...others] = names.filter((entry) => entry.endsWith('.mp3'));
  expect(others).toEqual([]);
  const file = path.join(context.folder, name ?? '');
  const { size, mtimeMs } = await stat(file);
  return { file, sizeBytes: size, mtimeMs };
}

async function makeCover(sizePx: number): Promise<string> {
  const file = path.join(folder, `cover-${sizePx}.png`);
  const source = `color=c=teal:s=${sizePx}x${sizePx}:d=1`;
  const args = ['-nostdin', '-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-frames:v', '1', file];
  await runProgram({ program: ffmpeg.path, args, timeoutMs: 30_000 });
  return file;
}

async function measureWithFfmpeg(file: string): Promise<{ loudnessLufs: number; truePeakDbtp: number }> {
  const args = ['-nostdin', '-hide_banner', '-i', file, '-map', '0:a', '-af', 'ebur128=peak=true', '-f', 'null', '-'];
  const { stderr } = await runProgram({ program: ffmpeg.path, args, timeoutMs: 30_000 });
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  const [, loudness] = /I:\s+(-?[\d.]+) LUFS/u.exec(summary) ?? [];
  const [, peak] = /Peak:\s+(-?[\d.]+) dBFS/u.exec(summary) ?? [];
  return { loudnessLufs: Number(loudness), truePeakDbtp: Number(peak) };
}

/** A second reader: what ffmpeg itself reports of the file. */
async function readWithFfmpeg(file: string) {
  const { stderr } = await runProgram({ program: ffmpeg.path, args: ['-hide_banner', '-i', file], timeoutMs: 30_000 });
  const chapters = [
    ...stderr.matchAll(
      /Chapter #0:\d+: start ([\d.]+), end ([\d.]+)\n\s+Metadata:\n(?:\s+[a-su-z].*\n)*\s+title\s*: (.*)/gu,
    ),
  ];
  const [, width, height] = /Video: mjpeg.*?, (\d+)x(\d+)/u.exec(stderr) ?? [];
  return {
    chapters: chapters.map(([, start, end, name]) => [Number(start), Number(end), name]),
    title: /^ {4}title\s*: (.*)$/mu.exec(stderr)?.[1],
    picture: { width: Number(width), height: Number(height) },
  };
}
