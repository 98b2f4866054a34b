import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseRssFeed } from 'feedsmith';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { checkFeed } from '../../src/feed/check-feed.js';
import { writeFeed } from '../../src/feed/write-feed.js';
import type { Episode, RenderedNotes } from '../../src/model/episode.js';
import type { Show } from '../../src/model/publication/show.js';
import { SHOW, sampleEpisode, sampleNotes } from './sample-show.js';
import { TRANSCRIPT_FORMATS } from '../../src/transcript/formats/index.js';

const NAMESPACES = {
  atom: 'http://www.w3.org/2005/Atom',
  itunes: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  podcast: 'https://podcastindex.org/namespace/1.0',
  psc: 'http://podlove.org/simple-chapters',
};

/** Evaluates XPath with libxml2, and gives the text of each node found. */
function select(xml: string, xpath: string): string[] {
  const document = XmlDocument.fromString(xml);
  try {
    return document.find(xpath, NAMESPACES).map((node) => node.content);
  } finally {
    document.dispose();
  }
}

function feedOf(
  episodes: readonly Episode[],
  show: Show = SHOW,
  notes: ReadonlyMap<string, RenderedNotes> = new Map(),
): string {
  return writeFeed({ show, episodes, notes, transcripts: TRANSCRIPT_FORMATS });
}

describe('writeFeed', () => {
  it('writes the feed in the golden file, which breaks no rule', async () => {
    const trailer = sampleEpisode({
      slug: 'what-this-is',
      kind: 'programme',
      title: 'What this is',
      publishedAt: '2026-01-05T09:00:00Z',
      modifiedAt: '2026-03-09T10:00:00Z',
      episodeType: 'trailer',
      season: 2,
      isAiNarrated: false,
      image: 'episodes/what-this-is/cover-99aa88bb.jpg',
      chapters: [],
      tags: [],
    });
    const { transcript, sourceUrl, ...plain } = trailer;
    expect([transcript, sourceUrl]).not.toContain(undefined);
    const xml = feedOf([plain, sampleEpisode()], SHOW, sampleNotes());
    await expect(xml).toMatchFileSnapshot(path.resolve(import.meta.dirname, '../golden/feed/feed.xml'));
    const findings = checkFeed(xml).map(({ code, place }) => [code, place?.line]);
    // The trailer of this test has no transcript.
    expect(findings).toEqual([['W_ITEM_TRANSCRIPT', expect.any(Number)]]);
  });

  it('writes each of many items once, in order, as it stands in a feed of its own', () => {
    const many = Array.from({ length: 601 }, (_, nth) =>
      sampleEpisode({
        slug: `part-${nth}`,
        publishedAt: new Date(Date.UTC(2026, 0, 1) - nth * 3_600_000).toISOString(),
      }),
    );
    const itemsOf = (xml: string): readonly string[] => xml.match(/<item>.*?<\/item>/gsu) ?? [];
    const xml = feedOf(many);
    expect(itemsOf(xml)).toEqual(many.flatMap((episode) => itemsOf(feedOf([episode]))));
    expect(select(xml, '/rss/channel/title')).toEqual([SHOW.title]);
    expect(select(xml, '/rss/channel/item/guid')).toEqual(many.map(({ guid }) => guid));
  });

  it('tells feedsmith the same as it was told', () => {
    const episode = sampleEpisode({ season: 3, episode: 14 });
    const feed = parseRssFeed(feedOf([episode], SHOW, sampleNotes()));
    expect(feed).toMatchObject({
      title: SHOW.title,
      description: SHOW.description,
      link: SHOW.link,
      language: 'en-gb',
      itunes: {
        author: SHOW.author,
        explicit: false,
        type: 'episodic',
        owner: SHOW.owner,
        image: 'https://audio.example.org/harbour/cover-1a2b3c4d.jpg',
        categories: [{ text: 'News', categories: [{ text: 'Daily News' }] }, { text: 'Technology' }],
      },
      podcast: { guid: SHOW.guid, locked: { value: true }, medium: 'newsletter' },
    });
    expect(feed.items).toHaveLength(1);
    expect(feed.items?.[0]).toMatchObject({
      title: episode.title,
      guid: { value: episode.guid, isPermaLink: false },
      enclosures: [{ url: `${SHOW.baseUrl}${episode.audio.path}`, length: 2_250_000, type: 'audio/mpeg' }],
      itunes: { duration: 187, explicit: false, season: 3, episode: 14, episodeType: 'full' },
      podcast: {
        chapters: {
          url: `${SHOW.baseUrl}episodes/the-tide-table/chapters-0f1e2d3c.json`,
          type: 'application/json+chapters',
        },
        persons: [
          { display: 'Ada Marsh', role: 'author' },
          { display: 'Jón Þór', role: 'author' },
        ],
        txts: [{ display: 'true', purpose: 'ai-content' }],
      },
      psc: {
        chapters: [
          { start: '00:00:00.000', title: 'Introduction' },
          { start: '00:01:01.000', title: 'The moon & the sun', href: 'https://www.example.org/the-tide-table#moon' },
          { start: '00:02:02.000', title: 'Spring tides' },
        ],
      },
    });
    expect(feed.items?.[0]?.podcast?.transcripts?.map(({ type, rel }) => [type, rel])).toEqual([
      ['text/vtt', 'captions'],
      ['application/x-subrip', 'captions'],
      ['application/json', 'captions'],
      ['text/html', undefined],
      ['text/plain', undefined],
    ]);
  });

  it('puts the newest first, equal dates in the order of their addresses, whatever order they came in', () => {
    const dates: Record<string, string> = {
      b: '2026-02-01T10:00:00Z',
      a: '2026-02-01T11:00:00+01:00',
      newest: '2026-02-01T10:00:01Z',
      oldest: '2025-12-31T23:59:59Z',
    };
    const episodes = Object.entries(dates).map(([slug, publishedAt]) => sampleEpisode({ slug, publishedAt }));
    const guids = ['guid-of-newest', 'guid-of-a', 'guid-of-b', 'guid-of-oldest'];
    expect(select(feedOf(episodes), '//item/guid')).toEqual(guids);
    expect(feedOf(episodes.toReversed())).toBe(feedOf(episodes));
  });

  it('dates the feed by its newest content and never by the clock', () => {
    const episodes = [
      sampleEpisode({ slug: 'a', title: '<lastBuildDate>now</lastBuildDate>' }),
      sampleEpisode({ slug: 'b', publishedAt: '2026-01-01T00:00:00Z', modifiedAt: '2026-05-04T08:07:06Z' }),
    ];
    const show = { ...SHOW, title: 'A ]]> <lastBuildDate>then</lastBuildDate>' };
    expect(select(feedOf(episodes, show), '/rss/channel/lastBuildDate')).toEqual(['Mon, 04 May 2026 08:07:06 GMT']);
    expect(select(feedOf(episodes, show), '/rss/channel/title')).toEqual([show.title]);
    expect(select(feedOf([]), '/rss/channel/lastBuildDate')).toEqual([]);
  });

  it('credits the show where an episode names no author', () => {
    const xml = feedOf([sampleEpisode({ authors: [] })]);
    expect(select(xml, '//item/itunes:author')).toEqual([SHOW.author]);
    expect(xml).toContain(`<dc:creator><![CDATA[${SHOW.author}]]></dc:creator>`);
    expect(select(xml, '//item/podcast:person')).toEqual([]);
    expect(select(feedOf([sampleEpisode()]), '//item/itunes:author')).toEqual(['Ada Marsh, Jón Þór']);
  });

  it('says nothing of AI where a person speaks, and credits nobody as author of a recording', () => {
    const xml = feedOf([sampleEpisode({ kind: 'programme', isAiNarrated: false })]);
    expect(select(xml, '//item/podcast:txt')).toEqual([]);
    expect(select(xml, '//item/podcast:person/@role')).toEqual([]);
  });

  it('leaves out what a show does not have', () => {
    const bare: Show = {
      title: 'Bare',
      description: 'Nothing more.',
      baseUrl: 'https://example.org/',
      link: 'https://example.org/',
      language: 'de',
      categories: [['News']],
      isExplicit: true,
      type: 'episodic',
      isLocked: false,
      medium: 'podcast',
      guid: SHOW.guid,
    };
    const xml = feedOf([sampleEpisode()], bare);
    for (const absent of [
      'itunes:owner',
      'itunes:author',
      'itunes:image',
      'itunes:new-feed-url',
      'podcast:funding',
      'copyright',
      'image',
      'podcast:locked/@owner',
    ]) {
      expect([absent, select(xml, `/rss/channel/${absent}`)]).toEqual([absent, []]);
    }
    expect(select(xml, '/rss/channel/itunes:explicit')).toEqual(['true']);
  });

  it('tells apps to move only when the show says so, in the channel alone', () => {
    expect(
      select(
        feedOf([sampleEpisode()], { ...SHOW, newFeedUrl: 'https://new.example.org/feed.xml' }),
        '//itunes:new-feed-url/..',
      ).length,
    ).toBe(1);
    expect(select(feedOf([sampleEpisode()]), '//itunes:new-feed-url')).toEqual([]);
  });

  it.each([
    ['© 2026 Harbour Gazette', 'Harbour Gazette'],
    ['Copyright (c) 2019-2026, Harbour Gazette', 'Harbour Gazette'],
    ['Harbour Gazette 1984 Ltd', 'Harbour Gazette Ltd'],
  ])('writes the copyright %j without word, sign and year', (copyright, expected) => {
    expect(select(feedOf([], { ...SHOW, copyright }), '/rss/channel/copyright')).toEqual([expected]);
  });

  it('numbers full episodes of a serial show, each season from its own free numbers', () => {
    const episodes = [
      sampleEpisode({ slug: 'one', publishedAt: '2026-01-01T00:00:00Z', season: 1 }),
      sampleEpisode({ slug: 'two', publishedAt: '2026-01-02T00:00:00Z', season: 1, episode: 1 }),
      sampleEpisode({ slug: 'three', publishedAt: '2026-01-03T00:00:00Z', season: 1 }),
      sampleEpisode({ slug: 'extra', publishedAt: '2026-01-04T00:00:00Z', season: 1, episodeType: 'bonus' }),
      sampleEpisode({ slug: 'four', publishedAt: '2026-01-05T00:00:00Z', season: 2 }),
    ];
    const numbersOf = (xml: string) =>
      parseRssFeed(xml)
        .items?.map(({ itunes }) => [itunes?.season, itunes?.episode])
        .toReversed();
    expect(numbersOf(feedOf(episodes, { ...SHOW, type: 'serial' }))).toEqual([
      [1, 2],
      [1, 1],
      [1, 3],
      [1, undefined],
      [2, 1],
    ]);
    expect(numbersOf(feedOf(episodes))).toEqual([
      [1, undefined],
      [1, 1],
      [1, undefined],
      [1, undefined],
      [2, undefined],
    ]);
  });

  it('cuts descriptions at 4,000 bytes after a whole block, and titles at 255 characters after a whole word', () => {
    const block = `<p>${'päckchen '.repeat(30)}</p>`;
    const notes = new Map([['the-tide-table', { descriptionHtml: block.repeat(40), contentHtml: '' }]]);
    const xml = feedOf(
      [sampleEpisode({ title: 'harbour '.repeat(60) })],
      { ...SHOW, description: 'ä'.repeat(3000) },
      notes,
    );
    const [item = ''] = select(xml, '//item/description');
    expect(Buffer.byteLength(item)).toBeLessThanOrEqual(4000);
    expect(item).toBe(block.replace(' </p>', ' </p>').repeat(Math.floor(4000 / Buffer.byteLength(block))));
    const [title = ''] = select(xml, '//item/title');
    expect(title).toMatch(/^(?:harbour )+harbour…$/u);
    expect(title.length).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(select(xml, '/rss/channel/description')[0] ?? '')).toBeLessThanOrEqual(4000);
    expect(checkFeed(xml).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('gives an episode without notes its summary', () => {
    const [description] = select(feedOf([sampleEpisode({ summary: 'Fish & chips < crisps' })]), '//item/description');
    expect(description).toBe('<p>Fish &amp; chips &lt; crisps</p>');
  });

  it.each<[string, Partial<Episode>, string]>([
    ['a date that is none', { publishedAt: 'yesterday' }, 'E_FIELD_DATE'],
    ['an empty audio file', { audio: { ...sampleEpisode().audio, sizeBytes: 0 } }, 'E_FEED'],
  ])('refuses %s and names the episode', (_name, overrides, code) => {
    expect(() => feedOf([sampleEpisode(overrides)])).toThrowError(
      expect.objectContaining({ code, message: expect.stringContaining('The tide table') }),
    );
  });

  it('refuses one guid for two episodes and names both', () => {
    const episodes = [
      sampleEpisode({ slug: 'a', title: 'A', guid: 'same' }),
      sampleEpisode({ slug: 'b', title: 'B', guid: 'same' }),
    ];
    expect(() => feedOf(episodes)).toThrowError(
      expect.objectContaining({
        code: 'E_GUID_DUPLICATE',
        message: 'guid "same" is used by two episodes: "A" and "B".',
      }),
    );
  });

  it('keeps a guid byte for byte', () => {
    const guids = ['0012', '12', '1e3', 'e\u0301', 'https://example.org/?p=1&q=2'];
    const episodes = guids.map((guid, index) => sampleEpisode({ slug: `s${index}`, guid }));
    expect(select(feedOf(episodes), '//item/guid').sort()).toEqual(guids.toSorted());
  });

  it('reads the golden file as a whole with libxml2', async () => {
    const xml = await readFile(path.resolve(import.meta.dirname, '../golden/feed/feed.xml'), 'utf8');
    expect(select(xml, '//item/enclosure/@url')).toHaveLength(2);
    expect(select(xml, '/rss/channel/atom:link[@rel="self"]/@href')).toEqual([
      'https://audio.example.org/harbour/feed.xml',
    ]);
    expect(select(xml, '//item/psc:chapters/psc:chapter/@start')).toEqual([
      '00:00:00.000',
      '00:01:01.000',
      '00:02:02.000',
    ]);
  });
});
