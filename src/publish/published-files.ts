import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeIfChanged } from '../workspace.js';

/** Names every file Lector has put into the folder, so that it can take away its own and nothing else. */
const LIST = '.lector-files.json';

/** What earlier runs published. A list that is lost or damaged is empty: then nothing is removed. */
export async function readPublishedFiles(root: string): Promise<ReadonlySet<string>> {
  const text = await readFile(path.join(root, LIST), 'utf8').catch(() => '[]');
  try {
    const list: unknown = JSON.parse(text);
    return new Set(Array.isArray(list) ? list.filter((name) => typeof name === 'string') : []);
  } catch {
    return new Set();
  }
}

/** Records what is published now; says nothing when it is what was recorded. */
export async function writePublishedFiles(root: string, names: ReadonlySet<string>): Promise<void> {
  await writeIfChanged(path.join(root, LIST), `${JSON.stringify([...names].sort(), undefined, 1)}\n`);
}
