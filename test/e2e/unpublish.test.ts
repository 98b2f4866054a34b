import { parseRssFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentences, serveFeeds, type FeedServer } from '../show/items/feed-server.js';
import { article, makeProject, TEST_CONFIG, type TestProject } from './project.js';

const item = (paper: string) => ({
  title: `Story of ${paper}`,
  guid: '1',
  link: `https://${paper}.example/story`,
  date: '2026-02-02T10:00:00Z',
  text: sentences(paper),
});

describe('what comes from the web', { timeout: 120_000 }, () => {
  let project: TestProject;
  let server: FeedServer;

  beforeAll(async () => {
    server = await serveFeeds();
    server.pages.set('/a.xml', [item('alpha')]).set('/b.xml', [item('beta')]);
    project = await makeProject({ 'articles/harbour.md': article('Harbour') });
    const sources = ['/a.xml', '/b.xml'].map((path) => `  - {url: "${server.origin}${path}", fullText: feed}\n`);
    await project.write(
      'lector.yaml',
      `${TEST_CONFIG}http: {allowPrivateAddresses: true}\nsources:\n${sources.join('')}`,
    );
  });
  afterAll(() => server.close());

  const titles = async (): Promise<readonly string[]> =>
    (parseRssFeed(await project.read('output/feed.xml')).items ?? []).map(({ title }) => title ?? '').sort();

  it('is published whole where two feeds use one guid, and taken back by a command', async () => {
    expect(await project.run(['build'])).toMatchObject({ exitCode: 0 });
    expect(await titles()).toEqual(['Harbour', 'Story of alpha', 'Story of beta']);
    const { exitCode, stdout } = await project.run(['unpublish', 'https://alpha.example/story', '--json']);
    const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
    expect({ exitCode, report }).toMatchObject({ exitCode: 0, report: { type: 'report', slug: 'story-of-alpha' } });
    expect(await titles()).toEqual(['Harbour', 'Story of beta']);
    const again = await project.run(['build']);
    expect(again).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(
        /W_UNPUBLISHED.*"Story of alpha" was unpublished on .*stays away.*lector unpublish --undo story-of-alpha/u,
      ) as string,
    });
    expect(await titles()).toEqual(['Harbour', 'Story of beta']);
    expect(await project.run(['unpublish', '--undo', 'story-of-alpha'])).toMatchObject({ exitCode: 0 });
    expect(await project.run(['build'])).toMatchObject({ exitCode: 0 });
    expect(await titles()).toEqual(['Harbour', 'Story of alpha', 'Story of beta']);
  });

  it('does not change with the spelling of its ids', async () => {
    const before = (await project.manifest()).episodes.map(({ guid }) => guid);
    server.pages.set('/a.xml', [{ ...item('alpha'), guid: 'http://www.alpha.example/story/?utm_source=rss' }]);
    expect(await project.run(['build'])).toMatchObject({ exitCode: 0 });
    expect((await project.manifest()).episodes.map(({ guid }) => guid)).toEqual(before);
  });
});
