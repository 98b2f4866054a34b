import { createHash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { LectorError } from '../../errors.js';
import type { Chapter } from '../../model/chapter.js';
import { openFile, streamFile } from '../../open-file.js';
import { rewrapAudio } from '../../run-tool.js';
import type { AudioTags } from '../audio-tags.js';
import type { EncodingContext } from '../encoding-context.js';
import { withTitlesApart } from './chapter-track.js';
import { boxesIn, mp4Box, type Mp4Box } from './mp4-box.js';
import { fitTitle, mp4Tag } from './mp4-tag.js';

type M4aJob = {
  readonly tags: AudioTags;
  readonly chapters: readonly Chapter[];
  /** JPEG or PNG. */
  readonly cover?: Uint8Array;
  /** An M4A file of ours; its sound is taken. */
  readonly source: string;
  /** The file to write; its folder is there. */
  readonly target: string;
};

const HEADER_BYTES = 8;
/** Before the text of a title (QuickTime, text media). */
const TITLE_LENGTH_BYTES = 2;
/** Where a table of chunks lies below the box of all tables. */
const TO_CHUNKS = ['trak', 'mdia', 'minf', 'stbl', 'stco'];

/**
 * Writes the sound of an M4A file with tags, cover and chapters: a text track for Apple, `chpl` for everybody else. What
 * a player needs first stands first. ffmpeg lays out sound and text track, the rest is written here: versions of it
 * write other tags, and none writes all of these.
 *
 * @throws {@link LectorError} `E_AUDIO` when the source is no file of ours, `E_FFMPEG`, `E_DISK`.
 */
export async function writeM4a(
  job: M4aJob,
  { ffmpeg, signal }: Pick<EncodingContext, 'ffmpeg' | 'signal'>,
): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const { source, target } = job;
  const laidOut = `${target}.part`;
  const chapters = job.chapters.map((chapter) => ({ ...chapter, title: fitTitle(chapter.title) }));
  try {
    const places = chapters.map(({ startMs, endMs, title }) => ({
      startMs,
      endMs,
      titleBytes: Buffer.byteLength(title),
    }));
    await rewrapAudio({ ffmpeg, inputPath: source, outputPath: laidOut, chapters: places, signal });
    const file = await openFile(laidOut);
    try {
      return await arrange(file, { ...job, chapters, laidOut });
    } finally {
      await file.close();
    }
  } finally {
    await rm(laidOut, { force: true });
  }
}

async function arrange(file: FileHandle, job: M4aJob & { readonly laidOut: string }) {
  const boxes = await topBoxes(file);
  const [type, sound, tables] = ['ftyp', 'mdat', 'moov'].map((name) => boxes.find((box) => box.type === name));
  if (!type || !sound || !tables) throw new LectorError('E_AUDIO', 'ffmpeg wrote an M4A file without its boxes.');
  const read = async ({ start, end }: Mp4Box): Promise<Buffer> =>
    (await file.read(Buffer.alloc(end - start), 0, end - start, start)).buffer;
  const [head, { moov, titlesAt }] = [await read(type), withTag(await read(tables), mp4Tag(job))];
  if (titlesAt.length !== job.chapters.length)
    throw new LectorError('E_AUDIO', `ffmpeg wrote ${titlesAt.length} of ${job.chapters.length} chapters.`);
  const titles = job.chapters.map(({ title }, index) => ({
    at: (titlesAt[index] ?? 0) + TITLE_LENGTH_BYTES,
    text: Buffer.from(title),
  }));
  shiftChunks(moov, head.length + moov.length - sound.start);
  const hash = createHash('sha256');
  const output = await open(job.target, 'w');
  let sizeBytes = 0;
  const put = async (bytes: Uint8Array): Promise<void> => {
    hash.update(bytes);
    sizeBytes += bytes.length;
    await output.writeFile(bytes);
  };
  try {
    await put(head);
    await put(moov);
    let at = sound.start;
    for await (const bytes of await streamFile(job.laidOut, { start: sound.start, end: sound.end - 1 })) {
      const chunk = bytes as Buffer;
      for (const title of titles) writeOver(chunk, title.at - at, title.text);
      at += chunk.length;
      await put(chunk);
    }
  } finally {
    await output.close();
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}

/** Writes a text into a piece of a file, as far as it lies in it. */
function writeOver(piece: Buffer, at: number, text: Buffer): void {
  if (at >= piece.length || at + text.length <= 0) return;
  text.copy(piece, Math.max(0, at), Math.max(0, -at));
}

/** The boxes of a file, without reading what is in them. */
async function topBoxes(file: FileHandle): Promise<readonly Mp4Box[]> {
  const { size } = await file.stat();
  const boxes: Mp4Box[] = [];
  for (let start = 0; start + HEADER_BYTES <= size; start = boxes.at(-1)?.end ?? size) {
    const { buffer } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, start);
    const end = start + Math.max(HEADER_BYTES, buffer.readUInt32BE(0));
    boxes.push({ type: buffer.toString('latin1', 4, HEADER_BYTES), start, end });
  }
  return boxes;
}

function withTag(tables: Buffer, tag: Buffer): { readonly moov: Buffer; readonly titlesAt: readonly number[] } {
  const [whole] = boxesIn(tables);
  const titlesAt: number[] = [];
  const kept = boxesIn(tables, whole).flatMap((box) => {
    if (box.type === 'udta') return [];
    if (box.type !== 'trak') return [tables.subarray(box.start, box.end)];
    const apart = withTitlesApart(tables, box);
    titlesAt.push(...apart.titlesAt);
    return [apart.track];
  });
  return { moov: mp4Box('moov', ...kept, tag), titlesAt };
}

/** Chunks are told by their place in the file, which moves. */
function shiftChunks(moov: Buffer, byBytes: number): void {
  const find = (within: readonly Mp4Box[], [type, ...deeper]: readonly string[]): readonly Mp4Box[] => {
    const found = within.filter((box) => box.type === type);
    return deeper.length === 0 ? found : found.flatMap((box) => find(boxesIn(moov, box), deeper));
  };
  for (const { start } of find(boxesIn(moov, boxesIn(moov)[0]), TO_CHUNKS)) {
    const count = moov.readUInt32BE(start + 12);
    for (let at = start + 16; at < start + 16 + count * 4; at += 4)
      moov.writeUInt32BE(moov.readUInt32BE(at) + byBytes, at);
  }
}
