import path from 'node:path';
import { imageSize } from 'image-size';
import { quoteValue } from '../model/text.js';
import type { Report } from './checked-place.js';

/** PSP-1 and Apple: the width and height of artwork. */
const MIN_SIZE_PX = 1400;
const MAX_SIZE_PX = 3000;
const EXTENSIONS: Readonly<Record<string, readonly string[]>> = { jpg: ['.jpg', '.jpeg'], png: ['.png'] };

/** Artwork the feed names is there, square, 1400 to 3000 pixels, and JPEG or PNG by content as by name. */
export async function checkImages(
  images: readonly { readonly path: string; readonly line: number }[],
  place: Pick<Report, 'error'> & { read(path: string): Promise<Uint8Array | undefined> },
): Promise<void> {
  for (const file of new Set(images.map((image) => image.path))) {
    const bytes = await place.read(file).catch(() => undefined);
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
    if (hasPrintColours(bytes)) {
      place.error('E_IMAGE', `${quoteValue(file)} has CMYK colours, not RGB (Apple).`, { file, hint });
    }
    const extensions = Object.hasOwn(EXTENSIONS, type) ? EXTENSIONS[type] : undefined;
    if (!extensions?.includes(path.extname(file.split(/[?#]/u)[0] ?? '').toLowerCase())) {
      place.error('E_IMAGE', `${quoteValue(file)} holds ${type || 'an unknown type'} (PSP-1).`, { file, hint });
    }
  }
}

function measure(bytes: Uint8Array): { width: number; height: number; type?: string } | undefined {
  try {
    return imageSize(bytes);
  } catch {
    return undefined;
  }
}

/** Whether a JPEG has four components a pixel (ITU-T T.81, B.2.2), as for print; many apps cannot show it. */
function hasPrintColours(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return bytes[at + 9] === 4;
    at += 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
  }
  return false;
}
