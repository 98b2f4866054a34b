import { lstat, rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { OutputFolder } from './output-folder.js';

/** Removes files published before that are not published now, and folders that are empty then. */
export async function removeUnlisted(options: {
  readonly folder: OutputFolder;
  readonly before: ReadonlySet<string>;
  readonly current: ReadonlySet<string>;
  readonly dryRun?: boolean;
}): Promise<readonly string[]> {
  const { folder, before, current, dryRun } = options;
  const removed: string[] = [];
  for (const name of [...before].sort()) {
    if (current.has(name)) continue;
    // The list lies in a folder others may write to: a name in it that leads elsewhere is not ours.
    const target = await folder.resolve(name).catch(() => undefined);
    const found = target === undefined ? undefined : await lstat(target).catch(() => undefined);
    if (target === undefined || !found?.isFile()) continue;
    if (!dryRun) {
      await unlink(target);
      await removeEmptyFolders(path.dirname(target), folder.root);
    }
    removed.push(name);
  }
  return removed;
}

async function removeEmptyFolders(start: string, root: string): Promise<void> {
  for (let folder = start; folder !== root && folder.startsWith(root); folder = path.dirname(folder)) {
    const isRemoved = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!isRemoved) return;
  }
}
