import { boxesIn, mp4Box, type Mp4Box } from './mp4-box.js';

/** Boxes that hold the tables of a track. */
const CONTAINERS: ReadonlySet<string> = new Set(['mdia', 'minf', 'stbl']);
const HANDLER_AT = 16;

export type ApartTrack = {
  readonly track: Buffer;
  /** Where each title lies in the file: two bytes of length, then the text. */
  readonly titlesAt: readonly number[];
};

/**
 * Writes a track of text anew with a chunk and a time for each of its samples; any other track stays as it is. ffmpeg
 * puts titles that follow each other into one chunk and counts equal times, which readers do not all expect of chapters:
 * music-metadata refuses such a file, or reads other times.
 */
export function withTitlesApart(moov: Buffer, track: Mp4Box): ApartTrack {
  const tables = tablesOf(moov, track);
  const handler = tables.get('hdlr');
  const isText =
    handler && moov.toString('latin1', handler.start + HANDLER_AT, handler.start + HANDLER_AT + 4) === 'text';
  const [chunks, perChunk, sizes, times] = ['stco', 'stsc', 'stsz', 'stts'].map((type) => tables.get(type));
  if (isText !== true || !chunks || !perChunk || !sizes || !times)
    return { track: moov.subarray(track.start, track.end), titlesAt: [] };
  const offsets = sampleOffsets({
    chunks: readTable(moov, chunks, 1).flat(),
    perChunk: readTable(moov, perChunk, 3),
    sizes: readSizes(moov, sizes),
  });
  const durations = readTable(moov, times, 2).flatMap(([count = 0, duration = 0]) =>
    Array.from({ length: count }, () => duration),
  );
  const apart = new Map([
    ['stco', table('stco', offsets.length, offsets)],
    ['stsc', table('stsc', 1, [1, 1, 1])],
    [
      'stts',
      table(
        'stts',
        durations.length,
        durations.flatMap((duration) => [1, duration]),
      ),
    ],
  ]);
  const rebuild = (box: Mp4Box): Buffer => {
    const other = apart.get(box.type);
    if (other) return other;
    const isOpened = box === track || CONTAINERS.has(box.type);
    return isOpened ? mp4Box(box.type, ...boxesIn(moov, box).map(rebuild)) : moov.subarray(box.start, box.end);
  };
  return { track: rebuild(track), titlesAt: offsets };
}

/** The boxes that hold no others, by their types. */
function tablesOf(moov: Buffer, within: Mp4Box): ReadonlyMap<string, Mp4Box> {
  const found = boxesIn(moov, within).flatMap((box): (readonly [string, Mp4Box])[] =>
    CONTAINERS.has(box.type) ? [...tablesOf(moov, box)] : [[box.type, box]],
  );
  // The handler of the track itself comes before that of its data.
  return new Map(found.reverse());
}

/** Where each sample lies: chunk after chunk, as many in each as the table of runs says (ISO/IEC 14496-12 §8.7.4). */
function sampleOffsets(tables: {
  readonly chunks: readonly number[];
  readonly perChunk: readonly (readonly number[])[];
  readonly sizes: readonly number[];
}): readonly number[] {
  const offsets: number[] = [];
  tables.chunks.forEach((chunk, index) => {
    const run = tables.perChunk.findLast(([firstChunk = 1]) => firstChunk <= index + 1);
    let at = chunk;
    for (let left = run?.[1] ?? 0; left > 0; left -= 1) {
      const size = tables.sizes[offsets.length];
      if (size === undefined) return;
      offsets.push(at);
      at += size;
    }
  });
  return offsets;
}

/** Rows of a table of 32-bit numbers: flags, a count, and so many numbers for each. */
function readTable(moov: Buffer, { start }: Mp4Box, width: number): readonly (readonly number[])[] {
  const count = moov.readUInt32BE(start + 12);
  return Array.from({ length: count }, (_row, row) =>
    Array.from({ length: width }, (_cell, cell) => moov.readUInt32BE(start + 16 + (row * width + cell) * 4)),
  );
}

/** One size for all, or a table. */
function readSizes(moov: Buffer, { start }: Mp4Box): readonly number[] {
  const common = moov.readUInt32BE(start + 12);
  const count = moov.readUInt32BE(start + 16);
  return Array.from({ length: count }, (_size, index) => common || moov.readUInt32BE(start + 20 + index * 4));
}

function table(type: string, count: number, numbers: readonly number[]): Buffer {
  const body = Buffer.alloc(8 + numbers.length * 4);
  body.writeUInt32BE(count, 4);
  numbers.forEach((value, index) => body.writeUInt32BE(value, 8 + index * 4));
  return mp4Box(type, body);
}
