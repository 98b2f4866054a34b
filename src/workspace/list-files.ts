import { readdirSync } from 'node:fs';
import path from 'node:path';
import { toWriteError } from './to-write-error.js';

/**
 * Everything below a folder that is no folder, as paths below it; links are not followed. What is below it and nobody may
 * look into, such as `lost+found`, holds nothing of ours. Folders are looked into on the spot, which takes a third of the
 * time that handing each to another thread does: a large show has ten thousand.
 *
 * @throws {@link LectorError} `E_WRITE` when the folder itself cannot be looked into. One that is not there is empty.
 */
export async function listFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const walk = (below: string): void => {
    for (const entry of readdirSync(below === '' ? folder : `${folder}${path.sep}${below}`, { withFileTypes: true })) {
      const name = below === '' ? entry.name : `${below}${path.sep}${entry.name}`;
      if (!entry.isDirectory()) {
        found.push(name);
        continue;
      }
      try {
        walk(name);
      } catch {
        continue;
      }
    }
  };
  try {
    walk('');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw await toWriteError({ error, path: folder });
  }
  return found;
}
