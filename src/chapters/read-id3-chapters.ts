import { inflateSync } from 'node:zlib';

/** What the chapter frames of an ID3v2 tag say. */
export type Id3Chapters = {
  readonly chapters: readonly {
    readonly id: string;
    readonly startMs: number;
    readonly endMs: number;
    readonly title: string;
  }[];
  /** Child ids of each table of contents, with its flags. */
  readonly contents: readonly {
    readonly isTopLevel: boolean;
    readonly isOrdered: boolean;
    readonly childIds: readonly string[];
  }[];
};

const HEADER_BYTES = 10;
/** A chapter frame holds times, a title and at most a picture; a compressed one that unfolds to more is none. */
const MAX_FRAME_BYTES = 64_000_000;

/**
 * Reads CHAP and CTOC frames (ID3v2 Chapter Frame Addendum 1.0) of an ID3v2.3 or v2.4 tag at the start of a file,
 * whole or frame by frame unsynchronised, compressed, and with sizes of the other version, as old iTunes wrote them.
 *
 * @returns Nothing when there is no such tag.
 */
export function readId3Chapters(bytes: Buffer): Id3Chapters | undefined {
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 3) !== 'ID3') return undefined;
  const version = bytes.readUInt8(3);
  if (version !== 3 && version !== 4) return undefined;
  const flags = bytes.readUInt8(5);
  const isUnsynchronised = (flags & 0x80) !== 0;
  const raw = bytes.subarray(HEADER_BYTES, HEADER_BYTES + readSynchsafe(bytes, 6));
  // Version 3 alters the tag as a whole (ID3v2.3 §5), version 4 each frame (ID3v2.4 §6.1).
  const tag = isUnsynchronised && version === 3 ? resynchronise(raw) : raw;
  const extended = (flags & 0x40) === 0 ? 0 : extendedHeaderBytes(tag, version);
  const { frames, form } = readFrames(tag.subarray(extended), version);
  const bodies = (id: string): readonly Buffer[] =>
    frames.flatMap((frame) => (frame.id === id ? unwrap(frame, version, isUnsynchronised) : []));
  return {
    chapters: bodies('CHAP').flatMap((body) => readChap(body, version, form)),
    contents: bodies('CTOC').flatMap(readCtoc),
  };
}

/** Bytes of the whole tag, header included, from its first ten bytes; 0 when there is no tag. */
export function id3TagBytes(header: Buffer): number {
  const isTag = header.length >= HEADER_BYTES && header.toString('latin1', 0, 3) === 'ID3';
  return isTag ? HEADER_BYTES + readSynchsafe(header, 6) : 0;
}

/** How the sizes of frames are written: seven bits a byte (ID3v2.4 §4) or eight (ID3v2.3 §3.3). */
type SizeForm = 'synchsafe' | 'plain';
type Frame = { readonly id: string; readonly formatFlags: number; readonly body: Buffer };

/** The frames of a tag in the form of its version, or in the other one where only that leads to its end. */
function readFrames(bytes: Buffer, version: 3 | 4): { readonly frames: readonly Frame[]; readonly form: SizeForm } {
  const forms: readonly SizeForm[] = version === 4 ? ['synchsafe', 'plain'] : ['plain', 'synchsafe'];
  const read = forms.map((form) => ({ ...walkFrames(bytes, form), form }));
  return read.find(({ isWhole }) => isWhole) ?? read[0] ?? { frames: [], form: 'plain' };
}

function walkFrames(bytes: Buffer, form: SizeForm): { readonly frames: readonly Frame[]; readonly isWhole: boolean } {
  const frames: Frame[] = [];
  let offset = 0;
  while (offset + HEADER_BYTES <= bytes.length) {
    const id = bytes.toString('latin1', offset, offset + 4);
    if (!/^[A-Z0-9]{4}$/u.test(id)) break;
    const size = form === 'synchsafe' ? readSynchsafe(bytes, offset + 4) : bytes.readUInt32BE(offset + 4);
    const start = offset + HEADER_BYTES;
    frames.push({ id, formatFlags: bytes.readUInt8(offset + 9), body: bytes.subarray(start, start + size) });
    offset = start + size;
  }
  // What follows the last frame is padding, all of it zeros.
  return { frames, isWhole: offset <= bytes.length && !bytes.subarray(offset).some((byte) => byte !== 0) };
}

/** The data of a frame without what its flags put around it; none where it is encrypted or damaged. */
function unwrap({ formatFlags, body }: Frame, version: 3 | 4, isTagUnsynchronised: boolean): readonly Buffer[] {
  const has = (flag: number): boolean => (formatFlags & flag) !== 0;
  // ID3v2.3 §3.3.1 %ijk00000, ID3v2.4 §4.1.2 %0h00kmnp.
  const wrapping =
    version === 3
      ? { isGrouped: has(0x20), isCompressed: has(0x80), isEncrypted: has(0x40), hasLength: has(0x80) }
      : { isGrouped: has(0x40), isCompressed: has(0x08), isEncrypted: has(0x04), hasLength: has(0x01) };
  if (wrapping.isEncrypted) return [];
  const data = body.subarray((wrapping.isGrouped ? 1 : 0) + (wrapping.hasLength ? 4 : 0));
  const whole = version === 4 && (isTagUnsynchronised || has(0x02)) ? resynchronise(data) : data;
  if (!wrapping.isCompressed) return [whole];
  try {
    return [inflateSync(whole, { maxOutputLength: MAX_FRAME_BYTES })];
  } catch {
    return [];
  }
}

/** Takes out the zero that was put after each 0xFF (ID3v2.4 §6.1). Bytes that still hold a sync were never altered. */
function resynchronise(bytes: Buffer): Buffer {
  const result = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let offset = 0; offset < bytes.length; offset += 1) {
    const byte = bytes[offset] ?? 0;
    result[length] = byte;
    length += 1;
    if (byte !== 0xff) continue;
    const next = bytes[offset + 1] ?? 0;
    if (next >= 0xe0) return bytes;
    if (next === 0) offset += 1;
  }
  return result.subarray(0, length);
}

function readChap(body: Buffer, version: 3 | 4, form: SizeForm): Id3Chapters['chapters'] {
  const end = body.indexOf(0);
  if (end < 0 || body.length < end + 17) return [];
  const title = walkFrames(body.subarray(end + 17), form).frames.find(({ id }) => id === 'TIT2');
  const [text] = title ? unwrap(title, version, false) : [];
  return [
    {
      id: body.toString('latin1', 0, end),
      startMs: body.readUInt32BE(end + 1),
      endMs: body.readUInt32BE(end + 5),
      title: text ? readText(text) : '',
    },
  ];
}

function readCtoc(body: Buffer): Id3Chapters['contents'] {
  const end = body.indexOf(0);
  if (end < 0 || body.length < end + 3) return [];
  const flags = body.readUInt8(end + 1);
  const count = body.readUInt8(end + 2);
  const childIds: string[] = [];
  let offset = end + 3;
  while (childIds.length < count && offset < body.length) {
    const next = body.indexOf(0, offset);
    if (next < 0) break;
    childIds.push(body.toString('latin1', offset, next));
    offset = next + 1;
  }
  return [{ isTopLevel: (flags & 2) !== 0, isOrdered: (flags & 1) !== 0, childIds }];
}

/** ID3v2.4 §4: the first byte names the encoding. */
function readText(body: Buffer): string {
  const encoding = body[0] === 0 ? 'latin1' : body[0] === 1 ? 'utf-16le' : body[0] === 2 ? 'utf-16be' : 'utf-8';
  const isBigEndian = encoding === 'utf-16be' || (encoding === 'utf-16le' && body[1] === 0xfe && body[2] === 0xff);
  const bytes = body.subarray(1);
  const text = new TextDecoder(isBigEndian ? 'utf-16be' : encoding).decode(bytes);
  // Version 4 may list several texts; a title is one.
  return text.replace(/\0[\s\S]*$/u, '');
}

function readSynchsafe(bytes: Buffer, offset: number): number {
  return [0, 1, 2, 3].reduce((size, index) => (size << 7) | ((bytes[offset + index] ?? 0) & 0x7f), 0);
}

/** Version 4 counts the size itself (ID3v2.4 §3.2), version 3 does not (ID3v2.3 §3.2). */
function extendedHeaderBytes(tag: Buffer, version: 3 | 4): number {
  if (tag.length < 4) return tag.length;
  return version === 4 ? readSynchsafe(tag, 0) : tag.readUInt32BE(0) + 4;
}
