import { lstatSync, statSync, type Stats } from 'node:fs';
import { rmdir, stat, unlink } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import path from 'node:path';
import { LectorError } from '../../errors.js';
import { isPublishedPath } from '../../model/publication/paths/addresses.js';
import {
  copyDurably,
  hashFile,
  listFiles,
  makeFolder,
  probeWritable,
  removeTemporaries,
  syncFolder,
  TEMPORARY_NAME,
  toWriteError,
  writeIfChanged,
  writeTogether,
} from '../../workspace.js';
import { feedConflict, pathRefused, type PublishedFile, type PublishTarget, type TargetFile } from '../target.js';
import { readBytes } from '../../open-file.js';

const STATS_AT_ONCE = 1000;
/** What the system says of a name that cannot lead to a file. */
const NO_FILE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);

/**
 * A folder of this machine, the output folder. Files are put durably (temporary name, size check, fsync, rename, fsync of
 * the folder). Nothing is put or removed through a symbolic link; the folder itself may be one.
 */
export function openFolderTarget(outDir: string): PublishTarget {
  const root = path.resolve(outDir);
  const withoutLinks = new Set([root]);
  const locate = (name: string): string => path.join(root, ...name.split('/'));

  /** Where a file is put; rejects when that is elsewhere or behind a link. */
  function placeOf(name: string): string {
    if (!isPublishedPath(name)) throw pathRefused(name);
    const file = locate(name);
    const link = findLink(file);
    if (link === undefined) return file;
    throw new LectorError('E_WRITE', `${link} is a symbolic link; Lector does not write through links.`, {
      hint: 'remove the link, or set outDir to the folder it leads to.',
      place: { file: link },
    });
  }

  /** The file itself, when it is a link, or the first of its folders that is one. */
  function findLink(file: string): string | undefined {
    if (withoutLinks.has(file)) return undefined;
    const above = findLink(path.dirname(file));
    if (above !== undefined) return above;
    const found = look(file, lstatSync);
    if (found?.isSymbolicLink()) return file;
    if (found?.isDirectory()) withoutLinks.add(file);
    return undefined;
  }

  function statOne(name: string): PublishedFile | undefined {
    // There are many, and such a name holds nothing that would have to be settled.
    const found = isPublishedPath(name) ? look(root + path.sep + name.replaceAll('/', path.sep)) : undefined;
    return found?.isFile()
      ? { path: name, sizeBytes: found.size, version: `${found.mtimeMs}-${found.size}` }
      : undefined;
  }

  /** On the spot, which takes a fifth of the time that asking another thread does; between times signals are heard. */
  async function statAll(names: readonly string[]): Promise<(PublishedFile | undefined)[]> {
    const found: (PublishedFile | undefined)[] = [];
    for (const name of names) {
      found.push(statOne(name));
      if (found.length % STATS_AT_ONCE === 0) await setImmediate();
    }
    return found;
  }

  return {
    specificationVersion: 1,
    name: 'folder',
    locate,
    async prepare() {
      await makeFolder(root);
      await probeWritable(root);
      await removeTemporaries(root);
    },
    stat: statAll,
    async read(name) {
      if (!isPublishedPath(name)) return undefined;
      try {
        return await readBytes(locate(name));
      } catch (cause) {
        if (cause instanceof Error && 'code' in cause && NO_FILE.has(String(cause.code))) return undefined;
        const hint = 'check its permissions.';
        throw new LectorError('E_WRITE', `${locate(name)}: cannot be read.`, { hint, cause });
      }
    },
    download: (name) => Promise.resolve(statOne(name) && locate(name)),
    async list() {
      const names = (await listFiles(root))
        .filter((name) => !TEMPORARY_NAME.test(path.basename(name)))
        .map((name) => name.replaceAll(path.sep, '/'));
      return (await statAll(names)).filter((file) => file !== undefined);
    },
    async put({ path: name, content }) {
      const file = placeOf(name);
      return content instanceof Uint8Array ? writeIfChanged(file, content) : copyIfChanged(content.file, file);
    },
    async putFeed({ record, feed, replaces }) {
      const wanted = await Promise.all(
        [record, feed].map(async ({ path: name, content }) => ({
          name,
          file: placeOf(name),
          bytes: await bytesOf(content),
          version: name === feed.path ? replaces.feed : replaces.record,
        })),
      );
      const changed: typeof wanted = [];
      // Those of a long show take tens of megabytes each: one of another size need not be read.
      for (const one of wanted) {
        const isAlike = statOne(one.name)?.sizeBytes === one.bytes.length;
        const lying = isAlike ? await readBytes(one.file).catch(() => undefined) : undefined;
        if (lying?.equals(one.bytes) !== true) changed.push(one);
      }
      await writeTogether(changed, async () => {
        for (const { name, version } of changed)
          if (statOne(name)?.version !== version) throw feedConflict({ locate }, name);
      });
      return changed.map(({ name }) => name);
    },
    async remove(name) {
      if (!isPublishedPath(name)) throw pathRefused(name);
      const file = locate(name);
      if (findLink(file) !== undefined || !statOne(name)) return false;
      try {
        await unlink(file);
        // What comes back after a power cut would be on no list any more.
        await syncFolder(path.dirname(file));
      } catch (error) {
        throw await toWriteError({ error, path: file });
      }
      await removeEmptyFolders(path.dirname(file), root);
      return true;
    },
  };
}

function look(file: string, how: typeof statSync = statSync): Stats | undefined {
  try {
    return how(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

async function bytesOf(content: TargetFile['content']): Promise<Uint8Array> {
  return content instanceof Uint8Array ? content : readBytes(content.file);
}

async function copyIfChanged(from: string, to: string): Promise<boolean> {
  try {
    if (await isCopy(from, to)) return false;
    await copyDurably(from, to);
    return true;
  } catch (error) {
    throw await toWriteError({ error, path: to });
  }
}

async function isCopy(from: string, to: string): Promise<boolean> {
  if (path.resolve(from) === to) return true;
  const [source, copy] = await Promise.all([stat(from), stat(to).catch(() => undefined)]);
  if (copy?.size !== source.size) return false;
  return (await hashFile(from)) === (await hashFile(to));
}

async function removeEmptyFolders(start: string, root: string): Promise<void> {
  for (let folder = start; folder !== root; folder = path.dirname(folder)) {
    const isRemoved = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!isRemoved) return;
  }
}
