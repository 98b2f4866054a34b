import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectRecording } from '../../src/mastering/inspect-recording.js';
import { decodeAudio, findFfmpeg, runProgram, type Ffmpeg } from '../../src/run-tool.js';

const RATE_HZ = 16_000;
const LEVEL = 0.2;
/** ITU-R BS.775-4 Annex 4: centre and surrounds at −3 dB in both or in their own side, no low-frequency effects. */
const SHARE = Math.SQRT1_2;
/** Loudspeakers in the order of their bits. */
const FL_FR = [0x1, 0x2];
const [FC, LFE, BL, BR] = [0x4, 0x8, 0x10, 0x20];

let folder = '';
let ffmpeg: Ffmpeg;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lector-surround-'));
  ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
});
afterAll(() => rm(folder, { recursive: true }));

/** A second of sound in one channel of several; with a mask WAVE_FORMAT_EXTENSIBLE, else a plain header. */
function wav(channelCount: number, heard: number, mask?: number): Buffer {
  const formatBytes = mask === undefined ? 16 : 40;
  const samples = new Int16Array(RATE_HZ * channelCount);
  for (let frame = 0; frame < RATE_HZ; frame += 1) {
    samples[frame * channelCount + heard] = Math.round(32_767 * LEVEL * Math.sin(frame * 0.3));
  }
  const head = Buffer.alloc(28 + formatBytes);
  head.write('RIFF');
  head.writeUInt32LE(20 + formatBytes + samples.byteLength, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(formatBytes, 16);
  head.writeUInt16LE(mask === undefined ? 1 : 0xfffe, 20);
  head.writeUInt16LE(channelCount, 22);
  head.writeUInt32LE(RATE_HZ, 24);
  head.writeUInt32LE(RATE_HZ * channelCount * 2, 28);
  head.writeUInt16LE(channelCount * 2, 32);
  head.writeUInt16LE(16, 34);
  if (mask !== undefined) {
    head.writeUInt16LE(22, 36);
    head.writeUInt16LE(16, 38);
    head.writeUInt32LE(mask, 40);
    Buffer.from('0100000000001000800000aa00389b71', 'hex').copy(head, 44);
  }
  head.write('data', 20 + formatBytes);
  head.writeUInt32LE(samples.byteLength, 24 + formatBytes);
  return Buffer.concat([head, Buffer.from(samples.buffer)]);
}

/** How loud each of the two channels is of what went in. */
async function sharesOf(file: string): Promise<readonly number[]> {
  const loudest = [0, 0];
  for await (const samples of decodeAudio({ ffmpeg, path: file, format: { sampleRateHz: RATE_HZ, channelCount: 2 } })) {
    samples.forEach((value, at) => (loudest[at % 2] = Math.max(loudest[at % 2] ?? 0, Math.abs(value))));
  }
  return loudest.map((level) => Math.round((level / LEVEL) * 100) / 100);
}

const share = (left: number, right: number): readonly number[] =>
  [left, right].map((value) => Math.round(value * 100) / 100);

describe('a recording of more than two channels', () => {
  const MASK = [...FL_FR, FC, LFE, BL, BR].reduce((all, bit) => (all ?? 0) | (bit ?? 0));
  it.each([
    ['left', 0, share(1, 0)],
    ['centre', 2, share(SHARE, SHARE)],
    ['low-frequency effects', 3, share(0, 0)],
    ['left surround', 4, share(SHARE, 0)],
    ['right surround', 5, share(0, SHARE)],
  ])('is mixed down as broadcasters do: %s', async (name, heard, shares) => {
    const file = path.join(folder, `${name}.wav`);
    await writeFile(file, wav(6, heard, MASK));
    expect(await inspectRecording(file)).toMatchObject({ channelCount: 2, isSurround: true });
    expect(await sharesOf(file)).toEqual(shares);
  });

  it('is told of by name', async () => {
    const file = path.join(folder, 'hall.wav');
    await writeFile(file, wav(4, 0, 0x33));
    const { findings } = await inspectRecording(file);
    expect(findings).toMatchObject([
      { code: 'W_AUDIO_SURROUND', message: 'hall.wav has 4 channels; they are mixed down to two.' },
    ]);
  });

  it('is known by the standard of its format: FLAC', async () => {
    const from = path.join(folder, 'from.wav');
    const file = path.join(folder, 'to.flac');
    await writeFile(from, wav(6, 2, MASK));
    await runProgram({ program: ffmpeg.path, args: ['-nostdin', '-y', '-i', from, file], timeoutMs: 30_000 });
    expect(await inspectRecording(file)).toMatchObject({ channelCount: 2, isSurround: true });
    expect(await sharesOf(file)).toEqual(share(SHARE, SHARE));
  });

  it.each([
    ['without a word of where each belongs', 6, undefined, '6 channels > 2, and no word of which loudspeaker'],
    ['of fewer places than channels', 6, 0x7, '6 channels > 2, and no word of which loudspeaker'],
    ['of more than eight', 9, 0x1ff, '9 channels > 2, and more than 8'],
  ])('is refused %s', async (name, channelCount, mask, says) => {
    const file = path.join(folder, `${name}.wav`);
    await writeFile(file, wav(channelCount, 0, mask));
    await expect(inspectRecording(file)).rejects.toMatchObject({
      code: 'E_AUDIO_FORMAT',
      message: expect.stringContaining(says) as string,
    });
  });
});
