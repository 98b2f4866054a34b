import { type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { warning } from '../errors.js';
import type { ProgrammeChapter } from '../model/article.js';
import { MAX_CHAPTER_COUNT } from '../model/chapter.js';
import { cutChapterTitle } from '../model/chapter-rules.js';
import type { Place, Warn } from '../model/finding.js';
import { quoteValue } from '../model/text.js';
import { formatClock } from '../model/time.js';
import { id3TagBytes } from '../run-tool.js';
import { readId3Chapters } from './read-id3-chapters.js';
import { readNeroChapters } from './read-nero-chapters.js';
import { openFile } from '../open-file.js';
import { readVorbisChapters, type CommentedChapter } from './read-vorbis-chapters.js';

type RecordedChaptersInput = {
  readonly audioPath: string;
  readonly durationMs: number;
  /** Of the recording, as its publisher knows it. */
  readonly place: Place;
  readonly warn: Warn;
};

type Found = {
  readonly chapters: readonly CommentedChapter[];
  /** Whether the order they are listed in means anything. */
  readonly isOrdered: boolean;
};

/** A tag with a picture for every chapter; anything larger is none. */
const MAX_TAG_BYTES = 64_000_000;
/** Chapters a warning names. */
const MAX_NAMED = 3;

/**
 * The chapters a recording carries inside: as ID3 frames, in an M4A as Nero chapters, in Ogg, Opus and FLAC as comments.
 *
 * They are sorted, and what no list of chapters could hold is left out, each with a warning.
 */
export async function readRecordedChapters(input: RecordedChaptersInput): Promise<readonly ProgrammeChapter[]> {
  const found = await findChapters(input.audioPath);
  const seen = new Set<number>();
  const leftOut: string[] = [];
  const usable = found.chapters.flatMap(({ written, startMs, title: read }): ProgrammeChapter[] => {
    const title = cutChapterTitle(read);
    const fault = faultOf({ startMs, title, isTaken: startMs !== undefined && seen.has(startMs) }, input.durationMs);
    if (fault !== undefined || startMs === undefined) {
      leftOut.push(`${written} ${fault ?? ''}`);
      return [];
    }
    seen.add(startMs);
    return [{ startMs, title }];
  });
  const sorted = usable.toSorted((first, second) => first.startMs - second.startMs);
  const isMoved = found.isOrdered && sorted.some((chapter, index) => chapter !== usable[index]);
  if (sorted.length > MAX_CHAPTER_COUNT) leftOut.push(`those after the ${MAX_CHAPTER_COUNT}th are too many`);
  if (leftOut.length > 0 || isMoved) warnOf({ leftOut, isMoved, foundCount: found.chapters.length }, input);
  return sorted.slice(0, MAX_CHAPTER_COUNT);
}

async function findChapters(audioPath: string): Promise<Found> {
  const file = await openFile(audioPath);
  try {
    const head = (await file.read(Buffer.alloc(12), 0, 12, 0)).buffer;
    if (/^(?:OggS|fLaC)/u.test(head.toString('latin1', 0, 4)))
      return { chapters: await readVorbisChapters(audioPath), isOrdered: true };
    const timed = (await readId3(file, head)) ?? (await readNero(file, head)) ?? [];
    const chapters = timed.map(({ startMs, title }) => ({
      written: `${quoteValue(title)} at ${formatClock(startMs)}`,
      startMs,
      title,
    }));
    return { chapters, isOrdered: false };
  } finally {
    await file.close();
  }
}

function faultOf(
  { startMs, title, isTaken }: { startMs: number | undefined; title: string; isTaken: boolean },
  durationMs: number,
): string | undefined {
  if (startMs === undefined) return 'is no time';
  if (title === '') return 'has no name';
  if (startMs >= durationMs) return `lies after the end (${formatClock(durationMs)})`;
  return isTaken ? 'starts with another' : undefined;
}

function warnOf(
  { leftOut, isMoved, foundCount }: { leftOut: readonly string[]; isMoved: boolean; foundCount: number },
  { audioPath, place, warn }: RecordedChaptersInput,
): void {
  const more = leftOut.length > MAX_NAMED ? `, and ${leftOut.length - MAX_NAMED} more` : '';
  const faults = [
    ...(leftOut.length > 0 ? [`left out: ${leftOut.slice(0, MAX_NAMED).join(', ')}${more}`] : []),
    ...(isMoved ? ['sorted by their times'] : []),
  ];
  const message = `${path.basename(audioPath)}: of the ${foundCount} chapters it carries inside, ${faults.join('; ')}.`;
  warn(warning('W_CHAPTERS_RECORDED', message, { hint: 'list the chapters in the sidecar.', place }));
}

async function readId3(file: FileHandle, head: Buffer) {
  const byteCount = id3TagBytes(head.subarray(0, 10));
  if (byteCount === 0 || byteCount > MAX_TAG_BYTES) return undefined;
  const tag = await file.read(Buffer.alloc(byteCount), 0, byteCount, 0);
  const chapters = readId3Chapters(tag.buffer.subarray(0, tag.bytesRead))?.chapters ?? [];
  return chapters.length === 0 ? undefined : chapters;
}

async function readNero(file: FileHandle, head: Buffer) {
  if (head.toString('latin1', 4, 8) !== 'ftyp') return undefined;
  // A broken box is no reason to refuse a recording that plays.
  return readNeroChapters(file).catch(() => undefined);
}
