import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beginInstalling } from './debian-program.js';
import { makeMemoryFolder } from './memory-folder.js';

/** More than all tests together leave behind. */
const ROOM_BYTES = 4_000_000_000;

/**
 * Tests of workers and of the command line run the compiled program. What tests write lies in memory where there is room,
 * for much of what they wait for is the disk; it is gone when they are done.
 */
export function setup(): () => void {
  const program = path.resolve(import.meta.dirname, '../dist/cli.js');
  if (!existsSync(program)) throw new Error('dist/ is missing: run "npm test", which compiles first.');
  // Who runs some files by themselves gets what these need when they need it.
  if (process.env['npm_lifecycle_event'] === 'test') beginInstalling();
  const prefix = 'lector-tests-';
  const folder = makeMemoryFolder(prefix, ROOM_BYTES) ?? mkdtempSync(path.join(os.tmpdir(), prefix));
  // As any folder for temporary files: some tests act as another account.
  chmodSync(folder, 0o1777);
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
