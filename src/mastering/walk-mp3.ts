import { type FileHandle } from 'node:fs/promises';
import { present } from '../model/present.js';
import { parseMp3Header, type Mp3Header } from '../run-tool.js';
import { refuseAudio } from './refuse-audio.js';
import { openFile } from '../open-file.js';

/** What the frames of an MP3 say, each of them looked at. */
export type Mp3Frames = Pick<Mp3Header, 'sampleRateHz' | 'channelCount'> & {
  readonly frameCount: number;
  /** Whether the file ends inside a frame. */
  readonly isCut: boolean;
  /** Where they lie, when all are alike and nothing else is among them, and a count of them in the first is right. */
  readonly run?: FrameRun;
};

/** Frames of one constant bitrate, one after the other. */
export type FrameRun = {
  readonly firstByte: number;
  /** One past the last. */
  readonly endByte: number;
  readonly bitrateKbps: number;
  /** Of the frames that are heard: as long as a reader of headers takes the file to be. */
  readonly sampleCount: number;
};

const WINDOW_BYTES = 1 << 20;
const HEADER_BYTES = 4;
const MPEG1_FROM_HZ = 32_000;
/** Tags that may follow the last frame. */
const TRAILERS = ['TAG', 'APETAGEX', 'LYRICSBEGIN', 'ID3', '3DI'];

/**
 * Walks an MP3 from frame to frame: headers lie about lengths, frames do not.
 *
 * @throws {@link LectorError} `E_AUDIO_DECODE` when its ID3 tag is longer than the file or it has no frame at all.
 */
export async function walkMp3(file: string): Promise<Mp3Frames> {
  const handle = await openFile(file);
  try {
    const reader = await openWindow(handle);
    const start = await skipTag(reader, file);
    let first: Mp3Header | undefined;
    let frameCount = 0;
    let isCut = false;
    let isRun = true;
    let [firstByte, endByte] = [start, start];
    for (let offset = start; offset + HEADER_BYTES <= reader.size;) {
      const header = parseMp3Header(await reader.at(offset, HEADER_BYTES), 0);
      const fits = header && (!first || header.sampleRateHz === first.sampleRateHz);
      if (header && fits) {
        if (!first) firstByte = offset;
        first ??= header;
        isRun &&= header.bitrateKbps === first.bitrateKbps && header.channelCount === first.channelCount;
        isRun &&= frameCount === 0 || offset === endByte;
        isCut = offset + header.frameBytes > reader.size;
        if (!isCut) frameCount += 1;
        offset += header.frameBytes;
        endByte = offset;
        continue;
      }
      if (first && (await isTrailer(reader, offset))) break;
      offset = await nextSync(reader, offset + 1);
    }
    if (!first || frameCount === 0)
      throw refuseAudio(file, 'cannot be decoded: it has no complete MPEG audio frame', { code: 'E_AUDIO_DECODE' });
    const { sampleRateHz, channelCount, bitrateKbps, samplesPerFrame } = first;
    const heardCount =
      isRun && !isCut ? countHeard(await reader.at(firstByte, first.frameBytes), first, frameCount) : undefined;
    const run =
      heardCount === undefined
        ? undefined
        : { firstByte, endByte, bitrateKbps, sampleCount: heardCount * samplesPerFrame };
    return { sampleRateHz, channelCount, frameCount, isCut, ...present({ run }) };
  } finally {
    await handle.close();
  }
}

/** Frames that are heard; nothing where the first frame counts others than there are. */
function countHeard(frame: Buffer, { sampleRateHz, channelCount }: Mp3Header, frameCount: number): number | undefined {
  // The header of LAME and Xing lies behind the side information (ISO/IEC 11172-3 §2.4.1.7, 13818-3 §2.4.1.7).
  const isMpeg1 = sampleRateHz >= MPEG1_FROM_HZ;
  const sideBytes = isMpeg1 ? (channelCount === 1 ? 17 : 32) : channelCount === 1 ? 9 : 17;
  const head = frame.subarray(HEADER_BYTES + sideBytes);
  if (!/^(?:Xing|Info)/u.test(head.toString('latin1', 0, 4))) return frameCount;
  const hasCount = head.length >= 12 && (head.readUInt32BE(4) & 1) !== 0;
  return hasCount && head.readUInt32BE(8) !== frameCount - 1 ? undefined : frameCount - 1;
}

type Window = { readonly size: number; at(offset: number, length: number): Promise<Buffer> };

/** Reads ahead, so that a file of a hundred thousand frames is not a hundred thousand reads. */
async function openWindow(handle: FileHandle): Promise<Window> {
  const { size } = await handle.stat();
  const buffer = Buffer.alloc(WINDOW_BYTES);
  let start = 0;
  let length = 0;
  return {
    size,
    async at(offset, wanted) {
      if (offset < start || offset + wanted > start + length) {
        start = offset;
        length = (await handle.read(buffer, 0, WINDOW_BYTES, offset)).bytesRead;
      }
      return buffer.subarray(offset - start, Math.min(length, offset - start + wanted));
    },
  };
}

async function skipTag(reader: Window, file: string): Promise<number> {
  const head = await reader.at(0, 10);
  if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return 0;
  // Four bytes of seven bits each (ID3v2.3 §3.1).
  const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6, 10);
  const bodyBytes = ((a & 0x7f) << 21) | ((b & 0x7f) << 14) | ((c & 0x7f) << 7) | (d & 0x7f);
  const hasFooter = ((head[5] ?? 0) & 0x10) !== 0;
  const end = 10 + bodyBytes + (hasFooter ? 10 : 0);
  if (end > reader.size)
    throw refuseAudio(file, `cannot be decoded: ID3 size ${bodyBytes} > file (${reader.size} bytes)`, {
      code: 'E_AUDIO_DECODE',
    });
  return end;
}

async function isTrailer(reader: Window, offset: number): Promise<boolean> {
  const text = (await reader.at(offset, 11)).toString('latin1');
  return TRAILERS.some((trailer) => text.startsWith(trailer));
}

async function nextSync(reader: Window, from: number): Promise<number> {
  for (let offset = from; offset < reader.size; offset += 4096) {
    const at = (await reader.at(offset, 4096)).indexOf(0xff);
    if (at >= 0) return offset + at;
  }
  return reader.size;
}
