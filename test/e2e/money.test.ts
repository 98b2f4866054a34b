import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFaultyServer, type FaultyServer } from '../narration/engines/faulty-speech-server.js';
import { article, makeProject, TEST_CONFIG, type TestProject } from './project.js';

const ENV = { OPENAI_API_KEY: 'sk-test-0123456789abcdef' };
const SHARED = 'Nobody left the old hall early, although it rained and the last bus home was long gone by then.';

describe('what a show costs', () => {
  let server: FaultyServer;
  let project: TestProject;
  let config: string;

  beforeAll(async () => {
    server = await startFaultyServer({ latencyMs: 20 });
    const tts = `tts: {engine: openai, settings: {baseUrl: "${server.url('ok')}", pricePerMillionCharactersUsd: 15}}`;
    config = TEST_CONFIG.replace('tts: {engine: silence}', tts);
    project = await makeProject({
      'articles/one.md': article(
        'One',
        `The council met on Monday about the harbour wall and the lights on it. ${SHARED}`,
      ),
      'articles/two.md': article(
        'Two',
        `The council met on Friday about the school and the piano that it lost. ${SHARED}`,
      ),
    });
    await project.write('lector.yaml', config);
  });
  afterAll(() => server.close());

  const billed = (): number => server.bills.reduce((sum, { text }) => sum + Array.from(text).length, 0);
  const build = async (): Promise<number> => {
    const before = billed();
    const { exitCode, stderr } = await project.run(['build'], ENV);
    expect({ exitCode, stderr: stderr.match(/^error.*$/gmu) }).toEqual({ exitCode: 0, stderr: null });
    return billed() - before;
  };

  it('is planned to the character, without a key, a request or a file', async () => {
    const { stdout } = await project.run(['plan', '--json'], { OPENAI_API_KEY: '' });
    const plan = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { characters: number };
    expect(server.requestCount()).toBe(0);
    expect(plan.characters).toBeGreaterThan(200);
    expect(await build()).toBe(plan.characters);
    expect(server.maxUnderWay()).toBeLessThanOrEqual(2);
  });

  it('is nothing when files are renamed, the theme, the bitrate or the order of things change', async () => {
    const file = (name: string): string => path.join(project.root, 'articles', name);
    await rename(file('one.md'), file('zulu.md'));
    expect(await build()).toBe(0);
    await project.write('templates/notes/description.hbs', '<p>About {{episode.title}}.</p>');
    expect(await build()).toBe(0);
    await project.write('lector.yaml', config.replace('bitrateKbps: 32', 'bitrateKbps: 48'));
    expect(await build()).toBe(0);
    const text = await project.read('articles/two.md');
    await project.write('articles/two.md', text.replace(/^(.*?\n\n)(.*?\.) (Nobody.*)$/su, '$1$3 $2'));
    await rm(path.join(project.root, 'output'), { recursive: true });
    expect(await build()).toBe(0);
  });

  it('is what says the title when an article gets another one', async () => {
    const text = await project.read('articles/two.md');
    await project.write('articles/two.md', text.replace('title: Two', 'title: A piano goes missing'));
    const before = server.bills.length;
    await build();
    const spoken = server.bills.slice(before).map((bill) => bill.text);
    expect(spoken.length).toBeGreaterThan(0);
    expect(spoken.filter((words) => !words.includes('A piano goes missing'))).toEqual([]);
  });
});
