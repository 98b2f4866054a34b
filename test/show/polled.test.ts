import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseRssFeed } from 'feedsmith';
import { afterAll, describe, expect, it } from 'vitest';
import { startPreview } from '../../src/preview.js';
import { article, makeShow } from './test-show.js';

const BASE_URL = 'https://pod.example.org/show/';
/** `LECTOR_BUILDS=20` tries more. */
const BUILDS = Number(process.env['LECTOR_BUILDS'] ?? 8);
const show = await makeShow(
  Object.fromEntries(['One', 'Two'].map((title) => [`articles/${title}.md`, article(title)])),
);
await (await show.open()).build();
const preview = await startPreview({ outDir: path.join(show.root, 'output'), port: 0, baseUrl: BASE_URL });
afterAll(async () => {
  await preview.close();
  await show.remove();
});

/** Reads the feed as an app does, and asks for all it names; gives the number of its episodes. */
async function sample(): Promise<number> {
  const text = await (await fetch(`${preview.url}feed.xml`)).text();
  const items = parseRssFeed(text).items ?? [];
  expect(new Set(items.map(({ guid }) => guid?.value)).size).toBe(items.length);
  for (const { enclosures, podcast } of items) {
    const [enclosure] = enclosures ?? [];
    const audio = await fetch(enclosure?.url ?? '', { method: 'HEAD' });
    const { status, headers } = audio;
    expect([status, headers.get('content-length'), headers.get('content-type')]).toEqual([
      200,
      String(enclosure?.length),
      enclosure?.type,
    ]);
    expect(enclosure?.url).toMatch(/^[\u0021-\u007e]+-[0-9a-f]{8}\.mp3$/u);
    for (const { url } of podcast?.transcripts ?? [])
      expect((await fetch(url ?? '', { method: 'HEAD' })).status).toBe(200);
  }
  return items.length;
}

describe('readers who ask again and again while a show is built', { timeout: 120_000 }, () => {
  it('never see a feed that is half there, or a file it names missing or of another length', async () => {
    let isBuilding = true;
    const counts = new Set<number>();
    let sampleCount = 0;
    const poll = async (): Promise<void> => {
      while (isBuilding) {
        counts.add(await sample());
        sampleCount += 1;
      }
    };
    const reader = poll();
    for (let number = 1; number <= BUILDS; number += 1) {
      // In turn: a word is corrected, a title, an episode is added.
      if (number % 3 === 1) await show.write('articles/One.md', article('One', `Correction ${number}.`));
      if (number % 3 === 2) await show.write('articles/Two.md', article(`Two, version ${number}`));
      if (number % 3 === 0) await show.write(`articles/New ${number}.md`, article(`New ${number}`));
      await (await show.open()).build();
    }
    isBuilding = false;
    await reader;
    expect(await readFile(path.join(show.root, 'output/feed.xml'), 'utf8')).toMatch(/Two, version \d/u);
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([2, 2 + Math.floor(BUILDS / 3)]);
    expect(sampleCount).toBeGreaterThan(BUILDS);
  });
});
