import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { TEMPORARY_NAME } from './write-durably.js';

const FOREIGN_AGE_MS = 3_600_000;

/**
 * Removes what a killed run left: our own half-written files everywhere, the temporary folders, and in the state folder
 * any other `*.tmp` older than an hour. Only the holder of the lock may call it.
 */
export async function removeLeftovers(options: {
  readonly stateDir: string;
  readonly outDir: string;
  readonly now: () => Date;
}): Promise<void> {
  const { stateDir, outDir } = options;
  await rm(path.join(stateDir, 'tmp'), { recursive: true, force: true });
  const oldestKeptMs = options.now().getTime() - FOREIGN_AGE_MS;
  for (const file of await listFiles(stateDir)) {
    const isOurs = TEMPORARY_NAME.test(path.basename(file));
    if (isOurs || (file.endsWith('.tmp') && (await stat(file)).mtimeMs < oldestKeptMs)) await rm(file, { force: true });
  }
  for (const file of await listFiles(outDir)) {
    if (TEMPORARY_NAME.test(path.basename(file))) await rm(file, { force: true });
  }
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
