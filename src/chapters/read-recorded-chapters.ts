import { open, type FileHandle } from 'node:fs/promises';
import type { ProgrammeChapter } from '../model/article.js';
import { MAX_CHAPTER_COUNT } from '../model/chapter.js';
import { cutChapterTitle, findChapterFaults } from '../model/chapter-rules.js';
import { id3TagBytes, readId3Chapters } from './read-id3-chapters.js';
import { readNeroChapters } from './read-nero-chapters.js';

/** A tag with a picture for every chapter; anything larger is none. */
const MAX_TAG_BYTES = 64_000_000;

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
    const usable = found
      .map(({ startMs, title }) => ({ startMs, title: cutChapterTitle(title) }))
      .filter((chapter) => findChapterFaults([chapter], { durationMs }).length === 0)
      .sort((first, second) => first.startMs - second.startMs);
    return usable.filter(({ startMs }, index) => usable[index - 1]?.startMs !== startMs).slice(0, MAX_CHAPTER_COUNT);
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
