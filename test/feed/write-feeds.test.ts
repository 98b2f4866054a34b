import { parseJsonFeed, parseOpml, parseRssFeed } from 'feedsmith';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { checkFeed } from '../../src/feed/check-feed.js';
import { writeFeed } from '../../src/feed/write-feed.js';
import { writeFeeds, type FeedsInput } from '../../src/feed/write-feeds.js';
import type { Episode } from '../../src/model/episode.js';
import type { Show } from '../../src/model/publication/show.js';
import { contentTypeOf } from '../../src/model/publication/paths/addresses.js';
import { showGuid } from '../../src/model/publication/guid.js';
import { TRANSCRIPT_FORMATS } from '../../src/transcript/formats/index.js';
import { SHOW, sampleEpisode, sampleNotes } from './sample-show.js';

/** A show of so many days, the first episode the oldest. */
function days(count: number, overrides: (day: number) => Partial<Episode> = () => ({})): readonly Episode[] {
  return Array.from({ length: count }, (_, day) =>
    sampleEpisode({
      slug: `day-${day + 1}`,
      publishedAt: new Date(Date.UTC(2026, 0, day + 1)).toISOString(),
      ...overrides(day + 1),
    }),
  );
}

function feedsOf(episodes: readonly Episode[], show: Partial<Show> = {}, known: FeedsInput['known'] = []) {
  const written = writeFeeds({
    show: { ...SHOW, ...show },
    episodes,
    notes: sampleNotes('day-1'),
    transcripts: TRANSCRIPT_FORMATS,
    known,
  });
  const files = new Map(written.files.map((file) => [file.path, 'content' in file ? String(file.content) : '']));
  return { ...written, files: files.set('feed.xml', String(written.feedXml)) };
}

const guidsOf = (xml = ''): readonly (string | undefined)[] =>
  (parseRssFeed(xml).items ?? []).map(({ guid }) => guid?.value);
const guids = (...numbers: readonly number[]): readonly string[] => numbers.map((day) => `guid-of-day-${day}`);

/** The addresses a feed links, by their part in it, as libxml2 reads them. */
function links(xml = ''): Readonly<Record<string, string>> {
  const document = XmlDocument.fromString(xml);
  const atom = { atom: 'http://www.w3.org/2005/Atom' };
  const [rels, hrefs] = ['rel', 'href'].map((name) =>
    document.find(`/rss/channel/atom:link/@${name}`, atom).map(({ content }) => content.replace(SHOW.baseUrl, '')),
  );
  document.dispose();
  return Object.fromEntries((rels ?? []).map((rel, index) => [rel, hrefs?.[index] ?? '']));
}

describe('the feeds of a show', () => {
  it('are the one it always had, with a JSON Feed beside it, while no rule makes more', () => {
    const episodes = days(3);
    const { files, records } = feedsOf(episodes);
    expect([...files.keys()].sort()).toEqual(['feed.json', 'feed.xml']);
    const notes = sampleNotes('day-1');
    expect(files.get('feed.xml')).toBe(writeFeed({ show: SHOW, episodes, notes, transcripts: TRANSCRIPT_FORMATS }));
    expect(records).toEqual([{ path: 'feed.xml', guid: SHOW.guid }]);
  });

  it('say in JSON what they say in RSS, and what it cannot: corrections, the article, the reading time', () => {
    const { files } = feedsOf(
      days(2, () => ({ modifiedAt: '2026-02-01T10:00:00+01:00' })),
      { tags: { hubs: ['https://hub.example/'] } },
    );
    const feed = parseJsonFeed(files.get('feed.json') ?? '');
    expect(feed).toMatchObject({
      title: SHOW.title,
      home_page_url: SHOW.link,
      feed_url: `${SHOW.baseUrl}feed.json`,
      language: 'en-GB',
      authors: [{ name: SHOW.author }],
      hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
    });
    expect(feed.items?.[1]).toMatchObject({
      id: 'guid-of-day-1',
      url: `${SHOW.baseUrl}episodes/day-1/`,
      external_url: 'https://www.example.org/day-1',
      date_published: '2026-01-01T00:00:00.000Z',
      date_modified: '2026-02-01T09:00:00.000Z',
      authors: [{ name: 'Ada Marsh' }, { name: 'Jón Þór' }],
      tags: ['sea', 'science'],
      attachments: [{ mime_type: 'audio/mpeg', size_in_bytes: 2_250_000, duration_in_seconds: 187 }],
    });
    expect(JSON.parse(files.get('feed.json') ?? '')).toMatchObject({ version: 'https://jsonfeed.org/version/1.1' });
    expect(guidsOf(files.get('feed.xml'))).toEqual(feed.items?.map(({ id }) => id));
  });

  const RULES: readonly (readonly [string, NonNullable<Show['feeds']>[number]['where'], readonly number[]])[] = [
    ['a section, in any case', { section: ['COAST'] }, [4, 2]],
    ['one of two authors', { author: ['Ida Berg', 'Tom Ashe'] }, [3, 1]],
    ['a tag and a language, region or not', { tag: ['sea'], language: ['de'] }, [3]],
    ['a kind', { kind: ['programme'] }, [4]],
    ['trailers and bonus', { type: ['trailer', 'bonus'] }, [4, 2]],
    ['what nobody wrote', { section: ['Sport'] }, []],
  ];
  it.each(RULES)('have the episodes a rule asks for: %s', (_name, where, expected) => {
    const parts: Readonly<Record<number, Partial<Episode>>> = {
      1: { authors: ['Ida Berg'] },
      2: { section: 'Coast', episodeType: 'bonus' },
      3: { authors: ['Tom Ashe', 'X'], language: 'de-AT' },
      4: { section: 'Coast ', kind: 'programme', tags: [], episodeType: 'trailer', language: 'de' },
    };
    const { files } = feedsOf(
      days(4, (day) => parts[day] ?? {}),
      { feeds: [{ path: 'some.xml', where }] },
    );
    expect(guidsOf(files.get('some.xml'))).toEqual(guids(...expected));
    const items = (xml = ''): readonly string[] => xml.match(/<item>.*?<\/item>/gsu) ?? [];
    expect(items(files.get('feed.xml'))).toEqual(expect.arrayContaining([...items(files.get('some.xml'))]));
  });

  it('have a GUID and an address of their own, kept whatever becomes of the address', () => {
    const feeds = [{ path: 'topics/sea.xml', title: 'The sea', description: 'Only the sea.', language: 'de' }];
    const { files, records } = feedsOf(days(1), { feeds });
    const guid = showGuid(`${SHOW.baseUrl}topics/sea.xml`);
    expect(parseRssFeed(files.get('topics/sea.xml') ?? '')).toMatchObject({
      title: 'The sea',
      description: 'Only the sea.',
      language: 'de',
      podcast: { guid },
    });
    expect(links(files.get('topics/sea.xml'))).toEqual({ self: 'topics/sea.xml' });
    const moved = feedsOf(days(1), { feeds, baseUrl: 'https://elsewhere.example/' }, records);
    expect(parseRssFeed(moved.files.get('topics/sea.xml') ?? '').podcast?.guid).toBe(guid);
    expect(['topics/sea.xml', 'topics/sea.json', 'feeds.opml'].map((name) => contentTypeOf(name))).toEqual([
      'application/rss+xml; charset=utf-8',
      'application/feed+json; charset=utf-8',
      'text/x-opml; charset=utf-8',
    ]);
  });

  it('stand in one list that two readers understand', () => {
    const { files } = feedsOf(days(1), { feeds: [{ path: 'a.xml', title: 'A & "B"' }, { path: 'c/d.xml' }] });
    const opml = files.get('feeds.opml') ?? '';
    const { head, body } = parseOpml(opml);
    expect([head?.title, body?.outlines?.map(({ text, type, xmlUrl }) => [text, type, xmlUrl])]).toEqual([
      SHOW.title,
      [
        [SHOW.title, 'rss', `${SHOW.baseUrl}feed.xml`],
        ['A & "B"', 'rss', `${SHOW.baseUrl}a.xml`],
        [SHOW.title, 'rss', `${SHOW.baseUrl}c/d.xml`],
      ],
    ]);
    const document = XmlDocument.fromString(opml);
    expect(document.find('/opml[@version="2.0"]/body/outline/@htmlUrl')).toHaveLength(3);
    document.dispose();
  });

  it('name their publisher, whose feed names all of them', () => {
    const { files } = feedsOf(days(1), {
      feeds: [{ path: 'sea.xml' }, { path: 'us.xml', medium: 'publisher', title: 'Us' }],
    });
    const us = parseRssFeed(files.get('us.xml') ?? '');
    expect([us.podcast?.medium, us.items ?? []]).toEqual(['publisher', []]);
    expect(us.podcast?.remoteItems?.map(({ feedUrl, feedGuid }) => [feedUrl, feedGuid])).toEqual([
      [`${SHOW.baseUrl}feed.xml`, SHOW.guid],
      [`${SHOW.baseUrl}sea.xml`, showGuid(`${SHOW.baseUrl}sea.xml`)],
    ]);
    for (const path of ['feed.xml', 'sea.xml']) {
      expect(parseRssFeed(files.get(path) ?? '').podcast?.publisher?.remoteItem).toMatchObject({
        feedUrl: `${SHOW.baseUrl}us.xml`,
        feedGuid: us.podcast?.guid,
      });
    }
  });
});

describe('a feed that is longer than it may be', () => {
  const size = { feedSize: { items: 4, pageItems: 3 } };

  it('keeps the newest, and leads through full pages to the first episode (RFC 5005)', () => {
    const { files, records } = feedsOf(days(11), size);
    const pages = [...files.keys()].filter((path) => /archive.*xml$/u.test(path));
    expect(guidsOf(files.get('feed.xml'))).toEqual(guids(11, 10));
    expect(pages.map((path) => guidsOf(files.get(path)))).toEqual([guids(3, 2, 1), guids(6, 5, 4), guids(9, 8, 7)]);
    const [first = '', second = '', third = ''] = pages;
    expect(links(files.get('feed.xml'))).toEqual({ self: 'feed.xml', 'prev-archive': third, next: third });
    expect(links(files.get(third))).toEqual({ self: third, current: 'feed.xml', 'prev-archive': second, next: second });
    expect(links(files.get(first))).toEqual({ self: first, current: 'feed.xml' });
    for (const path of pages) {
      expect(files.get(path)).toContain('<fh:archive/>');
      expect(checkFeed(files.get(path) ?? '').filter(({ severity }) => severity === 'error')).toEqual([]);
    }
    expect(files.get('feed.xml')).not.toContain('xmlns:fh');
    expect(records[0]?.archives?.map((page) => page.length)).toEqual([3, 3, 3]);
    const json = (path = ''): { readonly ids: readonly string[]; readonly next?: string } => {
      const feed = parseJsonFeed(files.get(path) ?? '');
      return { ids: (feed.items ?? []).map(({ id = '' }) => id), next: feed.next_url?.replace(SHOW.baseUrl, '') ?? '' };
    };
    const chain: string[] = [];
    for (let page = json('feed.json'); ; page = json(page.next)) {
      chain.push(...page.ids);
      if (page.next === '') break;
    }
    expect(chain).toEqual(guids(11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1));
  });

  it('never changes a page that is full: not for new episodes, nor for one dated back', () => {
    const before = feedsOf(days(11), size);
    const full = [...before.files].filter(([path]) => path.includes('archive'));
    const late = sampleEpisode({ slug: 'late', publishedAt: '2026-01-02T12:00:00Z' });
    const after = feedsOf([...days(14), late], size, before.records);
    expect(full.map(([path]) => [path, after.files.get(path)])).toEqual(full);
    expect(guidsOf(after.files.get('feed.xml'))).toEqual([...guids(14, 13, 12)]);
    const newest = [...after.files.keys()].filter((path) => path.includes('archive-4') && path.endsWith('.xml'));
    expect(guidsOf(after.files.get(newest[0] ?? ''))).toEqual([...guids(11, 10), 'guid-of-late']);
  });

  it('gives what does change another address, and leaves the pages before it', () => {
    const before = feedsOf(days(11), size);
    const taken = feedsOf(
      days(11).filter(({ slug }) => slug !== 'day-5'),
      size,
      before.records,
    );
    const pages = (files: ReadonlyMap<string, string>) =>
      [...files.keys()].filter((path) => /archive.*xml$/u.test(path));
    const [first, second] = pages(before.files);
    expect(pages(taken.files)[0]).toBe(first);
    expect(pages(taken.files)[1]).not.toBe(second);
    expect(guidsOf(taken.files.get(pages(taken.files)[1] ?? ''))).toEqual(guids(6, 4));
    expect(feedsOf(days(11), size, before.records).files).toEqual(before.files);
  });
});
