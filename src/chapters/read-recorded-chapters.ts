import { open, type FileHandle } from 'node:fs/promises';
import type { ProgrammeChapter } from '../model/article.js';
import { toOneLine } from '../model/text.js';
import { id3TagBytes } from '../run-tool.js';
import { readId3Chapters } from './read-id3-chapters.js';
import { MAX_CHAPTER_COUNT } from './merge-short-marks.js';
import { readNeroChapters } from './read-nero-chapters.js';

/** A tag with a picture for every chapter; anything larger is none. */
const MAX_TAG_BYTES = 64_000_000;
/** PSP-1: node values hold at most 255 characters. */
const MAX_TITLE_LENGTH = 255;

/**
 * The chapters a recording carries inside, as ID3 frames or, in an M4A, as Nero chapters.
 *
 * What no list of chapters could hold is left out without a word: nobody wrote it for this show.
 */
export async function readRecordedChapters(
  audioPath: string,
  durationMs: number,
): Promise<readonly ProgrammeChapter[]> {
  const file = await open(audioPath);
  try {
    const found = (await readId3(file)) ?? (await readNero(file)) ?? [];
    const starts = new Set<number>();
    const chapters = found
      .map(({ startMs, title }) => ({ startMs, title: toOneLine(title).slice(0, MAX_TITLE_LENGTH) }))
      .sort((first, second) => first.startMs - second.startMs)
      .filter(({ startMs, title }) => {
        const isUsable = title !== '' && startMs < durationMs && !starts.has(startMs);
        starts.add(startMs);
        return isUsable;
      });
    return chapters.slice(0, MAX_CHAPTER_COUNT);
  } finally {
    await file.close();
  }
}

async function readId3(file: FileHandle) {
  const { buffer } = await file.read(Buffer.alloc(10), 0, 10, 0);
  const byteCount = id3TagBytes(buffer);
  if (byteCount === 0 || byteCount > MAX_TAG_BYTES) return undefined;
  const tag = await file.read(Buffer.alloc(byteCount), 0, byteCount, 0);
  const chapters = readId3Chapters(tag.buffer.subarray(0, tag.bytesRead))?.chapters ?? [];
  return chapters.length === 0 ? undefined : chapters;
}

async function readNero(file: FileHandle) {
  const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0);
  if (buffer.toString('latin1', 4, 8) !== 'ftyp') return undefined;
  // A broken box is no reason to refuse a recording that plays.
  return readNeroChapters(file).catch(() => undefined);
}
