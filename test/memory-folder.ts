import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import path from 'node:path';

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm';

/** A new folder in memory, where a sync takes no time; nothing where the system has none with so much room. */
export function makeMemoryFolder(prefix: string, roomBytes: number): string | undefined {
  if (!existsSync(MEMORY)) return undefined;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize < roomBytes ? undefined : mkdtempSync(path.join(MEMORY, prefix));
}
