import { describe, expect, it } from 'vitest';
import { bare, collectOne, onlyArticle } from '../project.js';

/** The shape of a page copied from a browser with everything around the article; all of it made up. */
const DUMP = [
  'icon star-bicon staricon bellicon basketicon arrow upicon crossicon w-shrinkicon menuicon penicon',
  '12 Mar, 2024 18:05',
  '',
  'Harbour of Westmere opens its second pier',
  '',
  'The new pier doubles the room for ferries, according to the port authority',
  'Harbour of Westmere opens its second pier',
  'FILE PHOTO: The harbour seen from the north. © Global Look Press / Ann Example',
  'FILE PHOTO: The harbour seen from the north. © Global Look Press / Ann Example',
  '',
  'The harbour of Westmere opened its second pier on Tuesday after four years of work, the port authority said in a statement published the same day.',
  '',
  'Mayor Ruth Lindqvist called the pier “a promise kept.” Ferries will use it from the first of April.',
  '',
  'READ MORE: Westmere buys two electric ferries',
  '',
  'What happens next',
  '',
  'The old pier will close for repairs in the summer and is expected to open again before the end of the year.',
  '',
  'Share',
  'Facebook Twitter Telegram',
  'Dear readers! Our new comment section is open; everyone with an account may write.',
  'Related stories',
  'Two ferries for Westmere',
  'Why the old pier sank',
  'Sign up for our newsletter and get the news straight to your inbox.',
  'Podcasts',
  '0:00',
  '25:48',
  '0:00',
  '47:0',
].join('\n');

describe('a page dump', () => {
  it('keeps headline, date, standfirst and body as blocks of their kinds', async () => {
    const article = onlyArticle(await collectOne('page.txt', DUMP));
    expect(article.source.kind).toBe('page-dump');
    expect({ title: article.title, standfirst: article.standfirst, publishedAt: article.publishedAt }).toEqual({
      title: 'Harbour of Westmere opens its second pier',
      standfirst: 'The new pier doubles the room for ferries, according to the port authority',
      publishedAt: '2024-03-12T18:05:00Z',
    });
    expect(article.provenance).toMatchObject({ title: 'page', standfirst: 'page', publishedAt: 'page' });
    expect(bare(article).map((block) => Object.values(block as object)[0])).toEqual([
      'title', 'standfirst', 'dateline', 'figure', 'paragraph', 'paragraph', 'heading', 'paragraph',
    ]); // prettier-ignore
    expect(article.blocks.map(({ line }) => line)).toEqual([4, 6, 2, 8, 11, 13, 17, 19]);
  });

  it('names a reason for every line it leaves out', async () => {
    const { dropped } = onlyArticle(await collectOne('page.txt', DUMP));
    expect(dropped.map(({ reason, line }) => [line, reason])).toEqual([
      [1, 'icon-names'],
      [7, 'duplicate-headline'],
      [9, 'duplicate-caption'],
      [15, 'related-stories'],
      [21, 'share-bar'],
      [22, 'share-bar'],
      [23, 'reader-notice'],
      [24, 'related-stories'],
      [25, 'related-stories'],
      [26, 'related-stories'],
      [27, 'newsletter'],
      [28, 'podcast-widget'],
      [29, 'player-clock'],
      [30, 'player-clock'],
      [31, 'player-clock'],
      [32, 'player-clock'],
    ]);
  });

  it('understands the clocks of the player, cut ones too', async () => {
    const { dropped } = onlyArticle(await collectOne('page.txt', DUMP));
    expect(dropped.flatMap(({ text, durationMs }) => (durationMs === undefined ? [] : [[text, durationMs]]))).toEqual([
      ['0:00', 0],
      ['25:48', 1_548_000],
      ['0:00', 0],
      ['47:0', 2_820_000],
    ]);
  });

  it('takes one digit of seconds for the tens of a clock that was cut', async () => {
    const cut = DUMP.replace('25:48\n0:00\n47:0', '0:5\n1:02:3\n47:0');
    const { dropped } = onlyArticle(await collectOne('page.txt', cut));
    expect(dropped.flatMap(({ durationMs }) => (durationMs === undefined ? [] : [durationMs]))).toEqual([
      0, 50_000, 3_750_000, 2_820_000,
    ]);
  });

  it('reads several clocks in one line', async () => {
    const oneLine = DUMP.replace('0:00\n25:48\n0:00\n47:0', '0:00 25:48 0:00 47:0');
    const { dropped } = onlyArticle(await collectOne('page.txt', oneLine));
    expect(dropped.flatMap(({ durationMs }) => (durationMs === undefined ? [] : [durationMs]))).toEqual([
      0, 1_548_000, 0, 2_820_000,
    ]);
  });

  it('accounts for every line of the page', async () => {
    const { blocks, dropped } = onlyArticle(await collectOne('page.txt', DUMP));
    const lines = new Set([...blocks, ...dropped].map(({ line }) => line));
    const written = DUMP.split('\n').flatMap((text, index) => (text === '' ? [] : [index + 1]));
    expect(written.filter((line) => !lines.has(line))).toEqual([]);
  });

  it('takes byline and update from the head of the page', async () => {
    const page = [
      'Skip to content', 'Home', 'World › Europe', 'Subscribe', 'Bridge over the Sund is closed for a week',
      'Published 3 May 2024 | Updated 4 May 2024, 09:30', 'By Ann Example and Bo Sample', '3 min read', 'Share', '',
      'The bridge over the Sund will be closed for a week from Monday while workers replace the cables of its middle span.',
      '', 'Drivers must take the ferry or the long way round through the valley, the road authority said.', '',
      'Trains are not affected, since they pass below on a bridge of their own that was renewed two years ago.',
      'Advertisement', '24 comments', '© 2024 Sund Daily. All rights reserved.', 'Privacy policy',
    ].join('\n'); // prettier-ignore
    const article = onlyArticle(await collectOne('page.txt', page));
    expect([article.title, article.authors, article.publishedAt, article.modifiedAt]).toEqual([
      'Bridge over the Sund is closed for a week',
      ['Ann Example', 'Bo Sample'],
      '2024-05-03T00:00:00Z',
      '2024-05-04T09:30:00Z',
    ]);
    expect(article.blocks.map(({ kind }) => kind)).toEqual([
      'title',
      'dateline',
      'paragraph',
      'paragraph',
      'paragraph',
    ]);
    expect(article.dropped.map(({ reason }) => reason)).toEqual([
      'navigation', 'navigation', 'navigation', 'newsletter', 'byline', 'reading-time', 'share-bar', 'advertisement',
      'comment-notice', 'legal-notice', 'legal-notice',
    ]); // prettier-ignore
  });

  it('is refused when hardly any article is in it', async () => {
    const wall = DUMP.split('\n').slice(0, 9).concat(DUMP.split('\n').slice(20)).join('\n');
    const { refused } = await collectOne('page.txt', wall);
    expect(refused.map(({ code }) => code)).toEqual(['E_ARTICLE_SHORT']);
  });
});

describe('plain text', () => {
  it('is told from a page dump and keeps title, date, headings, lists and links', async () => {
    const text = [
      'Notes from the harbour', '', '12 March 2024', '',
      'The new pier is open.\nIt has room for two ferries, see https://example.org/pier.', '',
      'What to bring', '', '- A coat\n- Patience', '', '----', '', 'That is all.',
    ].join('\n'); // prettier-ignore
    const article = onlyArticle(await collectOne('notes.txt', text));
    expect([article.source.kind, article.title, article.publishedAt]).toEqual([
      'text',
      'Notes from the harbour',
      '2024-03-12T00:00:00Z',
    ]);
    expect(bare(article).slice(1)).toEqual([
      { kind: 'dateline', spans: [{ text: '12 March 2024' }] },
      {
        kind: 'paragraph',
        spans: [
          { text: 'The new pier is open. It has room for two ferries, see ' },
          { text: 'https://example.org/pier', href: 'https://example.org/pier' },
          { text: '.' },
        ],
      },
      { kind: 'heading', level: 2, spans: [{ text: 'What to bring' }] },
      {
        kind: 'list',
        isOrdered: false,
        start: 1,
        items: [
          { spans: [{ text: 'A coat' }], depth: 0 },
          { spans: [{ text: 'Patience' }], depth: 0 },
        ],
      },
      { kind: 'paragraph', spans: [{ text: 'That is all.' }] },
    ]);
  });

  it('reads UTF-16 with a byte order mark', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Café\n\nThe café is open.', 'utf16le')]);
    expect(onlyArticle(await collectOne('cafe.txt', bytes)).title).toBe('Café');
  });
});
