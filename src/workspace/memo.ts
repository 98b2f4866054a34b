import { writeDurably } from './write-durably.js';
import { readText } from '../open-file.js';

/** Short texts by key, all in one file: results that are cheap to make again, so a damaged file reads as empty. */
export type Memo = {
  /** What was kept under this key; else what `make` gives, which is kept from now on. */
  recall(key: string, make: () => string | Promise<string>): Promise<string>;
  /** Keeps what is known under this key, if anything is, without asking for it. */
  keep(key: string): void;
  /** Keeps what this run asked for and forgets the rest; writes nothing when nothing is new. */
  save(): Promise<void>;
};

export async function openMemo(file: string): Promise<Memo> {
  const before = await read(file);
  const used = new Map<string, string>();
  let isNew = false;
  return {
    async recall(key, make) {
      const known = used.get(key) ?? before.get(key);
      const value = known ?? (await make());
      isNew ||= known === undefined;
      used.set(key, value);
      return value;
    },
    keep(key) {
      const known = before.get(key);
      if (known !== undefined && !used.has(key)) used.set(key, known);
    },
    async save() {
      if (!isNew) return;
      isNew = false;
      // A memo that cannot be written costs time and nothing else; what matters is written elsewhere and says so.
      await writeDurably(file, JSON.stringify(Object.fromEntries(used))).catch(() => undefined);
    },
  };
}

async function read(file: string): Promise<ReadonlyMap<string, string>> {
  try {
    const value: unknown = JSON.parse(await readText(file));
    if (typeof value !== 'object' || value === null) return new Map();
    return new Map(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return new Map();
  }
}
