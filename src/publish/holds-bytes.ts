import { readFile } from 'node:fs/promises';

/** Whether a file is there with exactly these bytes. */
export async function holdsBytes(file: string, bytes: Buffer): Promise<boolean> {
  const held = await readFile(file).catch(() => undefined);
  return held !== undefined && held.equals(bytes);
}
