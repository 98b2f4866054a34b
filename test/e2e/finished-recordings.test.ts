import { cp, mkdtemp, readdir, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg, runProgram, encodeAudio, type Ffmpeg } from '../../src/run-tool.js';
import { inPieces, makeSpeechLike } from '../sound/make-sound.js';
import { makeProject, TEST_CONFIG, type TestProject } from './project.js';

const FORMAT = { sampleRateHz: 44_100, channelCount: 1 } as const;
const CONFIG = TEST_CONFIG.replace(/audio: .*/u, 'audio: {sampleRateHz: 44100, bitrateKbps: 64}');

let show: TestProject;
let ffmpeg: Ffmpeg;
/** Every recording with what makes it from one that was published, and whether its frames may stay. */
const RECORDINGS: Readonly<Record<string, readonly [args: readonly string[], isKept: boolean]>> = {
  finished: [['-c', 'copy'], true],
  'tagged-by-others': [['-c', 'copy', '-metadata', 'title=Other', '-write_id3v1', '1'], true],
  'without-header': [['-c', 'copy', '-write_xing', '0', '-id3v2_version', '0'], true],
  'of-another-bitrate': [['-b:a', '96k'], false],
  'of-changing-bitrate': [['-q:a', '6'], false],
  'in-stereo': [['-ac', '2', '-b:a', '64k'], false],
  'too-quiet': [['-af', 'volume=-2dB', '-b:a', '64k'], false],
  'too-loud': [['-af', 'volume=2dB', '-b:a', '64k'], false],
};

async function run(args: readonly string[]): Promise<string> {
  const all = ['-nostdin', '-v', 'error', '-y', ...args];
  const { exitCode, stdout, stderr } = await runProgram({ program: ffmpeg.path, args: all, timeoutMs: 60_000 });
  expect(exitCode, stderr).toBe(0);
  return stdout.toString('utf8');
}

/** Names the encoded frames of a file, whatever stands around them. */
function framesOf(file: string): Promise<string> {
  return run(['-i', file, '-map', '0:a', '-c', 'copy', '-f', 'md5', '-']);
}

async function publishedOf(name: string): Promise<string> {
  const folder = path.join(show.root, 'output/episodes', name);
  return path.join(folder, (await readdir(folder)).find((file) => file.endsWith('.mp3')) ?? '');
}

beforeAll(async () => {
  ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
  show = await makeProject({ 'lector.yaml': CONFIG });
  const speech = makeSpeechLike({ format: FORMAT, durationMs: 9400, level: 0.2 });
  const output = {
    ...FORMAT,
    path: path.join(show.root, 'audio/programmes/talk.wav'),
    format: 'wav',
    bitrateKbps: 0,
  } as const;
  await show.write('audio/programmes/talk.yaml', 'title: talk\ndate: 2026-03-02T12:00:00Z\n');
  await encodeAudio({ ffmpeg, pcm: inPieces(speech), input: FORMAT, output });
  expect(await show.run(['build'])).toMatchObject({ exitCode: 0 });
  const source = await publishedOf('talk');
  for (const [name, [args]] of Object.entries(RECORDINGS)) {
    await show.write(`audio/programmes/${name}.yaml`, `title: ${name}\ndate: 2026-03-02T12:00:00Z\n`);
    await run(['-i', source, '-map', '0:a', ...args, path.join(show.root, 'audio/programmes', `${name}.mp3`)]);
  }
  const { exitCode, stderr } = await show.run(['build']);
  expect(exitCode, stderr).toBe(0);
}, 240_000);

describe('a recording that has its level and its format', () => {
  it.each(Object.entries(RECORDINGS))('%s', async (name, [, isKept]) => {
    const before = await framesOf(path.join(show.root, 'audio/programmes', `${name}.mp3`));
    expect((await framesOf(await publishedOf(name))) === before).toBe(isKept);
  });

  it('is published with tags of its own, and the show agrees with itself', async () => {
    const { exitCode, stderr } = await show.run(['check']);
    expect(exitCode, stderr).toBe(0);
  });

  it('is not made again when it is copied or touched', async () => {
    const root = await mkdtemp(path.join(os.tmpdir(), 'lector-copied-'));
    await cp(show.root, root, { recursive: true, preserveTimestamps: true });
    for (const name of Object.keys(RECORDINGS)) {
      const now = new Date();
      await utimes(path.join(root, 'audio/programmes', `${name}.mp3`), now, now);
      await utimes(path.join(root, 'audio/programmes', `${name}.yaml`), now, now);
    }
    const args = [path.resolve('bin/lector.mjs'), 'plan', '--json'];
    const { stdout } = await runProgram({ program: process.execPath, args, cwd: root, timeoutMs: 60_000 });
    const { rows } = JSON.parse(stdout.toString('utf8')) as { rows: readonly { work: string }[] };
    expect(rows.map(({ work }) => work)).toEqual(['talk', ...Object.keys(RECORDINGS)].map(() => 'nothing'));
  });
});
