import fs from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';
import { writeDurably } from '../../src/workspace.js';

type Write = (descriptor: number, bytes: Uint8Array, offset: number, length: number, position: number) => number;

/** Lets what writes small files write as `write` does, until the mocks are restored. */
function writeAs(write: (original: Write, ...args: Parameters<Write>) => number): { readonly callCount: number } {
  const original = fs.writeSync.bind(fs) as unknown as Write;
  const mock = vi.spyOn(fs, 'writeSync') as unknown as MockInstance<Write>;
  mock.mockImplementation((...args) => write(original, ...args));
  syncBuiltinESMExports();
  return {
    get callCount() {
      return mock.mock.calls.length;
    },
  };
}

function writeAsEver(): void {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
}

describe('a write that takes less than it was given', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-short-'));
  });
  afterEach(async () => {
    writeAsEver();
    await rm(folder, { recursive: true, force: true });
  });

  it('is continued until all is written', async () => {
    const writes = writeAs((write, descriptor, bytes, offset, length, position) =>
      write(descriptor, bytes, offset, Math.max(1, Math.floor(length / 2)), position),
    );
    const text = 'every byte of this counts '.repeat(100);
    await writeDurably(path.join(folder, 'feed.xml'), text);
    expect(await readFile(path.join(folder, 'feed.xml'), 'utf8')).toBe(text);
    expect(writes.callCount).toBeGreaterThan(5);
  });

  it('is a full disk when nothing more is taken, and the old file stays', async () => {
    const file = path.join(folder, 'feed.xml');
    await writeFile(file, 'old and good');
    let calls = 0;
    writeAs((write, descriptor, bytes, offset, length, position) => {
      calls += 1;
      return calls > 3 ? 0 : write(descriptor, bytes, offset, Math.min(10, length), position);
    });
    await expect(writeDurably(file, 'x'.repeat(300))).rejects.toMatchObject({ code: 'E_DISK' });
    writeAsEver();
    expect(await readFile(file, 'utf8')).toBe('old and good');
    expect(await readdir(folder)).toEqual(['feed.xml']);
  });
});
