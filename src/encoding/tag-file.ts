import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { AudioFile, AudioFormat } from '../model/audio-file.js';
import type { Chapter } from '../model/chapter.js';
import { mediaTypeOf } from '../model/publication/paths/addresses.js';
import type { AudioTags } from './audio-tags.js';
import type { EncodingContext } from './encoding-context.js';
import { id3Tag } from './id3-tag.js';
import { writeM4a } from './m4a/write-m4a.js';
import { readStream, type Stream } from './kept-streams.js';
import { probe, requireSame } from './probe.js';
import { writeOpus } from './opus/write-opus.js';
import { signTag } from './sign-tag.js';

export type TagJob = {
  /** At most 255. */
  readonly chapters: readonly Chapter[];
  readonly tags: AudioTags;
  readonly cover?: Uint8Array;
  /** JPEGs by the place of their chapter; an M4A has no place for them that players look into. */
  readonly pictures: ReadonlyMap<number, Uint8Array>;
  readonly stream: Stream;
  readonly format: AudioFormat;
  /** Names the file. */
  readonly slug: string;
};

/**
 * Writes the finished file, what it says of itself and the sound, and reads it back.
 *
 * @throws {@link LectorError} `E_AUDIO` when the file does not hold what went in.
 */
export async function tagFile(job: TagJob, context: EncodingContext): Promise<AudioFile> {
  const { stream, slug, format } = job;
  const folder = path.join(context.temporaryFolder, 'tagged');
  await mkdir(folder, { recursive: true });
  const target = path.join(folder, `${slug}-${digestOf(job)}.${format}`);
  const { sha256, sizeBytes } = await WRITERS[format](job, { target, context });
  const { durationMs, sampleRateHz } = stream.facts;
  requireSame({ job, found: await probe(target), durationMs, sampleRateHz });
  const name = `${slug}-${sha256.slice(0, 8)}.${format}`;
  return { path: target, name, format, mimeType: mediaTypeOf(name), ...stream.facts, sizeBytes, sha256 };
}

/** Of everything that is written besides the sound. */
function digestOf({ tags, chapters, cover = new Uint8Array(), pictures }: TagJob): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([tags, chapters]))
    .update(cover);
  for (const picture of pictures.values()) hash.update(picture);
  return hash.digest('hex').slice(0, 16);
}

type Written = { readonly sha256: string; readonly sizeBytes: number };

type Place = { readonly target: string; readonly context: EncodingContext };

const WRITERS: Readonly<Record<AudioFormat, (job: TagJob, place: Place) => Promise<Written>>> = {
  async mp3(job, { target, context }) {
    return join(await writeTag(job, context), { stream: job.stream, target });
  },
  async m4a({ stream, ...labels }, { target, context }) {
    const source = stream.parts[0]?.path ?? '';
    return writeM4a({ ...labels, source, target }, context);
  },
  opus({ stream, ...labels }, { target }) {
    const source = stream.parts[0]?.path ?? '';
    return writeOpus({ ...labels, source, target, durationMs: stream.facts.durationMs });
  },
};

/** Signed where the publisher has a certificate and somebody says whose voice is heard. */
async function writeTag(job: TagJob, { signer }: EncodingContext): Promise<Uint8Array> {
  const tag = id3Tag(job);
  const { digitalSourceType } = job.tags.disclosure ?? {};
  return signer && digitalSourceType !== undefined
    ? signTag({ tag, stream: job.stream, digitalSourceType }, signer)
    : tag;
}

async function join(
  tag: Uint8Array,
  { stream, target }: { readonly stream: Stream; readonly target: string },
): Promise<Written> {
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
