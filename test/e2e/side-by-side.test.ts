import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../src/run-tool.js';
import { startFaultyServer, type FaultyServer } from '../narration/engines/faulty-speech-server.js';
import { fakeFfmpeg, makeProgram } from '../run-tool/fake-program.js';
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
