import path from 'node:path';
import { imageSize } from 'image-size';
import { quoteValue } from '../model/text.js';
import type { CheckedPlace } from './checked-place.js';

/** PSP-1 and Apple: the width and height of artwork. */
const MIN_SIZE_PX = 1400;
const MAX_SIZE_PX = 3000;
const EXTENSIONS: Readonly<Record<string, readonly string[]>> = { jpg: ['.jpg', '.jpeg'], png: ['.png'] };

/** Artwork the feed names is there, square, 1400 to 3000 pixels, and JPEG or PNG by content as by name. */
export async function checkImages(
  images: readonly { readonly path: string; readonly line: number }[],
  place: CheckedPlace,
): Promise<void> {
  for (const file of new Set(images.map((image) => image.path))) {
    const bytes = await place.target.read(file).catch(() => undefined);
    if (!bytes) {
      place.error('E_FILE_MISSING', `the feed names an image that is not there: ${quoteValue(file)}.`, { file });
      continue;
    }
    const image = measure(bytes);
    const hint = `give a square JPEG or PNG of ${MIN_SIZE_PX} to ${MAX_SIZE_PX} pixels.`;
    if (!image) {
      place.error('E_IMAGE', `${quoteValue(file)} is not an image.`, { file, hint });
      continue;
    }
    const { width, height, type = '' } = image;
    if (width !== height || width < MIN_SIZE_PX || width > MAX_SIZE_PX) {
      place.error('E_IMAGE', `${quoteValue(file)} is ${width}×${height} (PSP-1).`, { file, hint });
    }
    const extensions = Object.hasOwn(EXTENSIONS, type) ? EXTENSIONS[type] : undefined;
    if (!extensions?.includes(path.extname(file).toLowerCase())) {
      place.error('E_IMAGE', `${quoteValue(file)} holds ${type || 'an unknown type'} (PSP-1).`, { file, hint });
    }
  }
}

function measure(bytes: Buffer): { width: number; height: number; type?: string } | undefined {
  try {
    return imageSize(bytes);
  } catch {
    return undefined;
  }
}
