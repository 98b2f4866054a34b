import { createHash } from 'node:crypto';
import { CHAPTER_FORMATS } from '../../chapters/formats/index.js';
import { chapterFiles } from '../../chapters/chapter-files.js';
import type { Episode } from '../../model/episode.js';
import type { AudioRecord, EpisodeRecord } from '../../model/publication/manifest.js';
import { besideAudio, plainName, timeMapPath, transcriptBeside } from '../../model/publication/paths/episode-paths.js';
import type { Show } from '../../model/publication/show.js';
import type { OutputFile } from '../../model/publication/site.js';
import type { PublishTarget } from '../../publish/target.js';
import { TRANSCRIPT_FORMATS } from '../../transcript/formats/index.js';
import { transcriptFiles } from '../../transcript/transcript-files.js';

type Digests = NonNullable<AudioRecord['files']>;

/** Chapters, transcripts and time maps of an episode: true of its audio alone, and named for it. */
export function filesOfAudio(episode: Episode, show: Show): readonly OutputFile[] {
  return [...chapterFiles({ episode, show }), ...transcriptFiles({ episode }), ...timeMapFiles(episode)];
}

function timeMapFiles({ audio, earlier = [] }: Episode): readonly OutputFile[] {
  return earlier.map((map) => {
    const content = { version: '1.0.0', from: map.audio, to: audio.name, spans: map.spans };
    return { path: timeMapPath(audio.path, map.audio), content: `${JSON.stringify(content)}\n` };
  });
}

/** What is put on record of such files. */
export function digestsOf(files: readonly OutputFile[]): Digests {
  return Object.fromEntries(files.flatMap((file) => ('content' in file ? [[file.path, digestOf(file.content)]] : [])));
}

/** The same of the pictures that its chapters show. */
export function pictureDigests({ pictures = [] }: Episode): Digests {
  return Object.fromEntries(pictures.map(({ path, sha256 }) => [path, sha256]));
}

/**
 * Versions before called chapters and transcripts by one name whatever audio they were of. Those they left stay as they
 * lie, for feeds and apps that know their addresses, and go with the audio they were published for.
 *
 * @param before The record as it was published last.
 */
export async function keepPlainFiles(
  record: EpisodeRecord,
  { before, target }: { readonly before: EpisodeRecord | undefined; readonly target: PublishTarget },
): Promise<EpisodeRecord> {
  if (!before || before.audio.files !== undefined) return record;
  const plain = await readPlainFiles(before.audio.path, target);
  const keep = (audio: AudioRecord): AudioRecord =>
    audio.path === before.audio.path ? { ...audio, files: { ...plain, ...audio.files } } : audio;
  return { ...record, audio: keep(record.audio), retiredAudio: record.retiredAudio.map(keep) };
}

async function readPlainFiles(audioPath: string, target: PublishTarget): Promise<Digests> {
  const named = [
    ...CHAPTER_FORMATS.map(({ name }) => besideAudio(audioPath, name)),
    ...TRANSCRIPT_FORMATS.map(({ extension }) => transcriptBeside(audioPath, extension)),
  ];
  const plain = named.map(plainName).filter((path) => !named.includes(path));
  const read = await Promise.all(plain.map(async (path) => [path, await target.read(path)] as const));
  return Object.fromEntries(read.flatMap(([path, bytes]) => (bytes ? [[path, digestOf(bytes)]] : [])));
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
