import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { present } from '../model/present.js';
import { toWriteError } from './to-write-error.js';
import { readIfThereSync } from '../open-file.js';

/** Names of files being written; nothing else has such a name, so what a killed run left can be told and removed. */
export const TEMPORARY_NAME = /^\.lector-[0-9a-f]{24}(?:\.[a-z0-9]{1,8})?$/u;

/** How systems say that a disk knows no links. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'UNKNOWN'];

/** A new name of that kind. */
export function makeTemporaryName(extension = ''): string {
  return `.lector-${randomUUID().replaceAll('-', '').slice(0, 24)}${extension}`;
}

/**
 * Replaces a file so that it holds either its old bytes or all of the new ones, whatever happens, and that the new ones
 * outlive a power cut once this has returned. Missing folders are made.
 *
 * @throws {@link LectorError} `E_DISK` when there is no room, `E_WRITE` when writing is not possible.
 */
export async function writeDurably(file: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  await placeFile({ path: file, neededBytes: bytes.byteLength, write: (temporary) => writeNew(temporary, bytes) });
}

/** {@link writeDurably}, but only when the bytes differ; a file that stays keeps its modification time. */
export async function writeIfChanged(file: string, content: string | Uint8Array): Promise<boolean> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  if (holds(file, bytes)) return false;
  await writeDurably(file, bytes);
  return true;
}

/**
 * Replaces several files as one step, as far as a disk can: all that takes room is done, and all bytes are durable under
 * temporary names, before the first file changes. They change in the order given.
 *
 * @param confirm The last look before the first change: nothing changes when it rejects.
 * @throws {@link LectorError} `E_DISK` when there is no room, `E_WRITE` when writing is not possible.
 */
export async function writeTogether(
  files: readonly { readonly file: string; readonly bytes: Uint8Array }[],
  confirm: () => Promise<void>,
): Promise<void> {
  const waiting = files.map(({ file, bytes }) => {
    const temporary = path.join(path.dirname(file), makeTemporaryName(extensionOf(file)));
    return { file, bytes, temporary };
  });
  const attempt = async (at: { file: string; bytes: Uint8Array }, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      throw await toWriteError({ error, path: at.file, neededBytes: at.bytes.byteLength });
    }
  };
  try {
    for (const one of waiting) await attempt(one, () => writeNew(one.temporary, one.bytes));
    await confirm();
    for (const one of waiting) {
      await attempt(one, async () => {
        renameSync(one.temporary, one.file);
        await syncFolder(path.dirname(one.file));
      });
    }
  } catch (error) {
    await Promise.all(waiting.map(({ temporary }) => rm(temporary, { force: true }).catch(() => undefined)));
    throw error;
  }
}

/**
 * Makes a file that nobody else may have made: of several processes that try at the same time, one does. Missing folders
 * are made.
 *
 * @returns False when the file is there already; it stays as it is.
 * @throws {@link LectorError} `E_DISK` when there is no room, `E_WRITE` when writing is not possible.
 */
export async function createDurably(
  file: string,
  content: string | Uint8Array | { readonly file: string },
): Promise<boolean> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const temporary = path.join(path.dirname(file), makeTemporaryName(extensionOf(file)));
  const write = (to: string): Promise<void> =>
    bytes instanceof Uint8Array ? writeNew(to, bytes) : writeThenSync(to, (target) => copyFile(bytes.file, target));
  try {
    await write(temporary);
    // A link is refused where the name is taken; a rename would replace what has it.
    linkSync(temporary, file);
    await syncFolder(path.dirname(file));
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST') return false;
    if (NO_LINKS.includes(code)) return await createInPlace(file, write);
    const neededBytes = bytes instanceof Uint8Array ? bytes.byteLength : undefined;
    throw await toWriteError({ error, path: file, ...present({ neededBytes }) });
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** As good as it can be on a disk that knows no links: whoever looks at the wrong moment sees less than all of it. */
async function createInPlace(file: string, write: (to: string) => Promise<void>): Promise<boolean> {
  if (existsSync(file)) return false;
  try {
    await write(file);
    await syncFolder(path.dirname(file));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw await toWriteError({ error, path: file });
  }
}

/**
 * Lets `write` make a file under a temporary name with the extension of `path`, in the same folder, then puts it in place
 * durably. Nothing changes when `write` rejects.
 */
export async function placeDurably(options: {
  readonly path: string;
  readonly write: (temporaryPath: string) => Promise<void>;
}): Promise<void> {
  await placeFile({ path: options.path, write: (temporary) => writeThenSync(temporary, options.write) });
}

/** Copies a file durably; the length of the copy is compared with that of the original. */
export async function copyDurably(from: string, to: string): Promise<void> {
  const { size } = await stat(from);
  await placeFile({
    path: to,
    neededBytes: size,
    write: (target) =>
      writeThenSync(target, async (temporary) => {
        await copyFile(from, temporary);
        const copied = await stat(temporary);
        if (copied.size !== size) throw shortWrite(copied.size, size);
      }),
  });
}

async function placeFile(options: {
  readonly path: string;
  readonly neededBytes?: number;
  /** Makes a new file, in a folder it may have to make, and makes its bytes durable. */
  readonly write: (temporaryPath: string) => Promise<void>;
}): Promise<void> {
  const folder = path.dirname(options.path);
  const temporary = path.join(folder, makeTemporaryName(extensionOf(options.path)));
  try {
    await options.write(temporary);
    renameSync(temporary, options.path);
    await syncFolder(folder);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw await toWriteError({
      error,
      path: options.path,
      ...present({ neededBytes: options.neededBytes }),
    });
  }
}

async function writeThenSync(temporary: string, write: (temporaryPath: string) => Promise<void>): Promise<void> {
  await makeFolderDurably(path.dirname(temporary));
  await write(temporary);
  await syncFile(temporary);
}

/**
 * What only reaches the system's own memory is done on the spot, which takes a third of the time that handing it to
 * another thread does; what waits for the disk is waited for.
 */
async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
  const descriptor = await openNew(file);
  try {
    writeAll(descriptor, bytes);
    const { size } = fstatSync(descriptor);
    if (size !== bytes.byteLength) throw shortWrite(size, bytes.byteLength);
    await waitForDisk(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Folders are there nearly always: they are made when the first attempt finds that they are not. */
async function openNew(file: string): Promise<number> {
  try {
    return openSync(file, 'wx', 0o644);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    await makeFolderDurably(path.dirname(file));
    return openSync(file, 'wx', 0o644);
  }
}

/**
 * Makes folders in a folder, so that they outlive a power cut once this has returned; does nothing when the last is there.
 *
 * @throws {@link LectorError} `E_DISK` when there is no room, `E_WRITE` when writing is not possible.
 */
export async function makeFoldersDurably(parent: string, names: readonly string[]): Promise<void> {
  if (existsSync(path.join(parent, names.at(-1) ?? ''))) return;
  try {
    await makeFolderDurably(parent);
    for (const name of names) mkdirSync(path.join(parent, name), { recursive: true });
    await syncFolder(parent);
  } catch (error) {
    throw await toWriteError({ error, path: parent });
  }
}

/** A new folder outlives a power cut when the folder it is in has been synced. */
async function makeFolderDurably(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) await syncFolder(path.dirname(made));
}

/** One call may write less than it was given, without an error, when the disk is nearly full. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  let offset = 0;
  while (offset < bytes.byteLength) {
    const written = writeSync(descriptor, bytes, offset, bytes.byteLength - offset, offset);
    if (written === 0) throw shortWrite(offset, bytes.byteLength);
    offset += written;
  }
}

function shortWrite(written: number, wanted: number): Error {
  return Object.assign(new Error(`only ${written} of ${wanted} bytes were written`), { code: 'ENOSPC' });
}

const waitForDisk = promisify(fsync);

async function syncFile(file: string, flags = 'r+'): Promise<void> {
  const descriptor = openSync(file, flags);
  try {
    await waitForDisk(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes the rename itself durable; Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform !== 'win32') await syncFile(folder, 'r');
}

/** On the spot: most files of a show are as they were, and handing each to another thread takes longer than looking. */
function holds(file: string, bytes: Uint8Array): boolean {
  try {
    const { size } = statSync(file);
    return size === bytes.byteLength && readIfThereSync(file)?.equals(bytes) === true;
  } catch {
    return false;
  }
}

function extensionOf(file: string): string {
  const extension = path.extname(file).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/u.test(extension) ? extension : '';
}
