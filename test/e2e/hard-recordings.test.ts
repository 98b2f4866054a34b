import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import { findFfmpeg, runProgram } from '../../src/run-tool.js';
import { makeSpeechLike } from '../sound/make-sound.js';
import { makeProject, type TestProject } from './project.js';

const RATE_HZ = 22_050;
/** ffmpeg's meter and ours round blocks at the ends of a file differently. */
const METER_TOLERANCE_LU = 0.7;

/** A WAV of floats, which may hold anything; `f64` for what 32 bits cannot. */
function floatWav(channels: readonly (readonly number[])[], bits: 32 | 64 = 32): Buffer {
  const frameBytes = (channels.length * bits) / 8;
  const head = Buffer.alloc(44);
  head.write('RIFF');
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(3, 20);
  head.writeUInt16LE(channels.length, 22);
  head.writeUInt32LE(RATE_HZ, 24);
  head.writeUInt32LE(RATE_HZ * frameBytes, 28);
  head.writeUInt16LE(frameBytes, 32);
  head.writeUInt16LE(bits, 34);
  head.write('data', 36);
  const frames = channels[0]?.map((_, frame) => channels.map((channel) => channel[frame] ?? 0)) ?? [];
  const values = frames.flat();
  const data = Buffer.from((bits === 32 ? Float32Array.from(values) : Float64Array.from(values)).buffer);
  head.writeUInt32LE(36 + data.length, 4);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

function speech(level: number, durationMs = 12_000): number[] {
  return [...makeSpeechLike({ format: { sampleRateHz: RATE_HZ, channelCount: 1 }, durationMs, level })];
}

/** Speech with a loud stretch in its middle. */
function withWord(level: number, wordMs: number): number[] {
  const sound = speech(level);
  const word = speech(0.95, wordMs);
  word.forEach((value, at) => (sound[5 * RATE_HZ + at] = value));
  return sound;
}

function changed(sound: number[], changes: Readonly<Record<number, number>>): number[] {
  return sound.map((value, at) => changes[at] ?? value);
}

type Wanted = { readonly codes: readonly string[]; readonly lufs?: number; readonly isRefused?: boolean };

const RECORDINGS: Readonly<Record<string, readonly [Buffer, Wanted]>> = {
  'click-in-whispers': [floatWav([changed(speech(0.006), { 99_000: 1 })]), { codes: ['W_AUDIO_QUIET', 'W_LOUDNESS'] }],
  'click-in-silence': [floatWav([changed(speech(0), { 99_000: 1 })]), { codes: ['W_LOUDNESS'] }],
  'one-loud-word': [floatWav([withWord(0.02, 500)]), { codes: ['W_AUDIO_QUIET'], lufs: -16 }],
  'a-word-of-300-ms': [floatWav([withWord(0.008, 300)]), { codes: ['W_AUDIO_QUIET', 'W_LOUDNESS'] }],
  'no-numbers': [
    floatWav([changed(speech(0.2), { 0: NaN, 70_001: NaN, 70_500: Infinity, 264_599: -Infinity })]),
    { codes: ['W_AUDIO_DAMAGED'], lufs: -16 },
  ],
  'beyond-any-scale': [
    floatWav([changed(speech(0.2), { 70_001: 1e300 })], 64),
    { codes: ['W_AUDIO_DAMAGED'], lufs: -16 },
  ],
  'a-spike-of-80-db': [floatWav([changed(speech(0.2), { 70_001: 1e4 })]), { codes: [], lufs: -16 }],
  'clicks-from-the-start': [
    floatWav([speech(0.3).map((value, at) => value + (at % 11_025 < 64 ? 5.5 * Math.sin(Math.PI * 0.997 * at) : 0))]),
    { codes: ['W_LOUDNESS'] },
  ],
  'above-full-scale': [floatWav([speech(9)]), { codes: [], lufs: -16 }],
  'scaled-as-integers': [floatWav([speech(20_000)]), { codes: [], lufs: -16 }],
  'beside-zero': [floatWav([speech(0.1).map((value) => value + 0.6)]), { codes: ['W_AUDIO_OFFSET'], lufs: -16 }],
  antiphase: [floatWav([speech(0.2), speech(-0.2)]), { codes: ['W_AUDIO_PHASE'], lufs: -16 }],
  'one-side': [floatWav([speech(0), speech(0.2)]), { codes: [], lufs: -16 }],
  'too-short-to-measure': [floatWav([speech(9, 300)]), { codes: ['W_LOUDNESS'] }],
  'only-no-numbers': [floatWav([speech(0).map(() => NaN)]), { codes: ['W_AUDIO_DAMAGED', 'E_AUDIO'], isRefused: true }],
  denormal: [floatWav([speech(0).map(() => 1e-42)]), { codes: ['E_AUDIO'], isRefused: true }],
};

let show: TestProject;
let findings: readonly Finding[];
type Measured = { readonly lufs: number; readonly peak: number; readonly openingLufs: number };
const measured = new Map<string, Measured>();

/** By the meter of ffmpeg: the whole, and the first four seconds of it. */
async function measure(file: string): Promise<Measured> {
  const ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
  const read = async (...within: readonly string[]) => {
    const args = ['-nostdin', '-i', file, ...within, '-af', 'ebur128=peak=true', '-f', 'null', '-'];
    const { stderr } = await runProgram({ program: ffmpeg.path, args, timeoutMs: 60_000 });
    const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
    const number = (pattern: RegExp) => Number(pattern.exec(summary)?.[1]);
    return { lufs: number(/I:\s+(\S+) LUFS/u), peak: number(/Peak:\s+(\S+) dBFS/u) };
  };
  return { ...(await read()), openingLufs: (await read('-t', '4')).lufs };
}

beforeAll(async () => {
  show = await makeProject();
  for (const [name, [bytes]] of Object.entries(RECORDINGS)) {
    await show.write(`audio/programmes/${name}.wav`, bytes);
    await show.write(`audio/programmes/${name}.yaml`, `title: ${name}\ndate: 2026-03-02T12:00:00Z\n`);
  }
  const { exitCode, stdout, stderr } = await show.run(['build', '--json']);
  expect(exitCode, stderr).toBe(4);
  findings = `${stdout}\n${stderr}`.split('\n').flatMap((line) => {
    const event = line.startsWith('{') ? (JSON.parse(line) as Finding & { type?: string }) : undefined;
    return event && 'code' in event ? [event] : [];
  });
  for (const name of Object.keys(RECORDINGS)) {
    const folder = path.join(show.root, 'output/episodes', name);
    const [file] = (await readdir(folder).catch(() => [])).filter((entry) => entry.endsWith('.mp3'));
    if (file !== undefined) measured.set(name, await measure(path.join(folder, file)));
  }
}, 240_000);

describe('a build of recordings that are hard to bring to level', () => {
  it.each(Object.entries(RECORDINGS))('%s', (name, [, { codes, lufs, isRefused = false }]) => {
    const own = findings.filter(({ message }) => message.startsWith(`${name}.wav`) || message.startsWith(`"${name}"`));
    expect(own.map(({ code }) => code).sort()).toEqual([...codes].sort());
    expect(measured.has(name)).toBe(!isRefused);
    const found = measured.get(name);
    if (found) expect(found.peak).toBeLessThanOrEqual(-1);
    if (lufs !== undefined) expect(Math.abs((found?.lufs ?? NaN) - lufs)).toBeLessThanOrEqual(METER_TOLERANCE_LU);
  });

  it('names the file of what it cannot bring to level', () => {
    const found = findings.filter(({ code }) => code === 'W_LOUDNESS');
    expect(found.map(({ place }) => place?.file)).toContain('audio/programmes/clicks-from-the-start.wav');
    expect(found.every(({ place }) => place?.file.endsWith('.wav'))).toBe(true);
  });

  it('lets what is heard most of the time decide, and the limiter hold one loud word', () => {
    expect(Math.abs((measured.get('one-loud-word')?.openingLufs ?? NaN) + 16)).toBeLessThan(3);
  });
});
