import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { isDiskFull, isLectorError, LectorError } from '../errors.js';

const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENAMETOOLONG', 'ENOENT', 'EBUSY']);

/** What stopped a write, as a LectorError; errors that are not about the disk come back as they are. */
export async function toWriteError(input: {
  readonly error: unknown;
  readonly path: string;
  readonly neededBytes?: number;
}): Promise<unknown> {
  const { error, neededBytes } = input;
  if (isLectorError(error)) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (isDiskFull(error)) {
    const needed = neededBytes === undefined ? '' : `, ${neededBytes} bytes needed`;
    return new LectorError('E_DISK', `${input.path}: the disk is full${needed}, ${await describeFree(input.path)}.`, {
      hint: 'free some space and run the same command again; what is already made is kept.',
      cause: error,
    });
  }
  if (REFUSED.has(code)) {
    return new LectorError('E_WRITE', `${input.path}: cannot be written (${code}).`, {
      hint: 'check that the folder exists, is a folder, and may be written by this user.',
      cause: error,
    });
  }
  return error;
}

async function describeFree(file: string): Promise<string> {
  try {
    const { bavail, bsize } = await statfs(path.dirname(file));
    return `${bavail * bsize} free`;
  } catch {
    return 'free space unknown';
  }
}
