import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assembleMaster } from '../../src/mastering/assemble-master.js';
import { findFfmpeg, type Ffmpeg } from '../../src/run-tool.js';
import { makeNarration } from './make-narration.js';

let folder: string;
let ffmpeg: Ffmpeg;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-voices-'));
  ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each<[string, string, readonly number[], readonly (number | undefined)[]]>([
  ['brings a quiet voice to that of the narrator', 'aab', [0.3, 0.3, 0.15], [undefined, undefined, 6]],
  ['brings a loud one down', 'abb', [0.1, 0.3, 0.3], [undefined, -10, -10]],
  ['leaves what nobody hears', 'aba', [0.3, 0.28, 0.3], [undefined, undefined, undefined]],
  ['leaves what one voice says softly', 'aaa', [0.3, 0.1, 0.3], [undefined, undefined, undefined]],
  ['does not lift what is hardly there without end', 'abc', [0.3, 0.01, 0.15], [undefined, 12, 6]],
])('%s', async (_, voices, levels, gains) => {
  const spoken = levels.map((level) => ({ heardMs: 1500, pauseAfterMs: 400, level }));
  const narration = await makeNarration(spoken, { ffmpeg, folder });
  const speakers = [...voices].map((voice) => ({ voice, synthesis: 'neural' as const }));
  const { master } = await assembleMaster(
    { ...narration, speakers },
    {
      ffmpeg,
      targetLufs: -16,
      maxTruePeakDbtp: -1,
      sampleRateHz: 16_000,
      stings: {},
      temporaryFolder: folder,
      signal: new AbortController().signal,
      warn: (finding) => expect(finding).toBeUndefined(),
    },
  );
  const segments = master.stretches.flatMap((stretch) => stretch.segments);
  expect(segments.flatMap((segment) => (segment.kind === 'wav' ? [segment.gainDb] : []))).toEqual(gains);
});
