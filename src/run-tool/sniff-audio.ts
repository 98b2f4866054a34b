import path from 'node:path';
import { isLectorError, LectorError } from '../errors.js';
import { parseMp3Header } from './mp3-header.js';
import { openFile } from '../open-file.js';

/** A kind of audio file that is read, by what its bytes say. */
export type AudioContainer = {
  readonly name: 'mp3' | 'wav' | 'm4a' | 'ogg' | 'flac' | 'aac' | 'aiff';
  /** What ffmpeg calls the only format it may read the file as. */
  readonly demuxer: string;
};

const HEAD_BYTES = 64 * 1024;
const FRAMES_TO_BE_SURE = 3;
const HINT = 'give a recording as MP3, M4A, WAV, FLAC, Ogg or AIFF.';
/** Formats that name other files, or that nobody publishes: never handed to ffmpeg. */
const REFUSED: readonly {
  readonly demuxer: string;
  readonly name: string;
  readonly isIt: (head: Buffer) => boolean;
}[] = [
  { demuxer: 'hls', name: 'an HLS playlist', isIt: (head) => startsWithText(head, '#EXTM3U') },
  { demuxer: 'concat', name: 'an ffconcat list', isIt: (head) => startsWithText(head, 'ffconcat') },
  { demuxer: 'sdp', name: 'SDP', isIt: (head) => /^v=0\r?\n/u.test(head.toString('latin1', 0, 8)) },
  { demuxer: 'dash', name: 'a DASH manifest', isIt: (head) => /<MPD[\s>]/u.test(head.toString('latin1', 0, 2048)) },
  { demuxer: 'asf', name: 'ASF', isIt: (head) => startsWithBytes(head, [0x30, 0x26, 0xb2, 0x75]) },
  { demuxer: 'matroska', name: 'Matroska', isIt: (head) => startsWithBytes(head, [0x1a, 0x45, 0xdf, 0xa3]) },
  { demuxer: 'midi', name: 'MIDI', isIt: (head) => startsWithText(head, 'MThd') },
];
const TITLES: Readonly<Record<AudioContainer['name'], string>> = {
  mp3: 'MP3',
  wav: 'WAV',
  m4a: 'MP4',
  ogg: 'Ogg',
  flac: 'FLAC',
  aac: 'AAC',
  aiff: 'AIFF',
};

/**
 * Tells what kind of audio a file holds from its first bytes; its name is not looked at.
 *
 * @throws {@link LectorError} `E_AUDIO_DECODE` when it is empty or no audio, `E_AUDIO_FORMAT` when it is of a kind that is not read.
 */
export async function sniffAudio(file: string): Promise<AudioContainer> {
  const name = path.basename(file);
  const head = await readHead(file);
  if (head.length === 0) throw new LectorError('E_AUDIO_DECODE', `${name} is empty (0 bytes).`, { hint: HINT });
  const refused = REFUSED.find(({ isIt }) => isIt(head));
  if (refused) {
    throw new LectorError('E_AUDIO_FORMAT', `${name} is refused: ${refused.demuxer} is not allowed.`, { hint: HINT });
  }
  const container = containerOf(head);
  if (container) return container;
  throw new LectorError('E_AUDIO_DECODE', `${name} is not audio: it ${describe(head)}.`, { hint: HINT });
}

/** What some bytes are, for messages. */
export type BytesKind = {
  readonly name: string;
  /** Sound of a kind that is read. */
  readonly isSound: boolean;
  /** What ffmpeg calls it, of a kind that is never handed to it. */
  readonly refused?: string;
};

/** What an answer is that should have been sound: a kind of audio, a page, text, or `something else`. */
export function describeBytes(bytes: Buffer): BytesKind {
  const head = bytes.subarray(0, HEAD_BYTES);
  const refused = REFUSED.find(({ isIt }) => isIt(head));
  if (refused) return { name: refused.name, isSound: false, refused: refused.demuxer };
  const container = containerOf(head);
  if (container) return { name: TITLES[container.name], isSound: true };
  // An answer may hold fewer frames than a recording must.
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0) return { name: TITLES.mp3, isSound: true };
  const text = head.toString('utf8', 0, 200).trim();
  const isText = /^[\t\n\r -~]+$/u.test(text);
  if (/^<(?:!doctype|html)/iu.test(text)) return { name: 'an HTML page', isSound: false };
  if (/^[{[]/u.test(text)) return { name: 'JSON', isSound: false };
  return { name: isText ? 'text' : 'something else', isSound: false };
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await openFile(file).catch((error: unknown) => {
    if (isLectorError(error)) throw error;
    throw new LectorError('E_AUDIO', `${path.basename(file)} cannot be opened.`, { cause: error });
  });
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(HEAD_BYTES, size));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw new LectorError('E_AUDIO', `${path.basename(file)} cannot be read.`, { cause: error });
  } finally {
    await handle.close();
  }
}

function containerOf(head: Buffer): AudioContainer | undefined {
  const kind = head.toString('latin1', 0, 4);
  const form = head.toString('latin1', 8, 12);
  if ((kind === 'RIFF' || kind === 'RF64') && form === 'WAVE') return { name: 'wav', demuxer: 'wav' };
  if (kind === 'FORM' && (form === 'AIFF' || form === 'AIFC')) return { name: 'aiff', demuxer: 'aiff' };
  if (kind === 'fLaC') return { name: 'flac', demuxer: 'flac' };
  if (kind === 'OggS') return { name: 'ogg', demuxer: 'ogg' };
  if (head.toString('latin1', 4, 8) === 'ftyp') return { name: 'm4a', demuxer: 'mov' };
  if (kind.startsWith('ID3') || hasMp3Frames(head)) return { name: 'mp3', demuxer: 'mp3' };
  // ADTS: the twelve bits of the sync word, then a layer of 00 (ISO/IEC 13818-7 §6.2).
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xf6) === 0xf0) return { name: 'aac', demuxer: 'aac' };
  return undefined;
}

/** A single sync pattern occurs in any garbage; several frames that follow each other do not. */
function hasMp3Frames(head: Buffer): boolean {
  for (let start = 0; start < head.length - 4; start += 1) {
    if (head[start] === 0xff && countFrames(head, start) >= FRAMES_TO_BE_SURE) return true;
  }
  return false;
}

function countFrames(head: Buffer, start: number): number {
  let offset = start;
  let count = 0;
  while (count < FRAMES_TO_BE_SURE) {
    const header = parseMp3Header(head, offset);
    if (!header) return count;
    offset += header.frameBytes;
    count += 1;
  }
  return count;
}

function startsWithBytes(head: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

function startsWithText(head: Buffer, text: string): boolean {
  const withoutMark = head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? head.subarray(3) : head;
  return withoutMark.toString('latin1', 0, text.length) === text;
}

function describe(head: Buffer): string {
  const text = head.toString('utf8', 0, 200);
  const isText = !/[\u0000-\u0008\u000e-\u001f\ufffd]/u.test(text);
  if (!isText) return 'begins with bytes of no kind that is known';
  return `holds text ("${text.replace(/\s+/gu, ' ').trim().slice(0, 60)}")`;
}
