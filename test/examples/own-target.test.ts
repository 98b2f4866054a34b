import { afterAll, expect, it } from 'vitest';
import { openMemoryTarget } from '../publish/targets/memory-target.js';
import { article, makeShow } from '../show/test-show.js';

const show = await makeShow({ 'articles/one.md': article('One'), 'articles/two.md': article('Two') });
afterAll(() => show.remove());

it('a show is published to a target of one’s own, read back from it and checked there', async () => {
  const store = new Map();
  const open = () => show.open({ target: openMemoryTarget(store) });
  const { receipt } = await (await open()).build();
  expect([...store.keys()].toSorted()).toEqual([...(receipt?.written ?? []), '.lector-files.json'].toSorted());
  expect(store.get('feed.xml')).toMatchObject({ contentType: 'application/rss+xml; charset=utf-8' });
  show.spoken.length = 0;
  expect((await (await open()).build()).rows.map(({ outcome }) => outcome)).toEqual(['reused', 'reused']);
  expect(show.spoken).toEqual([]);
  expect((await (await open()).check()).filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(await show.published()).toEqual({});
});
