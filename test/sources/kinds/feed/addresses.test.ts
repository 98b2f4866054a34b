import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODES, EXIT } from '../../../../src/model/codes.js';
import { fetchPage } from '../../../../src/sources/fetch/fetch-page.js';
import type { SourcesContext } from '../../../../src/sources/collect/collect-sources.js';
import { articlePage, sendPage, startFaultyWebServer, type FaultyWebServer } from '../../fetch/faulty-web-server.js';
import { collect, makeProject, type Collected } from '../../project.js';
import { RSS_HEAD } from './rss-head.js';

let server: FaultyWebServer;
beforeAll(async () => {
  server = await startFaultyWebServer();
});
afterAll(() => server.close());

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
