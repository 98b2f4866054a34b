import { open, type FileHandle } from 'node:fs/promises';
import { parseMp3Header, type Mp3Header } from '../run-tool.js';
import { refuseAudio } from './refuse-audio.js';

/** What the frames of an MP3 say, each of them looked at. */
export type Mp3Frames = Pick<Mp3Header, 'sampleRateHz' | 'channelCount'> & {
  readonly frameCount: number;
  /** Whether the file ends inside a frame. */
  readonly isCut: boolean;
};

const WINDOW_BYTES = 1 << 20;
const HEADER_BYTES = 4;
/** Tags that may follow the last frame. */
const TRAILERS = ['TAG', 'APETAGEX', 'LYRICSBEGIN', 'ID3', '3DI'];

/**
 * Walks an MP3 from frame to frame: headers lie about lengths, frames do not.
 *
 * @throws {@link LectorError} `E_AUDIO_DECODE` when its ID3 tag is longer than the file or it has no frame at all.
 */
export async function walkMp3(file: string): Promise<Mp3Frames> {
  const handle = await open(file, 'r');
  try {
    const reader = await openWindow(handle);
    const start = await skipTag(reader, file);
    let first: Mp3Header | undefined;
    let frameCount = 0;
    let isCut = false;
    for (let offset = start; offset + HEADER_BYTES <= reader.size;) {
      const header = parseMp3Header(await reader.at(offset, HEADER_BYTES), 0);
      const fits = header && (!first || header.sampleRateHz === first.sampleRateHz);
      if (header && fits) {
        first ??= header;
        isCut = offset + header.frameBytes > reader.size;
        if (!isCut) frameCount += 1;
        offset += header.frameBytes;
        continue;
      }
      if (first && (await isTrailer(reader, offset))) break;
      offset = await nextSync(reader, offset + 1);
    }
    if (!first || frameCount === 0)
      throw refuseAudio(file, 'cannot be decoded: it has no complete MPEG audio frame', { code: 'E_AUDIO_DECODE' });
    return { sampleRateHz: first.sampleRateHz, channelCount: first.channelCount, frameCount, isCut };
  } finally {
    await handle.close();
  }
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
