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

/**
 * Reads CHAP and CTOC frames (ID3v2 Chapter Frame Addendum 1.0) of an ID3v2.3 or v2.4 tag at the start of a file.
 *
 * @returns Nothing when there is no such tag.
 */
export function readId3Chapters(bytes: Buffer): Id3Chapters | undefined {
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 3) !== 'ID3') return undefined;
  const version = bytes.readUInt8(3);
  if (version !== 3 && version !== 4) return undefined;
  const flags = bytes.readUInt8(5);
  const tag = bytes.subarray(HEADER_BYTES, HEADER_BYTES + readSynchsafe(bytes, 6));
  const extended = (flags & 0x40) === 0 ? 0 : extendedHeaderBytes(tag, version);
  const frames = readFrames(tag.subarray(extended), version);
  return {
    chapters: frames.filter(({ id }) => id === 'CHAP').flatMap(({ body }) => readChap(body, version)),
    contents: frames.filter(({ id }) => id === 'CTOC').flatMap(({ body }) => readCtoc(body)),
  };
}

type Frame = { readonly id: string; readonly body: Buffer };

function readFrames(bytes: Buffer, version: number): readonly Frame[] {
  const frames: Frame[] = [];
  let offset = 0;
  while (offset + HEADER_BYTES <= bytes.length) {
    const id = bytes.toString('latin1', offset, offset + 4);
    if (!/^[A-Z0-9]{4}$/u.test(id)) break;
    const size = version === 4 ? readSynchsafe(bytes, offset + 4) : bytes.readUInt32BE(offset + 4);
    frames.push({ id, body: bytes.subarray(offset + HEADER_BYTES, offset + HEADER_BYTES + size) });
    offset += HEADER_BYTES + size;
  }
  return frames;
}

function readChap(body: Buffer, version: number): Id3Chapters['chapters'] {
  const end = body.indexOf(0);
  if (end < 0 || body.length < end + 17) return [];
  const title = readFrames(body.subarray(end + 17), version).find(({ id }) => id === 'TIT2');
  return [
    {
      id: body.toString('latin1', 0, end),
      startMs: body.readUInt32BE(end + 1),
      endMs: body.readUInt32BE(end + 5),
      title: title ? readText(title.body) : '',
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
  return text.replace(/\0+$/u, '');
}

function readSynchsafe(bytes: Buffer, offset: number): number {
  return [0, 1, 2, 3].reduce((size, index) => (size << 7) | ((bytes[offset + index] ?? 0) & 0x7f), 0);
}

function extendedHeaderBytes(tag: Buffer, version: number): number {
  return version === 4 ? readSynchsafe(tag, 0) : tag.readUInt32BE(0) + 4;
}
