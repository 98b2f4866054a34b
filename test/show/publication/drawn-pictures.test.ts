import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { imageSize } from 'image-size';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Episode } from '../../../src/model/episode.js';
import { article, CONFIG, makeShow, type TestShow } from '../test-show.js';

describe('pictures drawn of titles', { timeout: 60_000 }, () => {
  let show: TestShow;
  beforeAll(async () => {
    show = await makeShow({
      'articles/a.md': article('The tide'),
      'articles/b.md': article('潮汐', '', '2026-01-03T08:00:00Z'),
    });
    await (await show.open()).build();
  });
  afterAll(() => show.remove());

  const build = async (artwork: string) => {
    await show.write('lector.yaml', `${CONFIG}${artwork}`);
    show.spoken.length = 0;
    await (await show.open()).build();
    const names = Object.keys(await show.published());
    const page = await readFile(path.join(show.root, 'output/episodes/the-tide/index.html'), 'utf8');
    return { names: names.filter((name) => /\/(?:link|art)-[0-9a-f]{8}\.jpg$/u.test(name)), page };
  };

  it('are published for links in their size, once, and go when nobody wants them', async () => {
    const before = await show.published();
    const { names, page } = await build('artwork: {links: true}\n');
    // There are no letters here for the other title: it has none.
    expect(names).toEqual([expect.stringMatching(/^episodes\/the-tide\/link-/u)]);
    const file = names[0] ?? '';
    const { width, height } = imageSize(await readFile(path.join(show.root, 'output', file)));
    expect([width, height, show.spoken]).toEqual([1200, 630, []]);
    expect(page).toContain(`<meta property="og:image" content="https://pod.example.org/show/${file}">`);
    expect(page).toContain('<meta property="og:image:width" content="1200">');
    const blue = await build('artwork: {links: true, color: "#1d3b4f"}\n');
    expect([blue.names.length, blue.names[0] === file]).toEqual([1, false]);
    await build('');
    expect(await show.published()).toEqual(before);
  });

  it('stand for an episode that has no picture', async () => {
    const { names } = await build('artwork: {episodes: true}\n');
    expect([names, show.spoken]).toEqual([[expect.stringMatching(/^episodes\/the-tide\/art-/u)], []]);
    const text = await readFile(path.join(show.root, 'output/episodes/the-tide/episode.json'), 'utf8');
    expect((JSON.parse(text) as Episode).image).toBe(names[0]);
    expect((await (await show.open()).check()).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
