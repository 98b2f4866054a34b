import { open } from 'node:fs/promises';
import path from 'node:path';
import { isLectorError } from '../../errors.js';
import type { FetchOptions } from '../../sources/fetch/fetch-page.js';
import { lookAt } from '../../sources/fetch/look-at.js';
import { decodeAudio, describeBytes, id3TagBytes, parseMp3Header, type Ffmpeg } from '../../run-tool.js';
import type { HostFacts } from './host-facts.js';

/** Some ten seconds at 96 kbit/s. */
const END_BYTES = 128 * 1024;
/** Three frames are in it, whatever their size. */
const MIN_TAIL_BYTES = 6_000;
/** What tags of old stand after the sound: ID3v1 has 128 bytes, APE a little more. */
const MAX_END_TAG_BYTES = 4_096;
/** The table of samples of an M4A file of many hours. */
const MAX_TABLE_BYTES = 8_000_000;
const FORMAT = { sampleRateHz: 8000, channelCount: 1 } as const;
/** So much of the beginning has to be heard. */
const WANTED_SAMPLES = 2 * FORMAT.sampleRateHz;

type EndsContext = {
  readonly fetch: FetchOptions;
  readonly ffmpeg: Ffmpeg;
  /** Absolute path of a folder for what is fetched. */
  readonly folder: string;
};

/**
 * Fetches the first and the last bytes of served audio and decodes them: what is cut, replaced by a page or not whole at
 * its host shows there. At most some 8 MB are fetched, usually 256 KB.
 *
 * @returns What is wrong, said of the file; nothing where both ends are sound.
 */
export async function findEndFault(facts: HostFacts, context: EndsContext): Promise<string | undefined> {
  const totalBytes = facts.ranges?.totalBytes ?? 0;
  const take = async (start: number, byteCount: number): Promise<Buffer> => {
    const end = Math.min(totalBytes, start + byteCount) - 1;
    const range = `bytes=${start}-${end}`;
    const { body, status } = await lookAt(
      { url: facts.get.url, method: 'GET', headers: { range }, maxBytes: end - start + 1 },
      context.fetch,
    );
    return Buffer.from(status === 206 || start === 0 ? body : []);
  };
  const head = await take(0, END_BYTES);
  const tagBytes = id3TagBytes(head.subarray(0, 10));
  const sound = tagBytes < END_BYTES / 2 ? head.subarray(tagBytes) : await take(tagBytes, END_BYTES);
  const { name, isSound } = describeBytes(sound);
  if (!isSound) return `is not audio but ${name}`;
  const isMp4 = sound.toString('latin1', 4, 8) === 'ftyp';
  const boxes = isMp4 ? await readBoxes(head, { totalBytes, take }) : undefined;
  if (boxes?.fault !== undefined) return boxes.fault;
  const fault = await decodeFault([{ at: 0, bytes: sound }, ...(boxes?.pieces ?? [])], context);
  if (fault !== undefined) return `cannot be decoded at its beginning: ${fault}`;
  // Without ranges the end is out of reach, which is reported by itself.
  const tailBytes = Math.min(END_BYTES, Math.floor((totalBytes - tagBytes) / 2));
  if (facts.ranges?.first.status !== 206 || tailBytes < MIN_TAIL_BYTES || !parseMp3Header(sound, 0)) return undefined;
  const tail = await take(totalBytes - tailBytes, tailBytes);
  const frames = findFrames(tail);
  if (!frames || tail.length - frames.end > MAX_END_TAG_BYTES) return 'holds no sound at its end';
  const endFault = await decodeFault([{ at: 0, bytes: tail.subarray(frames.start, frames.end) }], context);
  return endFault === undefined ? undefined : `cannot be decoded at its end: ${endFault}`;
}

type Take = (start: number, byteCount: number) => Promise<Buffer>;
type Piece = { readonly at: number; readonly bytes: Uint8Array };

/**
 * Walks the boxes of an MP4 file (ISO/IEC 14496-12 §4.2), which add up to its length where nothing is cut off, and fetches
 * its table of samples, wherever that lies.
 */
async function readBoxes(
  head: Buffer,
  { totalBytes, take }: { readonly totalBytes: number; readonly take: Take },
): Promise<{ readonly fault?: string; readonly pieces?: readonly Piece[] }> {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < totalBytes) {
    const box = at + 16 <= head.length ? head.subarray(at, at + 16) : await take(at, 16);
    const size = box.length < 8 ? 0 : boxBytes(box, totalBytes - at);
    if (size < 8) return { fault: 'has a damaged box' };
    if (box.toString('latin1', 4, 8) === 'moov')
      pieces.push({ at, bytes: await take(at, Math.min(MAX_TABLE_BYTES, size + END_BYTES)) });
    at += size;
  }
  if (at !== totalBytes) return { fault: `is cut off: ${at - totalBytes} bytes of it are missing` };
  return pieces.length === 0 ? { fault: 'has no table of its sound' } : { pieces };
}

/** A size of 0 means up to the end of the file, 1 that 64 bits follow. */
function boxBytes(box: Buffer, restBytes: number): number {
  const size = box.readUInt32BE(0);
  if (size === 0) return restBytes;
  return size === 1 && box.length === 16 ? Number(box.readBigUInt64BE(8)) : size;
}

/** Where frames that follow each other begin, at least three, and where they end. */
function findFrames(bytes: Buffer): { readonly start: number; readonly end: number } | undefined {
  for (let start = bytes.indexOf(0xff); start !== -1; start = bytes.indexOf(0xff, start + 1)) {
    let end = start;
    let frameCount = 0;
    for (let frame = parseMp3Header(bytes, end); frame; frame = parseMp3Header(bytes, end)) {
      end += frame.frameBytes;
      frameCount += 1;
    }
    if (frameCount >= 3) return { start, end: Math.min(end, bytes.length) };
  }
  return undefined;
}

/** Decodes the first seconds of a file of which only some pieces are there. */
async function decodeFault(pieces: readonly Piece[], { ffmpeg, folder }: EndsContext): Promise<string | undefined> {
  const file = path.join(folder, 'audio');
  const handle = await open(file, 'w');
  for (const { at, bytes } of pieces) await handle.write(bytes, 0, bytes.length, at);
  await handle.close();
  let sampleCount = 0;
  try {
    for await (const samples of decodeAudio({ ffmpeg, path: file, format: FORMAT })) {
      sampleCount += samples.length;
      if (sampleCount >= WANTED_SAMPLES) break;
    }
    return undefined;
  } catch (error) {
    if (!isLectorError(error) || error.code === 'E_INTERRUPTED') throw error;
    return sampleCount >= WANTED_SAMPLES ? undefined : error.message.replace(/^audio |\.$/gu, '');
  }
}
