import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWav, parseWav, readWavLayout } from '../../src/sound.js';
import { findWavLayout } from '../../src/sound/wav-layout.js';

const SAMPLES = Int16Array.from([0, 100, -100, 32_767, -32_768, 7]);
const GOOD = buildWav({ samples: SAMPLES, sampleRateHz: 22_050 });

/** A WAV file with any format and any chunks, written without the code under test. */
function wavOf(parts: {
  tag?: number;
  channels?: number;
  rate?: number;
  bits?: number;
  data: Buffer;
  before?: Buffer;
  dataSize?: number;
}): Buffer {
  const {
    tag = 1,
    channels = 1,
    rate = 16_000,
    bits = 16,
    data,
    before = Buffer.alloc(0),
    dataSize = data.length,
  } = parts;
  const format = Buffer.alloc(24);
  format.write('fmt ');
  format.writeUInt32LE(16, 4);
  format.writeUInt16LE(tag, 8);
  format.writeUInt16LE(channels, 10);
  format.writeUInt32LE(rate, 12);
  format.writeUInt16LE(bits, 22);
  const head = Buffer.alloc(8);
  head.write('data');
  head.writeUInt32LE(dataSize, 4);
  return Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE'), format, before, head, data]);
}

const pcm16 = Buffer.from(SAMPLES.buffer);
const listChunk = (size: number, body: string): Buffer => {
  const chunk = Buffer.alloc(8 + body.length);
  chunk.write('LIST');
  chunk.writeUInt32LE(size, 4);
  chunk.write(body, 8);
  return chunk;
};

describe('parseWav', () => {
  it('reads what buildWav writes', () => {
    expect(parseWav(GOOD)).toEqual({ samples: SAMPLES, sampleRateHz: 22_050, repairs: [] });
  });

  it('knows where a chunk of odd length ends when its padding was left out', () => {
    expect(parseWav(wavOf({ data: pcm16, before: listChunk(3, 'abc') })).samples).toEqual(SAMPLES);
    expect(parseWav(wavOf({ data: pcm16, before: listChunk(3, 'abcX') })).samples).toEqual(SAMPLES);
    expect(parseWav(wavOf({ data: pcm16.subarray(0, 11), dataSize: 11 })).samples).toEqual(SAMPLES.subarray(0, 5));
  });

  it('reads the format behind the extensible tag and the length of a file over 4 GB', () => {
    const format = Buffer.alloc(48);
    format.write('fmt ');
    format.writeUInt32LE(40, 4);
    [0xfffe, 1].forEach((value, index) => format.writeUInt16LE(value, 8 + index * 2));
    format.writeUInt32LE(16_000, 12);
    format.writeUInt16LE(16, 22);
    format.writeUInt16LE(1, 32);
    const long = Buffer.alloc(8 + 28);
    long.write('ds64');
    long.writeUInt32LE(28, 4);
    long.writeBigUInt64LE(BigInt(pcm16.length), 16);
    const data = Buffer.from('data\u00ff\u00ff\u00ff\u00ff', 'latin1');
    const bytes = Buffer.concat([Buffer.from('RF64\0\0\0\0WAVE'), long, format, data, pcm16, listChunk(4, 'tail')]);
    expect(parseWav(bytes)).toEqual({ samples: SAMPLES, sampleRateHz: 16_000, repairs: [] });
  });

  it('skips parts it does not know, padded to even length', () => {
    const bytes = wavOf({
      data: Buffer.concat([pcm16, listChunk(4, 'tail')]),
      before: listChunk(3, 'abc\0'),
      dataSize: 12,
    });
    expect(parseWav(bytes).samples).toEqual(SAMPLES);
  });

  it('mixes stereo down and reads 8, 24 and 32 bits and floats', () => {
    const stereo = Buffer.alloc(8);
    [1000, 3000, -1000, -3000].forEach((value, index) => stereo.writeInt16LE(value, index * 2));
    expect([...parseWav(wavOf({ channels: 2, data: stereo })).samples]).toEqual([2000, -2000]);
    expect([...parseWav(wavOf({ bits: 8, data: Buffer.from([128, 192, 64]) })).samples]).toEqual([0, 16_384, -16_384]);
    const deep = Buffer.alloc(6);
    deep.writeIntLE(4_194_304, 0, 3);
    deep.writeIntLE(-4_194_304, 3, 3);
    expect([...parseWav(wavOf({ bits: 24, data: deep })).samples]).toEqual([16_384, -16_384]);
    const floats = Buffer.alloc(12);
    [0.5, -2, Number.NaN].forEach((value, index) => floats.writeFloatLE(value, index * 4));
    expect([...parseWav(wavOf({ tag: 3, bits: 32, data: floats })).samples]).toEqual([16_384, -32_768, 0]);
  });

  it.each([0, 0x7fff_f000, 0x7fff_ffff, 0xffff_ffff])(
    'takes the rest of the file when the length field says %i',
    (size) => {
      const { samples, repairs } = parseWav(wavOf({ data: pcm16, dataSize: size }));
      expect(samples).toEqual(SAMPLES);
      expect(repairs).toEqual([`the WAV header says ${size} bytes of samples; they are counted instead`]);
    },
  );

  it.each([
    ['0 bytes', Buffer.alloc(0)],
    ['got MP3', Buffer.from([0xff, 0xfb, 0x90, 0x64])],
    ['got Ogg', Buffer.from('OggS and more')],
    ['got an HLS playlist', Buffer.from('#EXTM3U\nfile:/etc/passwd')],
    ['got JSON', Buffer.from(' {"error": "no"}')],
    ['got an HTML page', Buffer.from('<!DOCTYPE html>')],
    ['got ASF; asf is not allowed', Buffer.from([0x30, 0x26, 0xb2, 0x75])],
    ['got something else', Buffer.from([0x31, 0x27, 0xb3, 0x76])],
    ['its header says 4410 bytes, 1000 are there', wavOf({ data: Buffer.alloc(1000), dataSize: 4410 })],
    ['0 channels', wavOf({ channels: 0, data: pcm16 })],
    ['255 channels > 2', wavOf({ channels: 255, data: pcm16 })],
    ['sample rate is 4294967295 Hz', wavOf({ rate: 0xffff_ffff, data: pcm16 })],
    ['0 bits in format 1', wavOf({ bits: 0, data: pcm16 })],
    ['16 bits in format 2', wavOf({ tag: 2, data: pcm16 })],
    ['LIST part claims 4000000000 bytes', wavOf({ data: pcm16, before: listChunk(4_000_000_000, 'lie') })],
    ['it holds no samples', GOOD.subarray(0, 36)],
  ])('refuses what is no usable WAV file: %s', (why, bytes) => {
    expect(() => parseWav(bytes)).toThrow(
      expect.objectContaining({ exitCode: 5, message: expect.stringContaining(why) as string }),
    );
  });
});

describe('readWavLayout', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-wav-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['a good one', GOOD],
    ['an odd chunk with its padding', wavOf({ data: pcm16, before: listChunk(3, 'abc\0') })],
    ['an odd chunk without', wavOf({ data: pcm16, before: listChunk(3, 'abc') })],
    ['a streamed one', wavOf({ data: pcm16, dataSize: 0x7fff_ffff })],
    ['a cut one', wavOf({ data: pcm16, dataSize: 4410 })],
    ['a chunk that lies', wavOf({ data: pcm16, before: listChunk(4_000_000_000, 'lie') })],
    ['no samples', GOOD.subarray(0, 36)],
    ['half a header', GOOD.subarray(0, 30)],
    ['nothing', Buffer.alloc(0)],
  ])('reads of a file what is read in memory: %s', async (name, bytes) => {
    const file = path.join(folder, `${name}.wav`);
    await writeFile(file, bytes);
    const inMemory = findWavLayout(bytes);
    const inFile = readWavLayout(file);
    if ('fault' in inMemory) {
      const message = `${name}.wav cannot be decoded: ${inMemory.fault}.`;
      await expect(inFile).rejects.toMatchObject({ code: 'E_AUDIO_DECODE', message });
    } else expect(await inFile).toEqual(inMemory);
  });
});
