import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OutputFile } from '../../src/model/site.js';
import { publish, type PublishInput } from '../../src/publish/publish.js';

const NOW = () => new Date('2026-03-05T08:00:00Z');
let root = '';
let outDir = '';

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'lector-publish-'));
  outDir = path.join(root, 'output');
  await writeFile(path.join(root, 'a.mp3'), 'sound');
});

function show(values: Partial<PublishInput> = {}): PublishInput {
  const audio = 'episodes/a/a-00112233.mp3';
  return {
    files: [
      { path: 'episodes/a/chapters.json', content: '{}' },
      { path: 'index.html', content: '<p>index</p>' },
    ],
    audio: [{ path: audio, copyFrom: path.join(root, 'a.mp3') }],
    manifestJson: '{}',
    feedXml: '<rss/>',
    keep: new Set([audio]),
    ...values,
  };
}

const run = (values?: Partial<PublishInput>, dryRun = false) => publish(show(values), { outDir, now: NOW, dryRun });

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

  it('does not write through symbolic links, to a folder or a file', async () => {
    const elsewhere = path.join(root, 'elsewhere');
    await mkdir(elsewhere);
    await mkdir(outDir);
    await symlink(elsewhere, path.join(outDir, 'episodes'));
    await expect(run()).rejects.toMatchObject({ code: 'E_WRITE' });
    await rm(path.join(outDir, 'episodes'));
    await writeFile(path.join(elsewhere, 'index.html'), 'theirs');
    await symlink(path.join(elsewhere, 'index.html'), path.join(outDir, 'index.html'));
    await expect(run()).rejects.toMatchObject({
      code: 'E_WRITE',
      message: expect.stringContaining('symbolic link') as unknown,
    });
    expect(await readFile(path.join(elsewhere, 'index.html'), 'utf8')).toBe('theirs');
    expect(await readdir(elsewhere)).toEqual(['index.html']);
  });

  it('follows the link that the output folder itself is', async () => {
    const real = path.join(root, 'real');
    await mkdir(real);
    await symlink(real, outDir);
    expect((await run()).written).toHaveLength(5);
    expect(await readdir(real)).toContain('feed.xml');
  });

  it('tells what it would do, and does nothing, when asked to try', async () => {
    expect((await run({}, true)).written).toHaveLength(5);
    await expect(stat(outDir)).rejects.toMatchObject({ code: 'ENOENT' });
    await run();
    const before = await tree();
    expect(await run({ files: [{ path: 'index.html', content: 'new' }] }, true)).toEqual({
      written: ['index.html'],
      unchangedCount: 3,
      removed: ['episodes/a/chapters.json'],
    });
    expect(await tree()).toEqual(before);
  });
});
