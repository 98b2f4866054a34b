import { createHash } from 'node:crypto';
import { lstatSync, realpathSync, statSync, type Stats } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { isLectorError, LectorError, toLectorError } from '../../errors.js';
import type { Finding, Warn } from '../../model/finding.js';
import { quoteValue } from '../../model/text.js';
import { openFile } from '../../open-file.js';

export type FoundFile = {
  /** Relative to the project folder, with forward slashes. */
  readonly location: string;
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  /** As it lay there when it was found. */
  readonly stamp: FileStamp;
};

/** What changes when a file does; times in milliseconds since 1970. */
export type FileStamp = {
  readonly size: number;
  readonly mtimeMs: number;
  /** Of the last change of whatever kind, which nobody can set as he likes. */
  readonly ctimeMs: number;
  readonly inode: number;
};

type FindOptions = {
  readonly root: string;
  readonly folder: string;
  /** Whether a file of this name (in lower case) is wanted; what else lies there is not looked at. */
  readonly isWanted: (name: string) => boolean;
  readonly refuse: Warn;
};

/** Regular files below a folder in a stable order; hidden ones and `_partials` are passed over, `_drafts` are not. */
export async function findFiles(options: FindOptions): Promise<readonly FoundFile[]> {
  const files: FoundFile[] = [];
  const folders = [options.folder];
  const allowed = await Promise.all([options.root, options.folder].map(realpathOrSelf));
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const base = toLocation(options.root, folder);
    for (const name of await readNames(folder, options)) {
      const filePath = path.join(folder, name);
      const location = base === '' ? name : `${base}/${name}`;
      try {
        const status = statusOf(filePath, { allowed, location });
        const kind = status.isFile() ? 'file' : status.isDirectory() ? 'folder' : 'other';
        const isWanted = options.isWanted(name.toLowerCase());
        if (kind === 'folder' && !isWanted) folders.push(filePath);
        else if (kind === 'file' && isWanted)
          files.push({ location, path: filePath, name: name.toLowerCase(), stamp: stampOf(status) });
        else if (isWanted) refuseKind(location, kind);
      } catch (error) {
        options.refuse(withPlace(toInputError(error, location), location));
      }
    }
  }
  return files.sort((first, second) => compare(first.location, second.location));
}

/** Whether a folder of this name holds what is not public yet. */
export function isDraftFolder(name: string): boolean {
  return /^_?drafts?$/iu.test(name);
}

/** By code units: the same on every machine and in every locale. */
export function compare(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}

export function toLocation(root: string, filePath: string): string {
  return path.relative(root, filePath).split(path.sep).join('/');
}

/**
 * Reads a regular file.
 *
 * @throws LectorError `E_TOO_LONG` before reading, `E_INPUT` when it cannot be read.
 */
export async function readWhole(
  file: Pick<FoundFile, 'location' | 'path'>,
  maxBytes: number,
): Promise<{ readonly bytes: Uint8Array; readonly sha256: string; /** ISO 8601. */ readonly fileTime: string }> {
  try {
    const handle = await openFile(file.path);
    try {
      const status = await handle.stat();
      if (status.size > maxBytes) {
        throw new LectorError('E_TOO_LONG', `${file.location} has ${status.size} bytes; the limit is ${maxBytes}.`, {
          place: { file: file.location },
          hint: 'split it, or raise limits.documentBytes in lector.yaml, at most to 50000000.',
        });
      }
      const bytes = await handle.readFile();
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { bytes, sha256, fileTime: status.mtime.toISOString() };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw toInputError(error, file.location);
  }
}

/** A finding that says which file it is about. */
export function withPlace(error: LectorError, location: string): Finding {
  return { place: { file: location }, ...error.toFinding() };
}

async function readNames(folder: string, options: FindOptions): Promise<readonly string[]> {
  const names: string[] = [];
  let entries: Buffer[];
  try {
    entries = await readdir(folder, { encoding: 'buffer' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && folder === options.folder) return [];
    const location = toLocation(options.root, folder);
    options.refuse(withPlace(toInputError(error, location), location));
    return [];
  }
  for (const entry of entries) {
    const name = entry.toString('utf8');
    if (name.startsWith('.') || (name.startsWith('_') && !isDraftFolder(name)) || name === 'node_modules') continue;
    const isBroken = !Buffer.from(name, 'utf8').equals(entry);

    if (!isBroken && !/[\u0000-\u001F\u007F]/u.test(name)) names.push(name);
    else {
      const shown = quoteValue(`${toLocation(options.root, folder)}/${isBroken ? escapeBytes(entry) : name}`);
      const what = isBroken ? 'is not UTF-8' : 'has control characters';
      options.refuse(
        new LectorError('E_NAME', `The file name ${shown} ${what}.`, {
          place: { file: toLocation(options.root, folder) },
          hint: 'rename the file.',
        }).toFinding(),
      );
    }
  }
  return names.sort(compare);
}

/** A name that is no text: its bytes beyond ASCII as \xNN. */
function escapeBytes(name: Buffer): string {
  return Array.from(name, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('');
}

/** Of what lies there; a link to a file is the file. On the spot, which takes a fifth of the time that waiting does. */
function statusOf(
  filePath: string,
  { allowed, location }: { readonly allowed: readonly string[]; readonly location: string },
): Stats {
  const status = lstatSync(filePath);
  if (!status.isSymbolicLink()) return status;
  const target = realpathSync(filePath);
  if (!allowed.some((folder) => target === folder || target.startsWith(folder + path.sep))) {
    throw new LectorError('E_ASSET_OUTSIDE', `${location} is a link to a place outside the project.`, {
      hint: 'copy the file into the source folder.',
    });
  }
  // Linked folders could lead in circles; only linked files are followed.
  const linked = statSync(filePath);
  return linked.isFile() ? linked : status;
}

function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): FileStamp {
  return { size, mtimeMs, ctimeMs, inode: ino };
}

function refuseKind(location: string, kind: 'folder' | 'other' | 'file'): never {
  const what = kind === 'folder' ? 'a folder' : 'not a regular file';
  throw new LectorError('E_INPUT', `${location} is ${what}.`, {
    place: { file: location },
    hint: 'remove or rename it.',
  });
}

function toInputError(error: unknown, location: string): LectorError {
  const code = (error as NodeJS.ErrnoException).code;
  if (isLectorError(error) || typeof code !== 'string') return toLectorError(error);
  return new LectorError('E_INPUT', `${location} cannot be read (${code}).`, {
    place: { file: location },
    hint: 'check that the file is there and may be read.',
    cause: error,
  });
}

async function realpathOrSelf(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    return folder;
  }
}
