import fs from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { copyDurably, hashFile, placeDurably, writeDurably, writeIfChanged } from '../../src/workspace.js';
import { createDurably } from '../../src/workspace/write-durably.js';

describe('durable writes', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-write-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('replaces a file as a whole and leaves nothing else behind', async () => {
    const file = path.join(folder, 'deep', 'er', 'feed.xml');
    await writeDurably(file, 'first, and longer');
    await writeDurably(file, 'secönd');
    expect(await readFile(file, 'utf8')).toBe('secönd');
    expect(await readdir(path.dirname(file))).toEqual(['feed.xml']);
  });

  it('does not touch a file that already holds the bytes', async () => {
    const file = path.join(folder, 'page.html');
    expect(await writeIfChanged(file, 'same')).toBe(true);
    await utimes(file, 1000, 1000);
    expect(await writeIfChanged(file, Buffer.from('same'))).toBe(false);
    expect((await stat(file)).mtimeMs).toBe(1_000_000);
    expect(await writeIfChanged(file, 'diff')).toBe(true);
  });

  it('lets a program write under a temporary name of the same kind, and keeps the old file when it fails', async () => {
    const file = path.join(folder, 'episode.mp3');
    const names: string[] = [];
    await placeDurably({
      path: file,
      async write(temporary) {
        names.push(path.basename(temporary));
        await writeFile(temporary, 'audio');
      },
    });
    expect(names[0]).toMatch(/^\.lector-[0-9a-f]{24}\.mp3$/u);
    const failing = placeDurably({
      path: file,
      async write(temporary) {
        await writeFile(temporary, 'half');
        throw new Error('the encoder died');
      },
    });
    await expect(failing).rejects.toThrow('the encoder died');
    expect(await readFile(file, 'utf8')).toBe('audio');
    expect(await readdir(folder)).toEqual(['episode.mp3']);
  });

  it('copies files whole', async () => {
    const from = path.join(folder, 'from');
    await writeFile(from, Buffer.alloc(300_000, 'x'));
    await copyDurably(from, path.join(folder, 'to'));
    expect(await hashFile(path.join(folder, 'to'))).toBe(await hashFile(from));
  });

  it('makes a file for one of those who want to at the same time, and leaves what is there', async () => {
    const file = path.join(folder, 'lock.json');
    const made = await Promise.all(['a', 'b', 'c'].map((text) => createDurably(file, text)));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await readFile(file, 'utf8')).toBe('abc'.charAt(made.indexOf(true)));
    expect(await createDurably(file, 'd')).toBe(false);
    expect(await readdir(folder)).toEqual(['lock.json']);
  });

  it.each(['EPERM', 'EEXIST'])('makes it where links are not known, or not (%s)', async (code) => {
    const link = vi.spyOn(fs, 'linkSync').mockImplementation(() => {
      throw Object.assign(new Error(code), { code });
    });
    syncBuiltinESMExports();
    expect(await createDurably(path.join(folder, 'lock.json'), 'mine')).toBe(code === 'EPERM');
    link.mockRestore();
    syncBuiltinESMExports();
    expect(await readdir(folder)).toEqual(code === 'EPERM' ? ['lock.json'] : []);
  });

  it('says what cannot be written and why', async () => {
    await writeFile(path.join(folder, 'file'), '');
    await expect(writeDurably(path.join(folder, 'file', 'below'), 'x')).rejects.toMatchObject({
      code: 'E_WRITE',
      exitCode: 7,
      message: expect.stringContaining(path.join(folder, 'file', 'below')) as string,
    });
    await mkdir(path.join(folder, 'taken'));
    await expect(writeDurably(path.join(folder, 'taken'), 'x')).rejects.toMatchObject({ code: 'E_WRITE' });
    expect((await readdir(folder)).sort()).toEqual(['file', 'taken']);
  });

  it('turns a full disk into E_DISK with the bytes needed and free', async () => {
    // The device every Linux has for this; a rename onto it never happens because the write fails first.
    const error = await import('../../src/workspace/to-write-error.js').then(({ toWriteError }) =>
      toWriteError({
        error: Object.assign(new Error('full'), { code: 'ENOSPC' }),
        path: path.join(folder, 'a'),
        neededBytes: 307_211,
      }),
    );
    expect(error).toMatchObject({ code: 'E_DISK', exitCode: 7 });
    expect((error as Error).message).toMatch(/the disk is full, 307211 bytes needed, \d+ free\.$/u);
  });

  it('refuses folders it may not write to', async () => {
    if (process.getuid?.() === 0) {
      // Root may write everywhere but where writing makes no sense.
      await expect(writeDurably('/proc/lector', 'x')).rejects.toMatchObject({ code: 'E_WRITE' });
      return;
    }
    await chmod(folder, 0o555);
    await expect(writeDurably(path.join(folder, 'x'), 'x')).rejects.toMatchObject({ code: 'E_WRITE' });
    await chmod(folder, 0o755);
  });
});
