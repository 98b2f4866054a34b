import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ShowState } from '../../context.js';
import { thumbnailPath } from '../../model/publication/paths/show-paths.js';
import { makeFolder, placeDurably } from '../../workspace.js';
import { ffmpegOptionsOf } from '../ffmpeg-options-of.js';
import type { PublishedCover } from './published-cover.js';

/** Wide enough for a page on a sharp screen. */
const SIZE_PX = 480;

/** Where the small copy of a cover lies once it is published. */
export function thumbnailOf(cover: string): string {
  return thumbnailPath(cover, SIZE_PX);
}

/** A small copy of the cover for pages; made once per cover. */
export async function publishedThumbnail(cover: PublishedCover, state: ShowState): Promise<PublishedCover> {
  const name = thumbnailOf(cover.path);
  const file = path.join(state.config.stateDir, 'cache', name);
  if (!(await stat(file).catch(() => undefined))) {
    const { findFfmpeg, scaleImage } = await import('../../run-tool.js');
    const ffmpeg = await findFfmpeg(ffmpegOptionsOf(state));
    await makeFolder(path.dirname(file));
    await placeDurably({
      path: file,
      write: (outputPath) => scaleImage({ ffmpeg, inputPath: cover.copyFrom, outputPath, sizePx: SIZE_PX }),
    });
  }
  return { path: name, copyFrom: file };
}
