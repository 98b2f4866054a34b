import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFaultyServer, type FaultyServer } from '../narration/engines/faulty-speech-server.js';
import { checkSite } from './check-site.js';
import { article, makeProject, TEST_CONFIG, type TestProject } from './project.js';

/** `LECTOR_KILLS=200` and another `LECTOR_SEED` for a long night. */
const KILLS = Number(process.env['LECTOR_KILLS'] ?? 30);
const SEED = Number(process.env['LECTOR_SEED'] ?? 1);
const CONCURRENCY = 2;
const MAX_MS = 1_500;
const PLACES = ['Ellery', 'Marlow', 'Penrith', 'Saltash', 'Rye', 'Deal'];

describe('a build that is killed again and again', () => {
  let server: FaultyServer;
  let project: TestProject;

  beforeAll(async () => {
    server = await startFaultyServer({ latencyMs: 10 });
    project = await makeProject(
      Object.fromEntries(
        PLACES.map((place, index) => [
          `articles/${place}.md`,
          article(
            place,
            `The council of ${place} met in hall number ${index} on a wet evening in the spring. Nobody in ${place} left early.`,
            `They spoke of the road to ${place}, of the harbour and of the school, until the caretaker put out the lights.`,
          ),
        ]),
      ),
    );
    const tts = `tts: {engine: openai, settings: {baseUrl: "${server.url('ok')}", pricePerMillionCharactersUsd: 15}}`;
    await project.write('lector.yaml', TEST_CONFIG.replace('tts: {engine: silence}', tts));
  });
  afterAll(() => server.close());

  const env = { OPENAI_API_KEY: 'sk-test-0123456789abcdef', SOURCE_DATE_EPOCH: '1767600000' };

  it('always leaves a whole show, pays twice for what was under way only, and ends with the same bytes', async () => {
    expect(await project.run(['build'], env)).toMatchObject({ exitCode: 0 });
    const clean = await project.hashes('output');
    const uniqueCount = server.bills.length;
    server.bills.length = 0;
    for (const folder of ['output', '.lector']) await rm(path.join(project.root, folder), { recursive: true });

    const random = makeRandom(SEED);
    let killed = 0;
    for (let nth = 0; nth < KILLS; nth += 1) {
      const running = project.start(['build'], env);
      const timer = setTimeout(() => running.kill('SIGKILL'), random() * MAX_MS);
      if ((await running.ended).signal === 'SIGKILL') killed += 1;
      clearTimeout(timer);
      await checkSite(path.join(project.root, 'output'));
    }
    expect(await project.run(['build'], env)).toMatchObject({ exitCode: 0 });
    expect(await project.hashes('output')).toEqual(clean);
    expect(await checkSite(path.join(project.root, 'output'))).toBe(PLACES.length);
    const delivered = server.bills.filter(({ isDelivered }) => isDelivered);
    expect(new Set(delivered.map(({ text }) => text)).size).toBe(uniqueCount);
    expect(delivered.length).toBeLessThanOrEqual(uniqueCount + killed * CONCURRENCY);
  }, 900_000);
});

/** The same numbers from 0 to 1 for the same seed (Numerical Recipes' generator). */
function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
