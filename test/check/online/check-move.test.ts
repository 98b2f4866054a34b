import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { checkMove } from '../../../src/check/online/check-move.js';
import { startFaultyHost, type Answer } from './faulty-host.js';

const host = await startFaultyHost();
const [from, to] = [`${host.url}/old/feed.xml`, `${host.url}/new/feed.xml`];
const TYPE = 'application/rss+xml; charset=utf-8';

type Told = { readonly newFeedUrl?: string; readonly guid?: string; readonly guids?: readonly string[] };

function serve(path: string, { newFeedUrl, guid = 'g', guids = ['a', 'b'] }: Told = {}): void {
  const moved = newFeedUrl === undefined ? '' : `<itunes:new-feed-url>${newFeedUrl}</itunes:new-feed-url>`;
  const items = guids.map((one) => `<item><title>t</title><guid isPermaLink="false">${one}</guid></item>`).join('');
  const xml = `<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>t</title>${moved}<podcast:guid>${guid}</podcast:guid>${items}</channel></rss>`;
  host.files.set(path, { bytes: Buffer.from(xml), type: TYPE });
}

const redirect =
  (status: number, location: string) =>
  (answer: Answer): void => {
    answer.status = status;
    answer.headers['location'] = location;
  };

async function found(): Promise<readonly string[]> {
  const fetch = { allowPrivateAddresses: true, now: () => new Date(), warn: () => undefined };
  const findings = await checkMove({ from, to }, { fetch, now: () => new Date() });
  return findings.map(({ code, message }) => `${code}: ${message.replaceAll(host.url, '')}`);
}

afterEach(() => {
  host.heal();
  host.files.clear();
});
afterAll(() => host.close());

describe('a show that has moved', () => {
  it.each([301, 308])('agrees with itself when the old address leads to the new one with %d', async (status) => {
    serve('/new/feed.xml', { newFeedUrl: to });
    host.spoil(/^\/old\//u, redirect(status, '/new/feed.xml'));
    expect(await found()).toEqual([]);
  });

  it('agrees where a host cannot redirect and its feed names the new one', async () => {
    serve('/new/feed.xml', { newFeedUrl: to });
    serve('/old/feed.xml', { newFeedUrl: to, guids: ['a'] });
    expect(await found()).toEqual([]);
  });

  it.each<[string, () => void, readonly string[]]>([
    [
      'a redirect for the time being',
      () => host.spoil(/^\/old\//u, redirect(302, '/new/feed.xml')),
      ['W_MOVE_REDIRECT: The old address redirects for the time being (302).'],
    ],
    [
      'a redirect to somewhere else',
      () => {
        serve('/other.xml');
        host.spoil(/^\/old\//u, redirect(301, '/other.xml'));
      },
      ['E_MOVE_ENDS: The old address leads to "/other.xml", not to the new one.'],
    ],
    ['nothing at the old address', () => undefined, ['E_MOVE_ENDS: The old address serves no feed and leads nowhere.']],
    [
      'an old feed that says nothing',
      () => serve('/old/feed.xml'),
      ['E_MOVE_ENDS: The old address neither redirects, nor does its feed name the new one: it does not say.'],
    ],
    [
      'an old feed that names another',
      () => serve('/old/feed.xml', { newFeedUrl: 'https://x.example/' }),
      [
        'E_MOVE_ENDS: The old address neither redirects, nor does its feed name the new one: it says "https://x.example/".',
      ],
    ],
    [
      'another show',
      () => serve('/old/feed.xml', { newFeedUrl: to, guid: 'h' }),
      ['E_MOVE_ENDS: The podcast:guid is g, and was h.'],
    ],
    [
      'episodes that are lost',
      () => serve('/old/feed.xml', { newFeedUrl: to, guids: ['a', 'c'] }),
      ['E_MOVE_ENDS: 1 episode of the old feed is not in the new one, such as "c".'],
    ],
  ])('is found with %s', async (_name, spoil, expected) => {
    serve('/new/feed.xml', { newFeedUrl: to });
    spoil();
    expect(await found()).toEqual(expected);
  });

  it('is found when the new feed sends apps back, or is not there', async () => {
    serve('/new/feed.xml', { newFeedUrl: from });
    host.spoil(/^\/old\//u, redirect(301, '/new/feed.xml'));
    expect(await found()).toEqual(['E_MOVE_ENDS: The feed at the new address sends apps on to "/old/feed.xml".']);
    host.files.clear();
    expect(await found()).toEqual(['E_MOVE_ENDS: The new address serves no feed.']);
  });
});
