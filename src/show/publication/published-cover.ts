import path from 'node:path';
import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';
import { isLectorError, LectorError } from '../../errors.js';
import { coverPath } from '../../model/publication/paths/show-paths.js';
import { readBytes } from '../../open-file.js';

/** Apple and PSP-1: square, 1400 to 3000 pixels, JPEG or PNG. */
export const MIN_SIZE_PX = 1400;
export const MAX_SIZE_PX = 3000;

/** The show's picture under the name it is published by; new bytes get a new name (Apple: changed artwork, new URL). */
export type PublishedCover = { readonly path: string; readonly copyFrom: string };

/**
 * Checks the cover and names it by its content.
 *
 * @throws {@link LectorError} `E_IMAGE` when it is missing, not a JPEG or PNG, not square, too small or too large.
 */
export async function publishedCover(file: string, root: string): Promise<PublishedCover> {
  const place = { file: path.relative(root, file) };
  const bytes = await readBytes(file).catch((cause: unknown) => {
    const why = isLectorError(cause) ? `: ${cause.message}` : '.';
    throw new LectorError('E_IMAGE', `the cover cannot be read${why}`, {
      hint: 'set image to a JPEG or PNG file.',
      place,
      cause,
    });
  });
  const { width, height, type } = measure(bytes, place);
  const extension = type === 'png' ? 'png' : 'jpg';
  if ((type !== 'jpg' && type !== 'png') || width !== height || width < MIN_SIZE_PX || width > MAX_SIZE_PX) {
    throw new LectorError('E_IMAGE', `the cover is a ${type} of ${width} × ${height} pixels.`, {
      hint: `use a square JPEG or PNG of ${MIN_SIZE_PX} to ${MAX_SIZE_PX} pixels.`,
      place,
    });
  }
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return { path: coverPath(hash, extension), copyFrom: file };
}

function measure(bytes: Uint8Array, place: { file: string }): { width: number; height: number; type: string } {
  try {
    const { width, height, type } = imageSize(bytes);
    return { width, height, type: type ?? 'file' };
  } catch (cause) {
    throw new LectorError('E_IMAGE', 'the cover is not a picture Lector can read.', {
      hint: 'use a JPEG or PNG file.',
      place,
      cause,
    });
  }
}
