import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isPublishedPath } from '../../../src/model/publication/published-paths.js';
import { feedConflict, pathRefused, type PublishTarget, type TargetFile } from '../../../src/publish/target.js';
import { toWriteError } from '../../../src/workspace.js';

type Stored = { readonly bytes: Buffer; readonly contentType: string; readonly cacheControl: string };

/** A target as its author would write it for a store of keys and objects; the map is the store. */
export function openMemoryTarget(store: Map<string, Stored>): PublishTarget {
  const locate = (name: string): string => `memory://${name}`;
  const statOne = (name: string) => {
    const bytes = store.get(name)?.bytes;
    if (!bytes) return undefined;
    return { path: name, sizeBytes: bytes.length, version: createHash('sha256').update(bytes).digest('hex') };
  };
  const read = async ({ path: name, content }: TargetFile): Promise<Buffer> => {
    if (!isPublishedPath(name)) throw pathRefused(name);
    if (content instanceof Uint8Array) return Buffer.from(content);
    return readFile(content.file).catch(async (error: unknown) => {
      throw await toWriteError({ error, path: locate(name) });
    });
  };
  const keep = ({ path: name, contentType, cacheControl }: TargetFile, bytes: Buffer): boolean => {
    if (store.get(name)?.bytes.equals(bytes)) return false;
    store.set(name, { bytes, contentType, cacheControl });
    return true;
  };
  return {
    specificationVersion: 1,
    name: 'memory',
    locate,
    prepare: () => Promise.resolve(),
    stat: (names) => Promise.resolve(names.map(statOne)),
    read: (name) => Promise.resolve(store.get(name)?.bytes),
    async download(name, makeFolder) {
      const bytes = store.get(name)?.bytes;
      if (!bytes) return undefined;
      const copy = path.join(await makeFolder(), path.basename(name));
      await writeFile(copy, bytes);
      return copy;
    },
    list: () => Promise.resolve([...store.keys()].flatMap((name) => statOne(name) ?? [])),
    put: async (file) => keep(file, await read(file)),
    async putFeed({ record, feed, replaces }) {
      const wanted = [
        { file: record, bytes: await read(record), version: replaces.record },
        { file: feed, bytes: await read(feed), version: replaces.feed },
      ].filter(({ file, bytes }) => !store.get(file.path)?.bytes.equals(bytes));
      for (const { file, version } of wanted)
        if (statOne(file.path)?.version !== version) throw feedConflict({ locate }, file.path);
      for (const { file, bytes } of wanted) keep(file, bytes);
      return wanted.map(({ file }) => file.path);
    },
    async remove(name) {
      if (!isPublishedPath(name)) throw pathRefused(name);
      return Promise.resolve(store.delete(name));
    },
  };
}
