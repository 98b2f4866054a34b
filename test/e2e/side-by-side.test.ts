import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../src/run-tool.js';
import { TEMPORARY_NAME } from '../../src/workspace/write-durably.js';
import { startFaultyServer, type FaultyServer } from '../narration/engines/faulty-speech-server.js';
import { fakeFfmpeg, makeProgram } from '../run-tool/fake-program.js';
import { checkSite } from './check-site.js';
import { article, makeProject, TEST_CONFIG } from './project.js';

describe('two builds of one show at once', () => {
  let server: FaultyServer;
  beforeAll(async () => {
    server = await startFaultyServer();
  });
  afterAll(() => server.close());

  it('are one build: the other is told who works, and gets the lock as soon as that one is killed', async () => {
    const project = await makeProject({ 'articles/one.md': article('One') });
    const tts = `tts: {engine: openai, settings: {baseUrl: "${server.url('never')}"}}`;
    await project.write('lector.yaml', TEST_CONFIG.replace('tts: {engine: silence}', tts));
    const first = project.start(['build']);
    await first.said(/narrating/u);
    const second = await project.run(['build']);
    expect(second).toMatchObject({ exitCode: 8, stderr: expect.stringContaining('error E_LOCKED') as string });
    first.kill('SIGKILL');
    await first.ended;
    await project.write('lector.yaml', TEST_CONFIG);
    expect(await project.run(['build'])).toMatchObject({ exitCode: 0 });
  });
});

/**
 * Starts a program as a container does: in process, network and host name spaces of its own, here with the same host
 * name. Where a system forbids that, its programs can only be started side by side.
 */
const CONTAINER = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc', '--net', '--uts'];
const within = spawnSync('unshare', [...CONTAINER.slice(1), 'true']).status === 0 ? CONTAINER : [];

describe('two containers on one volume', () => {
  it('never take the lock from each other, not even when its holder was killed, until told to', async () => {
    const project = await makeProject({ 'articles/one.md': article('One') });
    const { path: real } = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
    const then = `case "$*" in *libmp3lame*) exec sleep 600;; *) exec "${real}" "$@";; esac`;
    const hanging = await makeProgram(project.root, 'ffmpeg', fakeFfmpeg('6.1.1', { then }));
    await project.write('lector.yaml', `${TEST_CONFIG}ffmpeg: {path: ${hanging}}\n`);
    const first = project.start(['build'], {}, within);
    await first.said(/narrating/u);
    await project.write('lector.yaml', TEST_CONFIG);
    const second = await project.start(['build'], {}, within).ended;
    expect(second).toMatchObject({ exitCode: 8, stderr: expect.stringContaining('error E_LOCKED') as string });
    expect(second.stderr).toContain(os.hostname());
    first.kill('SIGKILL');
    await first.ended;
    if (within.length > 0) {
      const third = await project.start(['build'], {}, within).ended;
      expect(third).toMatchObject({ exitCode: 8, stderr: expect.stringContaining('--break-lock') as string });
    }
    const told = await project.start(['build', '--break-lock'], {}, within).ended;
    expect(told).toMatchObject({ exitCode: 0 });
    expect(await checkSite(path.join(project.root, 'output'))).toBe(1);
  });

  it('started at the same moment, are one build and leave what one leaves', async () => {
    const alone = await makeProject({ 'articles/one.md': article('One') });
    const clock = { SOURCE_DATE_EPOCH: '1767600000' };
    expect(await alone.run(['build'], clock)).toMatchObject({ exitCode: 0 });
    const project = await makeProject({ 'articles/one.md': article('One') });
    const all = await Promise.all([1, 2, 3, 4].map(() => project.start(['build'], clock, within).ended));
    for (const { exitCode, stderr } of all) expect([0, 8], stderr).toContain(exitCode);
    expect(all.filter(({ exitCode }) => exitCode === 0)).not.toEqual([]);
    expect(await project.hashes('output')).toEqual(await alone.hashes('output'));
    const left = Object.keys(await project.files('.')).filter((file) => TEMPORARY_NAME.test(path.basename(file)));
    expect(left).toEqual([]);
  });
});

describe('the programs a build starts', () => {
  it('are given names and numbers of our own making, and never a word of the article', async () => {
    const project = await makeProject({ 'articles/one.md': article('Quixotic $(touch pwned)') });
    const { path: real } = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
    const log = path.join(project.root, 'started.log');
    // What carries it all out may be the old one of npm, which is taken by its own path only.
    const then = `printf '%s\\n' "$*" >> "${log}"; exec "${real}" "$@"`;
    const program = await makeProgram(project.root, 'ffmpeg', fakeFfmpeg('6.1.1', { then }));
    await project.write('lector.yaml', `${TEST_CONFIG}ffmpeg: {path: ${program}}\n`);
    expect(await project.run(['build'])).toMatchObject({ exitCode: 0 });
    const started = await readFile(log, 'utf8');
    expect(started).toContain('libmp3lame');
    expect(started).not.toMatch(/quixotic (?!\S*mp3)|pwned|council|harbour|test show/iu);
    expect(Object.keys(await project.files('.'))).not.toContain('pwned');
  });
});
