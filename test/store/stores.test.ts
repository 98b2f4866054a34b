import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isLectorError } from '../../src/errors.js';
import { openFolderStore } from '../../src/store/folder.js';
import { openShelf } from '../../src/store/open-shelf.js';
import { openStore } from '../../src/store/open-store.js';
import { openS3Store } from '../../src/store/s3.js';
import { openSharedLedger } from '../../src/store/shared-ledger.js';
import type { Store } from '../../src/store/store.js';
import { startS3Server, type S3Server } from '../publish/targets/s3-server.js';

const NOW = new Date('2026-11-27T12:00:00Z');
const now = (): Date => NOW;

let s3: S3Server;
let folder: string;

beforeAll(async () => {
  s3 = await startS3Server({ pageSize: 3 });
  folder = await mkdtemp(path.join(os.tmpdir(), 'lector-store-'));
});
afterAll(() => s3.close());

describe.each(['folder', 's3'] as const)('a store in a %s', (kind) => {
  let store: Store;
  beforeAll(() => {
    store = kind === 'folder' ? openFolderStore(path.join(folder, 'shared')) : openS3Store(s3.place);
  });

  it('keeps what was put first, of many who put at once', async () => {
    const puts = Array.from({ length: 8 }, (_, nth) => store.putIfAbsent('jobs/a.json', Buffer.from(`text ${nth}`)));
    const outcomes = await Promise.all(puts);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect((await store.get('jobs/a.json'))?.toString()).toBe(`text ${outcomes.indexOf(true)}`);
    expect(await store.putIfAbsent('jobs/a.json', Buffer.from('late'))).toBe(false);
  });

  it('has nothing under another name, and lists by prefix and in order', async () => {
    const file = path.join(folder, `${kind}.bin`);
    await writeFile(file, 'from a file');
    for (const name of ['made/2.json', 'made/1.json', 'made/3/4.json', 'made/5.json']) {
      expect(await store.putIfAbsent(name, { file })).toBe(true);
    }
    expect([await store.get('made/0.json'), await store.has('made/0.json')]).toEqual([undefined, false]);
    expect(await store.list('made/')).toEqual(['made/1.json', 'made/2.json', 'made/3/4.json', 'made/5.json']);
    await store.remove('made/1.json');
    await store.remove('made/1.json');
    expect([await store.has('made/1.json'), (await store.get('made/2.json'))?.toString()]).toEqual([
      false,
      'from a file',
    ]);
  });

  it('gives a folder what others put, and others what lies in a folder', async () => {
    const [one, two] = ['one', 'two'].map((name) =>
      openShelf(store, { prefix: 'clips/', folder: path.join(folder, kind, name) }),
    );
    expect(await one?.keep('ab/x.wav', Buffer.from('first'))).toBe(true);
    expect(await two?.keep('ab/x.wav', Buffer.from('second'))).toBe(false);
    expect(await readFile(path.join(folder, kind, 'two/ab/x.wav'), 'utf8')).toBe('first');
    expect([await two?.bring('ab/x.wav'), await two?.bring('ab/y.wav')]).toEqual([true, false]);
  });

  it('holds a budget over machines that book at once: what is promised never passes it', async () => {
    const ledgers = Array.from({ length: 4 }, () => openSharedLedger(store, { name: 'show', now }));
    const outcomes = await Promise.all(
      ledgers.flatMap((ledger) =>
        Array.from({ length: 10 }, () =>
          ledger.reserve(0.1, { perRunUsd: 2 }).then(
            () => 'paid',
            (error: unknown) => (isLectorError(error) ? error.code : error),
          ),
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'paid')).toHaveLength(20);
    expect(outcomes.filter((outcome) => outcome === 'E_BUDGET')).toHaveLength(20);
    // A machine that comes later, and one that was away, know what all have paid.
    expect(await openSharedLedger(store, { name: 'show', now }).spent()).toEqual({ runUsd: 2, monthUsd: 2 });
    await ledgers[0]?.close();
    expect(await openSharedLedger(store, { name: 'show', now }).spent()).toEqual({ runUsd: 0, monthUsd: 2 });
  });
});

describe('the address of a store', () => {
  const environment = { AWS_ACCESS_KEY_ID: 'AK', AWS_SECRET_ACCESS_KEY: 'SK' };

  it.each([
    ['s3://newsroom/sound', 's3://newsroom/sound/x'],
    ['s3://newsroom', 's3://newsroom/x'],
    ['s3://newsroom/a/b/?endpoint=https://s3.example.org&region=eu-1', 's3://newsroom/a/b/x'],
    ['shared', '/srv/show/shared/x'],
    ['/mnt/sound', '/mnt/sound/x'],
  ])('%s', async (address, place) => {
    expect((await openStore(address, { root: '/srv/show', environment })).locate('x')).toBe(place);
  });

  it.each([
    ['gs://newsroom/sound', 'is neither a folder nor a bucket'],
    ['s3://', 'is neither a folder nor a bucket'],
    ['s3://AK:SECRET@newsroom/sound', 'holds a key'],
    ['s3://newsroom?zone=eu', 'which nothing reads'],
    ['s3://newsroom?endpoint=ftp://x', 'no https address'],
  ])('%s is refused, and no key is repeated', async (address, why) => {
    const error = await openStore(address, { root: '/', environment }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'E_STORE_ADDRESS' });
    expect(String(error)).toContain(why);
    expect(String(error)).not.toContain('SECRET');
  });

  it('needs credentials, and a store that knows conditions', async () => {
    await expect(openStore('s3://newsroom', { root: '/', environment: {} })).rejects.toMatchObject({
      code: 'E_STORE_ADDRESS',
    });
    s3.hasConditions = false;
    await expect(openS3Store(s3.place).putIfAbsent('z', Buffer.from('z'))).rejects.toMatchObject({ code: 'E_STORE' });
    s3.hasConditions = true;
  });
});
