import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { makeTemporaryName } from '../../workspace.js';

/** Works in a new folder below `cacheDir`, readable by its owner alone, that is gone afterwards. */
export async function stageFiles<Result>(cacheDir: string, work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = path.join(cacheDir, makeTemporaryName());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
