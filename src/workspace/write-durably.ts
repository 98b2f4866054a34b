import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { toWriteError } from './to-write-error.js';

/** Names of files being written; nothing else has such a name, so what a killed run left can be told and removed. */
export const TEMPORARY_NAME = /^\.lector-[0-9a-f]{24}(?:\.[a-z0-9]{1,8})?$/u;

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
  if (await holds(file, bytes)) return false;
  await writeDurably(file, bytes);
  return true;
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
  const temporary = path.join(folder, `.lector-${randomBytes(12).toString('hex')}${extensionOf(options.path)}`);
  try {
    await options.write(temporary);
    await rename(temporary, options.path);
    await syncFolder(folder);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw await toWriteError({
      error,
      path: options.path,
      ...(options.neededBytes !== undefined && { neededBytes: options.neededBytes }),
    });
  }
}

async function writeThenSync(temporary: string, write: (temporaryPath: string) => Promise<void>): Promise<void> {
  await makeFolderDurably(path.dirname(temporary));
  await write(temporary);
  await syncFile(temporary);
}

async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await openNew(file);
  try {
    await writeAll(handle, bytes);
    const { size } = await handle.stat();
    if (size !== bytes.byteLength) throw shortWrite(size, bytes.byteLength);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Folders are there nearly always: they are made when the first attempt finds that they are not. */
async function openNew(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx', 0o644);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    await makeFolderDurably(path.dirname(file));
    return open(file, 'wx', 0o644);
  }
}

/** A new folder outlives a power cut when the folder it is in has been synced. */
async function makeFolderDurably(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) await syncFolder(path.dirname(made));
}

/** One call may write less than it was given, without an error, when the disk is nearly full. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < bytes.byteLength) {
    const { bytesWritten } = await handle.write(bytes, offset, bytes.byteLength - offset, offset);
    if (bytesWritten === 0) throw shortWrite(offset, bytes.byteLength);
    offset += bytesWritten;
  }
}

function shortWrite(written: number, wanted: number): Error {
  return Object.assign(new Error(`only ${written} of ${wanted} bytes were written`), { code: 'ENOSPC' });
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the rename itself durable; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function holds(file: string, bytes: Uint8Array): Promise<boolean> {
  try {
    const { size } = await stat(file);
    return size === bytes.byteLength && (await readFile(file)).equals(bytes);
  } catch {
    return false;
  }
}

function extensionOf(file: string): string {
  const extension = path.extname(file).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/u.test(extension) ? extension : '';
}
