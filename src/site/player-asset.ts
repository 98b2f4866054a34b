import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LectorError } from '../errors.js';

/** One compiled module of the player; modules import each other by these names, those in `more/` when they are wanted. */
export type PlayerModule = { readonly name: string; readonly content: string };

const ENTRY = 'player.js';
/** Beside this file once compiled; where the compiler puts them when this file is run from `src`. */
const FOLDERS = ['./player/', '../../dist/site/player/'].map((folder) =>
  fileURLToPath(new URL(folder, import.meta.url)),
);

/**
 * The player's browser code as it was compiled, its entry `player.js` among it.
 *
 * @throws {@link LectorError} `E_BUG` when it was not compiled.
 */
export function readPlayerModules(): readonly PlayerModule[] {
  for (const folder of FOLDERS) {
    const names = listModules(folder);
    if (names.includes(ENTRY)) {
      return names.map((name) => ({ name, content: readFileSync(path.join(folder, name), 'utf8') }));
    }
  }
  throw new LectorError('E_BUG', 'the player of the web pages is not compiled.', { hint: 'run "npm run build".' });
}

function listModules(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => name.replaceAll('\\', '/'))
      .sort();
  } catch {
    return [];
  }
}
