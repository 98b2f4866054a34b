import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readVorbisChapters } from '../../src/chapters/read-vorbis-chapters.js';
import { encode, retag, type AudioTags, type EncodingContext } from '../../src/encoding/encode.js';
import { readPages } from '../../src/encoding/opus/ogg-page.js';
import type { AudioFile } from '../../src/model/audio-file.js';
import { streamFile } from '../../src/open-file.js';
import { decodeAudio, findFfmpeg, runProgram, type Ffmpeg } from '../../src/run-tool.js';
import { requireProgram } from '../debian-program.js';
import { makeMaster } from './make-master.js';
import { CHAPTERS, contextIn, FFMPEGS, makeCover, probeWithFfmpeg, TAGS } from './several-formats.js';

const OPUSINFO = requireProgram('opusinfo');
/** Nothing of a title is cut here. */
const TITLES = CHAPTERS.map(({ startMs, title }) => ({ startMs, title }));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-opus-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function decodedMs(file: string, ffmpeg: Ffmpeg): Promise<number> {
  let count = 0;
  const format = { sampleRateHz: 48_000, channelCount: 1 } as const;
  for await (const samples of decodeAudio({ ffmpeg, path: file, format })) count += samples.length;
  return count / 48;
}

describe.each(FFMPEGS)('Opus beside MP3 (ffmpeg %s)', (name, configuredPath) => {
  let ffmpeg: Ffmpeg;
  let files: readonly AudioFile[];
  let opus: AudioFile;
  let context: EncodingContext;
  let tags: AudioTags;

  beforeAll(async () => {
    ffmpeg = await findFfmpeg({ configuredPath, encoders: ['libopus'] });
    context = contextIn(path.join(folder, name), ffmpeg, { formats: ['mp3', 'opus'] });
    // More than fits into one page.
    tags = { ...TAGS, comment: 'Of what it is. '.repeat(6000), coverPath: await makeCover(folder, ffmpeg) };
    const master = await makeMaster({ ffmpeg, folder, durationMs: 6000, sampleRateHz: 22_050 });
    files = await encode({ master, chapters: CHAPTERS, tags, slug: 'x' }, context);
    opus = files[1] as AudioFile;
  });

  it('is as long, to the sample, to every reader', async () => {
    expect([opus.format, opus.mimeType, opus.durationMs, opus.sampleRateHz]).toEqual([
      'opus',
      'audio/ogg',
      6000,
      48_000,
    ]);
    const { format } = await parseFile(opus.path, { duration: true });
    expect(Math.round((format.duration ?? 0) * 1000)).toBe(6000);
    expect(Math.abs(Number((await probeWithFfmpeg(opus.path)).format.duration) * 1000 - 6000)).toBeLessThanOrEqual(50);
    expect(await decodedMs(opus.path, ffmpeg)).toBe(6000);
    expect(Math.abs((opus.loudnessLufs ?? 0) + 16)).toBeLessThanOrEqual(0.5);
    expect(opus.truePeakDbtp).toBeLessThanOrEqual(-1);
  });

  it('has the same chapters, whole titles and all, to every reader', async () => {
    const { chapters } = await probeWithFfmpeg(opus.path);
    expect(
      chapters.map(({ start_time, tags: { title } }) => ({ startMs: Math.round(Number(start_time) * 1000), title })),
    ).toEqual(TITLES);
    const read = await readVorbisChapters(opus.path);
    expect(read.map(({ startMs, title }) => ({ startMs, title }))).toEqual(TITLES);
  });

  it('has the same tags and cover, and whose voice is heard', async () => {
    const { common, native, quality } = await parseFile(opus.path);
    const { title, artist, album, track, copyright, genre, date } = common;
    expect({ title, artist, album, track: track.no, copyright, genre, date }).toEqual({
      title: TAGS.title,
      artist: TAGS.artist,
      album: TAGS.album,
      track: 7,
      copyright: '2025 The Publisher',
      genre: ['Podcast'],
      date: TAGS.publishedAt,
    });
    expect(quality.warnings).toEqual([]);
    expect(Buffer.from(common.picture?.[0]?.data ?? []).equals(await readFile(tags.coverPath ?? ''))).toBe(true);
    const own = Object.fromEntries((native['vorbis'] ?? []).map(({ id, value }) => [id.toLowerCase(), value]));
    expect(own).toMatchObject({
      digitalsourcetype: 'http://cv.iptc.org/x',
      'ai-content': 'true',
      disclosure: 'Read by a machine.',
    });
  });

  it('is faultless to the tools of Opus itself', async () => {
    const { stdout, stderr } = await runProgram({ program: OPUSINFO, args: [opus.path], timeoutMs: 30_000 });
    const said = `${stdout.toString('utf8')}${stderr}`;
    expect(said).toMatch(/Playback length: 0m:0?6\.000s/u);
    expect(said).toMatch(/Pre-skip: 312\n/u);
    expect(said).not.toMatch(/warning|corrupt|hole|invalid|error/iu);
  });

  it('is the same file made again, and when its tags are changed and changed back', async () => {
    const other = await retag(
      { finished: files, chapters: CHAPTERS.slice(0, 1), tags: { ...TAGS, title: 'Another' }, slug: 'x' },
      context,
    );
    expect((await parseFile(other[1]?.path ?? '')).common.title).toBe('Another');
    expect(await decodedMs(other[1]?.path ?? '', ffmpeg)).toBe(6000);
    const back = await retag({ finished: other, chapters: CHAPTERS, tags, slug: 'x' }, context);
    expect(back.map(({ sha256 }) => sha256)).toEqual(files.map(({ sha256 }) => sha256));
  });

  it('is refused where a byte of it is another', async () => {
    const bytes = await readFile(opus.path);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9);
    const damaged = path.join(folder, `${name}.opus`);
    for (const [content, message] of [
      [bytes, /checksum/u],
      [bytes.subarray(0, -1), /cut|checksum/u],
    ] as const) {
      await writeFile(damaged, content);
      const read = async () => {
        for await (const page of readPages(await streamFile(damaged))) expect(page.body.length).toBeGreaterThan(0);
      };
      await expect(read()).rejects.toMatchObject({
        code: 'E_AUDIO',
        message: expect.stringMatching(message) as string,
      });
    }
  });
});
