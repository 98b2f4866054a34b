import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeTemporaryName } from './write-durably.js';
import { readIfThereSync, readText } from '../open-file.js';

/** Results by content key that are cheap to make again: a damaged entry reads as missing. */
export type JsonCache = {
  get(key: string): Promise<unknown>;
  /** The same without waiting. */
  peek(key: string): unknown;
  put(key: string, value: unknown): Promise<void>;
};

type Entry = { readonly key: string; readonly sha256: string; readonly json: string };

/** Opens a folder of JSON values. Entries are checked on every read, so they need not be flushed when written. */
export function openJsonCache(folder: string): JsonCache {
  return {
    async get(key) {
      return parse(await readText(entryPath(folder, key)).catch(() => undefined), key);
    },
    peek(key) {
      try {
        return parse(readIfThereSync(entryPath(folder, key))?.toString('utf8'), key);
      } catch {
        return undefined;
      }
    },
    async put(key, value) {
      const json = JSON.stringify(value);
      const file = entryPath(folder, key);
      const temporary = path.join(path.dirname(file), makeTemporaryName());
      try {
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(temporary, JSON.stringify({ key, sha256: hashText(json), json } satisfies Entry), {
          flag: 'wx',
        });
        await rename(temporary, file);
      } catch {
        // A cache that cannot be written costs time and nothing else; what matters is written elsewhere and says so.
        await rm(temporary, { force: true }).catch(() => undefined);
      }
    },
  };
}

function parse(text: string | undefined, key: string): unknown {
  if (text === undefined) return undefined;
  try {
    const entry = JSON.parse(text) as Entry;
    return entry.key === key && entry.sha256 === hashText(entry.json) ? (JSON.parse(entry.json) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

function entryPath(folder: string, key: string): string {
  const name = hashText(key);
  return path.join(folder, name.slice(0, 2), `${name}.json`);
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
