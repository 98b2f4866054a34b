import { createRequire } from 'node:module';
import path from 'node:path';
import { expect } from 'vitest';
import type { AudioTags, EncodingContext } from '../../src/encoding/encode.js';
import type { Chapter } from '../../src/model/chapter.js';
import { runProgram, type Ffmpeg } from '../../src/run-tool.js';
import { requireProgram } from '../debian-program.js';

export const BUNDLED = (createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string }).path;
export const DEBIAN = requireProgram('ffmpeg');
const FFPROBE = requireProgram('ffprobe');
export const SHAPE = { sampleRateHz: 44_100, channelCount: 1 } as const;
export const TAGS: AudioTags = {
  title: 'A title; 50% off = more\\ – Ünïcode 🎧',
  artist: 'Ada Lovelace',
  album: 'The Show',
  publishedAt: '2025-09-01T06:00:00+02:00',
  track: 7,
  comment: 'What it is about.',
  language: 'en-GB',
  copyright: 'The Publisher',
  disclosure: { digitalSourceType: 'http://cv.iptc.org/x', isAiContent: true, sentence: 'Read by a machine.' },
  genre: 'Podcast',
};
/** Signs that have a meaning where chapters are written for ffmpeg, scripts of all widths, and one title that is too long. */
export const CHAPTERS: readonly Chapter[] = [
  { startMs: 0, endMs: 1001, title: 'Beginning' },
  { startMs: 1001, endMs: 2500, title: 'Middle; with = signs # and \\' },
  { startMs: 2500, endMs: 3999, title: '[CHAPTER] 日本語 – schön 🎧' },
  { startMs: 3999, endMs: 6000, title: 'ü'.repeat(140) },
];
/** Every ffmpeg all of this is promised of. */
export const FFMPEGS = [
  ['bundled', BUNDLED],
  ['of Debian', DEBIAN],
] as const;

export function contextIn(folder: string, ffmpeg: Ffmpeg, overrides: Partial<EncodingContext> = {}): EncodingContext {
  return {
    ffmpeg,
    formats: ['mp3', 'm4a'],
    bitrateKbps: 96,
    ...SHAPE,
    targetLufs: -16,
    maxTruePeakDbtp: -1,
    folder,
    temporaryFolder: path.join(folder, 'tmp'),
    signal: new AbortController().signal,
    warn: (finding) => expect(finding).toBeUndefined(),
    ...overrides,
  };
}

/** A picture every format takes: JPEG in its first bytes, and small enough not to be scaled. */
export async function makeCover(folder: string, ffmpeg: Ffmpeg): Promise<string> {
  const file = path.join(folder, 'cover.jpg');
  const picture = ['-f', 'lavfi', '-i', 'color=red:size=300x300', '-frames:v', '1', file];
  await runProgram({ program: ffmpeg.path, args: ['-v', 'error', '-y', ...picture], timeoutMs: 30_000 });
  return file;
}

type Shown = {
  readonly chapters: readonly { start_time: string; tags: { title: string } }[];
  readonly format: { duration: string; tags: Record<string, string> };
};

/** What ffprobe of Debian finds in a file. */
export async function probeWithFfmpeg(file: string): Promise<Shown> {
  const args = ['-v', 'error', '-of', 'json', '-show_chapters', '-show_format', file];
  return JSON.parse((await runProgram({ program: FFPROBE, args, timeoutMs: 30_000 })).stdout.toString('utf8')) as Shown;
}
