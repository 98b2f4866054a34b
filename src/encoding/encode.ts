import type { AudioFile } from '../model/audio-file.js';
import type { Chapter } from '../model/chapter.js';
import { present } from '../model/present.js';
import type { Master } from '../model/timeline.js';
import type { AudioTags } from './audio-tags.js';
import { encodeKey } from './encode-key.js';
import { findEncoded, keepEncoded } from './encoded-files.js';
import type { EncodingContext } from './encoding-context.js';
import { loadCover } from './load-cover.js';
import { makeFile } from './make-file.js';

export type { AudioTags } from './audio-tags.js';
export type { EncodingContext } from './encoding-context.js';

/** What is encoded; the slug only names the file. */
export type EncodeInput = {
  readonly master: Master;
  readonly chapters: readonly Chapter[];
  readonly tags: AudioTags;
  readonly slug: string;
};

/**
 * Writes a master as a tagged MP3 (CBR) and measures it as listeners will get it. What was encoded before from the same
 * samples, chapters, tags and settings is used again.
 *
 * @returns One file: MP3 is the only format so far.
 * @throws {@link LectorError} `E_AUDIO` when a finished file does not hold what went in, `E_FFMPEG`, `E_DISK`.
 */
export async function encode(
  input: EncodeInput,
  context: EncodingContext,
): Promise<readonly [AudioFile, ...AudioFile[]]> {
  const cover = await loadCover(input.tags.coverPath, context);
  const job = { ...input, ...present({ cover }) };
  const place = { folder: context.folder, key: await encodeKey(job, context), slug: input.slug };
  const kept = await findEncoded(place);
  return [kept ?? (await keepEncoded(place, (target) => makeFile({ ...job, target }, context)))];
}
