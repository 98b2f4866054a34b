import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutputFile } from '../../src/model/publication/site.js';
import type { Manifest } from '../../src/model/publication/manifest.js';
import { publish, type PublishInput } from '../../src/publish/publish.js';
import { readPublishedShow } from '../../src/publish/published-show.js';
import type { PublishTarget } from '../../src/publish/target.js';
import { openFolderTarget } from '../../src/publish/targets/folder.js';
import { openMemoryTarget } from './targets/memory-target.js';
import { withoutRoomFor } from './without-room.js';

const MANIFEST: Manifest = { version: 1, showGuid: 'show', feedUrl: 'https://example.org/feed.xml', episodes: [] };
let root = '';
let outDir = '';
let target: PublishTarget;

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'lector-publish-'));
  outDir = path.join(root, 'output');
  await writeFile(path.join(root, 'a.mp3'), 'sound');
  target = openFolderTarget(outDir);
});

function show(values: Partial<PublishInput> = {}): PublishInput {
  const audio = 'episodes/a/a-00112233.mp3';
  return {
    files: [
      { path: 'episodes/a/chapters.json', content: '{}' },
      { path: 'index.html', content: '<p>index</p>' },
    ],
    audio: [{ path: audio, copyFrom: path.join(root, 'a.mp3') }],
    feedXml: '<rss/>',
    manifest: () => MANIFEST,
    keep: new Set([audio]),
    ...values,
  };
}

const stateDir = (): string => path.join(root, '.lector');

async function run(values?: Partial<PublishInput>) {
  const { versions } = await readPublishedShow(target, { stateDir: stateDir(), warn: () => undefined });
  const { files, ...receipt } = await publish(show(values), { target, replaces: versions, stateDir: stateDir() });
  const there = await target.stat([...files]);
  expect([...files].filter((_, index) => there[index] === undefined)).toEqual([]);
  expect(files).toEqual(new Set([...files, ...receipt.written]));
  return receipt;
}

async function tree(): Promise<readonly string[]> {
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(outDir, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

async function write(name: string, content: string): Promise<void> {
  await mkdir(path.dirname(path.join(outDir, name)), { recursive: true });
  await writeFile(path.join(outDir, name), content);
}

describe('publish', () => {
  it('writes audio first, and the feed last, after the manifest that stands behind it', async () => {
    expect(await run()).toEqual({
      written: ['episodes/a/a-00112233.mp3', 'episodes/a/chapters.json', 'index.html', 'manifest.json', 'feed.xml'],
      unchangedCount: 0,
      removed: [],
    });
    expect(await readFile(path.join(outDir, 'feed.xml'), 'utf8')).toBe('<rss/>');
  });

  it('has everything the feed names in place before the feed is, even when a file fails', async () => {
    await run();
    function* failing(): Generator<OutputFile> {
      yield { path: 'index.html', content: 'new' };
      throw new Error('no more');
    }
    await expect(run({ files: failing(), feedXml: '<rss>new</rss>' })).rejects.toThrow('no more');
    expect(await readFile(path.join(outDir, 'feed.xml'), 'utf8')).toBe('<rss/>');
  });

  it('writes nothing the second time, and only what differs the third', async () => {
    await run();
    const before = await Promise.all(
      (await tree()).map(async (name) => (await stat(path.join(outDir, name), { bigint: true })).mtimeNs),
    );
    expect(await run()).toEqual({ written: [], unchangedCount: 5, removed: [] });
    const after = await Promise.all(
      (await tree()).map(async (name) => (await stat(path.join(outDir, name), { bigint: true })).mtimeNs),
    );
    expect(after).toEqual(before);
    expect(await run({ feedXml: '<rss>2</rss>' })).toEqual({ written: ['feed.xml'], unchangedCount: 4, removed: [] });
  });

  it('puts audio right that was damaged in place', async () => {
    await run();
    await write('episodes/a/a-00112233.mp3', 'sOund');
    expect((await run()).written).toEqual(['episodes/a/a-00112233.mp3']);
  });

  it('removes what it published and no longer lists, with folders that are empty then', async () => {
    await run({
      files: [
        { path: 'episodes/b/index.html', content: 'b' },
        { path: 'index.html', content: 'i' },
      ],
    });
    expect(await run()).toMatchObject({ removed: ['episodes/b/index.html'] });
    expect(await tree()).toEqual([
      '.lector-files.json',
      'episodes/a/a-00112233.mp3',
      'episodes/a/chapters.json',
      'feed.xml',
      'index.html',
      'manifest.json',
    ]);
    expect(await readdir(path.join(outDir, 'episodes'))).toEqual(['a']);
  });

  it('keeps retired audio as long as it is asked to, and then removes it', async () => {
    await run();
    const fresh = { path: 'episodes/a/a-44556677.mp3', copyFrom: path.join(root, 'a.mp3') };
    const old = 'episodes/a/a-00112233.mp3';
    expect((await run({ audio: [fresh], keep: new Set([fresh.path, old]) })).removed).toEqual([]);
    expect((await run({ audio: [], keep: new Set([fresh.path, old]) })).removed).toEqual([]);
    expect((await run({ audio: [], keep: new Set([fresh.path]) })).removed).toEqual([old]);
    expect(await tree()).toContain(fresh.path);
  });

  it('never touches a file that is not its own', async () => {
    await write('CNAME', 'harbour.example');
    await write('episodes/a/notes.txt', 'mine');
    await run();
    expect((await run({ files: [], audio: [], keep: new Set() })).removed).toEqual([
      'episodes/a/a-00112233.mp3',
      'episodes/a/chapters.json',
      'index.html',
    ]);
    expect(await tree()).toEqual(['.lector-files.json', 'CNAME', 'episodes/a/notes.txt', 'feed.xml', 'manifest.json']);
  });

  it('has every name on its list before anything lies there', async () => {
    const named: (readonly [string, boolean])[] = [];
    const inner = target;
    target = {
      ...inner,
      put: async (file) => {
        const list = (await inner.read('.lector-files.json'))?.toString('utf8') ?? '';
        if (file.path !== '.lector-files.json') named.push([file.path, list.includes(`"${file.path}"`)]);
        return inner.put(file);
      },
    };
    await run();
    expect(named).toEqual([
      ['episodes/a/a-00112233.mp3', true],
      ['episodes/a/chapters.json', true],
      ['index.html', true],
    ]);
  });

  it('replaces no file of somebody else, except when it is told to', async () => {
    await run();
    await write('late.html', 'theirs');
    const files = [{ path: 'late.html', content: 'ours' }];
    await expect(run({ files })).rejects.toMatchObject({ code: 'E_OUT_FOREIGN' });
    expect(await readFile(path.join(outDir, 'late.html'), 'utf8')).toBe('theirs');
    const { versions } = await readPublishedShow(target, { stateDir: stateDir(), warn: () => undefined });
    await publish(show({ files }), { target, replaces: versions, stateDir: stateDir(), isAdopting: true });
    expect(await readFile(path.join(outDir, 'late.html'), 'utf8')).toBe('ours');
  });

  it('removes nothing when its list is lost or lies', async () => {
    await run();
    await rm(path.join(outDir, '.lector-files.json'));
    expect((await run({ files: [] })).removed).toEqual([]);
    await write(
      '.lector-files.json',
      JSON.stringify(['../a.mp3', path.join(root, 'a.mp3'), 'episodes/../../a.mp3', 7]),
    );
    expect((await run({ files: [] })).removed).toEqual([]);
    expect(await readFile(path.join(root, 'a.mp3'), 'utf8')).toBe('sound');
    await write('.lector-files.json', '{damaged');
    expect((await run({ files: [] })).removed).toEqual([]);
  });

  it.each(['../x', '/etc/x', 'a/../../x', 'a//x', './x', 'a\\..\\x', 'C:x', 'a\0b', ''])(
    'refuses to write to %j',
    async (name) => {
      await expect(run({ files: [{ path: name, content: 'x' }] })).rejects.toMatchObject({ code: 'E_WRITE' });
      expect(await readdir(root)).toEqual(expect.not.arrayContaining(['x']));
    },
  );

  it('removes only when everything is in place, and ever only what a feed no longer names', async () => {
    const steps: string[] = [];
    await run();
    const inner = target;
    target = {
      ...inner,
      put: async (file) => {
        steps.push(`put ${file.path}`);
        return inner.put(file);
      },
      putFeed: async (files) => {
        steps.push(`put ${files.record.path} and ${files.feed.path}`);
        return inner.putFeed(files);
      },
      remove: async (name) => {
        steps.push(`remove ${name}`);
        return inner.remove(name);
      },
    };
    await run({ files: [{ path: 'index.html', content: 'i' }], feedXml: '<rss>2</rss>' });
    expect(steps).toEqual([
      'put episodes/a/a-00112233.mp3',
      'put index.html',
      'put manifest.json and feed.xml',
      'remove episodes/a/chapters.json',
      'put .lector-files.json',
    ]);
  });

  it('has new audio on its list when it is killed right after the feed, so that it can take it away one day', async () => {
    const dies = { ...target, remove: () => new Promise<boolean>(() => undefined) };
    await run();
    const { versions } = await readPublishedShow(target, { stateDir: stateDir(), warn: () => undefined });
    const fresh = { path: 'episodes/b/b-00112233.mp3', copyFrom: path.join(root, 'a.mp3') };
    const values = { audio: [fresh], files: [], feedXml: '<rss>2</rss>', keep: new Set([fresh.path]) };
    void publish(show(values), { target: dies, replaces: versions, stateDir: stateDir() });
    await vi.waitFor(async () => expect(await readFile(path.join(outDir, 'feed.xml'), 'utf8')).toBe('<rss>2</rss>'));
    // The next build finds the episode whole and does not put its audio again.
    await run({ ...values, audio: [] });
    expect((await run({ ...values, audio: [], keep: new Set() })).removed).toEqual([fresh.path]);
  });

  it('tells the target what a host is to send with each file', async () => {
    const store = new Map();
    target = openMemoryTarget(store);
    await run();
    const sent = [...store].map(([name, { contentType, cacheControl }]) => [name, contentType, cacheControl]);
    expect(sent).toEqual([
      ['.lector-files.json', 'application/json; charset=utf-8', 'no-cache'],
      ['episodes/a/a-00112233.mp3', 'audio/mpeg', 'public, max-age=31536000, immutable'],
      ['episodes/a/chapters.json', 'application/json+chapters; charset=utf-8', 'no-cache'],
      ['index.html', 'text/html; charset=utf-8', 'no-cache'],
      ['manifest.json', 'application/json; charset=utf-8', 'no-cache'],
      ['feed.xml', 'application/rss+xml; charset=utf-8', 'public, max-age=300'],
    ]);
  });

  it('leaves feed and manifest to another who published meanwhile, and remembers what it put', async () => {
    await run();
    const { versions } = await readPublishedShow(target, { stateDir: stateDir(), warn: () => undefined });
    await run({ feedXml: '<rss>theirs</rss>' });
    const before = await readFile(path.join(outDir, 'manifest.json'), 'utf8');
    const late = show({
      files: [
        { path: 'index.html', content: '<p>index</p>' },
        { path: 'late.html', content: 'late' },
      ],
      feedXml: '<rss>ours</rss>',
      manifest: () => ({ ...MANIFEST, showGuid: 'ours' }),
    });
    await expect(publish(late, { target, replaces: versions, stateDir: stateDir() })).rejects.toMatchObject({
      code: 'E_FEED_CONFLICT',
      message: `${path.join(outDir, 'feed.xml')} was changed while this run was at work.`,
    });
    expect(await readFile(path.join(outDir, 'feed.xml'), 'utf8')).toBe('<rss>theirs</rss>');
    expect(await readFile(path.join(outDir, 'manifest.json'), 'utf8')).toBe(before);
    expect((await run()).removed).toEqual(['late.html']);
  });

  it('puts long files before it asks for more, so that the texts of one long episode are not held together', async () => {
    const there: number[] = [];
    async function* files(): AsyncGenerator<OutputFile> {
      for (const name of ['a', 'b', 'c']) {
        there.push((await tree()).length);
        yield { path: `${name}.json`, content: name.repeat(4_000_000) };
      }
    }
    await run({ files: files() });
    const [first = NaN, ...later] = there;
    expect(later).toEqual([first + 1, first + 2]);
  });

  it.each(['feed.xml', 'manifest.json'])(
    'publishes neither feed nor manifest when there is no room for %s',
    async (full) => {
      await run();
      const read = () =>
        Promise.all(['feed.xml', 'manifest.json'].map((name) => readFile(path.join(outDir, name), 'utf8')));
      const before = await read();
      const marks: Readonly<Record<string, string>> = { 'feed.xml': '<rss>2', 'manifest.json': '"showGuid"' };
      const changed = { feedXml: '<rss>2</rss>', manifest: () => ({ ...MANIFEST, showGuid: 'another' }) };
      await withoutRoomFor({ mark: marks[full] ?? '', folder: outDir }, () =>
        expect(run(changed)).rejects.toMatchObject({ code: 'E_DISK' }),
      );
      expect(await read()).toEqual(before);
      expect(await tree()).toEqual(expect.not.arrayContaining([expect.stringMatching(/^\.lector-[0-9a-f]{24}/u)]));
    },
  );
});
