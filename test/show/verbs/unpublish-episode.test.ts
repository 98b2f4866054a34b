import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseRssFeed } from 'feedsmith';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/model/finding.js';
import type { BuildOptions, BuildReport } from '../../../src/show/verbs/build-show.js';
import type { UnpublishOptions } from '../../../src/show/verbs/unpublish-episode.js';
import { sentences, serveFeeds, type FeedServer, type TestItem } from '../items/feed-server.js';
import { article, CONFIG, makeShow, NOW, recording, type TestShow } from '../test-show.js';

const STORY: TestItem = {
  title: 'From the web',
  guid: 'http://p.example/?p=12',
  link: 'http://p.example/story',
  date: '2026-02-02T10:00:00Z',
  text: sentences('the web'),
};
const OLDER: TestItem = {
  ...STORY,
  title: 'Older',
  guid: 'http://p.example/?p=11',
  link: 'http://p.example/11',
  date: '2026-02-01T10:00:00Z',
  text: sentences('age'),
};
const DAY_MS = 86_400_000;

/** The show as it was published first; each test has a copy of it. */
let published: TestShow;
let show: TestShow;
let server: FeedServer;

beforeAll(async () => {
  server = await serveFeeds();
  server.pages.set('/feed.xml', [STORY, OLDER]);
  published = await makeShow({
    'lector.yaml': configOf('/feed.xml'),
    'articles/harbour.md': article('Harbour'),
    'articles/school.md': article('School'),
    'audio/programmes/talk.wav': recording(),
    'audio/programmes/talk.yaml': 'title: Talk\ndate: 2026-01-03T08:00:00Z\n',
  });
  show = published;
  await build();
}, 60_000);
beforeEach(async () => {
  server.pages.clear();
  server.pages.set('/feed.xml', [STORY, OLDER]);
  show = await published.copy();
});
afterEach(() => show.remove());
afterAll(() => Promise.all([server.close(), published.remove()]));

function configOf(...paths: readonly string[]): string {
  const sources = paths.map((name) => `  - {url: "${server.origin}${name}", fullText: feed}\n`).join('');
  return `${CONFIG}http: {allowPrivateAddresses: true}\n${sources === '' ? '' : `sources:\n${sources}`}`;
}

async function build(options: BuildOptions = {}, now = NOW): Promise<BuildReport> {
  show.spoken.length = 0;
  return (await show.open({ now: () => now })).build(options);
}
const unpublish = async (wanted: string, options: Partial<UnpublishOptions> = {}) =>
  (await show.open()).unpublish({ wanted, ...options });
const titles = async (): Promise<readonly string[]> => {
  const feed = parseRssFeed(await readFile(path.join(show.root, 'output/feed.xml'), 'utf8'));
  return (feed.items ?? []).map(({ title }) => title ?? '').sort();
};
const filesOf = async (slug: string): Promise<readonly string[]> =>
  Object.keys(await show.published()).filter((name) => name.startsWith(`episodes/${slug}/`));
const codes = ({ findings }: BuildReport): readonly string[] => findings.map(({ code }) => code);
const errors = async () => (await (await show.open()).check()).filter(({ severity }) => severity === 'error');
const ALL = ['From the web', 'Harbour', 'Older', 'School', 'Talk'];

describe('an episode that is unpublished', { timeout: 120_000 }, () => {
  it.each([
    ['harbour', 'harbour', 'Harbour'],
    ['articles/harbour.md', 'harbour', 'Harbour'],
    ['https://p.example/story/', 'from-the-web', 'From the web'],
    ['https://pod.example.org/show/episodes/from-the-web/', 'from-the-web', 'From the web'],
    ['http://p.example/?p=12', 'from-the-web', 'From the web'],
    ['talk.yaml', 'talk', 'Talk'],
  ])('is gone at once and stays away: %s', async (wanted, slug, title) => {
    const { guid } = (await show.manifest()).episodes.find((record) => record.slug === slug) ?? {};
    const done = await unpublish(wanted);
    expect(done).toMatchObject({ slug, title, guid, kept: [] });
    const rest = ALL.filter((name) => name !== title);
    expect([await filesOf(slug), await titles(), await errors()]).toEqual([[], rest, []]);
    const pages = await Promise.all(
      ['index.html', 'episodes/school/index.html'].map((file) =>
        readFile(path.join(show.root, 'output', file), 'utf8'),
      ),
    );
    expect(pages.join('')).not.toContain(`/${slug}/`);
    const report = await build();
    expect(codes(report)).toContain('W_UNPUBLISHED');
    expect([await filesOf(slug), await titles(), show.spoken]).toEqual([[], rest, []]);
    await (await show.open()).notes();
    expect((await show.manifest()).unpublished).toMatchObject([{ guid, unpublishedAt: NOW.toISOString() }]);
  });

  it('takes its older audio along, also when nobody knows any more which files are published', async () => {
    await show.edit('articles/harbour.md', 'until ten', 'until a quarter past eleven at night');
    await build();
    expect((await filesOf('harbour')).filter((name) => name.endsWith('.mp3'))).toHaveLength(2);
    await rm(path.join(show.root, 'output/.lector-files.json'));
    await unpublish('harbour');
    expect(await filesOf('harbour')).toEqual([]);
  });

  it('stays away under another spelling of its id, with the state of this machine lost', async () => {
    await unpublish('from-the-web');
    await rm(path.join(show.root, '.lector'), { recursive: true });
    server.pages.set('/feed.xml', [{ ...STORY, guid: 'https://www.p.example/story' }, OLDER]);
    const report = await build();
    expect(codes(report)).toContain('W_UNPUBLISHED');
    expect(await titles()).toEqual(ALL.slice(1));
  });

  it('leaves its audio for thirty days where that is asked for, with what belongs to it', async () => {
    const done = await unpublish('harbour', { isKeepingAudio: true });
    const left = await filesOf('harbour');
    expect(left).toEqual([...done.kept].sort());
    expect(left.every((name) => /-[0-9a-f]{8}\.(?:mp3|json|vtt|srt|html|txt)$/u.test(name))).toBe(true);
    expect([await titles(), await errors()]).toEqual([ALL.filter((name) => name !== 'Harbour'), []]);
    await build({}, new Date(NOW.getTime() + 29 * DAY_MS));
    expect(await filesOf('harbour')).toEqual(left);
    await build({}, new Date(NOW.getTime() + 31 * DAY_MS));
    expect(await filesOf('harbour')).toEqual([]);
  });

  it('returns as it was called, at no cost, when that is undone', async () => {
    const before = (await show.manifest()).episodes.find(({ slug }) => slug === 'harbour');
    await unpublish('harbour');
    const done = await unpublish('harbour', { isUndone: true });
    expect(done).toMatchObject({ isReturning: true, removed: [] });
    const report = await build();
    expect([codes(report), await titles(), show.spoken, await errors()]).toEqual([[], ALL, [], []]);
    const { episodes, unpublished } = await show.manifest();
    const { guid, publishedAt, audio } = episodes.find(({ slug }) => slug === 'harbour') ?? {};
    expect([guid, publishedAt, audio]).toEqual([before?.guid, before?.publishedAt, before?.audio]);
    expect(unpublished).toBeUndefined();
  });

  it('leaves a feed without items when it was the last', async () => {
    for (const slug of ['harbour', 'school', 'talk', 'older', 'from-the-web']) await unpublish(slug);
    expect(await titles()).toEqual([]);
    await build();
    expect([await titles(), show.spoken]).toEqual([[], []]);
  });

  it('is asked for by a name that means one episode alone', async () => {
    await expect(unpublish('harbor')).rejects.toMatchObject({ code: 'E_INPUT', hint: 'did you mean harbour?' });
    await expect(unpublish('harbour', { isUndone: true })).rejects.toMatchObject({ code: 'E_INPUT' });
    await unpublish('harbour');
    expect(await unpublish('harbour')).toMatchObject({ removed: [], unpublishedAt: NOW.toISOString() });
  });

  it('is named where a briefing still holds it', async () => {
    await show.write(
      'lector.yaml',
      `${configOf('/feed.xml')}briefings:\n  - {title: The day, articles: [harbour.md, school.md]}\n`,
    );
    await build();
    const told: Finding[] = [];
    await (await show.open({ warn: (finding) => told.push(finding) })).unpublish({ wanted: 'harbour' });
    expect(told).toMatchObject([
      {
        code: 'W_UNPUBLISHED',
        message: '"Harbour" is still heard in the briefing "The day", which stays as it is.',
        hint: expect.stringContaining('lector unpublish the-day') as string,
      },
    ]);
    const report = await build();
    expect(report.findings.map(({ message }) => message)).toContain(
      '"Harbour" was unpublished and is still heard in the briefing "The day".',
    );
  });
});

describe('pruning', { timeout: 120_000 }, () => {
  it('takes out what came from a source that is not configured any more, which is warned of before', async () => {
    await show.write('lector.yaml', configOf());
    const report = await build();
    expect(codes(report)).toEqual(['W_SOURCE_GONE', 'W_SOURCE_GONE']);
    expect(await titles()).toEqual(ALL);
    await build({ isPruning: true, maxRemovals: 2 });
    expect(await titles()).toEqual(['Harbour', 'School', 'Talk']);
    expect(await filesOf('older')).toEqual([]);
  });

  it.each<[string, () => Promise<void>]>([
    ['a source that fails to answer', async () => void server.pages.set('/feed.xml', 503)],
    [
      'a source that fails with no answer kept',
      async () => {
        server.pages.set('/feed.xml', 503);
        await rm(path.join(show.root, '.lector/cache'), { recursive: true });
      },
    ],
    ['an item that fell off the end of its feed', async () => void server.pages.set('/feed.xml', [STORY])],
    [
      'a feed whose address is spelled otherwise',
      async () => {
        server.pages.set('/feed.xml?utm_source=x', [STORY]);
        await show.write('lector.yaml', configOf('/feed.xml?utm_source=x'));
      },
    ],
    [
      'an item that fell off a feed that moved',
      async () => {
        server.pages.set('/atom.xml', [STORY]);
        await show.write('lector.yaml', configOf('/atom.xml'));
      },
    ],
  ])('removes nothing of %s', async (_what, change) => {
    await change();
    await build({ isPruning: true, maxRemovals: 9 });
    expect(await titles()).toEqual(ALL);
    await build({ isPruning: true, maxRemovals: 9 });
    expect(await titles()).toEqual(ALL);
  });

  it('removes nothing that fell off a feed that lies in a file', async () => {
    const item = (name: string): string =>
      `<item><title>${name}</title><guid isPermaLink="false">${name}</guid><description>${sentences(name)}</description></item>`;
    const feed = (...names: readonly string[]): string =>
      `<rss version="2.0"><channel><title>T</title><link>https://t.example/</link><description>d</description>${names.map(item).join('')}</channel></rss>`;
    await show.write('articles/wire.xml', feed('One', 'Two'));
    await build();
    await show.write('articles/wire.xml', feed('Two'));
    await build({ isPruning: true, maxRemovals: 9 });
    expect(await titles()).toContain('One');
  });
});
