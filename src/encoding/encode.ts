import { LectorError, warning } from '../errors.js';
import type { AudioFile } from '../model/audio-file.js';
import type { Chapter } from '../model/chapter.js';
import { present } from '../model/present.js';
import type { Master, RecordedMaster } from '../model/timeline.js';
import { quoteValue } from '../model/text.js';
import { id3TagBytes } from '../run-tool.js';
import { deviationOf, isOnLevel, type MeasuredLevel } from '../sound.js';
import { hashFile } from '../workspace.js';
import type { AudioTags } from './audio-tags.js';
import type { EncodingContext } from './encoding-context.js';
import { findStream, keepStream, soundFacts, type Stream } from './kept-streams.js';
import { loadCover } from './load-cover.js';
import { makeStream } from './make-stream.js';
import { makeStretches } from './stretches/make-stretches.js';
import { streamKey } from './stream-key.js';
import { tagFile } from './tag-file.js';
import { openFile } from '../open-file.js';

export type { AudioTags } from './audio-tags.js';
export type { EncodingContext } from './encoding-context.js';

/** What stands before the sound; the slug only names the file. */
type Labels = {
  readonly chapters: readonly Chapter[];
  readonly tags: AudioTags;
  readonly slug: string;
};

/** What is encoded. */
export type EncodeInput = Labels & { readonly master: Master };

/**
 * Writes a master as a tagged MP3 (CBR) and measures it as listeners will get it. Sound that was encoded before from the
 * same samples and settings is used again, whatever its tags were: a recording as a whole, a narration stretch by stretch.
 *
 * @returns One file in the temporary folder: MP3 is the only format so far.
 * @throws {@link LectorError} `E_AUDIO` when a finished file does not hold what went in, `E_FFMPEG`, `E_DISK`.
 */
export async function encode(
  input: EncodeInput,
  context: EncodingContext,
): Promise<readonly [AudioFile, ...AudioFile[]]> {
  const { master, ...labels } = input;
  const cover = await loadCover(labels.tags.coverPath, context);
  const stream = await ('stretches' in master ? makeStretches(master, context) : streamOf(master, context));
  warnOfLevel(labels.tags.title, stream.facts, context);
  return [await tagFile({ ...labels, stream, ...present({ cover }) }, context)];
}

async function streamOf(master: RecordedMaster, context: EncodingContext): Promise<Stream> {
  const place = { folder: context.folder, key: await streamKey(master, context) };
  return (await findStream(place)) ?? (await keepStream(place, (target) => makeStream({ master, target }, context)));
}

/** Said of every file that is published off its level, whether its sound was made now or before. */
function warnOfLevel(title: string, measured: MeasuredLevel, { warn, ...target }: EncodingContext): void {
  if (isOnLevel(measured, target)) return;
  const { loudnessLufs, truePeakDbtp = -Infinity } = measured;
  const { targetLufs, maxTruePeakDbtp } = target;
  const loudness = loudnessLufs === undefined ? 'no loudness' : `${loudnessLufs.toFixed(1)} LUFS`;
  const found = `${loudness}, ${truePeakDbtp.toFixed(1)} dBTP`;
  const message = `${quoteValue(title)} measures ${found} instead of ${targetLufs} LUFS and at most ${maxTruePeakDbtp} dBTP.`;
  const isQuiet = deviationOf(measured, target).missingLu > 0;
  const hint = isQuiet
    ? 'its peaks are too high for its loudness, or it was recorded too low: lower "audio.loudnessLufs", or record it again.'
    : 'lower "audio.truePeakDbtp", or record it again.';
  warn(warning('W_LOUDNESS', message, { hint }));
}

/**
 * Puts other tags, chapters and another cover before the sound of a finished file; nothing is encoded.
 *
 * @returns The new file in the temporary folder; the finished one stays as it is.
 * @throws {@link LectorError} `E_AUDIO` when the finished file is not the one that was made, `E_DISK`.
 */
export async function retag(
  input: Labels & { readonly finished: AudioFile },
  context: EncodingContext,
): Promise<AudioFile> {
  const { finished, ...labels } = input;
  if ((await hashFile(finished.path)) !== finished.sha256)
    throw new LectorError('E_AUDIO', `${finished.name} is not the file that was published.`);
  const { path } = finished;
  const stream = { parts: [{ path, firstByte: await tagBytesOf(path) }], facts: soundFacts(finished) };
  const cover = await loadCover(labels.tags.coverPath, context);
  return tagFile({ ...labels, stream, ...present({ cover }) }, context);
}

async function tagBytesOf(file: string): Promise<number> {
  const handle = await openFile(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(10), 0, 10, 0);
    return id3TagBytes(buffer);
  } finally {
    await handle.close();
  }
}
