import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { readBytes } from '../../../open-file.js';
import path from 'node:path';
import { imageSize } from 'image-size';
import type { Project } from '../../../context.js';
import { isLectorError, LectorError, warning } from '../../../errors.js';
import type { SourceItem } from '../../../model/article.js';
import { artPath } from '../../../model/publication/paths/episode-paths.js';
import { thumbnailPath } from '../../../model/publication/paths/show-paths.js';
import { leadPictureOf } from '../../../model/text/article-text.js';
import { quoteValue } from '../../../model/text.js';
import type { Ffmpeg } from '../../../run-tool.js';
import { placeDurably } from '../../../workspace.js';
import { ffmpegOptionsOf } from '../../ffmpeg-options-of.js';
import { drawnSquare } from './drawn-picture.js';
import { ageOf, artFolder, isOfTheWeb, MAX_PIXELS, pictureFile, WEB } from './picture-file.js';
import { MAX_SIZE_PX, MIN_SIZE_PX } from '../published-cover.js';

/** The picture of an episode as it is published, and the file it is copied from. */
export type EpisodeArt = {
  readonly path: string;
  readonly copyFrom: string;
  readonly thumbnail: { readonly path: string; readonly copyFrom: string };
};

/**
 * The picture an item names, or the one its article begins with, or one drawn of its title where the show wants that, made what Apple and PSP-1 want: square, 1400 to 3000
 * pixels, RGB, JPEG or PNG, on our own host. What is not square is set on the colour of the cover.
 *
 * @returns Nothing where there is none, or it cannot be used, which is a warning; the show's cover stands for it then.
 */
export async function episodeArt(
  { item, slug }: { readonly item: SourceItem; readonly slug: string },
  project: Project,
): Promise<EpisodeArt | undefined> {
  const picture = pictureOf(item);
  const isDrawn = picture === undefined && project.config.artwork.episodes;
  const source = isDrawn ? await drawnSquare(item.title, project) : undefined;
  if (source !== undefined) return artFrom(source, { slug, project });
  if (picture === undefined) return undefined;
  try {
    return await artFrom(await pictureFile(picture, project), { slug, project });
  } catch (error) {
    if (isLectorError(error) && error.code === 'E_INTERRUPTED') throw error;
    if (item.image === undefined && !isOfTheWeb(item)) return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    const shown = WEB.test(picture)
      ? picture.replace(/[?#].*$/u, '').replace(/\/\/[^/]*@/u, '//')
      : path.basename(picture);
    project.warn(
      warning('W_ART', `the picture ${quoteValue(shown)} is not used: ${reason} The show's cover stands for it.`, {
        hint: 'give a JPEG, PNG or WebP of 600 pixels or more.',
        place: { file: item.source.location },
      }),
    );
    return undefined;
  }
}

async function artFrom(
  source: string,
  { slug, project }: { readonly slug: string; readonly project: Project },
): Promise<EpisodeArt> {
  const file = await squareFile(source, project);
  const hash = createHash('sha256')
    .update(await readBytes(file))
    .digest('hex')
    .slice(0, 8);
  const published = artPath(slug, hash, path.extname(file) === '.png' ? 'png' : 'jpg');
  const thumbnail = { path: thumbnailPath(published, THUMBNAIL_PX), copyFrom: await smallCopy(file, project) };
  return { path: published, copyFrom: file, thumbnail };
}

/** The picture an item names, else the one its article begins with: an address, or a path of the project. */
export function pictureOf(item: SourceItem): string | undefined {
  return item.image ?? leadPicture(item);
}

/**
 * The first picture of an article, where hardly anything stands before it. A file at home that only shows a picture of
 * the web asks nobody to fetch it.
 */
function leadPicture(item: SourceItem): string | undefined {
  if (item.kind !== 'article') return undefined;
  const lead = leadPictureOf(item);
  return lead === undefined || isOfTheWeb(item) || !WEB.test(lead) ? lead : undefined;
}

/** The picture itself where it is right, else a square copy of it. */
async function squareFile(file: string, project: Project): Promise<string> {
  const bytes = await readBytes(file);
  const { width, height, type } = imageSize(bytes);
  const edge = Math.max(width, height);
  if (width * height > MAX_PIXELS) throw new LectorError('E_IMAGE', `it has ${width} × ${height} pixels.`);
  if (edge < MIN_EDGE_PX) throw new LectorError('E_IMAGE', `it has ${width} × ${height} pixels only.`);
  const isSized = width === height && width >= MIN_SIZE_PX && width <= MAX_SIZE_PX;
  const folder = await artFolder(project);
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  if (isSized && (type === 'png' || (type === 'jpg' && !isCmyk(bytes)))) {
    const copy = path.join(folder, `art-${name}.${type}`);
    if ((await ageOf(copy, project)) === undefined) {
      await placeDurably({ path: copy, write: (output) => writeFile(output, bytes) });
    }
    return copy;
  }
  const { findFfmpeg, scaleImage } = await import('../../../run-tool.js');
  const ffmpeg = await findFfmpeg(ffmpegOptionsOf(project));
  const { imagePath } = project.config;
  const { signal } = project;
  const background = imagePath === undefined ? NO_COLOR : await coverColor(imagePath, { ffmpeg, project });
  const sizePx = Math.min(MAX_SIZE_PX, Math.max(MIN_SIZE_PX, edge));
  const square = path.join(folder, `art-${name}-${sizePx}-${background}.jpg`);
  if ((await ageOf(square, project)) === undefined) {
    const write = (outputPath: string) =>
      scaleImage({ ffmpeg, inputPath: file, outputPath, sizePx, background, signal });
    await placeDurably({ path: square, write });
  }
  return square;
}

/** The colour that letterboxes are in: that of the show's cover as a whole. */
async function coverColor(
  imagePath: string,
  { ffmpeg, project }: { readonly ffmpeg: Ffmpeg; readonly project: Project },
): Promise<string> {
  const { averageColor } = await import('../../../run-tool.js');
  const outputPath = path.join(await project.workspace.temporaryFolder(), 'colour.rgb');
  return averageColor({ ffmpeg, inputPath: imagePath, outputPath, signal: project.signal });
}

async function smallCopy(file: string, project: Project): Promise<string> {
  const copy = `${file}-${THUMBNAIL_PX}.jpg`;
  if ((await ageOf(copy, project)) === undefined) {
    const { findFfmpeg, scaleImage } = await import('../../../run-tool.js');
    const ffmpeg = await findFfmpeg(ffmpegOptionsOf(project));
    const { signal } = project;
    await placeDurably({
      path: copy,
      write: (outputPath) => scaleImage({ ffmpeg, inputPath: file, outputPath, sizePx: THUMBNAIL_PX, signal }),
    });
  }
  return copy;
}

/** Four components in the frame header of a JPEG (ITU T.81 §B.2.2). */
function isCmyk(bytes: Uint8Array): boolean {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return bytes[at + 9] === 4;
    at += 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
  }
  return false;
}

/** Sharp at the size of a lead on a desk, and some 40 kB. */
const THUMBNAIL_PX = 640;
/** A smaller picture would be a blur at 1400 pixels. */
const MIN_EDGE_PX = 600;
const NO_COLOR = '202020';
