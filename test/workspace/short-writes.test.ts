import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeDurably } from '../../src/workspace.js';

type Write = (bytes: Uint8Array, offset: number, length: number, position: number) => Promise<{ bytesWritten: number }>;

/** What every file handle of this process inherits from. */
async function handlePrototype(folder: string): Promise<{ write: Write }> {
  const handle = await open(path.join(folder, 'probe'), 'w');
  const prototype = Object.getPrototypeOf(handle) as { write: Write };
  await handle.close();
  await rm(path.join(folder, 'probe'));
  return prototype;
}

describe('a write that takes less than it was given', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-short-'));
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true, force: true });
  });

  it('is continued until all is written', async () => {
    const prototype = await handlePrototype(folder);
    const original = prototype.write;
    vi.spyOn(prototype, 'write').mockImplementation(function (this: unknown, bytes, offset, length, position) {
      return original.call(this as never, bytes, offset, Math.max(1, Math.floor(length / 2)), position);
    });
    const text = 'every byte of this counts '.repeat(100);
    await writeDurably(path.join(folder, 'feed.xml'), text);
    expect(await readFile(path.join(folder, 'feed.xml'), 'utf8')).toBe(text);
  });

  it('is a full disk when nothing more is taken, and the old file stays', async () => {
    const file = path.join(folder, 'feed.xml');
    await writeFile(file, 'old and good');
    const prototype = await handlePrototype(folder);
    const original = prototype.write;
    let calls = 0;
    vi.spyOn(prototype, 'write').mockImplementation(function (this: unknown, bytes, offset, length, position) {
      calls += 1;
      if (calls > 3) return Promise.resolve({ bytesWritten: 0 });
      return original.call(this as never, bytes, offset, Math.min(10, length), position);
    });
    await expect(writeDurably(file, 'x'.repeat(300))).rejects.toMatchObject({ code: 'E_DISK' });
    vi.restoreAllMocks();
    expect(await readFile(file, 'utf8')).toBe('old and good');
    expect(await readdir(folder)).toEqual(['feed.xml']);
  });
});
