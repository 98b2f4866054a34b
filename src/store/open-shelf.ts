import { existsSync } from 'node:fs';
import path from 'node:path';
import { writeDurably, type Shelf } from '../workspace.js';
import type { Store } from './store.js';

/** A folder of this machine before a part of a store: what the store has is brought here once. */
export function openShelf(
  store: Store,
  { prefix, folder }: { readonly prefix: string; readonly folder: string },
): Shelf {
  const fileOf = (name: string): string => path.join(folder, ...name.split('/'));
  const isHere = (name: string): boolean => store.fileOf(prefix + name) === fileOf(name);
  const bring = async (name: string): Promise<boolean> => {
    if (isHere(name)) return existsSync(fileOf(name));
    const bytes = await store.get(prefix + name);
    if (bytes) await writeDurably(fileOf(name), bytes);
    return bytes !== undefined;
  };
  return {
    bring,
    async keep(name, bytes) {
      const isFirst = await store.putIfAbsent(prefix + name, bytes);
      if (isHere(name)) return isFirst;
      if (isFirst || !(await bring(name))) await writeDurably(fileOf(name), bytes);
      return isFirst;
    },
    async lend(name) {
      const file = fileOf(name);
      if (isHere(name) || !existsSync(file) || (await store.has(prefix + name))) return;
      await store.putIfAbsent(prefix + name, { file });
    },
    discard: (name) => store.remove(prefix + name),
  };
}
