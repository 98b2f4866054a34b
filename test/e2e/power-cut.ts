import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** One line of the log of `faulty-disk.mjs`; the number is 0 where nothing new can be killed. */
export type Step = readonly [number: number, name: string, file: string, target?: string];

/** What a power cut may leave: for every file, where its bytes are; nothing where they never reached the disk. */
export type Disk = ReadonlyMap<string, string | undefined>;

type Inode = { bytesAt: string | undefined };

/** Names of files and folders, as a process sees them or as they would be found after a power cut. */
type Names = { readonly files: Map<string, Inode>; readonly folders: Set<string> };

/**
 * Every disk that a power cut at any moment of a run may leave, at its worst: of bytes that no sync has made safe nothing
 * is there, and names that no sync of their folder has made safe are still as before in all folders, changed already in
 * all, or changed in one of them and as before in the others. POSIX.1-2017, `fsync` and `rename`, promises no more.
 *
 * @param base Where the bytes of each file are that was there before the run.
 */
export function disksAfterPowerCuts(base: Disk, steps: readonly Step[]): Map<string, Disk> {
  const live: Names = { files: new Map(), folders: new Set(['.']) };
  for (const [file, bytesAt] of base) {
    live.files.set(file, { bytesAt });
    addFolders(live.folders, path.dirname(file));
  }
  const safe: Names = { files: new Map(live.files), folders: new Set(live.folders) };
  const disks = new Map<string, Disk>();
  const seen = new Set<string>();
  steps.forEach(([, name, file, target], index) => {
    apply({ live, safe, name, file, target });
    const changed = [...live.folders].filter((folder) => !isSame(folder, live, safe));
    const kept = [[], changed, ...(changed.length > 1 ? changed.map((folder) => [folder]) : [])];
    for (const folders of kept) {
      const disk = readDisk(live, safe, new Set(folders));
      const identity = JSON.stringify([...disk].sort());
      if (seen.has(identity)) continue;
      seen.add(identity);
      disks.set(`${index + 1} ${name} ${target ?? file}, new names in ${folders.join(', ') || 'no folder'}`, disk);
    }
  });
  return disks;
}

/** Lays out a disk as a folder. */
export async function layOut(disk: Disk, root: string): Promise<void> {
  for (const [file, bytesAt] of disk) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), bytesAt === undefined ? '' : await readFile(bytesAt));
  }
}

function apply(step: { live: Names; safe: Names; name: string; file: string; target: string | undefined }): void {
  const { live, safe, name, file, target } = step;
  switch (name) {
    case 'create':
    case 'copyFile': {
      const inode = live.files.get(file);
      if (inode) inode.bytesAt = undefined;
      else live.files.set(file, { bytesAt: undefined });
      break;
    }
    case 'rename':
    case 'link':
      // What another program made is first heard of when it is given its name.
      live.files.set(target ?? '', live.files.get(file) ?? { bytesAt: undefined });
      if (name === 'rename') live.files.delete(file);
      break;
    case 'mkdir':
      addFolders(live.folders, file);
      break;
    case 'rm':
    case 'rmdir':
    case 'unlink':
      for (const one of [...live.files.keys()]) if (isBelow(one, file)) live.files.delete(one);
      for (const one of [...live.folders]) if (isBelow(one, file)) live.folders.delete(one);
      break;
    case 'synced':
      if (target === undefined) copyNames(file, live, safe);
      else live.files.set(file, setBytes(live.files.get(file), target));
      break;
    case 'write':
    case 'sync':
      break;
    default:
      throw new Error(`what ${name} leaves on the disk is not known`);
  }
}

function setBytes(inode: Inode = { bytesAt: undefined }, bytesAt: string): Inode {
  inode.bytesAt = bytesAt;
  return inode;
}

/** A sync of a folder makes the names in it safe, and no others. */
function copyNames(folder: string, live: Names, safe: Names): void {
  for (const one of filesIn(folder, safe)) safe.files.delete(one);
  for (const one of filesIn(folder, live)) safe.files.set(one, requireInode(live, one));
  for (const one of live.folders) if (path.dirname(one) === dot(folder)) safe.folders.add(one);
}

function isSame(folder: string, live: Names, safe: Names): boolean {
  const now = filesIn(folder, live);
  const before = filesIn(folder, safe);
  const isNewFolder = [...live.folders].some((one) => path.dirname(one) === dot(folder) && !safe.folders.has(one));
  return (
    !isNewFolder && now.length === before.length && now.every((one) => live.files.get(one) === safe.files.get(one))
  );
}

function filesIn(folder: string, { files }: Names): string[] {
  return [...files.keys()].filter((file) => path.dirname(file) === dot(folder));
}

function requireInode({ files }: Names, file: string): Inode {
  const inode = files.get(file);
  if (!inode) throw new Error(`${file} is not there`);
  return inode;
}

/** The disk with the new names of some folders and the old ones of the others. */
function readDisk(live: Names, safe: Names, kept: ReadonlySet<string>): Disk {
  const namesOf = (one: string): Names => (kept.has(path.dirname(one)) ? live : safe);
  const isThere = (file: string): boolean => ancestors(file).every((folder) => namesOf(folder).folders.has(folder));
  const all = new Set([...live.files.keys(), ...safe.files.keys()]);
  return new Map(
    [...all].flatMap((file) => {
      const inode = namesOf(file).files.get(file);
      return inode && isThere(file) ? [[file, inode.bytesAt] as const] : [];
    }),
  );
}

function addFolders(folders: Set<string>, folder: string): void {
  for (const one of [folder, ...ancestors(folder)]) folders.add(one);
}

function ancestors(file: string): string[] {
  const folder = path.dirname(file);
  return folder === '.' ? [] : [folder, ...ancestors(folder)];
}

function isBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

function dot(folder: string): string {
  return folder === '' ? '.' : folder;
}
