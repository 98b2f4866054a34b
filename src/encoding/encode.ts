import { LectorError, warning } from '../errors.js';
import type { AudioFile, AudioFormat } from '../model/audio-file.js';
import { MAX_CHAPTER_COUNT, type Chapter } from '../model/chapter.js';
import type { Warn } from '../model/finding.js';
import { present } from '../model/present.js';
import type { Master } from '../model/timeline.js';
import { quoteValue } from '../model/text.js';
import { id3TagBytes } from '../run-tool.js';
import { deviationOf, isOnLevel } from '../sound.js';
import { hashFile } from '../workspace.js';
import type { AudioTags } from './audio-tags.js';
import type { EncodingContext } from './encoding-context.js';
import { findStream, keepStream, soundFacts, type Stream } from './kept-streams.js';
import { loadChapterPictures, loadCover, type ChapterPicture } from './load-pictures.js';
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
  /** Small JPEG files and when each is first shown, in that order. */
  readonly chapterPictures?: readonly ChapterPicture[];
  readonly tags: AudioTags;
  readonly slug: string;
};

/** What an episode is heard from, and the same sound in other formats. */
export type AudioFiles = readonly [AudioFile, ...AudioFile[]];

/** What is encoded. */
export type EncodeInput = Labels & { readonly master: Master };

/**
 * Writes a master as tagged files, one of each format, and measures them as listeners will get them. Sound that was
 * encoded before from the same samples and settings is used again, whatever its tags were: an MP3 of a narration stretch
 * by stretch, everything else as a whole. All of them are made from the master, at one gain.
 *
 * @returns Files in the temporary folder, in the order of the formats.
 * @throws {@link LectorError} `E_AUDIO` when a finished file does not hold what went in, `E_FFMPEG`, `E_DISK`.
 */
export async function encode(input: EncodeInput, context: EncodingContext): Promise<AudioFiles> {
  const { master, ...labels } = input;
  return finishFiles(labels, await encodeSound(master, context), context);
}

/** Encoded sound of one format, without tags. */
export type MadeStream = { readonly format: AudioFormat; readonly stream: Stream };

/**
 * The sound alone, in every format: the first half of {@link encode}. An MP3 is made first wherever there is one: the gain
 * it needs is that of all formats.
 */
export async function encodeSound(
  master: Master,
  context: Omit<EncodingContext, 'signer'>,
): Promise<readonly MadeStream[]> {
  const { formats = ['mp3'] } = context;
  const made = new Map<AudioFormat, Stream>();
  let settled = master;
  for (const format of formats.toSorted((a, b) => Number(b === 'mp3') - Number(a === 'mp3'))) {
    const stream: Stream = await (format === 'mp3' && 'stretches' in settled
      ? makeStretches(settled, context)
      : streamOf(settled, format, context));
    made.set(format, stream);
    settled = { ...settled, gainDb: stream.facts.gainDb ?? settled.gainDb };
  }
  return formats.flatMap((format) => {
    const stream = made.get(format);
    return stream ? [{ format, stream }] : [];
  });
}

async function streamOf(master: Master, format: AudioFormat, context: EncodingContext): Promise<Stream> {
  const place = { folder: context.folder, key: await streamKey(master, format, context), format };
  const make = (target: string) => makeStream({ master, format, target }, context);
  return (await findStream(place)) ?? (await keepStream(place, make));
}

/** The second half: files with what stands before the sound, measured as listeners will get them. */
export async function finishFiles(
  labels: Labels,
  streams: readonly MadeStream[],
  context: EncodingContext,
): Promise<AudioFiles> {
  warnOfLevel(labels.tags.title, streams, context);
  return tagAll(labels, streams, context);
}

async function tagAll(labels: Labels, streams: readonly MadeStream[], context: EncodingContext): Promise<AudioFiles> {
  const cover = await loadCover(labels.tags.coverPath, context);
  const chapters = fitChapters(labels.chapters, context.warn);
  const pictures = await loadChapterPictures(labels.chapterPictures ?? [], chapters);
  const { tags, slug } = labels;
  const files: AudioFile[] = [];
  for (const made of streams)
    files.push(await tagFile({ ...made, tags, slug, chapters, pictures, ...present({ cover }) }, context));
  const [main, ...others] = files;
  if (!main) throw new LectorError('E_BUG', 'audio was to be made in no format.');
  return [main, ...others];
}

function fitChapters(chapters: readonly Chapter[], warn: Warn): readonly Chapter[] {
  if (chapters.length <= MAX_CHAPTER_COUNT) return chapters;
  const message = `${chapters.length} chapters are more than the ${MAX_CHAPTER_COUNT} an MP3 can hold: the last ones are one.`;
  warn(warning('W_CHAPTERS_LIMIT', message, { hint: 'the other chapter lists are complete.' }));
  const endMs = chapters.at(-1)?.endMs ?? 0;
  return chapters
    .slice(0, MAX_CHAPTER_COUNT)
    .map((chapter, index) => (index === MAX_CHAPTER_COUNT - 1 ? { ...chapter, endMs } : chapter));
}

/** Said of every file that is published off its level, whether its sound was made now or before. */
function warnOfLevel(title: string, streams: readonly MadeStream[], { warn, ...target }: EncodingContext): void {
  const measured = streams.map(({ stream }) => stream.facts).find((facts) => !isOnLevel(facts, target));
  if (!measured) return;
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
 * Puts other tags, chapters and another cover into finished files; nothing is encoded.
 *
 * @returns The new files in the temporary folder; the finished ones stay as they are.
 * @throws {@link LectorError} `E_AUDIO` when a finished file is not the one that was made, `E_DISK`.
 */
export async function retag(
  input: Labels & { readonly finished: readonly AudioFile[] },
  context: EncodingContext,
): Promise<AudioFiles> {
  const { finished, ...labels } = input;
  return tagAll(labels, await Promise.all(finished.map(soundOf)), context);
}

async function soundOf(finished: AudioFile): Promise<MadeStream> {
  const { path, name, format, sha256 } = finished;
  if ((await hashFile(path)) !== sha256)
    throw new LectorError('E_AUDIO', `${name} is not the file that was published.`);
  const firstByte = format === 'mp3' ? await tagBytesOf(path) : 0;
  return { format, stream: { parts: [{ path, firstByte }], facts: soundFacts(finished) } };
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
