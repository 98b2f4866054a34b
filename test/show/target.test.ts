import { access } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { PublishTarget } from '../../src/publish/target.js';
import { openMemoryTarget } from '../publish/targets/memory-target.js';
import { article, makeShow, type TestShow } from './test-show.js';

describe('a show that is published somewhere else than into a folder', () => {
  let show: TestShow;
  afterEach(() => show.remove());

  it('is built, read back, tagged anew, checked and tidied there, and nothing lies in the output folder', async () => {
    show = await makeShow({ 'articles/one.md': article('One'), 'articles/two.md': article('Two') });
    const store = new Map();
    const open = () => show.open({ target: openMemoryTarget(store) });
    const first = await (await open()).build();
    expect(first.rows.map(({ outcome }) => outcome)).toEqual(['built', 'built']);
    expect([...store.keys()]).toEqual(expect.arrayContaining(['feed.xml', 'manifest.json', 'episodes/one/index.html']));
    await expect(access(path.join(show.root, 'output/feed.xml'))).rejects.toMatchObject({ code: 'ENOENT' });
    await show.encodedCount();

    expect(await (await open()).build()).toMatchObject({
      rows: [{ outcome: 'reused' }, { outcome: 'reused' }],
      receipt: { written: [] },
    });
    expect(await (await open()).notes()).toMatchObject({ episodeCount: 2, written: [] });

    await show.edit('lector.yaml', 'author: The Tester', 'author: Another');
    const tagged = await (await open()).build();
    expect(tagged.rows.map(({ outcome }) => outcome)).toEqual(['tagged', 'tagged']);
    expect(await show.encodedCount()).toBe(0);

    const findings = await (await open()).check();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    store.delete('episodes/one/index.html');
    expect((await (await open()).check()).map(({ code }) => code)).toContain('E_FILE_MISSING');
    expect((await (await open()).build()).receipt?.written).toEqual(['episodes/one/index.html']);
  });

  it('is refused where it keeps another version of the contract, or not all of it', async () => {
    show = await makeShow({ 'articles/one.md': article('One') });
    const target = openMemoryTarget(new Map());
    for (const bad of [
      { ...target, specificationVersion: 2 },
      { ...target, locate: undefined },
    ])
      await expect(show.open({ target: bad as unknown as PublishTarget })).rejects.toMatchObject({ code: 'E_CONFIG' });
  });

  it('tells the slower of two builds, and loses nothing of the faster', async () => {
    show = await makeShow({ 'articles/one.md': article('One') });
    const store = new Map();
    const target = openMemoryTarget(store);
    await (await show.open({ target })).build();
    const other = await show.copy();
    try {
      await other.write('articles/two.md', article('Two'));
      await show.write('articles/three.md', article('Three'));
      const slow = await show.open({
        target: {
          ...target,
          async putFeed(files) {
            await (await other.open({ target })).build();
            return target.putFeed(files);
          },
        },
      });
      await expect(slow.build()).rejects.toMatchObject({ code: 'E_FEED_CONFLICT' });
      expect(String(store.get('feed.xml').bytes)).toContain('/episodes/two/');
      const list = String(store.get('.lector-files.json').bytes);
      expect(
        ['episodes/two/index.html', 'episodes/three/index.html'].filter((name) => list.includes(name)),
      ).toHaveLength(2);
    } finally {
      await other.remove();
    }
  });
});
