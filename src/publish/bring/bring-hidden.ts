import { isPrivatePath } from '../../model/publication/paths/show-paths.js';
import type { PublishTarget } from '../target.js';
import { copiedFile } from './put-texts.js';

type HiddenContext = {
  /** The output folder. */
  readonly from: PublishTarget;
  readonly to: PublishTarget;
  readonly temporaryFolder: () => Promise<string>;
};

/** What is published for subscribers alone, and what of it lies at a place: no list out there may name it. */
export type HiddenPaths = { readonly files: readonly string[]; readonly there: readonly string[] };

/** Takes away what is there and no more for anybody: the feeds of those who were revoked. */
export async function removeHidden({ files, there }: HiddenPaths, to: PublishTarget): Promise<readonly string[]> {
  const current = new Set(files);
  const removed: string[] = [];
  for (const path of there) if (!current.has(path) && (await to.remove(path))) removed.push(path);
  return removed;
}

/** Brings what subscribers alone may find, the feeds last: called when everything they name of the show lies there. */
export async function bringHidden(
  { files }: HiddenPaths,
  { from, to, temporaryFolder }: HiddenContext,
): Promise<readonly string[]> {
  const written: string[] = [];
  for (const path of files.toSorted((a, b) => Number(isPrivatePath(a)) - Number(isPrivatePath(b)))) {
    const file = await from.download(path, temporaryFolder);
    if (file === undefined) continue;
    if (await to.put(await copiedFile(path, file))) written.push(path);
  }
  return written;
}
