import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it, vi } from 'vitest';
import { halfOf } from '../../../../bench/reading/extractors.js';
import { benchSegments } from '../../../../bench/reading/segments.js';
import { FIRST_PARAGRAPH, FRAMES } from './frames.js';

it('counts wanted and unwanted pieces of all pages, each half by itself', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-segments-'));
  await mkdir(path.join(folder, 'html'));
  const frame = FRAMES[0]?.({
    head: '',
    header: '<h1>Ships queue</h1>',
    body: '<p>So  said\nthe pilot, who knew.</p>',
  });
  await writeFile(path.join(folder, 'html', 'one.html.gz'), gzipSync(frame ?? ''));
  await writeFile(path.join(folder, 'html', 'two.html.gz'), gzipSync('<title>Not found</title><p>404</p>'));
  const url = 'https://harbour.example/queue';
  const pages = [
    { file: 'html/one.html.gz', url, with: ['Ships queue', 'said the pilot', 'nowhere'], without: ['Most read', FIRST_PARAGRAPH] },
    { file: 'html/two.html.gz', url, with: ['lost'], without: [] },
  ]; // prettier-ignore
  await writeFile(path.join(folder, 'segments.json'), JSON.stringify(pages));
  const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const scores = await benchSegments(folder, true);
  const printed = print.mock.calls.flat().join('\n');
  print.mockRestore();
  const [all, ...halves] = scores.filter(({ name }) => name === 'lector');
  expect(all).toMatchObject({ half: 'all', pageCount: 2, precision: 2 / 3, recall: 1 / 2, refusedCount: 1 });
  expect(all?.f1).toBeCloseTo(4 / 7, 9);
  expect(halves.map(({ half, pageCount }) => [half, pageCount])).toEqual(
    (['worked', 'held-out'] as const).map((half) => [half, pages.filter(({ file }) => halfOf(file) === half).length]),
  );
  expect(printed.includes('  - nowhere')).toBe(halfOf('html/one.html.gz') === 'worked');
  expect(printed.includes('refused E_ARTICLE_SHORT')).toBe(halfOf('html/two.html.gz') === 'worked');
});
