import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { runWatch, type WatchEvent, type WatchOptions } from '../../src/watch/run-watch.js';
import { takeLock } from '../../src/workspace.js';
import { sentences, serveFeeds, type FeedServer } from '../show/items/feed-server.js';
import { article, CONFIG, countingEngine, makeShow, NOW, type TestShow } from '../show/test-show.js';

let feeds: FeedServer;
let show: TestShow;
let nowMs = NOW.getTime();

beforeAll(async () => {
  feeds = await serveFeeds();
});
afterAll(() => feeds.close());
beforeEach(async () => {
  nowMs = NOW.getTime();
  feeds.pages.set('/a', [item('harbour')]);
  feeds.pages.set('/b', [item('school')]);
  await show?.remove();
  show = await makeShow({ 'articles/ferry.md': article('Ferry'), 'lector.yaml': config() });
});
afterAll(() => show.remove());

function item(subject: string) {
  return { title: `Talk of the ${subject}`, guid: subject, date: '2026-02-01T08:00:00Z', text: sentences(subject) };
}

function config(): string {
  return `${CONFIG}http: {allowPrivateAddresses: true, allowedPorts: [${new URL(feeds.origin).port}]}
watch: {every: 10m}
publish: {target: folder, path: served}
sources: [{url: '${feeds.origin}/a', every: 1m}, {url: '${feeds.origin}/b'}]
`;
}

/** Watches until every step was taken; each is taken while the watch waits, after which it is a minute later. */
async function watch(steps: readonly (() => unknown)[], options: Partial<WatchOptions> = {}) {
  const events: WatchEvent[] = [];
  const controller = new AbortController();
  const left = [...steps];
  await runWatch({
    readConfig: async () => (await loadConfig({ cwd: show.root })).config,
    show: { engines: { counting: countingEngine(show.spoken) }, now: () => new Date(nowMs), environment: {} },
    signal: controller.signal,
    report: (event) => void events.push(event),
    sleep: async () => {
      const step = left.shift();
      if (!step) controller.abort();
      await step?.();
      nowMs += 60_000;
    },
    ...options,
  });
  return events;
}

async function served(): Promise<string> {
  return readFile(path.join(show.root, 'served/feed.xml'), 'utf8').catch(() => '');
}

describe('a show that is watched', () => {
  it('is published at first, and again when a source has something new', async () => {
    const titles: number[] = [];
    const events = await watch([
      async () => {
        titles.push((await served()).match(/<item>/gu)?.length ?? 0);
        feeds.pages.set('/a', [item('harbour'), item('tide')]);
      },
      async () => {
        titles.push((await served()).match(/<item>/gu)?.length ?? 0);
      },
    ]);
    expect(titles).toEqual([3, 4]);
    const rounds = events.flatMap((event) => (event.type === 'round' ? [event.published?.puts.length ?? 0] : []));
    expect(rounds.map((count) => count > 0)).toEqual([true, true, false]);
    expect(show.spoken.filter((text) => text.includes('harbour'))).toHaveLength(
      new Set(show.spoken.filter((text) => text.includes('harbour'))).size,
    );
  });

  it('is published without a source that fails, which is asked less often and keeps its episodes', async () => {
    const seen: string[] = [];
    const events = await watch([
      () => feeds.pages.set('/a', 404),
      async () => {
        seen.push(await served());
        await show.write('articles/clock.md', article('Clock'));
      },
      ...Array.from({ length: 7 }, () => () => undefined),
    ]);
    expect(seen[0]).toContain('Talk of the harbour');
    expect(await served()).toContain('Clock');
    const failed = events.flatMap((event) => (event.type === 'source-failed' ? [Date.parse(event.retryAt)] : []));
    expect(failed.map((atMs) => (atMs - NOW.getTime()) / 60_000)).toEqual([3, 7, 15]);
    const told = events.flatMap((event) => (event.type === 'finding' ? [event.finding.code] : []));
    expect(told.filter((code) => code === 'E_FETCH')).toHaveLength(1);
  });

  it('goes on with the configuration it had while that of now cannot be read', async () => {
    const events = await watch([
      () => show.write('lector.yaml', 'title: ['),
      async () => {
        expect(await served()).toContain('Talk of the harbour');
        await show.write('lector.yaml', config().replace('A test show', 'Another name'));
      },
      () => undefined,
    ]);
    const codes = events.flatMap((event) => (event.type === 'finding' ? [event.finding.code] : []));
    expect(codes).toContain('E_YAML');
    expect(await served()).toContain('Another name');
  });

  it('is left whole when it is told to end in the middle of a round', async () => {
    const controller = new AbortController();
    const events: WatchEvent[] = [];
    await watch([], {
      signal: controller.signal,
      report: (event) => {
        events.push(event);
        if (event.type === 'progress' && event.event.type === 'stage') controller.abort();
      },
    });
    expect(events.at(-1)).toEqual({ type: 'ended' });
    expect((await served()).match(/<item>/gu)).toHaveLength(3);
    expect(await readdir(path.join(show.root, '.lector'))).not.toContain('lock.json');
  });

  it('waits for a run that is at work there, and a run waits for it', async () => {
    const places = { stateDir: path.join(show.root, '.lector'), outDir: path.join(show.root, 'output') };
    for (const folder of Object.values(places)) await mkdir(folder, { recursive: true });
    const options = { ...places, now: () => NOW, breakLock: false };
    const told: string[] = [];
    const manual = await takeLock(options);
    const watching = takeLock({ ...options, isWatching: true, warn: ({ code }) => void told.push(code) });
    await expect(takeLock(options)).rejects.toMatchObject({ code: 'E_LOCKED' });
    await manual.release();
    const turn = await watching;
    const stop = new AbortController();
    const waiting = takeLock({ ...options, signal: stop.signal, warn: ({ code }) => void told.push(code) });
    await turn.release();
    await (await waiting).release();
    expect(told).toEqual(['W_WAITING', 'W_WAITING']);
    await rm(places.stateDir, { recursive: true });
  });
});
