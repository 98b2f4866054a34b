import { createReadStream, createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Chapter } from '../model/chapter.js';
import type { AudioTags } from './audio-tags.js';
import type { EncodingContext } from './encoding-context.js';
import { id3Tag } from './id3-tag.js';

export type TagJob = {
  readonly chapters: readonly Chapter[];
  readonly tags: AudioTags;
  readonly cover?: Uint8Array;
  /** Encoded, without a tag. */
  readonly raw: string;
  readonly target: string;
};

/** Writes the finished file: the tag, then the sound. */
export async function writeTagged(job: TagJob, { warn }: EncodingContext): Promise<void> {
  await writeFile(job.target, id3Tag(job, warn));
  await pipeline(createReadStream(job.raw), createWriteStream(job.target, { flags: 'a' }));
}
