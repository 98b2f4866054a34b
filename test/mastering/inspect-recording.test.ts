import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectRecording } from '../../src/mastering/inspect-recording.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-inspect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function inspect(name: string, bytes: Uint8Array | string) {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return inspectRecording(file);
}

type WavFields = {
  rate?: number;
  channels?: number;
  bits?: number;
  tag?: number;
  declared?: number;
  sampleBytes?: number;
};

function wav({
  rate = 22_050,
  channels = 1,
  bits = 16,
  tag = 1,
  declared,
  sampleBytes = 4410,
}: WavFields = {}): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + sampleBytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(tag, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE((rate * 2) % 2 ** 32, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(bits, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(declared ?? sampleBytes, 40);
  return Buffer.concat([head, Buffer.alloc(sampleBytes)]);
}

/** Frames of silence, 128 kbit/s at 44.1 kHz. */
function mp3(frameCount: number): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0xc4]);
  return Buffer.concat(Array.from({ length: frameCount }, () => frame));
}

/** A first frame that says how many follow. */
function infoFrame(frameCount: number): Buffer {
  const frame = mp3(1);
  frame.write('Info', 4 + 17, 'latin1');
  frame.writeUInt32BE(1, 4 + 17 + 4);
  frame.writeUInt32BE(frameCount, 4 + 17 + 8);
  return frame;
}

function id3(bodyBytes: number, claimed = bodyBytes): Buffer {
  const size = [21, 14, 7, 0].map((shift) => (claimed >> shift) & 0x7f);
  return Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, ...size]), Buffer.alloc(bodyBytes)]);
}

describe('inspectRecording', () => {
  it.each([
    ['counts itself right', Buffer.concat([infoFrame(7), mp3(7)]), 7 * 1152],
    ['was cut from a longer one', Buffer.concat([infoFrame(90), mp3(7)]), undefined],
    ['has something between its frames', Buffer.concat([mp3(4), Buffer.alloc(50), mp3(4)]), undefined],
  ])('knows whether the frames of an MP3 that %s could stay as they are', async (_name, bytes, sampleCount) => {
    expect((await inspect('run.mp3', bytes)).run?.sampleCount).toBe(sampleCount);
  });

  it('reads what a good recording says of itself', async () => {
    expect(await inspect('good.wav', wav())).toEqual({
      container: 'wav',
      sampleRateHz: 22_050,
      channelCount: 1,
      findings: [],
    });
    const runFrom = (firstByte: number) => ({
      firstByte,
      endByte: firstByte + 8 * 417,
      bitrateKbps: 128,
      sampleCount: 8 * 1152,
    });
    const facts = { container: 'mp3', sampleRateHz: 44_100, channelCount: 1, findings: [], run: runFrom(0) };
    expect(await inspect('good.mp3', mp3(8))).toEqual(facts);
    expect(
      await inspect('tagged.mp3', Buffer.concat([id3(300), mp3(8), Buffer.from('TAG'), Buffer.alloc(125)])),
    ).toEqual({ ...facts, run: runFrom(310) });
    expect(await inspect('no-extension', mp3(8))).toEqual(facts);
  });

  it.each<[string, Uint8Array | string, string]>([
    ['nothing.mp3', '', 'nothing.mp3 is empty (0 bytes).'],
    [
      'page.mp3',
      '<html><title>Not found</title>',
      'page.mp3 is not audio: it holds text ("<html><title>Not found</title>").',
    ],
    ['list.mp3', '#EXTM3U\nhttp://127.0.0.1:9/x.ts\n', 'list.mp3 is refused: hls is not allowed.'],
    ['join.wav', 'ffconcat version 1.0\nfile /etc/hostname\n', 'join.wav is refused: concat is not allowed.'],
    ['session.wav', 'v=0\no=- 0 0 IN IP4 127.0.0.1\n', 'session.wav is refused: sdp is not allowed.'],
    ['old.wma', Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex'), 'old.wma is refused: asf is not allowed.'],
    [
      'noise.mp3',
      Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919) % 251)),
      'noise.mp3 is not audio: it begins with bytes of no kind that is known.',
    ],
    ['swapped.wav', mp3(8), 'swapped.wav is named wav but holds mp3.'],
    ['cut.mp3', mp3(8).subarray(0, 417 * 7 + 200), 'cut.mp3 is truncated: its last frame is incomplete.'],
    [
      'tag.mp3',
      Buffer.concat([id3(10, 0x0fffffff), mp3(8)]),
      'tag.mp3 cannot be decoded: ID3 size 268435455 > file (3356 bytes).',
    ],
    ['only-tag.mp3', id3(600), 'only-tag.mp3 cannot be decoded: it has no complete MPEG audio frame.'],
    ['bits.wav', wav({ bits: 0 }), 'bits.wav cannot be decoded: it claims 0 bits a sample.'],
    ['channels.wav', wav({ channels: 0 }), 'channels.wav cannot be decoded: it claims 0 channels.'],
    [
      'many.wav',
      wav({ channels: 255 }),
      'many.wav is refused: 255 channels > 2, and no word of which loudspeaker each is for.',
    ],
    ['rate.wav', wav({ rate: 4_000_000_000 }), 'rate.wav cannot be decoded: its sample rate is 4000000000 Hz.'],
    [
      'short.wav',
      wav({ declared: 4410, sampleBytes: 1000 }),
      'short.wav is truncated: header says 4410 bytes, file has 1000.',
    ],
    [
      'headless.wav',
      wav().subarray(0, 30),
      'headless.wav cannot be decoded: its fmt part claims 16 bytes, 10 are there.',
    ],
    [
      'moov.m4a',
      Buffer.from('00000010667479704d344120000000000000000c6d64617400000000', 'hex'),
      'moov.m4a cannot be decoded: it has no moov box (an interrupted recording).',
    ],
  ])('refuses %s', async (name, bytes, message) => {
    await expect(inspect(name, bytes)).rejects.toMatchObject({
      code: expect.stringMatching(/^E_AUDIO_(?:FORMAT|DECODE|TRUNCATED)$/u) as string,
      message,
    });
  });

  it.each([0, 0xffffffff, 0x7ffff000])(
    'takes the length from the samples where a streamed header says %i',
    async (declared) => {
      const { findings } = await inspect('streamed.wav', wav({ declared }));
      expect(findings.map(({ code, message }) => [code, message])).toEqual([
        ['W_WAV_STREAMED', `streamed.wav: its header says ${declared} bytes of sound.`],
      ]);
    },
  );

  it('looks at a file of a hundred thousand frames in a moment', async () => {
    const startedMs = performance.now();
    expect(await inspect('long.mp3', mp3(100_000))).toMatchObject({ container: 'mp3' });
    expect(performance.now() - startedMs).toBeLessThan(5000);
  });
});
