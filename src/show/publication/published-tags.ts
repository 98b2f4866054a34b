import { createHash } from 'node:crypto';
import path from 'node:path';
import { imageSize } from 'image-size';
import type { Config } from '../../config.js';
import { EXIT, isLectorError, LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import type { PodcastImage, ShowTags } from '../../model/publication/podcast-tags.js';
import { picturePath } from '../../model/publication/paths/show-paths.js';
import { quoteValue } from '../../model/text.js';
import { readBytes } from '../../open-file.js';
import type { PublishedCover } from './published-cover.js';

const WEB = /^https?:\/\//iu;
/** Formats apps show. */
const EXTENSIONS: ReadonlySet<string> = new Set(['jpg', 'png', 'webp', 'svg']);

/**
 * The picture that stands for the name of the show on its pages.
 *
 * @throws {@link LectorError} `E_IMAGE` when it cannot be read.
 */
export async function publishedLogo({ theme, root, file }: Config): Promise<PublishedCover | undefined> {
  const logo = theme?.logo;
  if (logo === undefined) return undefined;
  const { path: published, copyFrom } = await measurePicture(path.resolve(root, logo)).catch((cause: unknown) => {
    const why = isLectorError(cause) ? cause.message : 'it is not there, or no picture.';
    throw new LectorError('E_IMAGE', `theme.logo: ${quoteValue(logo)} cannot be published: ${why}`, {
      hint: 'name a JPEG, PNG, WebP or SVG file of the project.',
      place: { file: path.relative(root, file) },
      exitCode: EXIT.config,
      cause,
    });
  });
  return { path: published, copyFrom };
}

/**
 * The tags a show states, its own pictures measured and under the names they are published by.
 *
 * @throws {@link LectorError} `E_IMAGE` when one of them cannot be read.
 */
export async function publishedTags({ podcast, root, file }: Config): Promise<{
  readonly tags?: ShowTags;
  readonly pictures: readonly PublishedCover[];
}> {
  if (podcast === undefined) return { pictures: [] };
  const pictures: PublishedCover[] = [];
  const images: PodcastImage[] = [];
  for (const image of podcast.images ?? []) {
    if (WEB.test(image.image)) images.push(image);
    else {
      const picture = await measurePicture(path.resolve(root, image.image)).catch((cause: unknown) => {
        const why = isLectorError(cause) ? cause.message : 'it is not there, or no picture.';
        throw new LectorError('E_IMAGE', `podcast.images: ${quoteValue(image.image)} cannot be published: ${why}`, {
          hint: 'name a JPEG, PNG, WebP or SVG file of the project.',
          place: { file: path.relative(root, file) },
          exitCode: EXIT.config,
          cause,
        });
      });
      pictures.push({ path: picture.path, copyFrom: picture.copyFrom });
      images.push({ ...picture.measured, ...present({ ...image, image: picture.path }) });
    }
  }
  return { tags: { ...podcast, ...(images.length > 0 && { images }) }, pictures };
}

async function measurePicture(copyFrom: string) {
  const bytes = await readBytes(copyFrom);
  const { width: widthPx, height: heightPx, type = '' } = imageSize(bytes);
  if (!EXTENSIONS.has(type)) throw new LectorError('E_IMAGE', `it is a ${type}.`);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  const divisor = greatestDivisor(widthPx, heightPx);
  const aspectRatio = `${widthPx / divisor}/${heightPx / divisor}`;
  return { path: picturePath(hash, type), copyFrom, measured: { widthPx, heightPx, aspectRatio } };
}

function greatestDivisor(first: number, second: number): number {
  return second === 0 ? first : greatestDivisor(second, first % second);
}
