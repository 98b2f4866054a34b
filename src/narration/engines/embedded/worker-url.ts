import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Where the compiled worker lies. A worker thread loads plain JavaScript only: beside this file when this file is
 * compiled too, else (under the test runner, which compiles other files in memory) in `dist`, which `npm test` makes first.
 */
export function findWorkerUrl(): string {
  const beside = new URL('./flite-worker.js', import.meta.url);
  if (existsSync(fileURLToPath(beside))) return beside.href;
  return beside.href.replace('/src/narration/', '/dist/narration/');
}
