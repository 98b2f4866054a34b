import { existsSync } from 'node:fs';
import path from 'node:path';

/** Tests of workers and of the command line run the compiled program. */
export function setup(): void {
  const program = path.resolve(import.meta.dirname, '../dist/cli.js');
  if (!existsSync(program)) throw new Error('dist/ is missing: run "npm test", which compiles first.');
}
