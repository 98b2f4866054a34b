import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseJsonFeed, parseOpml, parseRssFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { article, CONFIG, makeShow, type TestShow } from '../test-show.js';

const FEEDS = `feeds:
  - {path: coast.xml, title: The coast, where: {section: Coast}}
  - {path: topics/ferries.xml, where: {tag: [ferries, tides], author: Ida Berg}}
feedSize: {items: 2, pageItems: 1}
`;
const told = (title: string, fields: string, day: number): string =>
  article(title, '', `2026-01-0${day}T08:00:00Z`).replace('---\n', `---\n${fields}\n`);
const ARTICLES = {
  'articles/a.md': told('The pier', 'section: Coast', 1),
  'articles/b.md': told('The ferry', 'section: Coast\ntags: [ferries]\nauthor: Ida Berg', 2),
  'articles/c.md': told('The town', 'section: Town', 3),
};

describe('a show with several feeds', () => {
  let show: TestShow;
  const read = (file: string): Promise<string> => readFile(path.join(show.root, 'output', file), 'utf8');
  const titles = async (file: string) => (parseRssFeed(await read(file)).items ?? []).map(({ title }) => title);
  const check = async () => (await (await show.open()).check()).map(({ code, message }) => [code, message]);

  beforeAll(async () => {
    show = await makeShow({ 'lector.yaml': CONFIG + FEEDS, ...ARTICLES });
    await (await show.open()).build();
  });
  afterAll(() => show.remove());

  it('publishes each as RSS and as JSON, with a list of them, and passes its own checks', async () => {
    expect(await titles('feed.xml')).toEqual(['The town', 'The ferry']);
    expect(await titles('coast.xml')).toEqual(['The ferry', 'The pier']);
    expect(await titles('topics/ferries.xml')).toEqual(['The ferry']);
    expect(parseJsonFeed(await read('coast.json')).items).toHaveLength(2);
    expect(parseOpml(await read('feeds.opml')).body?.outlines?.map(({ xmlUrl }) => xmlUrl)).toEqual([
      'https://pod.example.org/show/feed.xml',
      'https://pod.example.org/show/coast.xml',
      'https://pod.example.org/show/topics/ferries.xml',
    ]);
    expect(await check()).toEqual([]);
  });

  it('links all of them from its pages, in words and for programs', async () => {
    const page = await read('episodes/the-ferry/index.html');
    for (const link of [
      'application/feed+json" title="A test show" href="../../feed.json"',
      'application/rss+xml" title="The coast" href="../../coast.xml"',
      'application/feed+json" title="A test show" href="../../topics/ferries.json"',
    ])
      expect(page).toContain(`<link rel="alternate" type="${link}>`);
    expect(await read('index.html')).toContain('<a href="coast.xml">The coast</a>');
  });

  it('writes the same bytes again from nothing, and nothing where nothing changed', async () => {
    const before = await show.published();
    expect((await (await show.open()).build()).receipt?.written).toEqual([]);
    await rm(path.join(show.root, 'output'), { recursive: true });
    await rm(path.join(show.root, '.lector'), { recursive: true });
    await (await show.open()).build();
    expect(await show.published()).toEqual(before);
  });

  it('changes the feeds an episode is in, leaves full archive pages, and removes what is configured no more', async () => {
    const copy = await show.copy();
    const before = await copy.published();
    await copy.write('articles/d.md', told('The square', 'section: Town', 4));
    const { receipt } = await (await copy.open()).build();
    const feeds = (receipt?.written ?? []).filter(
      (file) => /\.(?:xml|json|opml)$/u.test(file) && !/episodes|sitemap/u.test(file),
    );
    expect(feeds.filter((file) => !file.includes('archive-2')).sort()).toEqual([
      'feed.json',
      'feed.xml',
      'manifest.json',
    ]);
    const archived = Object.keys(before).filter((file) => file.includes('archive'));
    const after = await copy.published();
    expect(archived.map((file) => after[file])).toEqual(archived.map((file) => before[file]));
    await copy.edit('lector.yaml', FEEDS, 'feedSize: {items: 2, pageItems: 1}\n');
    const { receipt: last } = await (await copy.open()).build();
    expect(last?.removed).toEqual(
      expect.arrayContaining(['coast.json', 'coast.xml', 'feeds.opml', 'topics/ferries.json']),
    );
    await copy.remove();
  });

  it.each<readonly [string, string, (text: string) => string, string]>([
    [
      'an archive page that is gone',
      'feed.xml',
      (text) => text.replaceAll(/archive-1-[0-9a-f]{8}/gu, 'archive-1-00000000'),
      'E_FEED_ARCHIVE',
    ],
    [
      'a JSON Feed of another size',
      'feed.json',
      (text) => text.replace('"size_in_bytes":', '"size_in_bytes":1'),
      'E_FEED_JSON',
    ],
    ['a JSON Feed that is none', 'coast.json', () => '{}', 'E_FEED_JSON'],
    ['a list without a feed', 'feeds.opml', (text) => text.replace(/<outline[^>]*coast[^>]*>/u, ''), 'E_FEED_LIST'],
    [
      'an item of another GUID',
      'coast.xml',
      (text) => text.replace(/<guid isPermaLink="false">./u, '<guid isPermaLink="false">x'),
      'E_MANIFEST',
    ],
    ['a feed that is cut', 'coast.xml', (text) => text.slice(0, -20), 'E_XML_TRUNCATED'],
  ])('is found to disagree with itself: %s', async (_what, file, damage, code) => {
    const whole = await read(file);
    await writeFile(path.join(show.root, 'output', file), damage(whole));
    expect((await check()).map(([found]) => found)).toContain(code);
    await writeFile(path.join(show.root, 'output', file), whole);
  });

  it.each([
    ['{path: feed.xml}', 'E_FIELD_TYPE', 'feeds.0.path'],
    ['{path: episodes/a.xml}', 'E_FIELD_TYPE', 'is taken'],
    ['{path: ../a.xml}', 'E_FIELD_TYPE', 'is not a path such as science.xml'],
    ['{path: a.xml, where: {sektion: Coast}}', 'E_UNKNOWN_KEY', 'feeds.0.where.sektion'],
    ['{path: a.xml, language: german!}', 'E_FIELD_LANG', 'feeds.0.language'],
  ])('is refused a feed that cannot be: %s', async (row, code, said) => {
    const copy = await makeShow({ 'lector.yaml': `${CONFIG}feeds:\n  - ${row}\n` });
    await expect(copy.open()).rejects.toMatchObject({ code, message: expect.stringContaining(said) as string });
    await copy.remove();
  });
});
