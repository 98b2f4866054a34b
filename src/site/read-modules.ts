import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LectorError } from '../errors.js';

/** One compiled module that runs in a browser; modules import each other by these names, some only when they are wanted. */
export type BrowserModule = { readonly name: string; readonly content: string };

/** Of each room the folder of its modules, and the one that pages load. */
const ROOMS = {
  player: { folder: 'player', entry: 'player.js' },
  companion: { folder: 'companion/browser', entry: 'embed.js' },
} as const;
/** Beside this file once compiled; where the compiler puts them when this file is run from `src`. */
const FOLDERS = ['./', '../../dist/site/'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));

/**
 * The browser code of a room as it was compiled.
 *
 * @throws {@link LectorError} `E_BUG` when it was not compiled.
 */
export function readModules(room: keyof typeof ROOMS): readonly BrowserModule[] {
  for (const folder of FOLDERS.map((one) => path.join(one, ROOMS[room].folder))) {
    const names = listModules(folder);
    if (names.includes(ROOMS[room].entry)) {
      return names.map((name) => ({ name, content: readFileSync(path.join(folder, name), 'utf8') }));
    }
  }
  throw new LectorError('E_BUG', `the ${room} of the web pages is not compiled.`, { hint: 'run "npm run build".' });
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
