import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const KEPT_DAYS = 7;
const MS_PER_DAY = 86_400_000;

/** Removes encoded files that were published long ago; what is published lies in the output folder. */
export async function clearOldAudio(folder: string, now: Date): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile() && now.getTime() - found.mtimeMs > KEPT_DAYS * MS_PER_DAY) await rm(file, { force: true });
  }
}
