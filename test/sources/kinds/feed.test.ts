import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODES, EXIT } from '../../../src/model/codes.js';
import type { Finding } from '../../../src/model/finding.js';
import { checkFetchUrl } from '../../../src/sources/fetch/check-fetch-url.js';
import { fetchPage } from '../../../src/sources/fetch/fetch-page.js';
import type { SourcesContext } from '../../../src/sources/collect/collect-sources.js';
import { articlePage, sendPage, startFaultyWebServer, type FaultyWebServer } from '../fetch/faulty-web-server.js';
import { bare, collect, collectOne, makeProject, onlyArticle, type Collected } from '../project.js';

const FOLDER = path.resolve(import.meta.dirname, '../../bad-inputs');

type Expected = {
  readonly code: string;
  readonly exit?: number;
  readonly says?: readonly string[];
  readonly items?: number;
};
const ACCEPTED: Expected = { code: '' };

/** What a feed of the corpus gives when every page it links to is a good article. */
const FEEDS: Readonly<Record<string, Expected>> = {
  'bad-encoding-decl.xml': { code: 'W_ENCODING', says: ['"x-made-up"'] },
  'billion-laughs.xml': { code: 'E_XML_DOCTYPE', says: ['line 1', 'DOCTYPE is not allowed'] },
  'constructor-tag.xml': { code: 'W_FEED_UNKNOWN', says: ['constructor'] },
  'deep-nesting.xml': { code: 'E_TOO_DEEP', says: ['limit 64'] },
  'double-escaped.xml': ACCEPTED,
  'enclosure-credentials.xml': { code: 'E_URL_CREDENTIALS', says: ['enclosure url'] },
  'enclosure-file-url.xml': { code: 'E_URL_SCHEME', says: ['enclosure url'] },
  'enclosure-length-text.xml': { code: 'W_ENCLOSURE', says: ['length'] },
  'enclosure-length-zero.xml': { code: 'W_ENCLOSURE', says: ['length'] },
  'guid-and-link-missing.xml': { code: 'E_ITEM_NO_ID', says: ['item 1'] },
  'guid-big-int.xml': { code: '', items: 2 },
  'guid-duplicate.xml': { code: 'E_GUID_DUPLICATE', says: ['guid "same"', '"A" and "B"'], items: 1 },
  'guid-exponent.xml': { code: '', items: 3 },
  'guid-leading-zero.xml': { code: '', items: 2 },
  'guid-relative-permalink.xml': { code: 'W_GUID_PERMALINK', says: ['item 1'] },
  'html-instead.xml': { code: 'E_FEED_NOT_XML', exit: 5, says: ['text/html', 'title "502 Bad Gateway"'] },
  'json-feed.json': ACCEPTED,
  'link-javascript.xml': { code: 'E_URL_SCHEME', says: ['link'] },
  'link-loopback.xml': { code: 'E_URL_PRIVATE', says: ['link'] },
  'new-feed-url.xml': { code: 'W_FEED_MOVED', says: ['new-feed-url.xml', 'https://evil.example/feed'] },
  'numeric-entity-flood.xml': { code: 'E_FIELD_LONG', says: ['title 10000 > 255'] },
  'one-item.xml': ACCEPTED,
  'pubdate-future.xml': { code: 'W_DATE_FUTURE', says: ['item 1'], items: 0 },
  'pubdate-invalid.xml': { code: 'W_DATE', says: ['item 1'], items: 0 },
  'pubdate-two-digit.xml': { code: '', items: 0 },
  'quadratic-blowup.xml': { code: 'E_XML_DOCTYPE', says: ['line 1'] },
  'stylesheet-pi.xml': ACCEPTED,
  'truncated-after-first-item.xml': { code: 'E_XML_TRUNCATED', exit: 5, says: ['line 1'] },
  'two-roots.xml': { code: 'W_FEED_MENDED', says: ['something follows the root element'] },
  'unescaped-ampersand.xml': { code: 'W_FEED_MENDED', says: ['line 1', '& stands for itself'] },
  'xxe-file.xml': { code: 'E_XML_DOCTYPE', says: ['line 1'] },
  'xxe-http.xml': { code: 'E_XML_DOCTYPE', says: ['line 1'] },
};

/** Nothing else can be said of an item that has neither text nor link. */
const EMPTY_ITEMS = ['pubdate-invalid.xml', 'pubdate-two-digit.xml'];

let server: FaultyWebServer;
beforeAll(async () => {
  server = await startFaultyWebServer();
});
afterAll(() => server.close());

/** Options whose every name leads to the test server as if it were public. */
function publicWeb(connections: string[] = []): NonNullable<SourcesContext['fetch']> {
  return {
    resolve: () => Promise.resolve(['93.184.216.34']),
    connect: async (target) => {
      connections.push(`${target.hostname}:${target.port}`);
      const { connectSocket } = await import('../../../src/sources/fetch/connect-pinned.js');
      const port = Number(new URL(server.url).port);
      const socket = await connectSocket({ ...target, address: '127.0.0.1', port, isSecure: false });
      return Object.defineProperty(socket, 'remoteAddress', { value: target.address });
    },
    sleep: () => Promise.resolve(),
  };
}

describe('bad feeds', () => {
  it('are all in the table', () => {
    expect(Object.keys(FEEDS).sort()).toEqual(readdirSync(path.join(FOLDER, 'feed')).sort());
  });

  it.each(Object.entries(FEEDS))('%s', async (name, expected) => {
    const pages = await startFaultyWebServer({ '/1': (visit) => sendPage(visit, articlePage('A page')) });
    const connections: string[] = [];
    const fetch = publicWeb(connections);
    const collected = await collectOne(name, readFileSync(path.join(FOLDER, 'feed', name)), {
      fetch: {
        ...fetch,
        connect: async (target) => {
          connections.push(`${target.hostname}:${target.port}`);
          const { connectSocket } = await import('../../../src/sources/fetch/connect-pinned.js');
          const port = Number(new URL(pages.url).port);
          const socket = await connectSocket({ ...target, address: '127.0.0.1', port, isSecure: false });
          return Object.defineProperty(socket, 'remoteAddress', { value: target.address });
        },
      },
    });
    await pages.close();
    const findings = [...collected.refused, ...collected.warnings].filter(
      ({ code }) => code !== 'W_DUPLICATE' && !(code === 'W_ITEM_EMPTY' && EMPTY_ITEMS.includes(name)),
    );
    expect(findings.map(({ code }) => code)).toEqual(expected.code === '' ? [] : [expected.code]);
    for (const part of expected.says ?? []) expect(findings[0]?.message).toContain(part);
    const isRefused = expected.code.startsWith('E_');
    expect(collected.items.length).toBe(expected.items ?? (isRefused ? 0 : 1));
    expect(JSON.stringify(collected)).not.toMatch(/user:pass|\bpass\b|root:x:/u);
    expect(new Set(connections)).toEqual(connections.length === 0 ? new Set() : new Set(['example.org:443']));
  });

  it('keep ids byte for byte', async () => {
    for (const [name, ids] of [
      ['guid-leading-zero.xml', ['0012', '12']],
      ['guid-big-int.xml', ['12345678901234567890', '12345678901234567891']],
      ['guid-exponent.xml', ['0x3E8', '1000', '1e3']],
    ] as const) {
      const xml = readFileSync(path.join(FOLDER, 'feed', name), 'utf8').replaceAll(
        '<link>https://example.org/1</link>',
        '<description>Some text.</description>',
      );
      const { items } = await collectOne(name, xml);
      expect(items.map(({ suggestedGuid }) => suggestedGuid)).toEqual(ids);
      expect(new Set(items.map(({ identity }) => identity)).size).toBe(ids.length);
    }
  });
});

describe('bad addresses', () => {
  it.each(readdirSync(path.join(FOLDER, 'url')).map((name) => [name]))('%s', async (name) => {
    const url = readFileSync(path.join(FOLDER, 'url', name), 'utf8').replace(/\n$/u, '');
    const codes: Readonly<Record<string, string>> = {
      'concat-protocol.url': 'E_URL_SCHEME',
      'data.url': 'E_URL_SCHEME',
      'file.url': 'E_URL_SCHEME',
      'gopher.url': 'E_URL_SCHEME',
      'port-redis.url': 'E_URL_PORT',
      'port-zero.url': 'E_URL_PORT',
      'too-long.url': 'E_URL_LONG',
    };
    const connections: string[] = [];
    const fetch = {
      ...publicWeb(connections),
      resolve: (host: string) => Promise.resolve([host.endsWith('nip.io') ? '169.254.169.254' : '93.184.216.34']),
    };
    const warnings: Finding[] = [];
    if (name === 'soft-hyphen.url') {
      const rules = { allowPrivateAddresses: false, allowedPorts: [80, 443] };
      expect(checkFetchUrl(url, rules, (finding) => void warnings.push(finding)).href).toBe('http://example.com/');
      expect(warnings.map(({ code }) => code)).toEqual(['W_IDN']);
      return;
    }
    const { refused, items } = await collect(await makeProject({}), { addresses: [{ url }], fetch });
    expect([refused.map(({ code }) => code), items, connections]).toEqual([[codes[name] ?? 'E_URL_PRIVATE'], [], []]);
  });
});

const RSS_HEAD =
  '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" ' +
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>' +
  '<title>The Westmere Post</title><link>https://post.example/</link><language>en-GB</language>';

describe('a feed', () => {
  it('gives the articles of RSS with everything it says of them', async () => {
    const rss = `${RSS_HEAD}<item>
      <title>Pier &amp;amp; ferry &#8212; open</title>
      <link>/news/pier?utm_source=rss</link>
      <guid isPermaLink="false">post-0042</guid>
      <pubDate>Tue, 12 Mar 2024 18:05:00 +0100</pubDate>
      <dc:creator>Ann Example</dc:creator>
      <category>Harbour</category><category>Travel</category>
      <media:thumbnail url="https://post.example/pier.jpg"/>
      <description>Only a teaser.</description>
      <content:encoded><![CDATA[<p>The pier is <b>open</b>, see <a href="/map">the map</a>.</p><blockquote><p>A promise kept.</p><p>— Ruth Lindqvist</p></blockquote><p>The post <a href="/x">Pier</a> appeared first on <a href="/">The Westmere Post</a>.</p><img src="https://count.example/p.gif" width="1" height="1" alt=""><script>track()</script>]]></content:encoded>
    </item></channel></rss>`;
    const article = onlyArticle(await collectOne('feed.xml', rss));
    expect(article).toMatchObject({
      identity: 'articles/feed.xml#post-0042',
      slug: 'pier-ferry-open',
      source: { kind: 'feed', location: 'articles/feed.xml#post-0042' },
      title: 'Pier & ferry — open',
      authors: ['Ann Example'],
      publishedAt: '2024-03-12T18:05:00+01:00',
      language: 'en-GB',
      tags: ['Harbour', 'Travel'],
      image: 'https://post.example/pier.jpg',
      canonicalUrl: 'https://post.example/news/pier?utm_source=rss',
      siteName: 'The Westmere Post',
      suggestedGuid: 'post-0042',
      options: {},
      provenance: { title: 'feed', authors: 'feed', publishedAt: 'feed' },
    });
    expect(bare(article)).toEqual([
      { kind: 'title', spans: [{ text: 'Pier & ferry — open' }] },
      {
        kind: 'paragraph',
        spans: [
          { text: 'The pier is ' },
          { text: 'open', emphasis: 'strong' },
          { text: ', see ' },
          { text: 'the map', href: 'https://post.example/map' },
          { text: '.' },
        ],
      },
      { kind: 'quote', paragraphs: [[{ text: 'A promise kept.' }]], speaker: 'Ruth Lindqvist' },
    ]);
    expect(article.dropped.map(({ reason }) => reason).sort()).toEqual(['feed-footer', 'script']);
  });

  it.each([
    [
      'feed.atom',
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>F</title><link href="https://f.example/"/>
       <entry><id>tag:f.example,2024:1</id><title type="html">Eins &amp;amp; zwei</title>
       <link rel="alternate" href="https://f.example/1"/><published>2024-03-12T18:05:00Z</published>
       <updated>2024-03-13T08:00:00Z</updated><author><name>Ann Example</name></author><category term="Hafen"/>
       <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Der Pier ist <b>offen</b> &amp; neu.</p></div></content>
       </entry></feed>`,
    ],
    [
      'feed.json',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'F',
        language: 'de',
        home_page_url: 'https://f.example/',
        items: [
          {
            id: 'tag:f.example,2024:1',
            url: 'https://f.example/1',
            title: 'Eins & zwei',
            date_published: '2024-03-12T18:05:00Z',
            date_modified: '2024-03-13T08:00:00Z',
            authors: [{ name: 'Ann Example' }],
            tags: ['Hafen'],
            content_html: '<p>Der Pier ist <b>offen</b> &amp; neu.</p>',
          },
        ],
      }),
    ],
  ])('gives the same from %s', async (name, text) => {
    const article = onlyArticle(await collectOne(name, text));
    expect(article).toMatchObject({
      identity: 'tag:f.example,2024:1',
      title: 'Eins & zwei',
      authors: ['Ann Example'],
      publishedAt: '2024-03-12T18:05:00Z',
      modifiedAt: '2024-03-13T08:00:00Z',
      language: 'de',
      tags: ['Hafen'],
      canonicalUrl: 'https://f.example/1',
    });
    expect(bare(article).slice(1)).toEqual([
      {
        kind: 'paragraph',
        spans: [{ text: 'Der Pier ist ' }, { text: 'offen', emphasis: 'strong' }, { text: ' & neu.' }],
      },
    ]);
  });

  it('reads RSS 1.0', async () => {
    const rdf =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">' +
      '<channel rdf:about="https://f.example/"><title>F</title><link>https://f.example/</link></channel>' +
      '<item rdf:about="https://f.example/1"><title>One</title><link>https://f.example/1</link>' +
      '<description>Some text of the item.</description></item></rdf:RDF>';
    expect(onlyArticle(await collectOne('feed.rdf', rdf))).toMatchObject({
      identity: 'https://f.example/1',
      title: 'One',
    });
  });

  it('takes the newest of what is new and everything that was published', async () => {
    const item = (number: number): string =>
      `<item><title>Item ${number}</title><guid isPermaLink="false">i-${number}</guid>` +
      `<pubDate>${String(number).padStart(2, '0')} Mar 2024 00:00:00 GMT</pubDate><description>Text ${number}.</description></item>`;
    const rss = `${RSS_HEAD}${[5, 1, 4, 2, 3].map(item).join('')}</channel></rss>`;
    const { items, warnings } = await collectOne('feed.xml', rss, {
      limits: { maxNewFeedItems: 2 },
      known: new Set(['articles/feed.xml#i-1']),
    });
    expect(items.map(({ title }) => title)).toEqual(['Item 1', 'Item 4', 'Item 5']);
    expect(warnings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'W_FEED_LIMIT 2 of 4 new items are left for later; one run takes 2.',
    ]);
  });

  it('changes the hash of an item that was updated and of no other', async () => {
    const rss = (text: string): string =>
      `${RSS_HEAD}<item><title>A</title><guid isPermaLink="false">a</guid><description>${text}</description></item>` +
      '<item><title>B</title><guid isPermaLink="false">b</guid><description>Stays.</description></item></channel></rss>';
    const before = await collectOne('feed.xml', rss('First text.'));
    const after = await collectOne('feed.xml', rss('Second text.'));
    const hashes = ({ items }: Collected): readonly string[] => items.map(({ source }) => source.sha256);
    expect(hashes(before)[0]).not.toBe(hashes(after)[0]);
    expect(hashes(before)[1]).toBe(hashes(after)[1]);
    expect(after.items.map(({ identity }) => identity)).toEqual(before.items.map(({ identity }) => identity));
  });

  it('passes over new items that cannot be read, so that they take no place of others', async () => {
    const item = (number: number, text: string): string =>
      `<item><title>${number}</title><guid isPermaLink="false">i-${number}</guid>` +
      `<pubDate>0${number} Jan 2024 00:00:00 GMT</pubDate><description>${text}</description></item>`;
    const items = [9, 8, 7, 6, 5].map((number) => item(number, number > 7 ? '' : `Text of ${number}.`));
    const { items: taken, warnings } = await collectOne('feed.xml', `${RSS_HEAD}${items.join('')}</channel></rss>`, {
      limits: { maxNewFeedItems: 2 },
    });
    expect(taken.map(({ title }) => title).sort()).toEqual(['6', '7']);
    expect(warnings.map(({ code }) => code)).toEqual(['W_ITEM_EMPTY', 'W_ITEM_EMPTY', 'W_FEED_LIMIT']);
  });

  it('reads ten thousand items in seconds', async () => {
    const item = (number: number): string =>
      `<item><title>Item ${number}</title><guid>i-${number}</guid><link>https://f.example/${number}</link>` +
      `<description>${'Some words of text. '.repeat(40)}</description></item>`;
    const rss = `${RSS_HEAD}${Array.from({ length: 10_000 }, (_, index) => item(index)).join('')}</channel></rss>`;
    const before = process.cpuUsage();
    const { items } = await collectOne('feed.xml', rss);
    const { user, system } = process.cpuUsage(before);
    expect(items.length).toBe(20);
    expect((user + system) / 1000).toBeLessThan(10_000);
  });
});

describe('addresses', () => {
  const loopback = { allowPrivateAddresses: true, sleep: () => Promise.resolve() };
  const memory = (): NonNullable<SourcesContext['cache']> => {
    const entries = new Map<string, string>();
    return {
      get: (key) => Promise.resolve(entries.has(key) ? JSON.parse(entries.get(key) ?? '') : undefined),
      put: (key, value) => Promise.resolve(void entries.set(key, JSON.stringify(value))),
    };
  };

  it('give pages and feeds, and the page an item only points to', async () => {
    const web = await startFaultyWebServer({
      '/feed': ({ response, self }) =>
        response
          .writeHead(200, { 'content-type': 'application/rss+xml' })
          .end(
            `${RSS_HEAD}<item><title>From the feed</title><guid isPermaLink="false">one</guid><link>${self}/one</link>` +
              '<description>Only a teaser.</description></item></channel></rss>',
          ),
      '/one': (visit) => sendPage(visit, articlePage('From the page')),
    });
    const addresses = [{ url: `${web.url}/ok` }, { url: `${web.url}/feed`, headers: { 'x-key': 'canary' } }];
    const { items, refused } = await collect(await makeProject({}), { addresses, fetch: loopback });
    expect(refused).toEqual([]);
    expect(items.map(({ source, title, identity }) => [source.kind, title, identity])).toEqual([
      ['feed', 'From the feed', `${web.url}/feed#one`],
      ['url', 'Good article', `${web.url}/ok`],
    ]);
    expect(items.map((item) => (item.kind === 'article' ? item.blocks.length : 0))).toEqual([4, 4]);
    expect([
      web.headersOf.get('/feed')?.['x-key'],
      web.headersOf.get('/one')?.['x-key'],
      web.headersOf.get('/ok')?.['x-key'],
    ]).toEqual(['canary', 'canary', undefined]);
    await web.close();
  });

  it('are not asked again while they are fresh, and asked only whether they changed after', async () => {
    const web = await startFaultyWebServer();
    const root = await makeProject({});
    const cache = memory();
    const addresses = [{ url: `${web.url}/fresh` }, { url: `${web.url}/etag` }];
    const run = (minute: number): Promise<Collected> =>
      collect(root, { addresses, cache, fetch: loopback, now: () => new Date(Date.UTC(2026, 0, 1, 0, minute)) });
    const first = await run(0);
    expect(await run(1)).toEqual(first);
    expect([web.hits.get('/fresh'), web.hits.get('/etag')]).toEqual([1, 2]);
    expect(web.headersOf.get('/etag')?.['if-none-match']).toBe('"v1"');
    expect(await run(30)).toEqual(first);
    expect(web.hits.get('/fresh')).toBe(2);
    await web.close();
  });

  it.each([
    ['/500', 'E_FETCH', 'run again later.'],
    ['/cut', 'E_TRUNCATED', 'run again later.'],
    ['/chunk-cut', 'E_TRUNCATED', 'run again later.'],
    ['/gone', 'E_FETCH', 'correct or remove the address.'],
    ['/feed-cut', 'E_XML_TRUNCATED', 'get or publish the whole file.'],
    ['/html', 'E_FEED_CHANGED', 'open the address in a browser: it should give the feed; then run again.'],
    ['/page', 'E_FEED_CHANGED', 'open the address in a browser: it should give the feed; then run again.'],
    ['/no-item', 'E_FEED_CHANGED', 'open the address in a browser: it should give the feed; then run again.'],
  ] as const)(
    'keep what was read last when %s answers, and say so once with exit code 5',
    async (trouble, code, hint) => {
      let isBroken = false;
      const rss = `${RSS_HEAD}<item><title>A</title><guid>a</guid><description>Some text here.</description></item></channel></rss>`;
      const web = await startFaultyWebServer({
        '/feed': ({ response }) => {
          if (!isBroken) response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss);
          else if (trouble === '/500') response.writeHead(500).end();
          else if (trouble === '/gone') response.writeHead(410).end();
          else if (trouble === '/page')
            response.writeHead(200, { 'content-type': 'text/html' }).end(articlePage('We are back soon'));
          else if (trouble === '/no-item')
            response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(`${RSS_HEAD}</channel></rss>`);
          else if (trouble === '/chunk-cut') {
            response.writeHead(200, { 'content-type': 'application/rss+xml', connection: 'close' });
            response.write(rss.slice(0, 200));
            setTimeout(() => response.socket?.end(), 10);
          } else if (trouble === '/cut') {
            response.writeHead(200, { 'content-type': 'application/rss+xml', 'content-length': 5000 });
            response.write(rss.slice(0, 200));
            setTimeout(() => response.destroy(), 10);
          } else if (trouble === '/feed-cut')
            response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss.slice(0, -30));
          else
            response
              .writeHead(200, { 'content-type': 'text/html' })
              .end('<!doctype html><title>502 Bad Gateway</title>');
        },
      });
      const root = await makeProject({});
      const cache = memory();
      const run = (): Promise<Collected> =>
        collect(root, { addresses: [{ url: `${web.url}/feed` }], cache, fetch: loopback });
      const before = await run();
      isBroken = true;
      const after = await run();
      expect(before.items).toHaveLength(1);
      expect(after.items).toEqual(before.items);
      expect(after.refused.map((finding) => finding.code)).toEqual([code]);
      expect(after.refused[0]?.hint).toBe(hint);
      expect(ERROR_CODES[code].exitCode).toBe(EXIT.engine);
      expect(after.warnings.filter((finding) => finding.code === 'W_SHRUNK')).toEqual([]);
      isBroken = false;
      expect(await run()).toEqual(before);
      await web.close();
    },
  );

  it('keep an article whose page became an error page or a teaser', async () => {
    let body = articlePage('The pier');
    const web = await startFaultyWebServer({ '/page': (visit) => sendPage(visit, body) });
    const root = await makeProject({});
    const cache = memory();
    const run = (): Promise<Collected> =>
      collect(root, { addresses: [{ url: `${web.url}/page` }], cache, fetch: loopback });
    const before = await run();
    body = '<title>Not found</title><h1>404</h1><p>This page is gone.</p>';
    const after = await run();
    expect(after.items).toEqual(before.items);
    expect([after.refused, after.warnings.map(({ code }) => code)]).toEqual([[], ['W_SHRUNK']]);
    body = articlePage('The pier', '<p>And one paragraph more, with news of the ferry that everybody waited for.</p>');
    const updated = await run();
    expect(updated.items[0]?.source.sha256).not.toBe(before.items[0]?.source.sha256);
    expect(updated.items[0]?.identity).toBe(before.items[0]?.identity);
    await web.close();
  });

  it('are refused one by one, and the rest goes on', async () => {
    const addresses = [
      { url: `${server.url}/type-pdf` },
      { url: `${server.url}/404` },
      { url: `${server.url}/ok` },
      { url: 'file:///etc/hostname' },
    ];
    const { items, refused } = await collect(await makeProject({}), { addresses, fetch: loopback });
    expect(items.map(({ title }) => title)).toEqual(['Good article']);
    expect(refused.map(({ code, place }) => [code, place?.file]).sort()).toEqual([
      ['E_CONTENT_TYPE', `${server.url}/type-pdf`],
      ['E_FETCH', `${server.url}/404`],
      ['E_URL_SCHEME', 'file:///etc/hostname'],
    ]);
  });

  it('reach nothing private unless that is allowed outright', async () => {
    const hits = server.hits.get('/ok');
    const { refused } = await collect(await makeProject({}), { addresses: [{ url: `${server.url}/ok` }] });
    expect(refused.map(({ code }) => code)).toEqual(['E_URL_PRIVATE']);
    expect(server.hits.get('/ok')).toBe(hits);
    await expect(
      fetchPage({ url: `${server.url}/ok`, maxBytes: 1 }, { now: () => new Date(), warn: () => undefined }),
    ).rejects.toMatchObject({ code: 'E_URL_PRIVATE' });
  });
});
