import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLineStore } from '../../src/workspace.js';

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lector-lines-'));
  file = path.join(folder, 'cache', 'lines.jsonl');
  await (
    await openLineStore(file, 'v1')
  ).write([
    ['a', { text: 'one\ntwo\tthree' }],
    ['b "quoted"', [1, 2]],
    ['c', 'ü'],
  ]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a store of lines', () => {
  it('gives back what was kept, whatever letters are in it', async () => {
    const store = await openLineStore(file, 'v1');
    expect(store.size).toBe(3);
    expect(['a', 'b "quoted"', 'c', 'd'].map((key) => store.get(key))).toEqual([
      { text: 'one\ntwo\tthree' },
      [1, 2],
      'ü',
      undefined,
    ]);
  });

  it('keeps what has no new value as it lies, and forgets what is not named', async () => {
    await (await openLineStore(file, 'v1')).write([['c'], ['a', 2], ['never there']]);
    const store = await openLineStore(file, 'v1');
    expect([store.size, store.get('c'), store.get('a'), store.get('b "quoted"')]).toEqual([2, 'ü', 2, undefined]);
  });

  it('is empty for who made things otherwise, and where nothing lies', async () => {
    expect((await openLineStore(file, 'v2')).size).toBe(0);
    expect((await openLineStore(path.join(folder, 'none'), 'v1')).size).toBe(0);
  });

  it.each<[string, (text: string) => string]>([
    ['a value is damaged', (text) => text.replace('\t2\n', '\t{2\n')],
    ['a key is damaged', (text) => text.replace('"a"', '"a')],
    ['the last line has no end', (text) => text.trimEnd()],
  ])('loses one line where %s', async (_what, damage) => {
    const whole = await readFile(file, 'utf8');
    await writeFile(file, damage(whole));
    const store = await openLineStore(file, 'v1');
    expect([store.get('c'), store.get('a')]).toEqual(['ü', undefined]);
    await writeFile(file, whole);
  });

  it.each([
    ['in order', (at: number) => at],
    ['backwards', (at: number) => 99 - at],
    ['here and there', (at: number) => (at * 37) % 100],
  ])('gives back values of more than it holds at once, asked for %s', async (_, order) => {
    const long = path.join(folder, 'long.jsonl');
    const text = (at: number): string => `${at} `.repeat(5_000 * (1 + (at % 7)));
    await (await openLineStore(long, 'v1')).write(Array.from({ length: 100 }, (_one, at) => [String(at), text(at)]));
    const store = await openLineStore(long, 'v1');
    for (let nth = 0; nth < 100; nth += 1) expect(store.get(String(order(nth)))).toBe(text(order(nth)));
  });

  it('gives nothing of a file that was exchanged since it was opened', async () => {
    const other = path.join(folder, 'other.jsonl');
    await (await openLineStore(other, 'v1')).write([['a', 'first']]);
    const store = await openLineStore(other, 'v1');
    await writeFile(other, '"v1"\n"a"\t"other"\n');
    expect([store.get('a'), store.digestOf('a')]).toEqual([undefined, undefined]);
  });
});
