import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPreview } from '../../../src/preview.js';
import type { MoveOptions } from '../../../src/show/moving/move-show.js';
import { article, CONFIG, makeShow, type TestShow } from '../test-show.js';

const OLD = 'https://pod.example.org/show/';
const NEW = 'https://new.example/podcast/';
const SECOND = 'feeds: [{path: harbour.xml, where: {tag: [x]}, title: Second}]\n';

/** The show as it was published at its old address; each test has a copy. */
let published: TestShow;
let show: TestShow;

beforeAll(async () => {
  published = await makeShow({
    'lector.yaml': `# The show\n${CONFIG}${SECOND}`,
    'articles/harbour.md': article('Harbour').replace('title:', 'tags: [x]\ntitle:'),
    'articles/school.md': article('School'),
  });
  await (await published.open()).build();
}, 60_000);
beforeEach(async () => {
  show = await published.copy();
  return () => show.remove();
});
afterAll(() => published.remove());

const move = async (options: MoveOptions) => (await show.open()).move(options);
const settings = () => readFile(path.join(show.root, 'lector.yaml'), 'utf8');
const feed = (name = 'feed.xml') => readFile(path.join(show.root, 'output', name), 'utf8');
const told = (xml: string) => /<itunes:new-feed-url>([^<]*)</u.exec(xml)?.[1];
const guidsIn = (xml: string) => [...xml.matchAll(/<(?:podcast:)?guid[^>]*>([^<]*)</gu)].map(([, guid]) => guid);

describe('a show that moves', () => {
  it('says nothing of it before, whatever is built', async () => {
    expect(told(await feed())).toBeUndefined();
    expect(await settings()).not.toMatch(/movedFrom|newFeedUrl/u);
  });

  it('has its new address, its guid and its old address in lector.yaml, and everything else as it was', async () => {
    const before = await settings();
    const { from, to } = await move({ to: NEW });
    expect({ from, to }).toEqual({ from: `${OLD}feed.xml`, to: `${NEW}feed.xml` });
    const { showGuid } = await show.manifest();
    expect(await settings()).toBe(
      before.replace(`baseUrl: ${OLD}\n`, `baseUrl: "${NEW}"\nmovedFrom: "${OLD}"\nguid: "${showGuid}"\n`),
    );
  });

  it('names itself in each feed, and keeps guids and dates, at no cost', async () => {
    const [before, second] = [await feed(), await feed('harbour.xml')];
    await move({ to: `${NEW}podcast.rss` });
    show.spoken.length = 0;
    await (await show.open()).build();
    const [after, other] = [await feed(), await feed('harbour.xml')];
    expect([told(after), told(other)]).toEqual([`${NEW}feed.xml`, `${NEW}harbour.xml`]);
    expect(after).toContain(`<atom:link href="${NEW}feed.xml" rel="self"`);
    expect([guidsIn(after), guidsIn(other)]).toEqual([guidsIn(before), guidsIn(second)]);
    expect(after.match(/<pubDate>.*<\/pubDate>/gu)).toEqual(before.match(/<pubDate>.*<\/pubDate>/gu));
    expect(show.spoken).toEqual([]);
  });

  it('is not redirected by the preview', async () => {
    await move({ to: NEW });
    await (await show.open()).build();
    const preview = await startPreview({ outDir: path.join(show.root, 'output'), port: 0, baseUrl: NEW });
    const answer = await fetch(`${preview.url}feed.xml`, { redirect: 'manual' });
    expect(answer.status).toBe(200);
    await preview.close();
  });

  it('goes back without a trace while nobody knows, and as a move where somebody may', async () => {
    await move({ to: NEW });
    expect((await move({ isUndone: true })).isMoveBack).toBe(false);
    expect(await settings()).toMatch(new RegExp(`baseUrl: "${OLD}"\\n(?!movedFrom)`, 'u'));
    await move({ to: NEW });
    await (await show.open()).build();
    expect((await move({ isUndone: true })).isMoveBack).toBe(true);
    expect(await settings()).toContain(`baseUrl: "${OLD}"\nmovedFrom: "${NEW}"\n`);
  });

  it('goes to another host: the feed here points there, the others stay, and hosts may import it', async () => {
    const there = 'https://host.example/feeds?id=42';
    await move({ to: there, isAway: true });
    await (await show.open()).build();
    expect([told(await feed()), told(await feed('harbour.xml'))]).toEqual([there, undefined]);
    expect(await feed()).toMatch(/<podcast:locked[^>]*>no</u);
    await move({ isUndone: true });
    await (await show.open()).build();
    expect(told(await feed())).toBeUndefined();
  });

  it('changes nothing in a dry run', async () => {
    const before = await settings();
    const { changes } = await move({ to: NEW, isDryRun: true });
    expect(changes.map(({ name }) => name)).toEqual(['baseUrl', 'movedFrom', 'guid']);
    expect(await settings()).toBe(before);
  });

  it.each<[string, MoveOptions]>([
    ['the place where it is', { to: OLD }],
    ['the feed where it is', { to: `${OLD}feed.xml`, isAway: true }],
    ['no address', { to: 'new.example' }],
    ['another protocol', { to: 'ftp://new.example/' }],
    ['a query', { to: `${NEW}?a=1` }],
    ['a password', { to: 'https://me:pw@new.example/' }],
    ['no move to undo', { isUndone: true }],
  ])('is refused: %s', async (_name, options) => {
    const before = await settings();
    await expect(move(options)).rejects.toMatchObject({ code: 'E_MOVE' });
    expect(await settings()).toBe(before);
  });

  it('has nobody to tell before the first build', async () => {
    const fresh = await makeShow({ 'articles/a.md': article('A') });
    await expect((await fresh.open()).move({ to: NEW })).rejects.toMatchObject({ code: 'E_MOVE' });
    await fresh.remove();
  });

  it('leaves a lector.yaml alone that is not written in lines, and says what to write', async () => {
    await show.write('lector.yaml', `{title: A, baseUrl: "${OLD}"}\n`);
    await expect(move({ to: NEW })).rejects.toMatchObject({
      code: 'E_CONFIG',
      hint: expect.stringContaining(NEW) as string,
    });
  });

  it('says how hosts lead there for good, folder and root alike', async () => {
    const { redirects } = await move({ to: NEW, isDryRun: true });
    expect(redirects.map(({ text }) => text)).toEqual([
      'rewrite ^/show/(.*)$ https://new.example/podcast/$1 permanent;',
      'handle_path /show/* {\n  redir https://new.example/podcast{uri} permanent\n}',
      'RedirectMatch 301 ^/show/(.*)$ https://new.example/podcast/$1',
      '/show/*  https://new.example/podcast/:splat  301',
    ]);
    const away = await move({ to: 'https://host.example/42.rss', isAway: true, isDryRun: true });
    expect(away.redirects.map(({ text }) => text)).toEqual([
      'location = /show/feed.xml { return 301 https://host.example/42.rss; }',
      'redir /show/feed.xml https://host.example/42.rss permanent',
      'RedirectMatch 301 ^/show/feed\\.xml$ https://host.example/42.rss',
      '/show/feed.xml  https://host.example/42.rss  301',
    ]);
  });
});
