import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { describePublishTarget } from '../../../src/contracts/index.js';
import type { Finding } from '../../../src/model/finding.js';
import { rollBack } from '../../../src/publish/bring/roll-back.js';
import { openGitTarget } from '../../../src/publish/targets/git.js';
import type { GitPlace } from '../../../src/publish/targets/git/repository.js';
import { requireProgram } from '../../debian-program.js';
import { bringFrom, buildVersions } from '../bring/built-versions.js';

requireProgram('git');
const run = promisify(execFile);
const ENVIRONMENT = { PATH: process.env['PATH'] ?? '', HOME: os.tmpdir() };

async function makePlace(folder: string, history: GitPlace['history'] = 'keep'): Promise<GitPlace> {
  const remote = path.join(folder, 'remote.git');
  await run('git', ['init', '--quiet', '--bare', remote]);
  return { remote, branch: 'gh-pages', history, cacheDir: path.join(folder, 'cache') };
}

describePublishTarget(
  'git',
  async (folder) => {
    const place = await makePlace(folder);
    let count = 0;
    const open = (cacheDir: string) => openGitTarget({ ...place, cacheDir }, { environment: ENVIRONMENT });
    return { target: open(place.cacheDir), reopen: () => open(path.join(folder, `cache-${(count += 1)}`)) };
  },
  { afterAll, describe, it },
);

describe('the git target', () => {
  const folders: string[] = [];
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true });
  });
  const open = async (history: GitPlace['history']) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-git-'));
    folders.push(folder);
    const place = await makePlace(folder, history);
    const findings: Finding[] = [];
    const target = openGitTarget(place, { environment: ENVIRONMENT, warn: (finding) => findings.push(finding) });
    const git = async (...args: string[]) => (await run('git', ['--git-dir', place.remote, ...args])).stdout.trim();
    const log = async () => (await git('log', '--format=%s', 'gh-pages')).split('\n');
    return { folder, place, target, findings, git, log };
  };
  const file = (name: string, text: string) => ({
    path: name,
    content: Buffer.from(text),
    contentType: 'text/plain',
    cacheControl: '',
  });

  it('makes one commit of many files, with what keeps GitHub from hiding some, and leaves those of others', async () => {
    const { target, git, log } = await open('keep');
    await target.put(file('CNAME', 'pod.example.org'));
    expect(await target.putAll?.([file('a', '1'), file('b/c', '2')])).toEqual(['a', 'b/c']);
    expect(await git('ls-tree', '-r', '--name-only', 'gh-pages')).toBe('.nojekyll\nCNAME\na\nb/c');
    expect(await target.removeAll?.(['a', 'b/c', 'd'])).toEqual(['a', 'b/c']);
    expect(await git('ls-tree', '-r', '--name-only', 'gh-pages')).toBe('.nojekyll\nCNAME');
    expect(await log()).toEqual(Array.from({ length: 3 }, () => 'Publish the podcast'));
  });

  it('keeps no past where none is wanted, and goes on from what another pushed', async () => {
    const { target, place, folder, log } = await open('squash');
    await target.put(file('a', '1'));
    await openGitTarget({ ...place, cacheDir: path.join(folder, 'other') }, { environment: ENVIRONMENT }).put(
      file('b', '2'),
    );
    await target.put(file('a', '3'));
    expect(await log()).toEqual(['Publish the podcast']);
    expect((await target.list()).map(({ path: name }) => name)).toEqual(['a', 'b']);
  });

  it('takes a whole show in one commit, its record in another, and the feed in a last one', async () => {
    const { target, git, log } = await open('keep');
    const versions = await buildVersions();
    await bringFrom(versions.one, target);
    expect(await log()).toHaveLength(3);
    expect(await git('show', '--format=', '--name-only', 'gh-pages')).toBe('feed.xml\nmanifest.json');
    await bringFrom(versions.two, target);
    expect(await git('show', 'gh-pages:feed.xml')).toBe(
      (await readFile(path.join(versions.two, 'feed.xml'), 'utf8')).trim(),
    );
    expect((await bringFrom(versions.two, target)).written).toEqual([]);
    expect(await log()).toHaveLength(6);
    await rollBack(target);
    expect(await git('show', 'gh-pages:feed.xml')).toBe(
      (await readFile(path.join(versions.one, 'feed.xml'), 'utf8')).trim(),
    );
    await versions.remove();
  });

  it('warns of a file that GitHub refuses', async () => {
    const { target, folder, findings } = await open('keep');
    const large = path.join(folder, 'large.mp3');
    await writeFile(large, '');
    await truncate(large, 100 * 1024 * 1024 + 1);
    await target.put({ ...file('episodes/l/l-00112233.mp3', ''), content: { file: large } });
    expect(findings.map(({ code }) => code)).toEqual(['W_HOST_LIMIT']);
  });

  it('is refused with what git says, before anything is put', async () => {
    const { place } = await open('keep');
    const gone = openGitTarget({ ...place, remote: `${place.remote}-gone` }, { environment: ENVIRONMENT });
    await expect(gone.prepare()).rejects.toMatchObject({
      code: 'E_PUBLISH_REFUSED',
      message: expect.stringContaining('-gone failed') as unknown,
    });
    const without = openGitTarget(place, { environment: { PATH: '/nonexistent' } });
    await expect(without.prepare()).rejects.toMatchObject({ code: 'E_PROGRAM', exitCode: 7 });
  });
});
