import { access } from 'node:fs/promises';
import path from 'node:path';
import { imageSize } from 'image-size';
import type { Chapter } from '../model/chapter.js';
import { isLectorError, LectorError, warning } from '../errors.js';
import { scaleImage } from '../run-tool.js';
import { hashFile, placeDurably } from '../workspace.js';
import type { EncodingContext } from './encoding-context.js';
import { readBytes } from '../open-file.js';

/** Large enough for any player, small enough to travel in every episode. */
const MAX_EDGE_PX = 1400;
const MAX_BYTES = 1_000_000;
/** No picture of more pixels is opened: a small file may claim any size. */
const MAX_PIXELS = 100_000_000;

/**
 * The cover as it is embedded: JPEG, at most 1400 px wide. The scaled picture is kept beside the encoded files.
 *
 * @returns Nothing when there is no cover, or it cannot be read, which is a warning.
 */
export async function loadCover(
  coverPath: string | undefined,
  context: Pick<EncodingContext, 'ffmpeg' | 'folder' | 'signal' | 'warn'>,
): Promise<Uint8Array | undefined> {
  if (coverPath === undefined) return undefined;
  try {
    const bytes = await readBytes(coverPath);
    const { width, height, type } = imageSize(bytes);
    if (width * height > MAX_PIXELS) throw new LectorError('E_IMAGE', `it has ${width} × ${height} pixels.`);
    if (type === 'jpg' && Math.max(width, height) <= MAX_EDGE_PX && bytes.length <= MAX_BYTES) return bytes;
    return await scaledCover({ coverPath, sizePx: Math.min(MAX_EDGE_PX, width, height) }, context);
  } catch (error) {
    if (isLectorError(error) && error.code !== 'E_IMAGE' && error.code !== 'E_FFMPEG') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const message = `the cover ${path.basename(coverPath)} is not embedded: ${reason}`;
    context.warn(warning('W_COVER', message, { hint: 'use a square JPEG or PNG.' }));
    return undefined;
  }
}

async function scaledCover(
  { coverPath, sizePx }: { readonly coverPath: string; readonly sizePx: number },
  { ffmpeg, folder, signal }: Pick<EncodingContext, 'ffmpeg' | 'folder' | 'signal'>,
): Promise<Uint8Array> {
  const scaled = path.join(folder, `cover-${(await hashFile(coverPath)).slice(0, 16)}-${sizePx}.jpg`);
  const isThere = await access(scaled).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    const write = (outputPath: string) => scaleImage({ ffmpeg, inputPath: coverPath, outputPath, sizePx, signal });
    await placeDurably({ path: scaled, write });
  }
  return readBytes(scaled);
}

export type ChapterPicture = {
  /** When it is first shown. */
  readonly startMs: number;
  /** Absolute path of a small JPEG. */
  readonly path: string;
};

/** Of all pictures of one file: every listener fetches them with every copy of it. */
const MAX_TAG_PICTURE_BYTES = 300_000;

/**
 * The pictures that go into a file, by the place of their chapter: of each chapter the first that is shown in it. A list
 * in a file has no silent marks. Once there are 300 kB of them the rest is left to the chapter file beside the audio.
 */
export async function loadChapterPictures(
  pictures: readonly ChapterPicture[],
  chapters: readonly Chapter[],
): Promise<ReadonlyMap<number, Uint8Array>> {
  const loaded = new Map<number, Uint8Array>();
  let leftBytes = MAX_TAG_PICTURE_BYTES;
  for (const [index, { startMs, endMs }] of chapters.entries()) {
    const picture = pictures.find((one) => one.startMs >= startMs && one.startMs < endMs);
    if (!picture) continue;
    const bytes = await readBytes(picture.path);
    leftBytes -= bytes.length;
    if (leftBytes < 0) break;
    loaded.set(index, bytes);
  }
  return loaded;
}
