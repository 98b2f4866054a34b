import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFaultyServer, type FaultyServer } from '../narration/engines/faulty-speech-server.js';
import { article, makeProject, TEST_CONFIG, type TestProject } from './project.js';

const LONG = Array.from({ length: 60 }, (_, index) => `Paragraph ${index} of a very long report on the harbour wall.`);
const STOPS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

describe('a build that is stopped', () => {
  let server: FaultyServer;
  beforeAll(async () => {
    server = await startFaultyServer();
  });
  afterAll(() => server.close());

  /** A show whose voice never answers. */
  async function waitingProject(): Promise<TestProject> {
    const project = await makeProject({ 'articles/one.md': article('One') });
    const tts = `tts: {engine: openai, settings: {baseUrl: "${server.url('never')}"}}`;
    await project.write('lector.yaml', TEST_CONFIG.replace('tts: {engine: silence}', tts));
    return project;
  }

  it.each(STOPS)(
    'by %s while a voice is waited for ends at once with %i and says how to go on',
    async (signal, code) => {
      const project = await waitingProject();
      const before = server.requestCount();
      const running = project.start(['build']);
      while (server.requestCount() === before) await new Promise((resolve) => setTimeout(resolve, 20));
      running.kill(signal);
      const { exitCode, stderr } = await running.ended;
      expect(exitCode).toBe(code);
      expect(stderr).toContain('run the same command again');
      expect(await leftovers(project)).toEqual([]);
      expect(await processesOf(project)).toEqual([]);
    },
    25_000,
  );

  it.each(STOPS)(
    'by %s while it encodes ends ffmpeg too, with %i',
    async (signal, code) => {
      const project = await makeProject({ 'articles/long.md': article('Long', ...LONG) });
      const running = project.start(['build']);
      await running.said(/encoding/u);
      running.kill(signal);
      const { exitCode, stderr } = await running.ended;
      expect(exitCode).toBe(code);
      expect(stderr).toContain('run the same command again');
      expect(await leftovers(project)).toEqual([]);
      expect(await processesOf(project)).toEqual([]);
      expect(await project.run(['build'])).toMatchObject({ exitCode: 0 });
    },
    50_000,
  );

  it('by two signals does not even tidy up', async () => {
    const project = await waitingProject();
    const before = server.requestCount();
    const running = project.start(['build']);
    while (server.requestCount() === before) await new Promise((resolve) => setTimeout(resolve, 20));
    running.kill('SIGINT');
    running.kill('SIGINT');
    expect((await running.ended).exitCode).toBe(130);
  }, 25_000);
});

/** Files that are only there while something is being written. */
async function leftovers(project: TestProject): Promise<string[]> {
  const names = await readdir(project.root, { recursive: true });
  return names.filter((name) => /(?:^|\/)\.lector-[0-9a-f]{24}|^\.lector\/tmp/u.test(name));
}

/** Programs still running that were given a file of the project. */
async function processesOf(project: TestProject): Promise<string[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/u.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(path.join('/proc', id, 'cmdline'), 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(project.root));
}
