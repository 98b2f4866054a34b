import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { toWriteError } from './to-write-error.js';

/**
 * Everything below a folder that is no folder, as paths below it; links are not followed. What is below it and nobody may
 * look into, such as `lost+found`, holds nothing of ours.
 *
 * @throws {@link LectorError} `E_WRITE` when the folder itself cannot be looked into. One that is not there is empty.
 */
export async function listFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(path.join(folder, below), { withFileTypes: true })) {
      const name = path.join(below, entry.name);
      if (entry.isDirectory()) await walk(name).catch(() => undefined);
      else found.push(name);
    }
  };
  try {
    await walk('');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw await toWriteError({ error, path: folder });
  }
  return found;
}
