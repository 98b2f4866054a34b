// A publish target in one file: a store of keys and objects, here a map in memory. A store on the network asks its
// server where this one asks the map; docs/library.md says the rest.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { feedConflict, isPublishedPath, LectorError, pathRefused } from 'lector';

/**
 * @typedef {{ bytes: Buffer, contentType: string, cacheControl: string }} Stored
 * @param {Map<string, Stored>} store The place itself; the target keeps nothing that is not in it.
 * @returns {import('lector').PublishTarget}
 */
export function openMemoryTarget(store) {
  /** @param {string} name */
  const locate = (name) => `memory://${name}`;
  /** @param {string} name */
  const statOne = (name) => {
    const bytes = store.get(name)?.bytes;
    if (!bytes) return undefined;
    return { path: name, sizeBytes: bytes.length, version: createHash('sha256').update(bytes).digest('hex') };
  };
  /** @param {import('lector').TargetFile} file */
  const bytesOf = async ({ path: name, content }) => {
    if (!isPublishedPath(name)) throw pathRefused(name);
    if (content instanceof Uint8Array) return Buffer.from(content);
    return readFile(content.file).catch((cause) => {
      throw new LectorError('E_WRITE', `${locate(name)} cannot be put.`, {
        hint: 'run the same command again.',
        cause,
      });
    });
  };
  /**
   * @param {import('lector').TargetFile} file
   * @param {Buffer} bytes
   */
  const keep = ({ path: name, contentType, cacheControl }, bytes) => {
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
    put: async (file) => keep(file, await bytesOf(file)),
    async putFeed({ record, feed, replaces }) {
      const changed = [
        { file: record, bytes: await bytesOf(record), version: replaces.record },
        { file: feed, bytes: await bytesOf(feed), version: replaces.feed },
      ].filter(({ file, bytes }) => !store.get(file.path)?.bytes.equals(bytes));
      for (const { file, version } of changed)
        if (statOne(file.path)?.version !== version) throw feedConflict({ locate }, file.path);
      for (const { file, bytes } of changed) keep(file, bytes);
      return changed.map(({ file }) => file.path);
    },
    async remove(name) {
      if (!isPublishedPath(name)) throw pathRefused(name);
      return store.delete(name);
    },
  };
}
