import { createHash } from 'node:crypto';
import { stat as statFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LectorError } from '../../errors.js';
import { isPublishedPath } from '../../model/publication/paths/addresses.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import { readIfThere } from '../../open-file.js';
import { hashFile, makeTemporaryName, TEMPORARY_NAME } from '../../workspace.js';
import { putCompared } from '../put-compared.js';
import { stageFiles } from './stage-files.js';
import { pathRefused, type PublishedFile, type PublishTarget, type TargetFile } from '../target.js';
import { openSftp, quote, type SftpPlace, type SftpPorts } from './sftp/session.js';

/** SFTP tells times by the minute and no digests: these are kept at the place, by path. */
const DIGESTS = '.lector-digests.json';
/** Both are read whenever it matters what lies there: others may change them. */
const READ: ReadonlySet<string> = new Set([PUBLISHED.feed, PUBLISHED.manifest]);
/** Files of one session; the digests are put after each. */
const CHUNK_LENGTH = 200;

type Digests = Readonly<Record<string, { readonly sha256: string; readonly sizeBytes: number }>>;

/**
 * A folder on a server, through the installed `sftp` of OpenSSH: for accounts without a shell. Each file is renamed into
 * place when all of it is there; the feed last. Folders are listed one by one, so for shows of many hundred episodes rsync
 * is the better way. SFTP knows no conditions: record and feed are compared right before.
 */
export function openSftpTarget(place: SftpPlace, ports: SftpPorts = {}): PublishTarget {
  const sftp = openSftp(place, ports);
  const locate = (name: string): string => `sftp://${place.host}${place.path}/${name}`;

  async function fetchInto(folder: string, name: string): Promise<string> {
    const file = path.join(folder, makeTemporaryName(path.extname(name)));
    await sftp.run([`get ${quote(sftp.absolute(name))} ${quote(file)}`], { mayMiss: true });
    return file;
  }

  const read = (name: string): Promise<Buffer | undefined> =>
    stageFiles(place.cacheDir, async (folder) =>
      isPublishedPath(name) ? readIfThere(await fetchInto(folder, name)) : undefined,
    );

  async function readDigests(): Promise<Digests> {
    try {
      return JSON.parse((await read(DIGESTS))?.toString('utf8') ?? '{}') as Digests;
    } catch {
      return {};
    }
  }

  async function listAll(): Promise<readonly (PublishedFile & { readonly time: string })[]> {
    const files: (PublishedFile & { readonly time: string })[] = [];
    for (let folders: readonly string[] = ['']; folders.length > 0;) {
      const next: string[] = [];
      for (const entry of await sftp.list(folders)) {
        if (entry.isFolder) next.push(entry.path);
        else files.push({ path: entry.path, sizeBytes: entry.sizeBytes, version: '', time: entry.time });
      }
      folders = next;
    }
    const digests = await readDigests();
    const versions = await Promise.all(files.map((file) => versionOf(file, digests)));
    return files
      .map((file, index) => ({ ...file, version: versions[index] ?? '' }))
      .filter(({ path: name }) => name !== DIGESTS && !TEMPORARY_NAME.test(path.posix.basename(name)));
  }

  async function versionOf(
    { path: name, sizeBytes, time }: { readonly path: string; readonly sizeBytes: number; readonly time: string },
    digests: Digests,
  ): Promise<string> {
    if (READ.has(name)) return hashOf((await read(name)) ?? new Uint8Array());
    const known = Object.hasOwn(digests, name) ? digests[name] : undefined;
    return known?.sizeBytes === sizeBytes ? known.sha256 : `${time}-${sizeBytes}`;
  }

  async function list(): Promise<readonly PublishedFile[]> {
    return (await listAll()).map(({ path: name, sizeBytes, version }) => ({ path: name, sizeBytes, version }));
  }

  async function stat(names: readonly string[]): Promise<readonly (PublishedFile | undefined)[]> {
    const folders = [...new Set(names.filter(isPublishedPath).map((name) => folderOf(name)))];
    const digests = await readDigests();
    const found = new Map(
      (await sftp.list(folders)).filter(({ isFolder }) => !isFolder).map((file) => [file.path, file]),
    );
    return Promise.all(
      names.map(async (name) => {
        const file = isPublishedPath(name) ? found.get(name) : undefined;
        return file && { path: name, sizeBytes: file.sizeBytes, version: await versionOf(file, digests) };
      }),
    );
  }

  async function putAll(
    files: readonly TargetFile[],
    report?: (file: TargetFile, isWritten: boolean) => void,
  ): Promise<readonly string[]> {
    for (const { path: name } of files) if (!isPublishedPath(name) || name.includes('\n')) throw pathRefused(name);
    const written: string[] = [];
    for (let start = 0; start < files.length; start += CHUNK_LENGTH) {
      const chunk = files.slice(start, start + CHUNK_LENGTH);
      const put = await stageFiles(place.cacheDir, (folder) => putChunk(chunk, folder));
      written.push(...put);
      for (const file of chunk) report?.(file, put.includes(file.path));
    }
    return written;
  }

  async function putChunk(files: readonly TargetFile[], folder: string): Promise<readonly string[]> {
    const there = await stat(files.map((file) => file.path));
    const digests: Record<string, Digests[string]> = { ...(await readDigests()) };
    const commands: string[] = [];
    const changed: string[] = [];
    const made = new Set<string>();
    for (const [index, file] of files.entries()) {
      const { source, sha256, sizeBytes } = await sourceOf(file, { folder, index, locate });
      if (there[index]?.version === sha256 && there[index]?.sizeBytes === sizeBytes) continue;
      for (const parent of parentsOf(file.path))
        if (!made.has(parent)) commands.push(`-mkdir ${quote(sftp.absolute(parent))}`);
      parentsOf(file.path).forEach((parent) => made.add(parent));
      commands.push(...sftp.place(source, file.path));
      changed.push(file.path);
      digests[file.path] = { sha256, sizeBytes };
    }
    if (changed.length === 0) return [];
    const list = path.join(folder, 'digests');
    await writeFile(list, JSON.stringify(digests));
    await sftp.run([...commands, ...sftp.place(list, DIGESTS)]);
    return changed;
  }

  async function removeAll(names: readonly string[]): Promise<readonly string[]> {
    for (const name of names) if (!isPublishedPath(name)) throw pathRefused(name);
    const there = (await stat(names)).flatMap((file) => (file ? [file.path] : []));
    if (there.length === 0) return [];
    const parents = [...new Set(there.flatMap(parentsOf))].sort((a, b) => b.length - a.length);
    await sftp.run([
      ...there.map((name) => `rm ${quote(sftp.absolute(name))}`),
      // A folder that holds something stays.
      ...parents.map((name) => `-rmdir ${quote(sftp.absolute(name))}`),
    ]);
    return there;
  }

  return {
    specificationVersion: 1,
    name: 'sftp',
    locate,
    async prepare() {
      await sftp.makeRoot();
      const [probe] = (await sftp.list([''])).filter(({ path: name }) => TEMPORARY_NAME.test(name));
      if (probe) await sftp.run([`-rm ${quote(sftp.absolute(probe.path))}`]);
      const bytes = Buffer.from(JSON.stringify(await readDigests()));
      await stageFiles(place.cacheDir, async (folder) => {
        const file = path.join(folder, 'digests');
        await writeFile(file, bytes);
        await sftp.run(sftp.place(file, DIGESTS));
      });
    },
    stat,
    read,
    async download(name, makeFolder) {
      const [found] = await stat([name]);
      return found && fetchInto(await makeFolder(), name);
    },
    list,
    put: async (file) => (await putAll([file])).length > 0,
    putAll,
    putFeed: (files) => putCompared(files, { locate, stat, putAll, versionOf: hashOf }),
    remove: async (name) => (await removeAll([name])).length > 0,
    removeAll,
  };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A file of this machine with what is to be put. */
async function sourceOf(
  { path: name, content }: TargetFile,
  {
    folder,
    index,
    locate,
  }: { readonly folder: string; readonly index: number; readonly locate: (name: string) => string },
): Promise<{ readonly source: string; readonly sha256: string; readonly sizeBytes: number }> {
  if (content instanceof Uint8Array) {
    const source = path.join(folder, String(index));
    await writeFile(source, content);
    return { source, sha256: hashOf(content), sizeBytes: content.byteLength };
  }
  try {
    const source = path.resolve(content.file);
    return { source, sha256: await hashFile(source), sizeBytes: (await statFile(source)).size };
  } catch (cause) {
    throw new LectorError('E_WRITE', `${locate(name)} cannot be put: its source cannot be read.`, {
      hint: 'run the same command again.',
      cause,
    });
  }
}

function folderOf(name: string): string {
  return name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '';
}

/** `a` and `a/b` of `a/b/c`. */
function parentsOf(name: string): readonly string[] {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
