import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkspace, type Workspace } from '../../src/workspace.js';

describe('openWorkspace', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'lector-space-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const open = (changes: { breakLock?: boolean; outDir?: string } = {}): Promise<Workspace> =>
    openWorkspace({
      root,
      outDir: path.join(root, 'output'),
      stateDir: path.join(root, '.lector'),
      now: () => new Date('2026-03-04T05:06:07Z'),
      warn: () => undefined,
      ...changes,
    });

  /** Another process that holds the workspace of this folder. */
  async function hold(how: 'hold' | 'once' = 'hold') {
    const program = path.resolve(import.meta.dirname, 'hold-workspace.mjs');
    const child = spawn(process.execPath, [program, root, how], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, said: said.toString().trim() };
  }

  it('makes its folders, the state folder for this user alone', async () => {
    const workspace = await open();
    expect((await stat(path.join(root, '.lector'))).mode & 0o777).toBe(0o700);
    expect(await readdir(path.join(root, 'output'))).toEqual([]);
    await workspace.close();
    expect(await readdir(path.join(root, '.lector'))).toEqual([]);
  });

  it('gives temporary folders that are gone afterwards', async () => {
    const workspace = await open();
    const [first, second] = [await workspace.temporaryFolder(), await workspace.temporaryFolder()];
    expect(first).not.toBe(second);
    await writeFile(path.join(first, 'x.wav'), 'x');
    await workspace.close();
    await expect(stat(first)).rejects.toThrow();
  });

  it('lets one process in at a time, and says who is in', async () => {
    const { child, said } = await hold();
    expect(said).toBe('held');
    await expect(open()).rejects.toMatchObject({
      code: 'E_LOCKED',
      exitCode: 8,
      message: expect.stringContaining(`process ${child.pid} on ${os.hostname()}`) as string,
    });
    await expect(open({ breakLock: true })).rejects.toMatchObject({ code: 'E_LOCKED' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const workspace = await open();
    await workspace.close();
  });

  it('lets exactly one of eight in', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => hold()));
    for (const { child } of all) child.kill('SIGKILL');
    expect(all.map(({ said }) => said).sort()).toEqual([...Array.from({ length: 7 }, () => 'E_LOCKED'), 'held']);
  });

  it('also guards an output folder that two projects share', async () => {
    const { child } = await hold();
    const other = openWorkspace({
      root,
      outDir: path.join(root, 'output'),
      stateDir: path.join(root, 'other-state'),
      now: () => new Date(),
      warn: () => undefined,
    });
    await expect(other).rejects.toMatchObject({ code: 'E_LOCKED' });
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('can be opened again by the same process once it was closed', async () => {
    await (await open()).close();
    const workspace = await open();
    await expect(open()).rejects.toMatchObject({ code: 'E_LOCKED' });
    await workspace.close();
  });

  it('does not guess about a lock of another host, and takes it when told to', async () => {
    const file = path.join(root, '.lector', 'lock.json');
    await mkdir(path.dirname(file));
    await writeFile(file, '{"pid":1,"host":"another-container","startedAt":"2020-01-01T00:00:00Z"}');
    await expect(open()).rejects.toMatchObject({
      code: 'E_LOCKED',
      message: expect.stringContaining('host another-container, started 2020-01-01T00:00:00Z') as string,
      hint: expect.stringContaining('--break-lock') as string,
    });
    expect(await readFile(file, 'utf8')).toContain('another-container');
    const workspace = await open({ breakLock: true });
    await workspace.close();
    expect(await readdir(path.dirname(file))).toEqual([]);
  });

  it('removes what a killed run left in the state folder, and nothing else', async () => {
    const hour = Date.parse('2026-03-04T05:06:07Z') / 1000;
    const files: Record<string, boolean> = {
      '.lector/tmp/run-1/a.wav': false,
      '.lector/clips/ab/.lector-0123456789abcdef01234567.wav': false,
      '.lector/old.tmp': false,
      '.lector/young.tmp': true,
      '.lector/clips/ab/kept.wav': true,
    };
    for (const file of Object.keys(files)) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), 'x');
    }
    await utimes(path.join(root, '.lector/old.tmp'), hour - 3700, hour - 3700);
    await utimes(path.join(root, '.lector/young.tmp'), hour - 3500, hour - 3500);
    const workspace = await open();
    const found = await Promise.all(
      Object.keys(files).map((file) =>
        stat(path.join(root, file)).then(
          () => true,
          () => false,
        ),
      ),
    );
    await workspace.close();
    expect(Object.fromEntries(Object.keys(files).map((file, index) => [file, found[index]]))).toEqual(files);
  });

  it('refuses at once when a folder cannot be written', async () => {
    await writeFile(path.join(root, 'output'), 'a file');
    await expect(open()).rejects.toMatchObject({ code: 'E_WRITE', exitCode: 7 });
    await rm(path.join(root, 'output'));
    await (await open()).close();
  });
});
