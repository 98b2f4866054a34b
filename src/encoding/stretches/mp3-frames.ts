import { LectorError } from '../../errors.js';
import { samplesPerFrame } from '../../model/time.js';
import { DECODER_DELAY_SAMPLES, parseMp3Header } from '../../run-tool.js';
import { crc16 } from './crc16.js';

/** Frames that an encoder adds at the end, until what went in last is out of a decoder. */
export function flushFrames(sampleRateHz: number): number {
  return Math.ceil(DECODER_DELAY_SAMPLES / samplesPerFrame(sampleRateHz));
}

/**
 * So many frames of a run of frames, after others that are dropped.
 *
 * @throws {@link LectorError} `E_AUDIO` when there are not as many, whatever the encoder's status was.
 */
export function cutFrames(bytes: Buffer, dropCount: number, keepCount: number): Buffer {
  let [start, end] = [0, 0];
  for (let frame = 0; frame < dropCount + keepCount; frame += 1) {
    if (frame === dropCount) start = end;
    const { frameBytes } = parseMp3Header(bytes, end) ?? { frameBytes: Infinity };
    end += frameBytes;
    if (end <= bytes.length) continue;
    throw new LectorError('E_AUDIO', `${frame} frames were encoded where ${dropCount + keepCount} were planned.`, {
      hint: 'free some disk space or try another ffmpeg ("lector doctor" names the one in use), then run again.',
    });
  }
  return bytes.subarray(start, end);
}

/** What of a whole file its first frame tells. */
export type WholeFile = {
  /** The header of any frame of it. */
  readonly frameHeader: Uint8Array;
  readonly frameCount: number;
  readonly byteCount: number;
  /** CRC-16 of all frames. */
  readonly crc: number;
  /** Samples of one channel, without what the encoder puts before and after them. */
  readonly heardSamples: number;
};

/** Of LAME, as every decoder that plays without gaps takes it off again. */
const ENCODER_DELAY_SAMPLES = 576;
const INFO_BYTES = 156;
const HEADER_BYTES = 4;
const BITRATE_COUNT = 15;
const CONSTANT_BITRATE = 1;

/**
 * The silent frame before all others that says how many there are (http://gabriel.mp3-tech.org/mp3infotag.html): how long
 * they last without the delay and padding of the encoder, and where in the file each hundredth of them begins.
 */
export function infoFrame({ frameHeader, frameCount, byteCount, crc, heardSamples }: WholeFile): Buffer {
  const { header, channelCount, sampleRateHz, frameBytes, bitrateKbps } = roomyHeader(frameHeader);
  const isMpeg1 = samplesPerFrame(sampleRateHz) === 1152;
  const frame = Buffer.alloc(frameBytes);
  frame.set(header);
  const tag = frame.subarray(HEADER_BYTES + sideBytes(isMpeg1, channelCount));
  const padding = frameCount * samplesPerFrame(sampleRateHz) - heardSamples - ENCODER_DELAY_SAMPLES;
  tag.write('Info', 0, 'latin1');
  // Frames, bytes, table and quality are there.
  tag.writeUInt32BE(0b1111, 4);
  tag.writeUInt32BE(frameCount, 8);
  tag.writeUInt32BE(frameBytes + byteCount, 12);
  for (let percent = 0; percent < 100; percent += 1) tag.writeUInt8(Math.floor((percent * 256) / 100), 16 + percent);
  tag.write('LAME3.100', 120, 'latin1');
  tag.writeUInt8(CONSTANT_BITRATE, 129);
  tag.writeUInt8(Math.min(255, bitrateKbps), 140);
  tag.writeUIntBE(ENCODER_DELAY_SAMPLES * 4096 + padding, 141, 3);
  tag.writeUInt32BE(frameBytes + byteCount, 148);
  tag.writeUInt16BE(crc, 152);
  const checked = HEADER_BYTES + sideBytes(isMpeg1, channelCount) + INFO_BYTES - 2;
  frame.writeUInt16BE(crc16(frame.subarray(0, checked)), checked);
  return frame;
}

/** ISO/IEC 11172-3 §2.4.1.7, 13818-3 §2.4.1.7. */
function sideBytes(isMpeg1: boolean, channelCount: 1 | 2): number {
  return isMpeg1 ? (channelCount === 1 ? 17 : 32) : channelCount === 1 ? 9 : 17;
}

/** The header of a frame without padding and checksum, of the least bitrate from its own on that has room. */
function roomyHeader(frameHeader: Uint8Array) {
  const header = Buffer.from(frameHeader.subarray(0, HEADER_BYTES));
  const own = parseMp3Header(header, 0);
  header.writeUInt8(header.readUInt8(1) | 0b1, 1);
  const rest = header.readUInt8(2) & 0b0000_1101;
  for (let index = header.readUInt8(2) >> 4; own && index < BITRATE_COUNT; index += 1) {
    header.writeUInt8((index << 4) | rest, 2);
    const parsed = parseMp3Header(header, 0);
    if (!parsed) break;
    const isMpeg1 = samplesPerFrame(parsed.sampleRateHz) === 1152;
    const neededBytes = HEADER_BYTES + sideBytes(isMpeg1, parsed.channelCount) + INFO_BYTES;
    if (parsed.frameBytes >= neededBytes) return { ...parsed, header, bitrateKbps: own.bitrateKbps };
  }
  throw new LectorError('E_BUG', 'there is no frame with room for an Info header.');
}
