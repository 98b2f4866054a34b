import { lstat, mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { LectorError } from '../errors.js';

/** The published folder; every path in it goes through {@link OutputFolder.resolve}. */
export type OutputFolder = {
  /** Real, absolute path. */
  readonly root: string;
  /** The absolute path of a file below the folder; rejects when it lies elsewhere or behind a symbolic link. */
  resolve(name: string): Promise<string>;
};

/** @throws {@link LectorError} `E_WRITE`. */
export async function openOutputFolder(outDir: string, isReadOnly = false): Promise<OutputFolder> {
  if (!isReadOnly) await mkdir(outDir, { recursive: true });
  const root = await realpath(outDir).catch(() => path.resolve(outDir));
  const checked = new Set<string>([root]);

  async function refuseLinks(folder: string): Promise<void> {
    if (checked.has(folder)) return;
    await refuseLinks(path.dirname(folder));
    await refuseLink(folder);
    checked.add(folder);
  }

  return {
    root,
    async resolve(name) {
      requirePlainPath(name);
      const target = path.join(root, ...name.split('/'));
      await refuseLinks(path.dirname(target));
      await refuseLink(target);
      return target;
    },
  };
}

function requirePlainPath(name: string): void {
  const segments = name.split('/');

  const isPlain =
    segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..') && !/[\\:\u0000]/u.test(name);
  if (isPlain && !path.isAbsolute(name)) return;
  throw new LectorError('E_WRITE', `"${name.slice(0, 60)}" is not a path below the output folder.`, {
    hint: 'nothing was written there.',
  });
}

async function refuseLink(file: string): Promise<void> {
  const found = await lstat(file).catch(() => undefined);
  if (!found?.isSymbolicLink()) return;
  throw new LectorError('E_WRITE', `${file} is a symbolic link; Lector does not write through links.`, {
    hint: 'remove the link, or set outDir to the folder it leads to.',
    place: { file },
  });
}
