import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode } from '../../src/encoding/encode.js';
import { assembleProgramme } from '../../src/mastering/assemble-programme.js';
import type { Programme } from '../../src/model/article.js';
import { formatClock, toWholeSeconds } from '../../src/model/time.js';
import { decodeAudio, findFfmpeg, runProgram, type Ffmpeg } from '../../src/run-tool.js';

const RECORDED = { sampleRateHz: 16_000, channelCount: 1 } as const;
const KINDS = {
  'cbr.mp3': ['-c:a', 'libmp3lame', '-b:a', '24k'],
  'vbr.mp3': ['-c:a', 'libmp3lame', '-q:a', '9'],
  'aac.m4a': ['-c:a', 'aac', '-aac_coder', 'fast', '-b:a', '24k'],
} as const;

let folder: string;
let ffmpeg: Ffmpeg;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-durations-'));
  ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A recording that ffmpeg makes by itself, exactly this long. */
async function record(name: keyof typeof KINDS, seconds: number): Promise<string> {
  const file = path.join(folder, `${seconds}-${name}`);
  const source = `sine=frequency=300:sample_rate=${RECORDED.sampleRateHz}:duration=${seconds}`;
  const args = ['-nostdin', '-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-ac', '1', ...KINDS[name], file];
  const { exitCode, stderr } = await runProgram({ program: ffmpeg.path, args, timeoutMs: 120_000 });
  expect([exitCode, stderr]).toEqual([0, '']);
  return file;
}

const unused = { slug: 'p', title: 'P', authors: [], language: 'en', tags: [], provenance: {}, options: {} };
const source = { kind: 'programme', location: 'p.yaml', sha256: '' } as const;

function programmeOf(audioPath: string): Programme {
  const rest = { description: '', chapters: [], isAiNarrated: false };
  return { kind: 'programme', identity: 'p', source, audioPath, ...unused, ...rest };
}

describe('a recording', () => {
  const lengths = [
    ['25:48', 1548],
    ['47:00', 2820],
  ] as const;
  const cases = lengths.flatMap(([clock, seconds]) =>
    (Object.keys(KINDS) as (keyof typeof KINDS)[]).map((name) => [clock, name, seconds] as const),
  );

  it.each(cases)(
    'of %s stays that long from %s to every number that is published',
    async (clock, name, seconds) => {
      const signal = new AbortController().signal;
      const warn = (finding: unknown) => expect(finding).toBeUndefined();
      const context = {
        ffmpeg,
        targetLufs: -16,
        maxTruePeakDbtp: -1,
        stings: {},
        temporaryFolder: folder,
        signal,
        warn,
      };
      const { master, timeline } = await assembleProgramme(programmeOf(await record(name, seconds)), context);
      const tags = {
        title: 'P',
        album: 'Show',
        publishedAt: '2025-01-01T00:00:00Z',
        language: 'en',
        genre: 'Podcast',
      } as const;
      const settings = { ...RECORDED, bitrateKbps: 32, folder: path.join(folder, 'encoded') };
      const [file] = await encode({ master, chapters: [], tags, slug: 'p' }, { ...context, ...settings });
      const { format } = await parseFile(file.path, { duration: true });
      const readMs = Math.round((format.duration ?? NaN) * 1000);
      let frames = 0;
      for await (const samples of decodeAudio({ ffmpeg, path: file.path, format: RECORDED })) frames += samples.length;
      const heardMs = Math.round(frames / 16);
      const found = [timeline.durationMs, file.durationMs, readMs, heardMs];
      expect(found.map(toWholeSeconds)).toEqual([seconds, seconds, seconds, seconds]);
      expect(found.map(formatClock)).toEqual([clock, clock, clock, clock]);
      // At 16 kHz a frame of padding is 36 ms.
      expect(Math.max(...found) - Math.min(...found)).toBeLessThanOrEqual(3 * 36);
      expect(Math.abs(timeline.durationMs - seconds * 1000)).toBeLessThanOrEqual(72);
    },
    300_000,
  );
});
