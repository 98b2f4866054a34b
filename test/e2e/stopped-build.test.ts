import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFaultyServer, type FaultyServer } from '../narration/engines/faulty-speech-server.js';
import { article, makeProject, TEST_CONFIG, type RunResult, type TestProject } from './project.js';
import { chooseSeed, makeRandom } from './random.js';

const LONG = Array.from({ length: 60 }, (_, index) => `Paragraph ${index} of a very long report on the harbour wall.`);
const STOPS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

/** At how many steps, another sample each time, each signal is sent. */
const SAMPLE = Number(process.env['LECTOR_STOPS'] ?? 4);
/** What P13 allows, on a machine with nothing else to do; a test shares its own. */
const PROMPT_MS = 5_000;
const SHIM = path.resolve(import.meta.dirname, 'faulty-disk.mjs');
const FIXED_TIME = { SOURCE_DATE_EPOCH: '1767600000' };

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

describe('a build that is stopped at any step', () => {
  const watched = (project: TestProject, fault: object): Record<string, string> => ({
    NODE_OPTIONS: `--import ${SHIM}`,
    LECTOR_FAULT: JSON.stringify({ root: project.root, ...fault }),
    ...FIXED_TIME,
  });

  it('ends at once, tidies up, says how to go on, and goes on to the same bytes', async () => {
    const project = await makeProject({ 'articles/one.md': article('One'), 'articles/two.md': article('Two') });
    expect(await project.run(['build'], watched(project, { log: path.join(project.root, 'steps.log') }))).toMatchObject(
      { exitCode: 0 },
    );
    const clean = await project.hashes('output');
    const steps = (await project.read('steps.log')).trim().split('\n');
    const stepCount = Math.max(...steps.map((line) => (JSON.parse(line) as [number])[0]));
    const seed = chooseSeed();
    const random = makeRandom(seed);
    for (const [signal, code] of STOPS) {
      for (let nth = 0; nth < SAMPLE; nth += 1) {
        // Each from its own part of the build; the very last steps are too late for a signal to be heard.
        const signalAt = 1 + Math.floor(((nth + random()) / SAMPLE) * (stepCount - 20));
        const moment = [seed, signal, signalAt];
        for (const name of ['output', '.lector'])
          await rm(path.join(project.root, name), { recursive: true, force: true });
        const { exitCode, stderr, stoppedMs } = await stopAt(project, watched(project, { signalAt, signal }));
        expect([...moment, exitCode]).toEqual([...moment, code]);
        expect([...moment, stoppedMs < PROMPT_MS, stoppedMs]).toEqual([...moment, true, stoppedMs]);
        expect([...moment, stderr]).toEqual([...moment, expect.stringContaining('run the same command again')]);
        expect([...moment, await leftovers(project)]).toEqual([...moment, []]);
        expect([...moment, await processesOf(project)]).toEqual([...moment, []]);
        expect(await project.run(['build'], FIXED_TIME)).toMatchObject({ exitCode: 0 });
        expect([...moment, await project.hashes('output')]).toEqual([...moment, clean]);
      }
    }
  }, 600_000);

  /** Runs a build that sends itself a signal, and measures how long it takes to end from then on. */
  async function stopAt(
    project: TestProject,
    env: Record<string, string>,
  ): Promise<RunResult & { readonly stoppedMs: number }> {
    const running = project.start(['build'], env);
    let stoppedAtMs = Number.NaN;
    void running.said(/stopping at a signal/u).then(() => (stoppedAtMs = performance.now()));
    const result = await running.ended;
    return { ...result, stoppedMs: performance.now() - stoppedAtMs };
  }
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
