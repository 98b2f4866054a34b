import { rename, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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

describe('what a feed longer than one build takes costs', () => {
  const ITEMS = ['North pier', 'South pier', 'East pier', 'West pier', 'Old pier'];
  let server: FaultyServer;
  let web: Server;
  let project: TestProject;

  beforeAll(async () => {
    server = await startFaultyServer();
    const items = ITEMS.map(
      (title, index) =>
        `<item><title>${title}</title><guid isPermaLink="false">${index}</guid><pubDate>0${index + 1} Jan 2026 08:00:00 GMT</pubDate><description>The ${title} was painted for the ${index + 2}th time. Nobody came to see it.</description></item>`,
    );
    const feed = `<rss version="2.0"><channel><title>Piers</title><link>https://example.org/</link>${items.join('')}</channel></rss>`;
    web = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed);
    });
    await new Promise<void>((resolve) => void web.listen(0, '127.0.0.1', resolve));
    const { port } = web.address() as AddressInfo;
    project = await makeProject();
    const tts = `tts: {engine: openai, settings: {baseUrl: "${server.url('ok')}", pricePerMillionCharactersUsd: 15}}`;
    await project.write(
      'lector.yaml',
      `${TEST_CONFIG.replace('tts: {engine: silence}', tts)}sources: [{url: 'http://127.0.0.1:${port}/feed', maxNewItems: 2}]
http: {allowPrivateAddresses: true, allowedPorts: [${port}]}
`,
    );
  });
  afterAll(() => {
    server.close();
    web.close();
  });

  it('is planned to the character for every build, until nothing is left', async () => {
    const rounds: { planned: number; billed: number; episodes: number }[] = [];
    for (let round = 0; round < 4; round += 1) {
      const { stdout } = await project.run(['plan', '--json'], { OPENAI_API_KEY: '' });
      const { characters } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { characters: number };
      expect(server.bills.splice(0)).toEqual([]);
      const { exitCode } = await project.run(['build'], ENV);
      expect(exitCode).toBe(0);
      const billed = server.bills.splice(0).reduce((sum, { text }) => sum + Array.from(text).length, 0);
      rounds.push({ planned: characters, billed, episodes: (await project.manifest()).episodes.length });
    }
    expect(rounds.map(({ episodes }) => episodes)).toEqual([2, 4, 5, 5]);
    expect(rounds.map(({ planned }) => planned)).toEqual(rounds.map(({ billed }) => billed));
    expect(rounds.map(({ billed }) => billed > 0)).toEqual([true, true, true, false]);
  });
});
