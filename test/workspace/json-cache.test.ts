import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJsonCache } from '../../src/workspace.js';

describe('the JSON cache', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-json-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const onlyFile = async (): Promise<string> => {
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const [file] = names.filter((entry) => entry.isFile());
    return path.join(file?.parentPath ?? '', file?.name ?? '');
  };

  it('gives back what was put in, under any key', async () => {
    const cache = openJsonCache(folder);
    const value = { text: 'Grüße', list: [1, { deep: true }] };
    await cache.put('../key with / and ü', value);
    expect(await openJsonCache(folder).get('../key with / and ü')).toEqual(value);
    expect(await cache.get('another')).toBeUndefined();
  });

  it('reads a damaged entry as missing', async () => {
    const cache = openJsonCache(folder);
    await cache.put('key', { text: 'value' });
    const file = await onlyFile();
    const good = await readFile(file, 'utf8');
    for (const bad of [good.replace('value', 'valuE'), good.slice(0, 20), '', good.replace('"key"', '"yek"')]) {
      await writeFile(file, bad);
      expect(await cache.get('key')).toBeUndefined();
    }
  });

  it('costs nothing but time when it cannot be written', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const cache = openJsonCache(path.join(folder, 'file'));
    await cache.put('key', 1);
    expect(await cache.get('key')).toBeUndefined();
  });
});
