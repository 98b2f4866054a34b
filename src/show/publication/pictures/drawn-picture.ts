import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drawCover, SOCIAL_SIZE } from '../../../artwork/draw-cover.js';
import { lettersOf } from '../../../artwork/lettering.js';
import type { Project } from '../../../context.js';
import type { Episode } from '../../../model/episode.js';
import { present } from '../../../model/present.js';
import { linkPicturePath } from '../../../model/publication/paths/episode-paths.js';
import type { Show } from '../../../model/publication/show.js';
import { placeDurably } from '../../../workspace.js';
import { ageOf, artFolder } from './picture-file.js';

/** Raise it when the same title is drawn otherwise. */
const DRAWING = 1;
/** The smallest that Apple takes for an episode: a title on plain ground loses nothing. */
const SQUARE = { widthPx: 1400, heightPx: 1400 } as const;

type Plan = { readonly title: string; readonly color?: string; readonly widthPx: number; readonly heightPx: number };

/** A square with the title of an episode; nothing where there are no letters for it. */
export async function drawnSquare(title: string, project: Project): Promise<string | undefined> {
  const { color } = project.config.artwork;
  return lettersOf(title).isTitled ? drawn({ title, ...present({ color }), ...SQUARE }, project) : undefined;
}

/** An episode with the place of the picture links to it are shown with, where the show has such. */
export function withLinkPicture(episode: Episode, { linkPictures }: Show): Episode {
  const isDrawn = linkPictures !== undefined && episode.isPrivate !== true && lettersOf(episode.title).isTitled;
  if (!isDrawn) return present({ ...episode, linkImage: undefined });
  return { ...episode, linkImage: linkPicturePath(episode.slug, hashOf(planOf(episode, linkPictures)).slice(0, 8)) };
}

/** Its file; made once. */
export async function linkPictureFile(
  { title, linkImage }: Episode,
  project: Project,
): Promise<readonly { readonly path: string; readonly copyFrom: string }[]> {
  const { linkPictures } = project.show;
  if (linkImage === undefined || linkPictures === undefined) return [];
  return [{ path: linkImage, copyFrom: await drawn(planOf({ title }, linkPictures), project) }];
}

function planOf({ title }: Pick<Episode, 'title'>, { color }: NonNullable<Show['linkPictures']>): Plan {
  return { title, ...present({ color }), ...SOCIAL_SIZE };
}

async function drawn(plan: Plan, project: Project): Promise<string> {
  const file = path.join(await artFolder(project), `drawn-${hashOf(plan)}.jpg`);
  if ((await ageOf(file, project)) === undefined) {
    const { jpeg } = await drawCover(plan);
    await placeDurably({ path: file, write: (target) => writeFile(target, jpeg) });
  }
  return file;
}

function hashOf({ title, color = '', widthPx, heightPx }: Plan): string {
  return createHash('sha256')
    .update(JSON.stringify([DRAWING, title, color, widthPx, heightPx]))
    .digest('hex')
    .slice(0, 16);
}
