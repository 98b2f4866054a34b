import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { readIfThere } from '../open-file.js';
import { createDurably } from '../workspace.js';
import type { Store } from './store.js';

/** A folder of this machine, or of a disk that several share. Each blob is a file that is made at once or not at all. */
export function openFolderStore(folder: string): Store {
  const fileOf = (name: string): string => path.join(folder, ...name.split('/'));
  return {
    name: 'folder',
    locate: fileOf,
    fileOf,
    get: (name) => readIfThere(fileOf(name)),
    has: (name) => Promise.resolve(existsSync(fileOf(name))),
    putIfAbsent: async (name, content) => {
      const file = fileOf(name);
      // Asked on the spot: most of what is there already has been for long.
      return existsSync(file) ? false : createDurably(file, content);
    },
    async list(prefix) {
      const entries = await readdir(fileOf(prefix), { withFileTypes: true, recursive: true }).catch(() => []);
      return entries
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
        .sort();
    },
    remove: (name) => rm(fileOf(name), { force: true }),
  };
}
