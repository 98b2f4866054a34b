import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { AudioFile } from '../model/audio-file.js';
import type { Chapter } from '../model/chapter.js';
import { mediaTypeOf } from '../model/publication/published-paths.js';
import type { AudioTags } from './audio-tags.js';
import type { EncodingContext } from './encoding-context.js';
import { id3Tag } from './id3-tag.js';
import { readStream, type Stream } from './kept-streams.js';
import { probe, requireSame } from './probe.js';
import { signTag } from './sign-tag.js';

export type TagJob = {
  readonly chapters: readonly Chapter[];
  readonly tags: AudioTags;
  readonly cover?: Uint8Array;
  readonly stream: Stream;
  /** Names the file. */
  readonly slug: string;
};

/**
 * Writes the finished file, the tag and then the sound, and reads it back.
 *
 * @throws {@link LectorError} `E_AUDIO` when the file does not hold what went in.
 */
export async function tagFile(job: TagJob, context: EncodingContext): Promise<AudioFile> {
  const { stream, slug } = job;
  const tag = await writeTag(job, context);
  const folder = path.join(context.temporaryFolder, 'tagged');
  await mkdir(folder, { recursive: true });
  const target = path.join(folder, `${slug}-${createHash('sha256').update(tag).digest('hex').slice(0, 16)}.mp3`);
  const { sha256, sizeBytes } = await join(tag, { stream, target });
  const { durationMs, sampleRateHz } = stream.facts;
  requireSame({ job, found: await probe(target), durationMs, sampleRateHz });
  const name = `${slug}-${sha256.slice(0, 8)}.mp3`;
  return { path: target, name, format: 'mp3', mimeType: mediaTypeOf(name), ...stream.facts, sizeBytes, sha256 };
}

/** Signed where the publisher has a certificate and somebody says whose voice is heard. */
async function writeTag(job: TagJob, { warn, signer }: EncodingContext): Promise<Uint8Array> {
  const tag = id3Tag(job, warn);
  const { digitalSourceType } = job.tags.disclosure ?? {};
  return signer && digitalSourceType !== undefined
    ? signTag({ tag, stream: job.stream, digitalSourceType }, signer)
    : tag;
}

async function join(
  tag: Uint8Array,
  { stream, target }: { readonly stream: Stream; readonly target: string },
): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const hash = createHash('sha256').update(tag);
  let sizeBytes = tag.length;
  const file = await open(target, 'w');
  try {
    await file.writeFile(tag);
    for await (const bytes of readStream(stream)) {
      hash.update(bytes);
      sizeBytes += bytes.length;
      await file.writeFile(bytes);
    }
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}
