import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFaultyServer, type FaultyServer } from '../narration/engines/faulty-speech-server.js';
import { build } from './bad-inputs/test-show.js';
import { checkSite } from './check-site.js';
import { makeFastFolder } from './disk-states.js';
import { article, makeProject, TEST_CONFIG, type TestProject } from './project.js';

const TITLES = ['Before it', 'Poisoned', 'After it'];
/** What it sees after it was tried as often as it is tried in one build. */
const WAYS = [
  ['500,500,500,500,ok', 4],
  ['503,reset,502,504,ok', 4],
  ['400,ok', 1],
] as const;

describe('one article whose voice fails', () => {
  let folder: string;
  let server: FaultyServer;
  beforeAll(async () => {
    server = await startFaultyServer();
    folder = makeFastFolder();
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A show of three articles, of which the second holds a word that the server takes badly. */
  async function makeShow(steps: string): Promise<TestProject> {
    const url = server.url(`poison:wireless:${steps}`);
    const project = await makeProject({}, { parent: folder });
    const tts = `tts: {engine: openai, settings: {baseUrl: "${url}", pricePerMillionCharactersUsd: 15}}`;
    await project.write('lector.yaml', TEST_CONFIG.replace('tts: {engine: silence}', tts));
    for (const [index, title] of TITLES.entries()) {
      await project.write(`articles/${index}.md`, article(title, `${title} the council met. It rained in ${title}.`));
    }
    await project.write(
      'articles/1.md',
      article('Poisoned', 'It began well. The wireless fell silent. It ended well.'),
    );
    return project;
  }

  const titlesOf = async (project: TestProject): Promise<readonly string[]> =>
    (await project.manifest()).episodes.map(({ title }) => title).sort();
  const take = (): { delivered: string[]; asked: number } => {
    const bills = server.bills.splice(0);
    return {
      delivered: bills.flatMap(({ isDelivered, text }) => (isDelivered ? [text] : [])),
      asked: server.requestCount(),
    };
  };

  it.each(WAYS)(
    'with %s, all %i times it is asked, is named, and the rest of the show is published',
    async (steps, attempts) => {
      const project = await makeShow(steps);
      const before = take();
      const failed = await build(project.root);
      const first = take();
      expect(failed.findings).toMatchObject([{ severity: 'error', place: { file: 'articles/1.md' } }]);
      expect([failed.exitCode, failed.text]).toEqual([
        5,
        expect.stringMatching(/articles\/1\.md: sentence 5 of 7, "The wireless fell silent\.": openai: /u),
      ]);
      expect(await titlesOf(project)).toEqual(['After it', 'Before it']);
      expect(await checkSite(path.join(project.root, 'output'))).toBe(2);
      const failures = first.asked - before.asked - first.delivered.length;
      expect(failures).toBe(attempts);

      const mended = await build(project.root);
      const second = take();
      expect([mended.exitCode, mended.text]).toEqual([0, '']);
      expect(await titlesOf(project)).toEqual(['After it', 'Before it', 'Poisoned']);
      expect(second.delivered.filter((text) => first.delivered.includes(text))).toEqual([]);
      expect(second.delivered.join(' ')).toContain('The wireless fell silent.');
    },
  );

  it('is not paid for again, whatever is published before it is well', async () => {
    const project = await makeShow('502,502,502,502,ok');
    take();
    expect((await build(project.root)).exitCode).toBe(5);
    const first = take();
    const poisoned = await project.read('articles/1.md');
    await project.write('articles/1.md', '---\ntitle: [broken\n---\n\nText.\n');
    await project.write('articles/3.md', article('A fourth', 'It is built all the same. Nobody knew why.'));
    expect((await build(project.root)).exitCode).toBe(4);
    take();
    await project.write('articles/1.md', poisoned);
    expect((await build(project.root)).exitCode).toBe(0);
    expect(take().delivered.filter((text) => first.delivered.includes(text))).toEqual([]);
  });

  it('keeps what was published of it before', async () => {
    const project = await makeShow('400');
    const poisoned = await project.read('articles/1.md');
    await project.write('articles/1.md', poisoned.replace('The wireless fell silent. ', ''));
    expect(await build(project.root)).toMatchObject({ exitCode: 0 });
    const before = await project.manifest();
    await project.write('articles/1.md', poisoned);
    await project.write('articles/3.md', article('A fourth', 'It is built all the same. Nobody knew why.'));
    expect((await build(project.root)).exitCode).toBe(5);
    const after = await project.manifest();
    expect(after.episodes).toEqual(expect.arrayContaining([...before.episodes]));
    expect(await titlesOf(project)).toEqual(['A fourth', 'After it', 'Before it', 'Poisoned']);
    expect(await checkSite(path.join(project.root, 'output'))).toBe(4);
  });
});
