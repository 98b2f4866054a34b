import { createHash } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { imageSize } from 'image-size';
import type { ShownFigure } from '../../../chapters/mark-pictures.js';
import type { Project } from '../../../context.js';
import { isLectorError, LectorError, warning } from '../../../errors.js';
import { blockIdInBriefing, type Article, type Briefing } from '../../../model/article.js';
import type { Episode } from '../../../model/episode.js';
import { present } from '../../../model/present.js';
import { figurePath } from '../../../model/publication/paths/episode-paths.js';
import { quoteValue } from '../../../model/text.js';
import { isPicture, picturesOf } from '../../../model/text/article-text.js';
import { textOfSpans } from '../../../model/text/block-text.js';
import { readBytes } from '../../../open-file.js';
import type { Ffmpeg } from '../../../run-tool.js';
import { placeDurably } from '../../../workspace.js';
import { ffmpegOptionsOf } from '../../ffmpeg-options-of.js';
import type { Assignment } from '../../items/assign-records.js';
import { ageOf, artFolder, isOfTheWeb, MAX_PIXELS, pictureFile, WEB } from './picture-file.js';

/** A picture as it is published, the file it is copied from, and a small copy for audio files. */
export type PictureFile = { readonly path: string; readonly copyFrom: string; readonly thumbnail: string };

/** What of an article there is to look at, in reading order. */
export type ArticlePictures = {
  readonly figures: readonly ShownFigure[];
  /** Of all its blocks, as the script has them. */
  readonly blockIds: readonly string[];
  readonly files: readonly PictureFile[];
};

type Mode = true | 'web';

/** Wide enough for a telephone held across. */
const SIZE_PX = 1200;
const QUALITY = 4;
/** In an audio file they travel with every copy of it. */
const THUMBNAIL_PX = 320;
const THUMBNAIL_QUALITY = 7;
/** Smaller ones are icons and spacers. */
const MIN_EDGE_PX = 160;
/** Named as pictures are, whether or not they can be shown. */
const PICTURE_NAME = /\.(?:jpe?g|png|webp|gif|avif|svg|tiff?|heic|bmp)$/iu;
/** More nobody looks at while listening, and each may have to be fetched. */
const MAX_PICTURES = 40;

/**
 * The pictures of an article or briefing on our own host: whole, upright, at most 1200 pixels wide. One that cannot be had
 * is a warning and left out.
 *
 * @returns Nothing where there are none, or they are not wanted.
 */
export async function articlePictures(
  { item, slug }: Assignment,
  project: Project,
): Promise<ArticlePictures | undefined> {
  const mode = project.config.reading.chapterPictures;
  if (mode === false || item.kind === 'programme' || shownSources(item, mode).length === 0) return undefined;
  const figures: ShownFigure[] = [];
  const files = new Map<string, PictureFile>();
  const silentHosts = new Set<string>();
  const blocks = partsOf(item).flatMap(({ article, idOf }) =>
    article.blocks.map((block) => ({ article, idOf, block })),
  );
  for (const { article, idOf, block } of blocks) {
    if (!isPicture(block) || !isShown(block.src, article, mode) || figures.length === MAX_PICTURES) continue;
    try {
      const made = await ownPicture(block.src, { slug, silentHosts, project });
      if (made === undefined) continue;
      const { file, ...facts } = made;
      files.set(file.path, file);
      const caption = textOfSpans(block.caption ?? []).trim();
      const told = { alt: block.alt === '' ? undefined : block.alt, caption: caption === '' ? undefined : caption };
      figures.push({ blockId: idOf(block.id), ...facts, ...present({ ...told, anchor: block.anchor }) });
    } catch (error) {
      if (isLectorError(error) && error.code === 'E_INTERRUPTED') throw error;
      const place = { file: article.source.location, ...present({ line: block.line }) };
      const message = `the picture ${quoteValue(shownName(block.src))} is not shown: ${reasonOf(error)}`;
      const hint =
        'give a JPEG, PNG, WebP or GIF of at most 20 MB and 100 million pixels, or set reading.chapterPictures: false.';
      project.warn(warning('W_PICTURE', message, { hint, place }));
    }
  }
  return { figures, blockIds: blocks.map(({ idOf, block }) => idOf(block.id)), files: [...files.values()] };
}

/** The sources of the pictures that are looked for, without reading a text that lies on a disk. */
export function shownSources(item: Article | Briefing, mode: Mode): readonly string[] {
  return partsOf(item).flatMap(({ article }) => picturesOf(article).filter((source) => isShown(source, article, mode)));
}

/** Pictures of an episode that was made before, as far as they are still at hand: they may be missing where they lay. */
export async function keptPictures({ pictures = [] }: Episode, project: Project) {
  const folder = pictures.length === 0 ? '' : await artFolder(project);
  const files = pictures.map(({ path: own, sha256 }) => ({ path: own, copyFrom: path.join(folder, ownName(sha256)) }));
  const found = await Promise.all(files.map(({ copyFrom }) => ageOf(copyFrom, project)));
  return files.filter((_, index) => found[index] !== undefined);
}

function partsOf(item: Article | Briefing) {
  if (item.kind === 'article') return [{ article: item, idOf: (id: string) => id }];
  return item.articles.map((article, index) => ({
    article,
    idOf: (id: string) => blockIdInBriefing(index + 1, id),
  }));
}

/** A file at home that only shows a picture of the web asks nobody to fetch it, unless it shall; `src="x"` names no picture. */
function isShown(source: string, article: Article, mode: Mode): boolean {
  return WEB.test(source) ? mode === 'web' || isOfTheWeb(article) : PICTURE_NAME.test(source);
}

async function ownPicture(
  source: string,
  { slug, silentHosts, project }: { slug: string; silentHosts: Set<string>; project: Project },
) {
  const input = await sourceFile(source, silentHosts, project);
  const bytes = await readBytes(input);
  const { width, height, orientation } = imageSize(bytes);
  if (width * height > MAX_PIXELS) throw new LectorError('E_IMAGE', `it has ${width} × ${height} pixels.`);
  if (Math.max(width, height) < MIN_EDGE_PX) return undefined;
  const { findFfmpeg } = await import('../../../run-tool.js');
  const ffmpeg = await findFfmpeg(ffmpegOptionsOf(project));
  const from = { input, key: hashOf(bytes).slice(0, 16), ffmpeg, project, ...present({ orientation }) };
  const picture = await fitted(from, { sizePx: SIZE_PX, quality: QUALITY });
  const thumbnail = await fitted(from, { sizePx: THUMBNAIL_PX, quality: THUMBNAIL_QUALITY });
  const own = await readBytes(picture);
  const sha256 = hashOf(own);
  const copyFrom = path.join(await artFolder(project), ownName(sha256));
  if ((await ageOf(copyFrom, project)) === undefined)
    await placeDurably({ path: copyFrom, write: (file) => writeFile(file, own) });
  const { width: widthPx, height: heightPx } = imageSize(own);
  const published = figurePath(slug, sha256.slice(0, 8));
  return { path: published, sha256, widthPx, heightPx, file: { path: published, copyFrom, thumbnail } };
}

/** A host that once did not answer is not asked again for every picture of an article. */
async function sourceFile(source: string, silentHosts: Set<string>, project: Project): Promise<string> {
  if (!WEB.test(source)) {
    const found = await stat(path.resolve(project.config.root, source)).catch(() => undefined);
    if (!found) throw new LectorError('E_IMAGE', 'there is no such file.');
    return pictureFile(source, project);
  }
  const { host } = new URL(source);
  if (silentHosts.has(host)) throw new LectorError('E_FETCH', `${host} did not answer before.`);
  return pictureFile(source, project).catch((error: unknown) => {
    // One that says of a single picture that it is not there answers.
    if (isLectorError(error) && error.code === 'E_FETCH' && error.cause !== undefined) silentHosts.add(host);
    throw error;
  });
}

type From = {
  readonly input: string;
  readonly key: string;
  readonly ffmpeg: Ffmpeg;
  readonly project: Project;
  readonly orientation?: number;
};

async function fitted(from: From, size: { readonly sizePx: number; readonly quality: number }): Promise<string> {
  const { input, key, ffmpeg, project, orientation } = from;
  const file = path.join(await artFolder(project), `fit-${key}-${size.sizePx}.jpg`);
  if ((await ageOf(file, project)) !== undefined) return file;
  const { fitImage } = await import('../../../run-tool.js');
  const { signal } = project;
  const write = (outputPath: string) =>
    fitImage({ ffmpeg, inputPath: input, outputPath, ...size, signal, ...present({ orientation }) });
  await placeDurably({ path: file, write });
  return file;
}

function ownName(sha256: string): string {
  return `figure-${sha256.slice(0, 16)}.jpg`;
}

function shownName(source: string): string {
  return WEB.test(source) ? source.replace(/[?#].*$/u, '').replace(/\/\/[^/]*@/u, '//') : source;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
