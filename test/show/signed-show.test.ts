import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificates, type Certificates } from '../encoding/certificates.js';
import { article, CONFIG, makeShow, NOW, type TestShow } from './test-show.js';

let certificates: Certificates;
let show: TestShow;
beforeAll(async () => {
  certificates = await makeCertificates(['p256']);
});
afterAll(() => rm(certificates.folder, { recursive: true, force: true }));
afterEach(() => show.remove());

describe('a show with a certificate', () => {
  const C2PA = 'disclosure: {c2pa: {certificate: lantern.pem, key: "${SIGNING_KEY}"}}\n';
  const audioOf = async () => (await show.manifest()).episodes.map(({ audio }) => audio.path);
  const isSigned = async (file: string) =>
    (await readFile(path.join(show.root, 'output', file))).includes('application/c2pa');

  it('signs each file once, and again when what it says is another', async () => {
    show = await makeShow({ 'lector.yaml': CONFIG + C2PA, 'articles/one.md': article('One') });
    await show.write('lantern.pem', await readFile(path.join(certificates.folder, 'p256.pem')));
    const environment = { ...process.env, SIGNING_KEY: await certificates.keyOf('p256') };
    // The certificate was made a moment ago, and holds from then on.
    const now = () => new Date(Date.now() + 60_000);
    const build = async () =>
      (await (await show.open({ environment, now })).build()).rows.map(({ outcome }) => outcome);
    expect(await build()).toEqual(['built']);
    const [first = ''] = await audioOf();
    expect(await isSigned(first)).toBe(true);
    expect([await build(), await audioOf()]).toEqual([['reused'], [first]]);
    await show.edit('articles/one.md', 'title: One', 'author: Ida\ntitle: One');
    await build();
    const [second = ''] = await audioOf();
    expect([second === first, await isSigned(second)]).toEqual([false, true]);
    // Without it the file loses its signature, and no sentence is spoken again.
    show.spoken.length = 0;
    await show.edit('lector.yaml', C2PA, '');
    expect([await build(), show.spoken]).toEqual([['tagged'], []]);
    expect(await isSigned((await audioOf())[0] ?? '')).toBe(false);
  });

  it.each([
    ['the environment has no key', {}, 'the environment has no SIGNING_KEY'],
    ['the key is none', { SIGNING_KEY: '-----BEGIN PRIVATE KEY-----\nnone' }, 'the private key cannot be read'],
  ])('is told before anything is spoken that %s', async (_what, keys, message) => {
    show = await makeShow({ 'lector.yaml': CONFIG + C2PA, 'articles/one.md': article('One') });
    await show.write('lantern.pem', await readFile(path.join(certificates.folder, 'p256.pem')));
    const open = await show.open({ environment: { PATH: process.env['PATH'] ?? '', ...keys }, now: () => NOW });
    await expect(open.build()).rejects.toMatchObject({ code: 'E_SIGNING', message: expect.stringContaining(message) });
    expect(show.spoken).toEqual([]);
  });
});
