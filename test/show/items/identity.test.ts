import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BuildReport } from '../../../src/show/verbs/build-show.js';
import type { Finding } from '../../../src/model/finding.js';
import { article, CONFIG, makeShow, type TestShow } from '../test-show.js';
import { sentences, serveFeeds, type FeedServer, type TestItem } from './feed-server.js';

const BOILERPLATE =
  'The harbour board met on Tuesday evening and voted by seven to two to keep the winter ferry running. Fares stay as they are, the chair said, because the council has agreed to pay half of the bill.';
const STORY: TestItem = {
  title: 'A story',
  guid: 'http://p.example/?p=12',
  link: 'http://p.example/story',
  date: '2026-02-02T10:00:00Z',
  text: `This is the story. ${BOILERPLATE}`,
};
const OTHER: TestItem = {
  title: 'The school opens',
  guid: 'http://p.example/?p=13',
  link: 'http://p.example/school',
  date: '2026-02-03T10:00:00Z',
  text: sentences('schools'),
};
const without = (item: TestItem, name: 'guid' | 'date'): TestItem =>
  Object.fromEntries(Object.entries(item).filter(([key]) => key !== name)) as TestItem;

let show: TestShow;
let server: FeedServer;

beforeEach(async () => {
  server = await serveFeeds();
  show = await makeShow({});
});
afterEach(async () => {
  await Promise.all([server.close(), show.remove()]);
});

type Pages = Readonly<Record<string, readonly TestItem[] | number>>;

async function build(pages: Pages, files: Readonly<Record<string, string>> = {}): Promise<BuildReport> {
  for (const [path, page] of Object.entries(pages)) server.pages.set(path, page);
  const sources = Object.keys(pages).map((path) => `  - {url: "${server.origin}${path}", fullText: feed}`);
  const list = sources.length > 0 ? `sources:\n${sources.join('\n')}\n` : '';
  await show.write('lector.yaml', `${CONFIG}${list}http: {allowPrivateAddresses: true}\n`);
  for (const [file, content] of Object.entries(files)) await show.write(file, content);
  show.spoken.length = 0;
  return (await show.open()).build();
}

/** GUIDs by title; a title that stands twice fails. */
const guids = async (): Promise<Record<string, string>> => {
  const { episodes } = await show.manifest();
  expect(new Set(episodes.map(({ title }) => title)).size).toBe(episodes.length);
  return Object.fromEntries(episodes.map(({ title, guid }) => [title, guid]));
};
const errors = ({ findings }: BuildReport): readonly Finding[] =>
  findings.filter(({ severity }) => severity === 'error');
const codes = ({ findings }: BuildReport): readonly string[] => findings.map(({ code }) => code);

describe('an item that is known by another id', { timeout: 60_000 }, () => {
  it.each<[string, Partial<TestItem>]>([
    ['https', { guid: 'https://p.example/?p=12', link: 'https://p.example/story' }],
    ['www', { guid: 'http://www.p.example/?p=12', link: 'http://www.p.example/story' }],
    ['the link for a guid', { guid: 'http://p.example/story' }],
    ['the link over https for a guid', { guid: 'https://www.p.example/story/', link: 'https://www.p.example/story/' }],
    ['parameters of a campaign', { guid: 'http://p.example/?p=12&amp;utm_source=rss&amp;utm_medium=feed' }],
    ['a host in capitals, a port and a fragment', { guid: 'HTTP://P.Example:80/?p=12#rss' }],
    ['a bare number', { guid: '12' }],
    ['no guid at all', { guid: '' }],
    ['another title and guid at the same link', { guid: 'n-1', title: 'A story, told anew' }],
  ])('stays one episode: %s', async (_what, changes) => {
    await build({ '/feed.xml': [STORY, OTHER] });
    const before = Object.values(await guids()).sort();
    const changed = { ...STORY, ...changes };
    const report = await build({ '/feed.xml': [changed.guid === '' ? without(changed, 'guid') : changed, OTHER] });
    expect([Object.values(await guids()).sort(), errors(report)]).toEqual([before, []]);
    const again = await build({ '/feed.xml': [STORY, OTHER] });
    expect([Object.values(await guids()).sort(), errors(again)]).toEqual([before, []]);
  });

  it('stays one episode when the whole site moves to another system, then to another host', async () => {
    const date = (day: number): string => `2026-02-0${day}T10:00:00Z`;
    const items = ['ships', 'bread', 'roads'].map((subject, index): TestItem => ({
      title: `About ${subject}`,
      guid: `${index + 1}`,
      link: `https://old.example/?p=${index}`,
      date: date(index + 1),
      text: sentences(subject),
    }));
    await build({ '/feed.xml': items });
    const before = await guids();
    const moved = items.map((item, index) => ({
      ...item,
      guid: `urn:uuid:${index}-b`,
      link: `https://new.example/a/${index}`,
    }));
    const report = await build({ '/feed.xml': moved });
    expect([await guids(), errors(report), show.spoken]).toEqual([before, [], []]);
    const renumbered = items.map((item, index) => ({
      ...item,
      guid: `${index + 7}`,
      link: `https://newest.example/${index}`,
    }));
    const last = await build({ '/atom/feed.xml': renumbered });
    expect([await guids(), errors(last), show.spoken]).toEqual([before, [], []]);
  });

  it('keeps what an older version published without aliases', async () => {
    await build({ '/a.xml': [{ ...STORY, guid: '1' }] });
    const before = await guids();
    await forgetMemory(show);
    const b = { ...OTHER, guid: '1' };
    const report = await build({ '/a.xml': [{ ...STORY, guid: '1' }], '/b.xml': [b] });
    expect(errors(report)).toEqual([]);
    expect(await guids()).toMatchObject(before);
    expect(Object.keys(await guids())).toHaveLength(2);
    expect(show.spoken.join(' ')).not.toContain('This is the story');
  });
});

describe('items of one id or link', { timeout: 60_000 }, () => {
  const from = (name: string): TestItem => ({
    ...STORY,
    title: `Story from ${name}`,
    guid: '1',
    link: `https://${name}.example/story`,
    text: `Paper ${name} says this. ${BOILERPLATE}`,
  });

  it('are told apart by their source', async () => {
    const report = await build({ '/a.xml': [from('a')], '/b.xml': [from('b')], '/c.xml': [from('c')] });
    expect(errors(report)).toEqual([]);
    const first = await guids();
    expect(Object.keys(first).sort()).toEqual(['Story from a', 'Story from b', 'Story from c']);
    expect(new Set(Object.values(first)).size).toBe(3);
    await build({ '/a.xml': [from('a')], '/b.xml': [{ ...from('b'), text: `${from('b').text} And that is new.` }] });
    expect(await guids()).toEqual(first);
    expect(show.spoken).toEqual(['And that is new.']);
  });

  it('are both taken when the second source comes later', async () => {
    await build({ '/z.xml': [from('z')] });
    const before = await guids();
    const report = await build({ '/a.xml': [from('a')], '/z.xml': [from('z')] });
    expect(errors(report)).toEqual([]);
    expect(await guids()).toMatchObject(before);
    expect(Object.keys(await guids())).toHaveLength(2);
  });

  it('are one episode where two feeds of a site carry the same story', async () => {
    const report = await build({ '/all.xml': [STORY, OTHER], '/sport.xml': [STORY] });
    expect(errors(report)).toEqual([]);
    expect(Object.keys(await guids())).toHaveLength(2);
    expect(codes(report)).toContain('W_DUPLICATE');
  });

  it('are all taken where they have no guid and share a link, then and later', async () => {
    const named = (title: string, day: number): TestItem => ({
      title,
      link: 'https://p.example/products',
      date: `2026-02-0${day}T10:00:00Z`,
      text: `${title} is news. ${BOILERPLATE}`,
    });
    const first = await build({ '/feed.xml': [named('Lamp', 1), named('Gate', 2)] });
    expect(errors(first)).toEqual([]);
    const before = await guids();
    expect(Object.keys(before).sort()).toEqual(['Gate', 'Lamp']);
    const report = await build({ '/feed.xml': [named('Crane', 3), named('Gate', 2)] });
    expect(errors(report)).toEqual([]);
    expect(await guids()).toMatchObject(before);
    expect(Object.keys(await guids()).sort()).toEqual(['Crane', 'Gate', 'Lamp']);
  });

  it('are two episodes where a guid is used again for another article', async () => {
    await build({ '/feed.xml': [{ ...STORY, guid: 'today', text: sentences('ships') }] });
    const before = await guids();
    const next: TestItem = { ...OTHER, guid: 'today', text: sentences('schools') };
    const report = await build({ '/feed.xml': [next] });
    expect(errors(report)).toEqual([]);
    const after = await guids();
    expect(after).toMatchObject(before);
    expect(Object.keys(after).sort()).toEqual(['A story', 'The school opens']);
    await build({ '/feed.xml': [next] });
    expect([await guids(), show.spoken]).toEqual([after, []]);
  });

  it('are new episodes when they only share the words every item has', async () => {
    const numbered = (number: number): TestItem => ({
      title: `Story ${number}`,
      guid: `https://p.example/${number}`,
      link: `https://p.example/${number}`,
      date: `2026-02-0${number}T10:00:00Z`,
      text: `Story ${number} begins. ${BOILERPLATE}`,
    });
    await build({ '/feed.xml': [numbered(3), numbered(2)] });
    const before = await guids();
    await build({ '/feed.xml': [numbered(4), numbered(3)] });
    expect(await guids()).toMatchObject(before);
    expect(Object.keys(await guids()).sort()).toEqual(['Story 2', 'Story 3', 'Story 4']);
  });
});

describe('a date that moves', { timeout: 60_000 }, () => {
  it.each([
    ['later', '2026-02-05T10:00:00Z'],
    ['earlier', '2026-01-05T10:00:00Z'],
    ['by an hour', '2026-02-02T11:00:00Z'],
  ])('makes nothing anew in a feed: %s', async (_what, date) => {
    await build({ '/feed.xml': [STORY] });
    const before = (await show.manifest()).episodes;
    await show.encodedCount();
    const report = await build({ '/feed.xml': [{ ...STORY, date }] });
    expect(report.rows).toMatchObject([{ outcome: 'reused' }]);
    expect([(await show.manifest()).episodes, show.spoken, await show.encodedCount()]).toEqual([before, [], 0]);
  });

  it('is not spoken either where front matter moves it later', async () => {
    await build({}, { 'articles/a.md': article('A') });
    await show.encodedCount();
    const report = await build({}, { 'articles/a.md': article('A', '', '2026-02-02T08:00:00Z') });
    expect(codes(report)).toContain('W_DATE_KEPT');
    expect([show.spoken, await show.encodedCount()]).toEqual([[], 0]);
  });
});

describe('an article that is called otherwise', { timeout: 60_000 }, () => {
  const file = (title: string, changed: readonly number[], date = '2026-01-02T08:00:00Z'): string =>
    `---\ntitle: ${title}\ndate: ${date}\n---\n\n${sentences('ferries', 19, changed)}\n`;
  const rename = async (content: string): Promise<BuildReport> => {
    await build({}, { 'articles/ferry.md': file('The ferry', []) });
    await rm(`${show.root}/articles/ferry.md`);
    return build({}, { 'articles/boat.md': content });
  };

  it('is the same episode when it is renamed, retitled and edited at once', async () => {
    const report = await rename(file('The boat', [3, 9]));
    const { episodes } = await show.manifest();
    expect(episodes).toMatchObject([{ title: 'The boat', slug: 'the-ferry', location: 'articles/boat.md' }]);
    expect(errors(report)).toEqual([]);
  });

  it('is held back and asked for when its date is another as well, until its front matter answers', async () => {
    const report = await rename(file('The boat', [3], '2026-01-09T08:00:00Z'));
    expect(report.findings).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ code: 'W_SAME_EPISODE', message: expect.stringContaining('The ferry') as string }),
      ]),
    );
    const before = (await show.manifest()).episodes;
    expect(before).toMatchObject([{ title: 'The ferry' }]);
    await show.edit('articles/boat.md', 'title:', `guid: ${before[0]?.guid ?? ''}\ntitle:`);
    await build({});
    expect((await show.manifest()).episodes).toMatchObject([{ title: 'The boat', guid: before[0]?.guid }]);
  });

  it('is an episode of its own when its front matter says so with an id', async () => {
    await rename(file('The boat', [3], '2026-01-09T08:00:00Z').replace('title:', 'id: boat-2\ntitle:'));
    expect(Object.keys(await guids()).sort()).toEqual(['The boat', 'The ferry']);
  });

  it('is another episode when the one it resembles is still there', async () => {
    await build({}, { 'articles/ferry.md': file('The ferry', []) });
    const report = await build({}, { 'articles/boat.md': file('The boat', [3, 9]) });
    expect([Object.keys(await guids()).sort(), errors(report)]).toEqual([['The boat', 'The ferry'], []]);
  });

  it('is the same episode when it moves from a file into a feed', async () => {
    await build({}, { 'articles/ferry.md': file('The ferry', []) });
    const before = await guids();
    await rm(`${show.root}/articles/ferry.md`);
    const item = { ...STORY, title: 'The ferry', date: '2026-01-02T09:30:00Z', text: sentences('ferries', 19) };
    const report = await build({ '/feed.xml': [item] });
    expect([await guids(), errors(report)]).toEqual([before, []]);
  });

  it('is one episode when it is read from a file and from a feed that links the same address', async () => {
    const text = file('The ferry', []).replace('title:', 'url: https://p.example/ferry\ntitle:');
    const item = { ...STORY, title: 'The ferry', link: 'http://p.example/ferry', text: sentences('ferries', 19) };
    const report = await build({ '/feed.xml': [item] }, { 'articles/ferry.md': text });
    expect([Object.keys(await guids()), errors(report)]).toEqual([['The ferry'], []]);
  });

  it('is not taken for one whose source only failed to answer', async () => {
    const text = sentences('ferries', 19);
    await build({ '/feed.xml': [{ ...STORY, text }] });
    const before = await guids();
    await rm(`${show.root}/.lector/cache`, { recursive: true });
    await build({ '/feed.xml': 503 }, { 'articles/boat.md': file('The boat', [1]) });
    expect(await guids()).toMatchObject(before);
  });
});

/** What a manifest of a version looked like that kept no memory. */
async function forgetMemory(target: TestShow): Promise<void> {
  const { version, showGuid, feedUrl, episodes } = await target.manifest();
  const old = {
    version,
    showGuid,
    feedUrl,
    episodes: episodes.map((record) => ({ ...record, aliases: undefined, words: undefined })),
  };
  const sha256 = createHash('sha256').update(JSON.stringify(old)).digest('hex');
  await target.write('output/manifest.json', `${JSON.stringify({ ...old, sha256 }, undefined, 1)}\n`);
}

describe('a feed that numbers its items by their place', { timeout: 60_000 }, () => {
  it('keeps the episodes of them when a new one is put on top', async () => {
    const at = (number: number, paper: string): TestItem => ({
      title: `News of the ${paper}`,
      guid: String(number),
      date: `2026-02-0${paper.length}T10:00:00Z`,
      text: sentences(paper),
    });
    await build({ '/feed.xml': [at(1, 'wall'), at(2, 'lamps'), at(3, 'gull')] });
    const before = await guids();
    await build({ '/feed.xml': [at(1, 'bakery'), at(2, 'wall'), at(3, 'lamps'), at(4, 'gull')] });
    expect(await guids()).toMatchObject(before);
    expect(Object.keys(await guids())).toHaveLength(4);
  });
});

describe('an article that was taken back', { timeout: 60_000 }, () => {
  it('does not come back in another file under another headline, id and date', async () => {
    const text = sentences('secret');
    await build(
      {},
      { 'articles/keep.md': article('Keep', sentences('keeper')), 'articles/plan.md': article('Plan', text) },
    );
    await (await show.open()).unpublish({ wanted: 'plan' });
    await rm(`${show.root}/articles/plan.md`);
    const other = article('Another headline', text).replace('---\n', '---\nid: b-2\n');
    const report = await build({}, { 'articles/z.md': other.replace(/^date: .*$/mu, 'date: 2026-02-20') });
    expect(Object.keys(await guids())).toEqual(['Keep']);
    expect(codes(report)).toContain('W_SAME_EPISODE');
  });
});
