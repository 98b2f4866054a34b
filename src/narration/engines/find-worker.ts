import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Where a compiled worker lies. Workers load plain JavaScript only: beside the file that asks when that is compiled too,
 * else (under the test runner, which compiles other files in memory) in `dist`, which `npm test` makes first.
 *
 * @param name Of the JavaScript file, relative to `from`.
 * @param from `import.meta.url` of the file that asks.
 */
export function findWorker(name: string, from: string): string {
  const beside = new URL(name, from);
  if (existsSync(fileURLToPath(beside))) return beside.href;
  return beside.href.replace('/src/narration/', '/dist/narration/');
}
