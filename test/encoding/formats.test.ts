import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readNeroChapters } from '../../src/chapters/read-nero-chapters.js';
import { encode, retag, type AudioTags, type EncodingContext } from '../../src/encoding/encode.js';
import { boxesIn } from '../../src/encoding/m4a/mp4-box.js';
import { assembleMaster } from '../../src/mastering/assemble-master.js';
import type { AudioFile } from '../../src/model/audio-file.js';
import { openFile } from '../../src/open-file.js';
import { decodeAudio, findFfmpeg, type Ffmpeg } from '../../src/run-tool.js';
import { measureSound } from '../../src/sound.js';
import { makeNarration } from '../mastering/make-narration.js';
import { makeMaster } from './make-master.js';
import { BUNDLED, CHAPTERS, contextIn, FFMPEGS, makeCover, probeWithFfmpeg, SHAPE, TAGS } from './several-formats.js';

const FITTING = CHAPTERS.map(({ startMs, title }) => ({
  startMs,
  title: title.startsWith('ü') ? `${'ü'.repeat(126)}…` : title,
}));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-formats-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function readBoxes({
  path: file,
}: AudioFile): Promise<{ readonly types: readonly string[]; readonly nero: unknown }> {
  const handle = await openFile(file);
  try {
    return { types: boxesIn(await readFile(file)).map(({ type }) => type), nero: await readNeroChapters(handle) };
  } finally {
    await handle.close();
  }
}

describe.each(FFMPEGS)('M4A beside MP3 (ffmpeg %s)', (name, configuredPath) => {
  let ffmpeg: Ffmpeg;
  let mp3: AudioFile;
  let m4a: AudioFile;
  let context: EncodingContext;
  let tags: AudioTags;

  beforeAll(async () => {
    ffmpeg = await findFfmpeg({ configuredPath });
    context = contextIn(path.join(folder, name), ffmpeg);
    tags = { ...TAGS, coverPath: await makeCover(folder, ffmpeg) };
    const master = await makeMaster({ ffmpeg, folder, durationMs: 6000, sampleRateHz: 22_050 });
    const files = await encode({ master, chapters: CHAPTERS, tags, slug: 'x' }, context);
    [mp3, m4a] = files as unknown as [AudioFile, AudioFile];
  });

  it('is as long and as loud, to every reader', async () => {
    expect([m4a.format, m4a.mimeType, m4a.durationMs]).toEqual(['m4a', 'audio/x-m4a', mp3.durationMs]);
    const { format } = await parseFile(m4a.path, { duration: true });
    expect(Math.abs((format.duration ?? 0) * 1000 - 6000)).toBeLessThanOrEqual(50);
    expect(Math.abs(Number((await probeWithFfmpeg(m4a.path)).format.duration) * 1000 - 6000)).toBeLessThanOrEqual(50);
    const decode = (file: AudioFile) => measureSound(decodeAudio({ ffmpeg, path: file.path, format: SHAPE }), SHAPE);
    const [first, second] = [await decode(mp3), await decode(m4a)];
    expect(Math.abs(first.sampleCount - second.sampleCount) / 44.1).toBeLessThanOrEqual(50);
    expect(Math.abs((first.loudnessLufs ?? 0) - (second.loudnessLufs ?? 0))).toBeLessThan(0.3);
    expect(second.truePeakDbtp).toBeLessThanOrEqual(-1);
  });

  it('has the same chapters, for readers of the text track and of chpl', async () => {
    const { format } = await parseFile(m4a.path, { includeChapters: true });
    expect(
      format.chapters?.map(({ start, timeScale = 1, title }) => ({
        startMs: Math.round((start * 1000) / timeScale),
        title,
      })),
    ).toEqual(FITTING);
    const { chapters } = await probeWithFfmpeg(m4a.path);
    expect(
      chapters.map(({ start_time, tags: { title } }) => ({ startMs: Math.round(Number(start_time) * 1000), title })),
    ).toEqual(FITTING);
    const { types, nero } = await readBoxes(m4a);
    expect(types).toEqual(['ftyp', 'moov', 'mdat']);
    expect(nero).toEqual(FITTING);
  });

  it('has the same tags and cover, and whose voice is heard', async () => {
    const { common, native } = await parseFile(m4a.path);
    const { title, artist, album, track, copyright, genre, comment } = common;
    expect({ title, artist, album, track: track.no, copyright, genre, comment: comment?.[0]?.text }).toEqual({
      title: TAGS.title,
      artist: TAGS.artist,
      album: TAGS.album,
      track: 7,
      copyright: '2025 The Publisher',
      genre: ['Podcast'],
      comment: TAGS.comment,
    });
    expect(Buffer.from(common.picture?.[0]?.data ?? []).equals(await readFile(tags.coverPath ?? ''))).toBe(true);
    const own = Object.fromEntries((native['iTunes'] ?? []).map(({ id, value }) => [id.split(':').at(-1), value]));
    expect(own).toMatchObject({
      digitalSourceType: 'http://cv.iptc.org/x',
      'ai-content': 'true',
      disclosure: 'Read by a machine.',
    });
    expect((await readFile(m4a.path)).includes('Lavf')).toBe(false);
  });

  it('is the same file made again, and when its tags are changed and changed back', async () => {
    const finished = [mp3, m4a];
    const other = await retag(
      { finished, chapters: CHAPTERS.slice(0, 1), tags: { ...TAGS, title: 'Another' }, slug: 'x' },
      context,
    );
    expect((await parseFile(other[1]?.path ?? '')).common.title).toBe('Another');
    const back = await retag({ finished: other, chapters: CHAPTERS, tags, slug: 'x' }, context);
    expect(back.map(({ sha256 }) => sha256)).toEqual(finished.map(({ sha256 }) => sha256));
    await writeFile(m4a.path, 'x'.repeat(m4a.sizeBytes));
    await expect(retag({ finished, chapters: [], tags, slug: 'x' }, context)).rejects.toMatchObject({
      code: 'E_AUDIO',
    });
  });
});

describe('a narration in several formats', () => {
  it('is heard at the same moments in each, from voices of any rate, at one gain', async () => {
    const ffmpeg = await findFfmpeg({ configuredPath: BUNDLED });
    const text = [24_000, 22_050, 44_100, 24_000].map((sampleRateHz) => ({
      heardMs: 2100,
      pauseAfterMs: 700,
      sampleRateHz,
    }));
    const context = contextIn(path.join(folder, 'narration'), ffmpeg, { formats: ['mp3', 'm4a', 'opus'] });
    const narration = await makeNarration(text, { ffmpeg, folder });
    const { master } = await assembleMaster(narration, { ...context, stings: {}, temporaryFolder: folder });
    const files = await encode({ master, chapters: [], tags: TAGS, slug: 'n' }, context);
    const alone = await encode(
      { master, chapters: [], tags: TAGS, slug: 'n' },
      contextIn(path.join(folder, 'alone'), ffmpeg, { formats: ['m4a'] }),
    );
    expect(files.map(({ gainDb, durationMs }) => [gainDb, durationMs])).toEqual(
      files.map(() => [files[0].gainDb, files[0].durationMs]),
    );
    expect(alone[0].durationMs).toBe(files[0].durationMs);
    const [first, ...others] = await Promise.all(files.map(({ path: file }) => envelopeOf(file, ffmpeg)));
    for (const other of others) expect(other).toEqual(first);
  });
});

/** Where sound begins and ends, in steps of 20 ms. */
async function envelopeOf(file: string, ffmpeg: Ffmpeg): Promise<readonly number[]> {
  const format = { sampleRateHz: 8000, channelCount: 1 } as const;
  const changes: number[] = [];
  let [at, peak, wasHeard] = [0, 0, false];
  for await (const samples of decodeAudio({ ffmpeg, path: file, format })) {
    for (const sample of samples) {
      peak = Math.max(peak, Math.abs(sample));
      at += 1;
      if (at % 160 !== 0) continue;
      const isHeard = peak > 0.02;
      if (isHeard !== wasHeard) changes.push(at / 160);
      [peak, wasHeard] = [0, isHeard];
    }
  }
  return changes;
}
