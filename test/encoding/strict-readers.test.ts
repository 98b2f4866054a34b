import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode } from '../../src/encoding/encode.js';
import { assembleMaster } from '../../src/mastering/assemble-master.js';
import { findFfmpeg, runProgram, type Ffmpeg } from '../../src/run-tool.js';
import { requireProgram } from '../debian-program.js';
import { makeNarration } from '../mastering/make-narration.js';
import { makeMaster } from './make-master.js';
import { BUNDLED, CHAPTERS, contextIn, TAGS } from './several-formats.js';

const MP3VAL = requireProgram('mp3val');
const PYTHON = requireProgram('python3');
requireProgram('mutagen');
/** What mutagen of Debian finds in a file. */
const MUTAGEN = `import json, sys, mutagen
found = mutagen.File(sys.argv[1])
info = found.info
chapters = [[round(one.start * 1000), one.title] for one in getattr(found, 'chapters', None) or []]
marks = [[frame.start_time, frame.sub_frames['TIT2'].text[0]] for frame in found.tags.values() if frame.__class__.__name__ == 'CHAP']
print(json.dumps({'ms': info.length * 1000, 'sketchy': getattr(info, 'sketchy', False), 'bitrate': info.bitrate, 'chapters': chapters or sorted(marks)}))`;

let folder: string;
let ffmpeg: Ffmpeg;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-readers-'));
  ffmpeg = await findFfmpeg({ configuredPath: BUNDLED });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(program: string, ...args: string[]): Promise<string> {
  return (await runProgram({ program, args, timeoutMs: 30_000 })).stdout.toString('utf8');
}

describe.each([44_100, 22_050])('a narration in stretches at %i Hz, to readers that find fault', (sampleRateHz) => {
  it('is one sound file of the right length with its chapters', async () => {
    const context = { ...contextIn(path.join(folder, `${sampleRateHz}`), ffmpeg), sampleRateHz, bitrateKbps: 64 };
    const spoken = [4200, 5100, 2300].map((heardMs) => ({ heardMs, pauseAfterMs: 650, sampleRateHz: 24_000 }));
    const narration = await makeNarration(spoken, { ffmpeg, folder });
    const { master, timeline } = await assembleMaster(narration, { ...context, stings: {}, temporaryFolder: folder });
    expect(master.stretches.length).toBeGreaterThan(1);
    const files = await encode({ master, chapters: CHAPTERS, tags: TAGS, slug: 'x' }, context);
    for (const { path: file, format } of files) {
      const found = JSON.parse(await run(PYTHON, '-c', MUTAGEN, file)) as { ms: number; chapters: [number, string][] };
      expect(found).toMatchObject({ sketchy: false });
      expect(Math.abs(found.ms - timeline.durationMs)).toBeLessThan(50);
      expect(found.chapters.map(([startMs]) => startMs)).toEqual(CHAPTERS.map(({ startMs }) => startMs));
      expect(found.chapters[1]?.[1]).toBe(CHAPTERS[1]?.title);
      if (format === 'mp3') expect(await run(MP3VAL, file)).toMatch(/INFO: .*MPEG frames.*CBR\nDone!\s*$/u);
    }
  });
});

it('is whole to them as a recording as well', async () => {
  const context = { ...contextIn(path.join(folder, 'recording'), ffmpeg), formats: ['mp3'] as const };
  const master = await makeMaster({ ffmpeg, folder, durationMs: 3000, sampleRateHz: 22_050 });
  const [file] = await encode({ master, chapters: [], tags: TAGS, slug: 'x' }, context);
  expect(await run(MP3VAL, file.path)).not.toMatch(/WARNING|ERROR/u);
});
