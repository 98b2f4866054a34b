import { parseFile, type ITag } from 'music-metadata';
import { LectorError } from '../errors.js';
import { MAX_CHAPTER_COUNT, type Chapter } from '../model/chapter.js';
import { AUDIO_FORMATS, type AudioFormat } from '../model/audio-file.js';
import { present } from '../model/present.js';
import { toOneLine, truncateToBytes } from '../model/text.js';
import { parseClock } from '../model/time.js';
import type { AudioTags } from './audio-tags.js';

/** What a reader that is not our writer finds in a file. */
export type Probe = {
  readonly durationMs: number;
  readonly title?: string;
  readonly album?: string;
  readonly chapters: readonly Pick<Chapter, 'startMs' | 'title'>[];
  readonly hasCover: boolean;
};

/** As far as readers of the header may differ from the samples: the padding of an encoder, in frames and at least. */
const PADDING_FRAMES = 3;
const TOLERANCE_MS = 60;
/** MPEG-1 layer III begins here; below, frames are half as many samples (ISO/IEC 13818-3). */
const MPEG1_FROM_HZ = 32_000;

/** Reads a finished file back with music-metadata. */
export async function probe(file: string): Promise<Probe> {
  const { common, format, native } = await parseFile(file, { duration: true, includeChapters: true });
  return {
    durationMs: Math.round((format.duration ?? 0) * 1000),
    ...present({ title: common.title, album: common.album }),
    chapters:
      format.chapters?.map(({ start, timeScale = 1, title }) => ({
        startMs: Math.round((start * 1000) / timeScale),
        title,
      })) ?? chaptersIn(native['vorbis'] ?? []),
    hasCover: (common.picture ?? []).length > 0,
  };
}

/** Those of the Chapter Extension, which the reader takes for comments like others. */
function chaptersIn(comments: readonly ITag[]): Probe['chapters'] {
  const values = new Map(comments.map(({ id, value }) => [id, String(value)]));
  return [...values].flatMap(([name, value]) =>
    /^CHAPTER\d{3}$/u.test(name) ? [{ startMs: parseClock(value) ?? 0, title: values.get(`${name}NAME`) ?? '' }] : [],
  );
}

/**
 * Compares what was read back with what should be there.
 *
 * @throws {@link LectorError} `E_AUDIO` naming what differs.
 */
export function requireSame(options: {
  readonly job: {
    readonly tags: AudioTags;
    readonly chapters: readonly Chapter[];
    readonly cover?: Uint8Array;
    readonly format: AudioFormat;
  };
  readonly found: Probe;
  readonly durationMs: number;
  readonly sampleRateHz: number;
}): void {
  const { job, found, durationMs, sampleRateHz } = options;
  const isClose = Math.abs(found.durationMs - durationMs) <= toleranceMs(sampleRateHz);
  if (!isClose) {
    throw mismatch(`it declares ${found.durationMs} ms, its samples last ${durationMs} ms`);
  }
  if (found.title !== toOneLine(job.tags.title)) throw mismatch(`its title reads "${found.title ?? ''}"`);
  if (found.album !== toOneLine(job.tags.album)) throw mismatch(`its album reads "${found.album ?? ''}"`);
  if (found.hasCover !== (job.cover !== undefined)) throw mismatch('its cover is not what was embedded');
  const wanted = job.chapters.slice(0, MAX_CHAPTER_COUNT);
  if (found.chapters.length !== wanted.length)
    throw mismatch(`it has ${found.chapters.length} of ${wanted.length} chapters`);
  const { maxTitleBytes = Infinity } = AUDIO_FORMATS[job.format];
  const written = (title: string): string => truncateToBytes(toOneLine(title), maxTitleBytes);
  wanted.forEach(({ startMs, title }, index) => {
    const chapter = found.chapters[index];
    if (chapter?.startMs === startMs && chapter.title === written(title)) return;
    throw mismatch(`chapter ${index + 1} reads "${chapter?.title ?? ''}" at ${chapter?.startMs ?? 0} ms`);
  });
}

function toleranceMs(sampleRateHz: number): number {
  if (sampleRateHz >= MPEG1_FROM_HZ) return TOLERANCE_MS;
  return Math.max(TOLERANCE_MS, Math.ceil((PADDING_FRAMES * 576 * 1000) / sampleRateHz));
}

function mismatch(what: string): LectorError {
  return new LectorError('E_AUDIO', `the encoded file cannot be trusted: ${what}.`, {
    hint: 'run again; if it stays, try another ffmpeg and report it.',
  });
}
