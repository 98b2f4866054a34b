import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFaultyServer, type FaultyServer } from '../narration/engines/faulty-speech-server.js';
import { checkSite } from './check-site.js';
import { article, makeProject, TEST_CONFIG, type TestProject } from './project.js';
import { chooseSeed, makeRandom } from './random.js';

/** `LECTOR_KILLS=200` for a long night; every-step.test.ts tries each step of a smaller build. */
const KILLS = Number(process.env['LECTOR_KILLS'] ?? 15);
/** Two episodes at a time, and two sentences of each: what is answered and not yet kept when a kill comes. */
const MOST_UNDER_WAY = 4;
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

  /** What was billed and sent to its last byte since the last call. */
  const takeDelivered = (): readonly string[] =>
    server.bills.splice(0).flatMap(({ isDelivered, text }) => (isDelivered ? [text] : []));

  const env = { OPENAI_API_KEY: 'sk-test-0123456789abcdef', SOURCE_DATE_EPOCH: '1767600000' };

  it('always leaves a whole show, pays twice for what was under way only, and ends with the same bytes', async () => {
    const startedMs = performance.now();
    expect(await project.start(['build'], env).ended).toMatchObject({ exitCode: 0 });
    const buildMs = performance.now() - startedMs;
    const clean = await project.hashes('output');
    const unique = takeDelivered();
    expect(new Set(unique).size).toBe(unique.length);
    for (const folder of ['output', '.lector']) await rm(path.join(project.root, folder), { recursive: true });

    const seed = chooseSeed();
    const random = makeRandom(seed);
    const paid: (readonly string[])[] = [];
    for (let nth = 0; nth < KILLS; nth += 1) {
      const running = project.start(['build'], env);
      const timer = setTimeout(() => running.kill('SIGKILL'), random() * buildMs);
      await running.ended;
      clearTimeout(timer);
      paid.push(takeDelivered());
      await checkSite(path.join(project.root, 'output'));
    }
    expect(await project.run(['build'], env)).toMatchObject({ exitCode: 0 });
    paid.push(takeDelivered());
    expect([seed, await project.hashes('output')]).toEqual([seed, clean]);
    expect(await checkSite(path.join(project.root, 'output'))).toBe(PLACES.length);
    expect(new Set(paid.flat())).toEqual(new Set(unique));
    for (const [run, texts] of paid.entries()) {
      const kept = texts.slice(0, -MOST_UNDER_WAY);
      const later = new Set(paid.slice(run + 1).flat());
      expect([seed, run, kept.filter((text) => later.has(text))]).toEqual([seed, run, []]);
    }
  }, 900_000);
});
