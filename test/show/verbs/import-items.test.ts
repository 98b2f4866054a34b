import { readFile, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Finding } from '../../../src/model/finding.js';
import { buildWav } from '../../../src/sound.js';
import { CONFIG, makeShow, type TestShow } from '../test-show.js';

const MP3 = path.resolve(
  import.meta.dirname,
  '../../fixtures/published-by-0.1.0/output/episodes/the-briefing/the-briefing-2a87c12c.mp3',
);
const SPACES =
  'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:content="http://purl.org/rss/1.0/modules/content/" ' +
  'xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom="http://www.w3.org/2005/Atom"';
const sound = (url: string, type = 'audio/mpeg', length = '9'): string =>
  `<enclosure url="${url}" type="${type}" length="${length}"/>`;
const item = (guid: string, rest: string, title = `Named ${guid}`): string =>
  `<item><title>${title}</title><guid isPermaLink="false">${guid}</guid><pubDate>Tue, 04 Mar 2025 06:30:00 +0000</pubDate>${rest}</item>`;
const rss = (items: string, head = ''): string =>
  `<rss version="2.0" ${SPACES}><channel><title>Old</title><link>https://old.example/show/</link>${head}${items}</channel></rss>`;

let origin: string;
let mp3: Buffer;
let show: TestShow;
const pages = new Map<string, string>();
const server: Server = createServer(({ url = '' }, response) => {
  const { pathname, search } = new URL(url, 'http://x');
  const text = pages.get(pathname + search);
  if (text !== undefined) response.writeHead(200, { 'content-type': 'application/xml' }).end(text);
  else if (pathname.endsWith('/paper.mp3')) response.writeHead(200, { 'content-type': 'audio/mpeg' }).end('%PDF-1.4');
  else if (pathname.endsWith('.wav'))
    response
      .writeHead(200, { 'content-type': 'audio/mpeg' })
      .end(buildWav({ samples: new Int16Array(9), sampleRateHz: 8000 }));
  else if (pathname.endsWith('/cut.mp3')) {
    response.writeHead(200, { 'content-length': mp3.length }).write(mp3.subarray(0, 900));
    setImmediate(() => response.destroy());
  } else response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(mp3);
});

beforeAll(async () => {
  mp3 = await readFile(MP3);
  show = await makeShow({ 'lector.yaml': `${CONFIG}http: {allowPrivateAddresses: true}\n` });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await show.remove();
  await new Promise((done) => server.close(done));
});

/** What is imported of a feed, by GUID, and what is said. */
async function importFeed(text: string, media: 'copy' | 'leave' = 'copy') {
  pages.set('/feeds/rss', text);
  const folder = path.join(show.root, 'audio/programmes/imported');
  await rm(folder, { recursive: true, force: true });
  const findings: Finding[] = [];
  const opened = await show.open({ warn: (finding) => findings.push(finding) });
  const { settings, refusedCount } = await opened.importPodcast({ feed: `${origin}/feeds/rss`, media });
  const names = await readdir(folder).catch(() => []);
  const cars = new Map<unknown, Record<string, unknown>>();
  for (const name of names.filter((file) => file.endsWith('.yaml'))) {
    const fields = parse(await readFile(path.join(folder, name), 'utf8')) as Record<string, unknown>;
    cars.set(fields['guid'], fields);
  }
  return { cars, names, settings, refusedCount, said: findings.map(({ code, message }) => `${code} ${message}`) };
}

describe('an item of a podcast that is taken over', () => {
  it.each([
    ['the only sound among enclosures', `${sound('p.pdf', 'application/pdf')}${sound('a.mp3')}`, { audio: 'named-g.mp3' }],
    ['MP3 before Ogg', `${sound('a.ogg', 'audio/ogg')}${sound('a.mp3')}`, { audio: 'named-g.mp3', asIs: true }],
    ['sound under the type of a film', sound('a.mp3', 'video/mp4'), { audio: 'named-g.mp3' }],
    ['an address without extension or type', sound('stream/771', ''), { audio: 'named-g.mp3' }],
    ['what the bytes are, not what they are called', sound('a.m4a', 'audio/x-m4a'), { audio: 'named-g.mp3', asIs: true }],
    ['what apps do not play, to be made an MP3', sound('a.wav'), { audio: 'named-g.wav' }],
    ['links of notes that are relative', `${sound('a.mp3')}<link>/one/</link><description>&lt;a href="x#y"&gt;Y&lt;/a&gt;</description>`, { notes: '[Y](ORIGIN/one/x#y)', url: 'ORIGIN/one/' }],
    ['links of notes that act as their words', `${sound('a.mp3')}<description>&lt;a href="javascript:x()"&gt;Y&lt;/a&gt; z</description>`, { notes: 'Y z' }],
    ['people and soundbites', `${sound('a.mp3')}<podcast:person role="guest">Pat</podcast:person><podcast:person> </podcast:person><podcast:soundbite startTime="3" duration="20.5">Best</podcast:soundbite>`, { podcast: { people: { name: 'Pat', role: 'guest' }, soundbites: { start: 3, duration: 20.5, title: 'Best' } } }],
  ])('brings %s', async (_name, rest, wanted) => {
    const { cars, refusedCount } = await importFeed(rss(item('g', rest)));
    const expected = JSON.parse(JSON.stringify(wanted).replaceAll('ORIGIN', origin)) as Record<string, unknown>;
    expect(cars.get('g')).toMatchObject(expected);
    expect(cars.get('g')?.['asIs']).toBe(String(expected['audio']).endsWith('wav') ? undefined : true);
    expect(refusedCount).toBe(0);
  }); // prettier-ignore

  it.each([
    ['a film', sound('a.mp4', 'video/mp4'), 'E_IMPORT item 1 "Named g" is a film (video/mp4).'],
    ['a paper called audio', sound('paper.mp3'), 'E_IMPORT item 1 "Named g" has no audio behind its address, or none that is read.'],
    ['audio that is cut off', sound('cut.mp3'), /^E_TRUNCATED item 1 "Named g": "http.*cut\.mp3" was cut off/u],
    ['nothing but a paper', sound('p.pdf', 'application/pdf'), 'W_IMPORT "Named g" has no audio (application/pdf); it is passed over.'],
  ])('is named where it has %s, and the rest comes', async (_name, rest, message) => {
    const { cars, names, said } = await importFeed(rss(item('g', rest) + item('whole', sound('b.mp3'))));
    expect([...cars.keys()]).toEqual(['whole']);
    expect(said).toEqual([message instanceof RegExp ? expect.stringMatching(message) : message]);
    expect(names.toSorted()).toEqual(['named-whole.mp3', 'named-whole.yaml']);
  }); // prettier-ignore

  it('keeps its GUID letter by letter, and is refused where another of the feed has it', async () => {
    const guids = ['e\u0301t\u00e9', 'a  b', 'https://old.example/?p=12', 'true', '&lt;x&gt;'];
    const items = guids.map((guid, index) => item(guid, sound(`${index}.mp3`), `E${index}`)).join('');
    const { cars, said } = await importFeed(rss(items + item('true', sound('other.mp3'), 'Other')));
    expect([...cars.keys()].toSorted()).toEqual(guids.with(4, '<x>').toSorted());
    expect(said).toEqual(['E_GUID_DUPLICATE guid "true" belongs to both item 4 "E3" and item 6 "Other".']);
    await (await show.open()).build();
    const { episodes } = await show.manifest();
    expect(episodes.map(({ guid }) => guid).toSorted()).toEqual(guids.with(4, '<x>').toSorted());
  });

  it('goes by the name Apple shows where it has none, and is kept once where it stands on two pages', async () => {
    const unnamed = item('u', `${sound('u.mp3')}<itunes:title>For Apple</itunes:title>`, '');
    pages.set('/feeds/2?page=2', rss(unnamed + item('old', sound('o.mp3'))));
    const { cars } = await importFeed(rss(unnamed, '<atom:link rel="next" href="2?page=2"/>'));
    expect([...cars.values()].map(({ title }) => title).toSorted()).toEqual(['For Apple', 'Named old']);
  });

  it('comes from Atom and JSON Feed as well, page by page', async () => {
    const entry = (id: string): string =>
      `<entry><id>${id}</id><title>${id}</title><published>2025-03-04T06:30:00Z</published><itunes:duration>9</itunes:duration><link rel="enclosure" href="/${id}" type="audio/mpeg" length="7"/></entry>`;
    const atom = (body: string): string => `<feed ${SPACES} xmlns="http://www.w3.org/2005/Atom">${body}</feed>`;
    pages.set('/feeds/atom-2', atom(entry('b')));
    const ofAtom = await importFeed(atom(`<link rel="next" href="atom-2"/>${entry('a')}`), 'leave');
    expect([...ofAtom.cars.values()].map(({ enclosure }) => enclosure)).toEqual(
      ['a', 'b'].map((id) => ({ url: `${origin}/${id}`, length: 7, type: 'audio/mpeg', duration: 9 })),
    );
    const json = (id: string, next?: string): string =>
      JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Old', next_url: next, items: [{ id, title: id, date_published: '2025-03-04T06:30:00Z', attachments: [{ url: `/${id}.mp3`, mime_type: 'audio/mpeg', size_in_bytes: 7, duration_in_seconds: 8.6 }] }] }); // prettier-ignore
    pages.set('/feeds/json-2', json('d'));
    const ofJson = await importFeed(json('c', '/feeds/json-2'), 'leave');
    expect([...ofJson.cars.values()].map(({ enclosure }) => enclosure)).toEqual(
      ['c', 'd'].map((id) => ({ url: `${origin}/${id}.mp3`, length: 7, type: 'audio/mpeg', duration: 9 })),
    );
  });

  it('is taken with a word on what its owner asks: locked, moved, kept out of directories', async () => {
    const head =
      '<podcast:locked>yes</podcast:locked><itunes:new-feed-url>https://n.example/f</itunes:new-feed-url><podcast:funding url="https://f.example/">Give</podcast:funding>';
    const { said, settings } = await importFeed(
      rss(item('g', `${sound('a.mp3')}<itunes:block>Yes</itunes:block>`), head),
    );
    expect(said).toEqual([
      'W_IMPORT The feed is locked: its owner asks that no other host takes it over.',
      'W_FEED_MOVED The feed says it moved to "https://n.example/f"; this is not followed.',
      'W_IMPORT "Named g" is kept out of directories (itunes:block) and will be in them here.',
    ]);
    expect(parse(settings)).toMatchObject({ podcast: { funding: { url: 'https://f.example/', text: 'Give' } } });
  });

  it('is taken without a word of moving from the place its feed has moved to', async () => {
    const head = `<itunes:new-feed-url>${origin}/feeds/rss</itunes:new-feed-url>`;
    expect((await importFeed(rss(item('g', sound('a.mp3')), head))).said).toEqual([]);
  });
});
