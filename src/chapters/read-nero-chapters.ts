import type { FileHandle } from 'node:fs/promises';

type TimedTitle = { readonly startMs: number; readonly title: string };

const HEADER_BYTES = 8;
const LARGE_HEADER_BYTES = 16;
/** Times of a `chpl` box count 100 ns. */
const UNITS_PER_MS = 10_000;

/**
 * Reads Nero chapters, `moov/udta/chpl`, of an MP4 file: the ones most players outside Apple's read.
 *
 * @returns Nothing when the file has no such box.
 */
export async function readNeroChapters(file: FileHandle): Promise<readonly TimedTitle[] | undefined> {
  const { size } = await file.stat();
  let range: Range | undefined = { start: 0, end: size };
  for (const type of ['moov', 'udta', 'chpl']) {
    range = range && (await findBox(file, range, type));
  }
  return range && readChpl(await readAt(file, range.start, range.end - range.start));
}

type Range = { readonly start: number; readonly end: number };

async function findBox(file: FileHandle, within: Range, wanted: string): Promise<Range | undefined> {
  let offset = within.start;
  while (offset + HEADER_BYTES <= within.end) {
    const header = await readAt(file, offset, LARGE_HEADER_BYTES);
    if (header.length < HEADER_BYTES) return undefined;
    const isLarge = header.readUInt32BE(0) === 1 && header.length === LARGE_HEADER_BYTES;
    const declared = isLarge ? Number(header.readBigUInt64BE(8)) : header.readUInt32BE(0);
    const end = declared === 0 ? within.end : offset + declared;
    const start = offset + (isLarge ? LARGE_HEADER_BYTES : HEADER_BYTES);
    if (end < start || end > within.end) return undefined;
    if (header.toString('latin1', 4, 8) === wanted) return { start, end };
    offset = end;
  }
  return undefined;
}

/** Version and flags, four reserved bytes in version 1, a count, then time, length and title of each chapter. */
function readChpl(box: Buffer): readonly TimedTitle[] {
  const chapters: TimedTitle[] = [];
  let offset = (box[0] ?? 0) === 0 ? 5 : 9;
  while (offset + 9 <= box.length) {
    const titleEnd = offset + 9 + box.readUInt8(offset + 8);
    chapters.push({
      startMs: Math.round(Number(box.readBigUInt64BE(offset)) / UNITS_PER_MS),
      title: box.toString('utf8', offset + 9, titleEnd),
    });
    offset = titleEnd;
  }
  return chapters;
}

async function readAt(file: FileHandle, position: number, byteCount: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(byteCount), 0, byteCount, position);
  return buffer.subarray(0, bytesRead);
}
