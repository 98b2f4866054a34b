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

/** How many bytes each frame of a run takes. */
export function frameSizes(frames: Uint8Array): Uint16Array {
  const sizes: number[] = [];
  let at = 0;
  for (let header = parseMp3Header(frames, at); header; header = parseMp3Header(frames, at)) {
    sizes.push(header.frameBytes);
    at += header.frameBytes;
  }
  return Uint16Array.from(sizes);
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
  /** Of one whose frames are of several lengths: LAME's quality from 0 to 9, and how many bytes each of them takes. */
  readonly variable?: { readonly quality: number; readonly sizes: readonly Uint16Array[] };
};

/** Of LAME, as every decoder that plays without gaps takes it off again. */
const ENCODER_DELAY_SAMPLES = 576;
const INFO_BYTES = 156;
const HEADER_BYTES = 4;
const BITRATE_COUNT = 15;
const CONSTANT_BITRATE = 1;
/** LAME's usual way (mtrh). */
const VARIABLE_BITRATE = 4;
/** LAME's own quality of its sums, which it writes behind that of the sound. */
const EFFORT = 3;
const TABLE_LENGTH = 100;

/**
 * The silent frame before all others that says how many there are (http://gabriel.mp3-tech.org/mp3infotag.html): how long
 * they last without the delay and padding of the encoder, and where in the file each hundredth of them begins.
 */
export function infoFrame(whole: WholeFile): Buffer {
  const { frameHeader, frameCount, byteCount, crc, heardSamples, variable } = whole;
  const { header, channelCount, sampleRateHz, frameBytes, bitrateKbps } = roomyHeader(frameHeader);
  const isMpeg1 = samplesPerFrame(sampleRateHz) === 1152;
  const frame = Buffer.alloc(frameBytes);
  frame.set(header);
  const tag = frame.subarray(HEADER_BYTES + sideBytes(isMpeg1, channelCount));
  const padding = frameCount * samplesPerFrame(sampleRateHz) - heardSamples - ENCODER_DELAY_SAMPLES;
  tag.write(variable ? 'Xing' : 'Info', 0, 'latin1');
  // Frames, bytes, table and quality are there.
  tag.writeUInt32BE(0b1111, 4);
  tag.writeUInt32BE(frameCount, 8);
  tag.writeUInt32BE(frameBytes + byteCount, 12);
  seekTable(whole, frameBytes).forEach((place, percent) => tag.writeUInt8(place, 16 + percent));
  if (variable) tag.writeUInt32BE(100 - 10 * variable.quality - EFFORT, 116);
  tag.write('LAME3.100', 120, 'latin1');
  tag.writeUInt8(variable ? VARIABLE_BITRATE : CONSTANT_BITRATE, 129);
  // Of a variable one the least that may be.
  tag.writeUInt8(variable ? (isMpeg1 ? 32 : 8) : Math.min(255, bitrateKbps), 140);
  tag.writeUIntBE(ENCODER_DELAY_SAMPLES * 4096 + padding, 141, 3);
  tag.writeUInt32BE(frameBytes + byteCount, 148);
  tag.writeUInt16BE(crc, 152);
  const checked = HEADER_BYTES + sideBytes(isMpeg1, channelCount) + INFO_BYTES - 2;
  frame.writeUInt16BE(crc16(frame.subarray(0, checked)), checked);
  return frame;
}

/** Where in the file each hundredth of the frames begins, in 256ths of it. */
function seekTable({ frameCount, byteCount, variable }: WholeFile, headBytes: number): readonly number[] {
  const percents = Array.from({ length: TABLE_LENGTH }, (_, percent) => percent / TABLE_LENGTH);
  if (!variable) return percents.map((share) => Math.floor(share * 256));
  const wanted = percents.map((share) => Math.floor(share * frameCount));
  const places: number[] = [];
  let [frame, at] = [0, headBytes];
  for (const run of variable.sizes) {
    for (const size of run) {
      while (wanted[places.length] === frame) places.push(Math.floor((at * 256) / (headBytes + byteCount)));
      frame += 1;
      at += size;
    }
  }
  return places;
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
