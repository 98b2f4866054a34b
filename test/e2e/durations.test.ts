import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseFile } from 'music-metadata';
import { parseRssFeed } from 'feedsmith';
import { beforeAll, describe, expect, it } from 'vitest';
import { readId3Chapters } from '../../src/chapters/read-id3-chapters.js';
import type { Episode } from '../../src/model/episode.js';
import { chaptersBeside, transcriptBeside } from '../../src/model/publication/paths/episode-paths.js';
import { findFfmpeg, runProgram } from '../../src/run-tool.js';
import { makeProject, type TestProject } from './project.js';

/** Recordings in every form they may arrive in, and a publisher's longest programme in the one that says least of its length. */
const PROGRAMMES = [
  {
    name: 'morning-cbr',
    extension: 'mp3',
    seconds: 108,
    clock: '1:48',
    codec: ['-c:a', 'libmp3lame', '-b:a', '48k'],
  },
  {
    name: 'morning-vbr',
    extension: 'mp3',
    seconds: 108,
    clock: '1:48',
    codec: ['-c:a', 'libmp3lame', '-q:a', '9'],
  },
  { name: 'morning-aac', extension: 'm4a', seconds: 1548, clock: '25:48', codec: ['-c:a', 'aac', '-b:a', '32k'] },
  {
    name: 'evening-vbr',
    extension: 'mp3',
    seconds: 2820,
    clock: '47:00',
    codec: ['-c:a', 'libmp3lame', '-q:a', '9'],
  },
] as const;

/** A frame of an MP3 file of 16,000 Hz, the rate of the recordings; encoders pad to whole ones. */
const FRAME_MS = 36;

describe('programmes of exactly 1:48, 25:48 and 47:00', () => {
  let project: TestProject;
  let summary = '';

  beforeAll(async () => {
    project = await makeProject();
    const ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
    await project.write('audio/programmes/.keep', '');
    for (const { name, extension, seconds, codec } of PROGRAMMES) {
      const file = path.join(project.root, 'audio/programmes', `${name}.${extension}`);
      const tone = `sine=frequency=300:sample_rate=16000:duration=${seconds}`;
      const args = ['-y', '-v', 'error', '-f', 'lavfi', '-i', tone, ...codec, '-compression_level', '9', file];
      const { exitCode, stderr } = await runProgram({ program: ffmpeg.path, args, timeoutMs: 300_000 });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      await project.write(`audio/programmes/${name}.vtt`, 'WEBVTT\n\n00:01.000 --> 00:02.000\nGood morning.\n');
      await project.write(
        `audio/programmes/${name}.yaml`,
        `title: ${name}\ndate: 2026-01-0${PROGRAMMES.findIndex((programme) => programme.name === name) + 1}T08:00:00Z\ndescription: A programme.\nchapters:\n  - 0:00 One\n  - 0:30 Two\n  - 1:00 Three\n`,
      );
    }
    const { exitCode, stdout, stderr } = await project.run(['build']);
    expect({ exitCode, stderr: stderr.match(/^error.*$/gmu) }).toEqual({ exitCode: 0, stderr: null });
    summary = stdout;
  }, 900_000);

  const audioOf = async (name: string): Promise<string> =>
    (JSON.parse(await project.read(`output/episodes/${name}/episode.json`)) as Episode).audio.path;

  it.each(PROGRAMMES)('$name reads $clock wherever people see it', async ({ name, clock }) => {
    expect(summary).toMatch(new RegExp(`${name}\\s+${clock}\\s`, 'u'));
    const page = await project.read(`output/episodes/${name}/index.html`);
    expect(shownTimes(page)).toEqual([clock]);
    const card = (await project.read('output/index.html')).split('<article').find((html) => html.includes(name));
    expect(shownTimes(card ?? '')).toEqual([clock]);
    const transcript = await project.read(`output/${transcriptBeside(await audioOf(name), 'vtt')}`);
    expect(transcript.trim().split('\n').at(-2)).toMatch(/^00:00:01\.000 --> 00:00:02\.000$/u);
  });

  it.each(PROGRAMMES)('$name lasts $seconds s wherever it is declared', async ({ name, seconds }) => {
    const readJson = async (file: string): Promise<never> => JSON.parse(await project.read(file)) as never;
    const page = await project.read(`output/episodes/${name}/index.html`);
    const linkedData = scriptOf(page, 'application/ld+json') as { duration: string; associatedMedia: never };
    const player = scriptOf(page, 'application/json') as { durationMs: number };
    const feed = parseRssFeed(await project.read('output/feed.xml'));
    const episode: Episode = await readJson(`output/episodes/${name}/episode.json`);
    const chapters: { chapters: { endTime: number }[] } = await readJson(
      `output/${chaptersBeside(await audioOf(name))}`,
    );
    const record = (await project.manifest()).episodes.find(({ title }) => title === name);
    const audioFile = path.join(project.root, 'output', episode.audio.path);
    const header = await parseFile(audioFile, { duration: false });
    const walked = await parseFile(audioFile, { duration: true });
    const exactMs = [
      episode.durationMs,
      episode.audio.durationMs,
      record?.audio.durationMs ?? 0,
      player.durationMs,
      (header.format.duration ?? 0) * 1000,
      (walked.format.duration ?? 0) * 1000,
    ];
    expect(Math.max(...exactMs) - Math.min(...exactMs)).toBeLessThanOrEqual(3 * FRAME_MS);
    expect(Math.abs(episode.durationMs - seconds * 1000)).toBeLessThanOrEqual(2 * FRAME_MS);
    const isoDuration = `PT${Math.floor(seconds / 60)}M${seconds % 60 === 0 ? '' : `${seconds % 60}S`}`;
    const declared = {
      feed: feed.items?.find(({ title }) => title === name)?.itunes?.duration,
      player: Math.round(player.durationMs / 1000),
      episode: Math.round(episode.durationMs / 1000),
      audio: Math.round(episode.audio.durationMs / 1000),
      manifest: Math.round((record?.audio?.durationMs ?? 0) / 1000),
      lastChapter: Math.round(chapters.chapters.at(-1)?.endTime ?? 0),
      lastChapterInFile: Math.round((readId3Chapters(await readFile(audioFile))?.chapters.at(-1)?.endMs ?? 0) / 1000),
      header: Math.round(header.format.duration ?? 0),
      frames: Math.round(walked.format.duration ?? 0),
      linkedData: [linkedData.duration, (linkedData.associatedMedia as { duration: string }).duration],
      markedUp: /<time datetime="(PT[^"]+)"/u.exec(page)?.[1],
    };
    expect(declared).toEqual({
      ...Object.fromEntries(Object.keys(declared).map((place) => [place, seconds])),
      linkedData: [isoDuration, isoDuration],
      markedUp: isoDuration,
    });
  });

  it('decode to the samples that were counted, and pass every check, the agreement of durations among them', async () => {
    expect(await project.run(['check', '--decode'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^0 errors/u) as string,
    });
  });
});

/** Every clock that is shown with a duration in its markup. */
function shownTimes(html: string): readonly string[] {
  return [...html.matchAll(/<time datetime="PT[^"]*">([^<]*)<\/time>/gu)].map(([, clock = '']) => clock);
}

function scriptOf(html: string, type: string): unknown {
  return JSON.parse(
    new RegExp(`<script type="${type.replace('+', '\\+')}"[^>]*>(.*?)</script>`, 'su').exec(html)?.[1] ?? '',
  );
}
