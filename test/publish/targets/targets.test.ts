import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describePublishTarget } from '../../../src/contracts/index.js';
import type { PublishTarget } from '../../../src/publish/target.js';
import { openFolderTarget } from '../../../src/publish/targets/folder.js';
import { openTarget } from '../../../src/publish/open-target.js';
import { openMemoryTarget } from './memory-target.js';

const runner = { afterAll, describe, it };

describePublishTarget(
  'folder',
  (folder) => ({ target: openFolderTarget(folder), reopen: () => openFolderTarget(folder) }),
  runner,
);

describePublishTarget(
  'memory',
  () => {
    const store = new Map();
    return { target: openMemoryTarget(store), reopen: () => openMemoryTarget(store) };
  },
  runner,
);

describe('openTarget', () => {
  it('opens the output folder', () => {
    expect(openTarget({ outDir: '/srv/podcast' })).toMatchObject({ name: 'folder' });
    expect(openTarget({ outDir: '/srv/podcast' }).locate('feed.xml')).toBe(path.resolve('/srv/podcast/feed.xml'));
  });
});

describe('the folder target', () => {
  let root = '';
  let outDir = '';
  let target: PublishTarget;
  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'lector-folder-'));
    outDir = path.join(root, 'output');
    target = openFolderTarget(outDir);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const put = (name: string, text: string): Promise<boolean> =>
    target.put({ path: name, content: Buffer.from(text), contentType: 'text/plain', cacheControl: 'no-cache' });

  it('touches nothing when it is opened and looked at', async () => {
    expect(await target.list()).toEqual([]);
    expect(await readdir(root)).toEqual([]);
  });

  it('clears what a killed run left half written, and nothing else', async () => {
    const kept = ['notes.tmp', 'episodes/a/a.mp3', '.lector-files.json'];
    const left = ['episodes/a/.lector-0123456789abcdef01234567.mp3', '.lector-0123456789abcdef01234567'];
    for (const name of [...kept, ...left]) {
      await mkdir(path.dirname(path.join(outDir, name)), { recursive: true });
      await writeFile(path.join(outDir, name), 'x');
    }
    const listed = async (): Promise<readonly string[]> => (await target.list()).map((file) => file.path).sort();
    expect(await listed()).toEqual([...kept].sort());
    await target.prepare();
    expect(await listed()).toEqual([...kept].sort());
    await expect(lstat(path.join(outDir, left[0] ?? ''))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(lstat(path.join(outDir, left[1] ?? ''))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is refused before anything is paid when it cannot be written', async () => {
    await writeFile(outDir, 'a file');
    await expect(target.prepare()).rejects.toMatchObject({ code: 'E_WRITE', exitCode: 7 });
  });

  it('says so when something is there and cannot be read', async () => {
    await mkdir(outDir);
    await symlink('manifest.json', path.join(outDir, 'manifest.json'));
    await expect(target.read('manifest.json')).rejects.toMatchObject({ code: 'E_WRITE' });
  });

  it('removes folders that hold nothing then, and stays itself', async () => {
    await put('episodes/a/index.html', 'a');
    await put('episodes/b.txt', 'b');
    await target.remove('episodes/a/index.html');
    expect(await readdir(path.join(outDir, 'episodes'))).toEqual(['b.txt']);
    await target.remove('episodes/b.txt');
    expect(await readdir(outDir)).toEqual([]);
  });

  it('neither puts nor removes through a symbolic link, to a folder or a file', async () => {
    const elsewhere = path.join(root, 'elsewhere');
    await mkdir(elsewhere);
    await mkdir(outDir);
    await writeFile(path.join(elsewhere, 'index.html'), 'theirs');
    await symlink(elsewhere, path.join(outDir, 'episodes'));
    await symlink(path.join(elsewhere, 'index.html'), path.join(outDir, 'index.html'));
    for (const name of ['episodes/index.html', 'episodes/new/index.html', 'index.html']) {
      await expect(put(name, 'ours')).rejects.toMatchObject({
        code: 'E_WRITE',
        message: expect.stringContaining('symbolic link') as unknown,
      });
      expect(await target.remove(name)).toBe(false);
    }
    expect(await readFile(path.join(elsewhere, 'index.html'), 'utf8')).toBe('theirs');
    expect(await readdir(elsewhere)).toEqual(['index.html']);
    // What somebody links into the folder is published with it: it is read and listed.
    expect((await target.read('index.html'))?.toString()).toBe('theirs');
    expect((await target.list()).map((file) => file.path)).toEqual(['index.html']);
  });

  it('follows the link that the folder itself is', async () => {
    const real = path.join(root, 'real');
    await mkdir(real);
    await symlink(real, outDir);
    await target.prepare();
    await put('feed.xml', 'feed');
    expect(await readdir(real)).toEqual(['feed.xml']);
  });
});
