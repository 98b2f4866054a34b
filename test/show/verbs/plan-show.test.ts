import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { article, CONFIG, makeShow, recording, type TestShow } from '../test-show.js';

const SHARED = 'Nobody left the old hall before the lamps were lit.';

function feedOf(count: number): string {
  const items = Array.from({ length: count }, (_, index) => {
    const words = `Item ${index} tells of the tide at length, and of the boats that waited for it. `.repeat(8);
    return `<item><title>Item ${index}</title><guid>item-${index}</guid><link>https://example.org/${index}</link>
      <pubDate>Fri, 0${index + 1} Jan 2026 08:00:00 GMT</pubDate><description>&lt;p&gt;${words}&lt;/p&gt;</description></item>`;
  });
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Tides</title>${items.join('')}</channel></rss>`;
}

describe('a plan', { timeout: 180_000 }, () => {
  let server: Server;
  let show: TestShow;

  beforeEach(async () => {
    server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/rss+xml').end(feedOf(4));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    show = await makeShow({
      'lector.yaml': `${CONFIG}http: {allowPrivateAddresses: true, allowedPorts: [${port}]}
sources:
  - {url: "http://127.0.0.1:${port}/feed.xml", fullText: feed, maxNewItems: 2}
briefings:
  - {title: The briefing, articles: [one.md, two.md], publishedAt: "2026-01-05T08:00:00Z"}
`,
      'articles/one.md': article('One', `The first said 1,500 words. ${SHARED}`),
      'articles/two.md': article('Two', `The second said little. ${SHARED}`),
      'articles/later.md': article('Later', 'This waits.', '2096-01-02T08:00:00Z'),
      'articles/bad.md': '---\ntitle: [broken\n---\n\nText.\n',
      'audio/programmes/talk.wav': recording(),
      'audio/programmes/talk.yaml': 'title: Talk\ndate: 2026-01-03T08:00:00Z\n',
    });
  });
  afterEach(async () => {
    server.close();
    await show.remove();
  });

  /** Plans, builds, and compares what was said with what was billed. */
  async function planAndBuild() {
    const plan = await (await show.open()).plan();
    expect(show.spoken).toEqual([]);
    const report = await (await show.open()).build();
    const characters = show.spoken.splice(0).join('').length;
    expect([plan.characters, plan.costUsd.toFixed(6)]).toEqual([characters, (characters / 1_000_000).toFixed(6)]);
    const codes = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code).sort();
    expect(codes(plan.findings)).toEqual(codes(report.findings));
    return { plan, report, characters };
  }

  it('is what a build then bills, run after run, with a feed that gives more than a run takes', async () => {
    const first = await planAndBuild();
    const works = Object.fromEntries(first.plan.rows.map(({ slug, work }) => [slug, work]));
    // What a briefing says was said by its articles, but for its opening and its closing words.
    expect(works).toEqual({
      'item-2': 'narrate',
      'item-3': 'narrate',
      one: 'narrate',
      two: 'narrate',
      talk: 'master',
      'the-briefing': 'narrate',
    });
    expect(first.plan.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['E_YAML', 'W_DATE_FUTURE']));
    // The two items a build took are known: the next takes two more.
    const second = await planAndBuild();
    expect(second.plan.rows.filter(({ work }) => work === 'narrate').map(({ slug }) => slug)).toEqual([
      'item-0',
      'item-1',
    ]);
    expect(second.characters).toBeGreaterThan(200);
    const third = await planAndBuild();
    expect(third.plan.rows.map(({ work }) => work)).toEqual(Array.from({ length: 8 }, () => 'nothing'));
  });

  it('is what a build bills for another take, another pause, another author and a replaced recording', async () => {
    await (await show.open()).build();
    await (await show.open()).build();
    show.spoken.length = 0;
    await (await show.open()).redo({ wanted: 'one', utterance: 'The first said', step: 1 });
    const { plan } = await planAndBuild();
    expect(plan.characters).toBe('The first said one thousand five hundred words.'.length);
    await show.edit('lector.yaml', 'author: The Tester', 'author: Somebody Else\npauses: {sentenceMs: 900}');
    const changed = await planAndBuild();
    expect(changed.characters).toBe(0);
    expect(changed.plan.rows.map(({ slug, work }) => [slug, work])).toEqual(
      expect.arrayContaining([
        ['one', 'master'],
        ['talk', 'tag'],
      ]),
    );
  });

  it('publishes nothing, locks nothing and needs no folder of output', async () => {
    await (await show.open()).plan();
    await expect(stat(path.join(show.root, 'output'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(stat(path.join(show.root, '.lector/lock'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('shares with every other verb the items of feeds that are published', async () => {
    await (await show.open()).build();
    await (await show.open()).build();
    const open = await show.open();
    expect((await open.scripts()).map(({ slug }) => slug).sort()).toEqual([
      'item-0',
      'item-1',
      'item-2',
      'item-3',
      'later',
      'one',
      'the-briefing',
      'two',
    ]);
    expect((await open.script('item-3')).utterances.length).toBeGreaterThan(5);
    const impact = await open.lexiconImpact({ term: 'tide', alias: 'tyde' });
    expect(new Set(impact.touches.map(({ slug }) => slug))).toEqual(new Set(['item-0', 'item-1', 'item-2', 'item-3']));
  });
});
