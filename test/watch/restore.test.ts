import { cp, mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { article, makeShow, testShowIn } from '../show/test-show.js';

it('gives a show that is restored on an empty machine its GUIDs, and narrates nothing', async () => {
  const show = await makeShow({ 'articles/ferry.md': article('Ferry'), 'articles/clock.md': article('Clock') });
  await (await show.open()).build();
  const root = await mkdtemp(path.join(os.tmpdir(), 'lector-restored-'));
  for (const kept of ['articles', 'lector.yaml', 'cover.jpg', 'output', '.lector/clips', '.lector/spending.json'])
    await cp(path.join(show.root, kept), path.join(root, kept), { recursive: true });
  const restored = testShowIn(root);
  const report = await (await restored.open()).build();
  const identities = async ({ manifest }: typeof show) =>
    (await manifest()).episodes.map(({ guid, publishedAt, slug }) => [guid, publishedAt, slug]);
  expect(await identities(restored)).toEqual(await identities(show));
  expect([restored.spoken, report.findings]).toEqual([[], []]);
  await show.remove();
  await restored.remove();
});
