import { stat, type FileHandle } from 'node:fs/promises';
import { parseFile } from 'music-metadata';
import { decodeAudio, id3TagBytes, type Ffmpeg } from '../run-tool.js';
import { hashFile } from '../workspace.js';
import { EPISODE_FILES } from '../model/publication/paths/episode-paths.js';
import { quoteValue } from '../model/text.js';
import { formatClock, toWholeSeconds } from '../model/time.js';
import type { AudioOnRecord } from './check-manifest.js';
import type { CheckedPlace } from './checked-place.js';
import type { PublishedItem, TimedTitle } from './published-item.js';
import { readId3Chapters, type Id3Chapters } from '../chapters/read-id3-chapters.js';
import { readVorbisChapters } from '../chapters/read-vorbis-chapters.js';
import { readNeroChapters } from '../chapters/read-nero-chapters.js';
import { openFile } from '../open-file.js';

/** Readers count an encoder's delay and padding as sound or do not: two frames at 24 kHz are 48 ms. */
const READER_TOLERANCE_MS = 100;
/** Decoding for a count of samples needs no more than this. */
const COUNTING_FORMAT = { sampleRateHz: 8000, channelCount: 1 } as const;

type AudioFacts = {
  readonly durationMs?: number;
  readonly id3?: Id3Chapters;
  readonly embedded?: readonly TimedTitle[];
};

type CheckAudioInput = {
  readonly item: PublishedItem;
  /** The audio on this machine; absent when it is not there, which is reported with the feed. */
  readonly audio: string | undefined;
  readonly onRecord?: AudioOnRecord;
  /** What the episode's own file says. */
  readonly declaredMs?: number;
  /** With it the audio is decoded and its samples are counted. */
  readonly ffmpeg?: Ffmpeg;
  readonly report: Pick<CheckedPlace, 'error'>;
};

/** Reads the audio file of an item back, and compares every duration that is declared for it. */
export async function checkAudio(input: CheckAudioInput): Promise<AudioFacts> {
  const { item, audio, report } = input;
  const file = item.audioPath;
  if (file === undefined || audio === undefined) return {};
  const place = { file };
  if (input.onRecord && !(await hasBytes(audio, input.onRecord)))
    report.error('E_AUDIO', `${quoteValue(item.label)}: its audio file is not the one on record.`, place);
  const seconds = await readSeconds(audio);
  if (seconds === undefined) {
    report.error('E_AUDIO', `${quoteValue(item.label)}: its audio file cannot be read.`, place);
    return {};
  }
  const durationMs = Math.round(seconds * 1000);
  compare(input, 'the audio file', durationMs);
  if (
    item.durationSeconds !== undefined &&
    Math.abs(item.durationSeconds - toWholeSeconds(input.declaredMs ?? durationMs)) > 0
  ) {
    report.error(
      'E_DURATION',
      `${quoteValue(item.label)}: the feed says ${item.durationSeconds} s, and the audio lasts ${formatClock(durationMs)}.`,
      place,
    );
  }
  if (input.ffmpeg) compare(input, 'the decoded audio', await countDecodedMs(input.ffmpeg, audio));
  // Of audio that is published as it came, what stands inside is not ours.
  return { durationMs, ...(input.onRecord?.isAsIs === true ? {} : await readChapters(audio)) };
}

function compare({ item, declaredMs, report }: CheckAudioInput, name: string, durationMs: number): void {
  if (declaredMs === undefined || Math.abs(declaredMs - durationMs) <= READER_TOLERANCE_MS) return;
  report.error(
    'E_DURATION',
    `${quoteValue(item.label)}: ${name} lasts ${durationMs} ms, and ${EPISODE_FILES.data} says ${declaredMs} ms.`,
    { file: item.audioPath ?? '' },
  );
}

async function hasBytes(audio: string, { sizeBytes, sha256 }: AudioOnRecord): Promise<boolean> {
  return (await stat(audio)).size === sizeBytes && (await hashFile(audio)) === sha256;
}

async function countDecodedMs(ffmpeg: Ffmpeg, audio: string): Promise<number> {
  let sampleCount = 0;
  for await (const samples of decodeAudio({ ffmpeg, path: audio, format: COUNTING_FORMAT }))
    sampleCount += samples.length;
  return Math.round((sampleCount * 1000) / COUNTING_FORMAT.sampleRateHz);
}

/** Files without a length in their header, such as Ogg, are read to the end. */
async function readSeconds(audio: string): Promise<number | undefined> {
  const read = async (duration: boolean): Promise<number | undefined> => {
    const metadata = await parseFile(audio, { duration, skipCovers: true }).catch(() => undefined);
    return metadata?.format.duration;
  };
  return (await read(false)) ?? (await read(true));
}

/** Chapters as they lie in the file, by readers of our own; nothing for formats they do not know. */
async function readChapters(audio: string): Promise<Pick<AudioFacts, 'id3' | 'embedded'>> {
  const handle = await openFile(audio);
  try {
    if (/\.mp3$/iu.test(audio)) {
      // The tag alone: the rest of the file may be large.
      const tag = await readBytes(handle, id3TagBytes(await readBytes(handle, 10)));
      return { id3: readId3Chapters(tag) ?? { chapters: [], contents: [] } };
    }
    if (/\.opus$/iu.test(audio)) {
      const chapters = await readVorbisChapters(audio);
      return { embedded: chapters.map(({ startMs = -1, title }) => ({ startMs, title })) };
    }
    return /\.(?:m4a|mp4)$/iu.test(audio) ? { embedded: (await readNeroChapters(handle)) ?? [] } : {};
  } finally {
    await handle.close();
  }
}

async function readBytes(handle: FileHandle, byteCount: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(byteCount), 0, byteCount, 0);
  return buffer.subarray(0, bytesRead);
}
