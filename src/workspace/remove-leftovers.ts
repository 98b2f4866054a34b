import { lstat, rm } from 'node:fs/promises';
import path from 'node:path';
import { listFiles } from './list-files.js';
import { TEMPORARY_NAME } from './write-durably.js';

const FOREIGN_AGE_MS = 3_600_000;

/** Below the state folder: all that `lector dev` builds. */
export const DEV_FOLDER = 'dev';

/**
 * Removes what a killed run left in the state folder: our own half-written files, the temporary folders, and any other
 * `*.tmp` older than an hour. Only the holder of the lock may call it.
 */
export async function removeLeftovers(options: { readonly stateDir: string; readonly now: () => Date }): Promise<void> {
  const { stateDir } = options;
  await rm(path.join(stateDir, 'tmp'), { recursive: true, force: true });
  const oldestKeptMs = options.now().getTime() - FOREIGN_AGE_MS;
  // What `lector dev` has there is its own, and it may be at work.
  const names = (await listFiles(stateDir)).filter((name) => !name.startsWith(`${DEV_FOLDER}${path.sep}`));
  await removeOwn(stateDir, names);
  for (const name of names) {
    if (!name.endsWith('.tmp')) continue;
    const file = path.join(stateDir, name);
    const found = await lstat(file).catch(() => undefined);
    if (found?.isFile() && found.mtimeMs < oldestKeptMs) await rm(file, { force: true });
  }
}

/** Removes our own half-written files everywhere in a folder. Only for the holder of its lock. */
export async function removeTemporaries(folder: string): Promise<void> {
  await removeOwn(folder, await listFiles(folder));
}

async function removeOwn(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (TEMPORARY_NAME.test(path.basename(name))) await rm(path.join(folder, name), { force: true });
  }
}
