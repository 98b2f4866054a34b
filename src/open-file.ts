import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  type ReadStream,
  type Stats,
} from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { LectorError } from './errors.js';

/** To open a pipe is to wait for its writer, for ever if need be, unless this is said; Windows has no such flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** How systems say that nothing lies there. */
const MISSING = new Set(['ENOENT', 'ENOTDIR']);

/**
 * Opens a file to be read, links followed. Nothing else in Lector does: what lies under the name of a file may be a pipe,
 * a device or a folder.
 *
 * @throws {@link LectorError} `E_INPUT` when it is no regular file; what the system says when it cannot be opened.
 */
export async function openFile(file: string): Promise<FileHandle> {
  // Some devices do things when they are opened: they are asked first, and again when nobody can exchange them any more.
  requireFile(file, await stat(file));
  const handle = await open(file, FLAGS);
  try {
    requireFile(file, await handle.stat());
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** All bytes of a file; throws as {@link openFile}. */
export async function readBytes(file: string): Promise<Buffer> {
  const handle = await openFile(file);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Its first bytes as UTF-8 text, where the last letter may be cut; throws as {@link openFile}. */
export async function readBeginning(file: string, lengthBytes: number): Promise<string> {
  const handle = await openFile(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(lengthBytes), 0, lengthBytes, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** A file as UTF-8 text; throws as {@link openFile}. */
export async function readText(file: string): Promise<string> {
  return (await readBytes(file)).toString('utf8');
}

/** All bytes of a file that may be missing; throws as {@link openFile} when something else lies there. */
export async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readBytes(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The same as {@link readIfThere}, without waiting. */
export function readIfThereSync(file: string): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    requireFile(file, statSync(file));
    descriptor = openSync(file, FLAGS);
    requireFile(file, fstatSync(descriptor));
    return readFileSync(descriptor);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/**
 * Bytes of a file from one on, as many as there are room for, read into `buffer` without waiting: none of a file that is not
 * meant. Errs as {@link openFile}.
 */
export function readPartSync(
  file: string,
  { buffer, position, isMeant }: { readonly buffer: Buffer; readonly position: number; isMeant(found: Stats): boolean },
): number {
  let descriptor: number | undefined;
  try {
    requireFile(file, statSync(file));
    descriptor = openSync(file, FLAGS);
    const found = fstatSync(descriptor);
    requireFile(file, found);
    return isMeant(found) ? readSync(descriptor, buffer, 0, buffer.length, position) : 0;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** A file in pieces, from one byte to another, both of them its own; rejects and errs as {@link openFile}, and is closed when it ends. */
export async function streamFile(
  file: string,
  options: { readonly start?: number; readonly end?: number } = {},
): Promise<ReadStream> {
  return (await openFile(file)).createReadStream(options);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && MISSING.has(String(error.code));
}

function requireFile(file: string, found: Stats): void {
  if (found.isFile()) return;
  throw new LectorError('E_INPUT', `${file} is ${kindOf(found)}, and a file is wanted.`, {
    hint: 'put a file in its place, or name another.',
    place: { file },
  });
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return 'a folder';
  if (found.isFIFO()) return 'a named pipe';
  return found.isSocket() ? 'a socket' : 'a device';
}
