import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/model/finding.js';
import { checkFetchUrl } from '../../../../src/sources/fetch/check-fetch-url.js';
import type { SourcesContext } from '../../../../src/sources/collect/collect-sources.js';
import { articlePage, sendPage, startFaultyWebServer, type FaultyWebServer } from '../../fetch/faulty-web-server.js';
import { collect, collectOne, makeProject } from '../../project.js';
const FOLDER = path.resolve(import.meta.dirname, '../../../bad-inputs');

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
      const { connectSocket } = await import('../../../../src/sources/fetch/connect-pinned.js');
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
          const { connectSocket } = await import('../../../../src/sources/fetch/connect-pinned.js');
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
