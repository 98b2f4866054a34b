import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readPublishedState } from '../../../src/publish/bring/published-state.js';
import { listReleases, rollBack } from '../../../src/publish/bring/roll-back.js';
import type { PublishTarget } from '../../../src/publish/target.js';
import { openS3Target } from '../../../src/publish/targets/s3.js';
import { NOW } from '../../show/test-show.js';
import { startS3Server } from '../targets/s3-server.js';
import { bringFrom, buildVersions, planFrom } from './built-versions.js';

const versions = await buildVersions();
const server = await startS3Server();
afterAll(async () => {
  await server.close();
  await versions.remove();
});

const DAY_MS = 86_400_000;
let target: PublishTarget;
beforeEach(() => {
  server.objects.clear();
  server.log.length = 0;
  target = openS3Target(server.place, { sleep: () => Promise.resolve() });
});

const written = (): readonly string[] =>
  server.log.filter((line) => /^(?:PUT|POST|DELETE) /u.test(line)).map((line) => line.replace(/ pod\//u, ' '));
const textAt = (name: string): string | undefined => server.objects.get(`pod/${name}`)?.bytes.toString('utf8');
const paths = (): readonly string[] => [...server.objects.keys()].map((key) => key.slice('pod/'.length)).sort();
const feedOf = (folder: string): Promise<string> => readFile(path.join(folder, 'feed.xml'), 'utf8');

describe('bringing a show to a place', () => {
  it('puts media first, then other files and pages, then the record, and the feed last', async () => {
    const { plan } = await bringFrom(versions.two, target);
    const kinds = ['media', 'asset', 'page', 'feeds', 'record', 'feed'];
    const order = plan.puts.map(({ kind }) => kinds.indexOf(kind));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    const puts = written().map((line) => line.slice('PUT '.length));
    expect(puts.at(-1)).toBe('feed.xml');
    expect(puts.at(-2)).toBe('manifest.json');
    const places = puts.map((name) => (name.endsWith('.mp3') ? 0 : name.endsWith('.html') ? 2 : 1));
    expect(places.lastIndexOf(0)).toBeLessThan(places.indexOf(2));
    expect(textAt('feed.xml')).toBe(await feedOf(versions.two));
  });

  it('says with each file what a host has to send with it', async () => {
    await bringFrom(versions.two, target);
    const headersOf = (ending: string): unknown => {
      const key = [...server.objects.keys()].find((name) => name.endsWith(ending)) ?? '';
      const { 'content-type': type, 'cache-control': cache } = server.objects.get(key)?.headers ?? {};
      return [type, cache];
    };
    expect(headersOf('.mp3')).toEqual(['audio/mpeg', 'public, max-age=31536000, immutable']);
    expect(headersOf('pod/feed.xml')).toEqual(['application/rss+xml; charset=utf-8', 'public, max-age=300']);
    expect(headersOf('.vtt')).toEqual(['text/vtt; charset=utf-8', 'no-cache']);
    expect(headersOf('index.html')).toEqual(['text/html; charset=utf-8', 'no-cache']);
  });

  it('writes nothing at all when nothing is new', async () => {
    await bringFrom(versions.two, target);
    server.log.length = 0;
    const again = await bringFrom(versions.two, target);
    expect(written()).toEqual([]);
    expect(again).toMatchObject({ written: [], removed: [], unchangedCount: again.plan.files.size });
  });

  it('sends no audio twice, be the record of the place lost or not', async () => {
    await bringFrom(versions.one, target);
    server.objects.delete('pod/.lector-published.json');
    const { plan } = await bringFrom(versions.two, target);
    expect(plan.puts.filter(({ kind }) => kind === 'media').map(({ path: name }) => name)).toEqual([
      expect.stringMatching(/^episodes\/two\/two-[0-9a-f]{8}\.mp3$/u),
    ]);
  });

  it('says in a plan what it does then, and does nothing for it', async () => {
    await bringFrom(versions.one, target);
    const before = new Map(server.objects);
    server.log.length = 0;
    const { plan } = await planFrom(versions.two, target);
    expect(written()).toEqual([]);
    expect(server.objects).toEqual(before);
    const done = await bringFrom(versions.two, target);
    expect([...done.written].sort()).toEqual(plan.puts.map(({ path: name }) => name).sort());
    expect(done.writtenBytes).toBe(plan.putBytes);
  });

  it('tells of two who publish at the same time the second', async () => {
    await bringFrom(versions.one, target);
    const slower = await planFrom(versions.takenBack, target);
    await bringFrom(versions.two, openS3Target(server.place));
    const { bringShow } = await import('../../../src/publish/bring/bring-show.js');
    await expect(bringShow(slower.plan, slower.context)).rejects.toMatchObject({
      code: 'E_FEED_CONFLICT',
      exitCode: 8,
    });
    expect(textAt('feed.xml')).toBe(await feedOf(versions.two));
  });

  it('puts back what somebody changed or lost, and takes no file that is not its own', async () => {
    await bringFrom(versions.one, target);
    server.objects.delete('pod/index.html');
    await target.put({ path: 'assets/x.txt', content: Buffer.from('x'), contentType: 'text/plain', cacheControl: '' });
    const page = 'episodes/one/index.html';
    await target.put({ path: page, content: Buffer.from('theirs'), contentType: 'text/html', cacheControl: '' });
    const { written: put } = await bringFrom(versions.one, target, {
      isPruning: true,
      now: new Date(NOW.getTime() + 99 * DAY_MS),
    });
    expect([...put].sort()).toEqual([page, 'index.html']);
    expect(paths()).toContain('assets/x.txt');
  });

  it('refuses to replace a file of somebody else', async () => {
    await bringFrom(versions.one, target);
    const page = 'episodes/two/index.html';
    await target.put({ path: page, content: Buffer.from('theirs'), contentType: 'text/html', cacheControl: '' });
    await expect(bringFrom(versions.two, target)).rejects.toMatchObject({ code: 'E_OUT_FOREIGN' });
    expect(textAt(page)).toBe('theirs');
  });
});

describe('what the show lists no more', () => {
  const old = 'episodes/two/index.html';

  it('goes with --prune alone, and 30 days after it was listed last', async () => {
    await bringFrom(versions.two, target);
    for (const release of (await listReleases(target)).map(({ number }) => String(number).padStart(6, '0')))
      for (const name of ['feed.xml', 'manifest.json'])
        server.objects.delete(`pod/.lector-releases/${release}/${name}`);
    const at = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS);
    await bringFrom(versions.one, target, { now: at(0) });
    await bringFrom(versions.one, target, { now: at(40) });
    expect(paths()).toContain(old);
    await bringFrom(versions.one, target, { now: at(29), isPruning: true });
    expect(paths()).toContain(old);
    const { removed } = await bringFrom(versions.one, target, { now: at(31), isPruning: true });
    expect(removed).toContain(old);
    expect(paths()).not.toContain(old);
    expect((await readPublishedState(target)).fileList.has(old)).toBe(false);
  });

  it('stays as long as a feed names it that can be gone back to', async () => {
    await bringFrom(versions.two, target);
    await bringFrom(versions.one, target);
    const { removed } = await bringFrom(versions.one, target, {
      now: new Date(NOW.getTime() + 99 * DAY_MS),
      isPruning: true,
    });
    // Pages stay as they are, and what they search with.
    expect(removed.filter((path) => !path.startsWith('search/'))).toEqual([]);
    await rollBack(target);
    expect(textAt('feed.xml')).toBe(await feedOf(versions.two));
  });

  it('goes at once when its episode was taken back, with every feed that names it', async () => {
    await bringFrom(versions.two, target);
    const { removed } = await bringFrom(versions.takenBack, target);
    expect(removed.some((name) => /^episodes\/one\/one-.*\.mp3$/u.test(name))).toBe(true);
    expect(paths().filter((name) => name.startsWith('episodes/one/'))).toEqual([]);
    expect(await listReleases(target)).toMatchObject([{ number: 2, isLive: true }]);
    await expect(rollBack(target, 1)).rejects.toMatchObject({ code: 'E_INPUT' });
  });
});

describe('going back', () => {
  it('puts feed and record of the publish before back, to the byte', async () => {
    await bringFrom(versions.one, target);
    const before = [textAt('feed.xml'), textAt('manifest.json')];
    await bringFrom(versions.two, target);
    expect(await rollBack(target)).toMatchObject({ number: 1 });
    expect([textAt('feed.xml'), textAt('manifest.json')]).toEqual(before);
    expect((await listReleases(target)).map(({ number, isLive }) => [number, isLive])).toEqual([
      [2, false],
      [1, true],
    ]);
    await rollBack(target, 2);
    expect(textAt('feed.xml')).toBe(await feedOf(versions.two));
  });

  it('keeps what lay there before the first publish, and no more than five', async () => {
    for (const [name, type] of [
      ['feed.xml', 'application/rss+xml'],
      ['manifest.json', 'application/json'],
    ] as const) {
      const content = await readFile(path.join(versions.one, name));
      await target.put({ path: name, content, contentType: type, cacheControl: '' });
    }
    await bringFrom(versions.two, target);
    expect((await listReleases(target)).map(({ number }) => number)).toEqual([2, 1]);
  });

  it('passes over what was cut off before its feed', async () => {
    await bringFrom(versions.one, target);
    server.fault = ({ method, key }) =>
      method === 'PUT' && key === 'pod/feed.xml' ? { status: 403, code: 'AccessDenied' } : undefined;
    await expect(bringFrom(versions.takenBack, target)).rejects.toMatchObject({ code: 'E_PUBLISH_REFUSED' });
    server.fault = () => undefined;
    await bringFrom(versions.two, target);
    expect((await listReleases(target)).map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(await rollBack(target)).toMatchObject({ number: 1 });
  });

  it('is refused where what the old feed names is gone', async () => {
    await bringFrom(versions.one, target);
    const audio = paths().find((name) => name.endsWith('.mp3')) ?? '';
    await bringFrom(versions.two, target);
    server.objects.delete(`pod/${audio}`);
    await expect(rollBack(target)).rejects.toMatchObject({ code: 'E_FILE_MISSING' });
    expect(textAt('feed.xml')).toBe(await feedOf(versions.two));
  });
});
