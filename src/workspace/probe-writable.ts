import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { toWriteError } from './to-write-error.js';
import { writeDurably } from './write-durably.js';

/**
 * Proves, by doing it, that files can be written, flushed and renamed in a folder: before anything is paid. Only for the
 * holder of the lock, since two at once would remove each other's probe.
 *
 * @throws {@link LectorError} `E_WRITE` or `E_DISK`.
 */
export async function probeWritable(folder: string): Promise<void> {
  const probe = path.join(folder, '.lector-probe');
  try {
    await writeDurably(probe, 'probe');
    await rm(probe);
  } catch (error) {
    throw await toWriteError({ error, path: folder });
  }
}

/** Makes a folder; a file in its place is refused as plainly as a place where none can be made. */
export async function makeFolder(folder: string, mode = 0o755): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode });
    await readdir(folder);
  } catch (error) {
    throw await toWriteError({ error, path: folder });
  }
}
