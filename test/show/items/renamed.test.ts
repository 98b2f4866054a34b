import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { BuildReport } from '../../../src/show/verbs/build-show.js';
import { article } from '../test-show.js';
import { sentences, type TestItem } from './feed-server.js';
import { openForEach, STORY, show, build, guids, errors, codes } from './identity-show.js';

openForEach();

describe('an article that is called otherwise', { timeout: 60_000 }, () => {
  const file = (title: string, changed: readonly number[], date = '2026-01-02T08:00:00Z'): string =>
    `---\ntitle: ${title}\ndate: ${date}\n---\n\n${sentences('ferries', 19, changed)}\n`;
  const rename = async (content: string): Promise<BuildReport> => {
    await build({}, { 'articles/ferry.md': file('The ferry', []) });
    await rm(`${show.root}/articles/ferry.md`);
    return build({}, { 'articles/boat.md': content });
  };

  it('is the same episode when it is renamed, retitled and edited at once', async () => {
    const report = await rename(file('The boat', [3, 9]));
    const { episodes } = await show.manifest();
    expect(episodes).toMatchObject([{ title: 'The boat', slug: 'the-ferry', location: 'articles/boat.md' }]);
    expect(errors(report)).toEqual([]);
  });

  it('is held back and asked for when its date is another as well, until its front matter answers', async () => {
    const report = await rename(file('The boat', [3], '2026-01-09T08:00:00Z'));
    expect(report.findings).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ code: 'W_SAME_EPISODE', message: expect.stringContaining('The ferry') as string }),
      ]),
    );
    const before = (await show.manifest()).episodes;
    expect(before).toMatchObject([{ title: 'The ferry' }]);
    await show.edit('articles/boat.md', 'title:', `guid: ${before[0]?.guid ?? ''}\ntitle:`);
    await build({});
    expect((await show.manifest()).episodes).toMatchObject([{ title: 'The boat', guid: before[0]?.guid }]);
  });

  it('is an episode of its own when its front matter says so with an id', async () => {
    await rename(file('The boat', [3], '2026-01-09T08:00:00Z').replace('title:', 'id: boat-2\ntitle:'));
    expect(Object.keys(await guids()).sort()).toEqual(['The boat', 'The ferry']);
  });

  it('is another episode when the one it resembles is still there', async () => {
    await build({}, { 'articles/ferry.md': file('The ferry', []) });
    const report = await build({}, { 'articles/boat.md': file('The boat', [3, 9]) });
    expect([Object.keys(await guids()).sort(), errors(report)]).toEqual([['The boat', 'The ferry'], []]);
  });

  it('is the same episode when it moves from a file into a feed', async () => {
    await build({}, { 'articles/ferry.md': file('The ferry', []) });
    const before = await guids();
    await rm(`${show.root}/articles/ferry.md`);
    const item = { ...STORY, title: 'The ferry', date: '2026-01-02T09:30:00Z', text: sentences('ferries', 19) };
    const report = await build({ '/feed.xml': [item] });
    expect([await guids(), errors(report)]).toEqual([before, []]);
  });

  it('is one episode when it is read from a file and from a feed that links the same address', async () => {
    const text = file('The ferry', []).replace('title:', 'url: https://p.example/ferry\ntitle:');
    const item = { ...STORY, title: 'The ferry', link: 'http://p.example/ferry', text: sentences('ferries', 19) };
    const report = await build({ '/feed.xml': [item] }, { 'articles/ferry.md': text });
    expect([Object.keys(await guids()), errors(report)]).toEqual([['The ferry'], []]);
  });

  it('is not taken for one whose source only failed to answer', async () => {
    const text = sentences('ferries', 19);
    await build({ '/feed.xml': [{ ...STORY, text }] });
    const before = await guids();
    await rm(`${show.root}/.lector/cache`, { recursive: true });
    await build({ '/feed.xml': 503 }, { 'articles/boat.md': file('The boat', [1]) });
    expect(await guids()).toMatchObject(before);
  });
});

describe('a feed that numbers its items by their place', { timeout: 60_000 }, () => {
  it('keeps the episodes of them when a new one is put on top', async () => {
    const at = (number: number, paper: string): TestItem => ({
      title: `News of the ${paper}`,
      guid: String(number),
      date: `2026-02-0${paper.length}T10:00:00Z`,
      text: sentences(paper),
    });
    await build({ '/feed.xml': [at(1, 'wall'), at(2, 'lamps'), at(3, 'gull')] });
    const before = await guids();
    await build({ '/feed.xml': [at(1, 'bakery'), at(2, 'wall'), at(3, 'lamps'), at(4, 'gull')] });
    expect(await guids()).toMatchObject(before);
    expect(Object.keys(await guids())).toHaveLength(4);
  });
});

describe('an article that was taken back', { timeout: 60_000 }, () => {
  it('does not come back in another file under another headline, id and date', async () => {
    const text = sentences('secret');
    await build(
      {},
      { 'articles/keep.md': article('Keep', sentences('keeper')), 'articles/plan.md': article('Plan', text) },
    );
    await (await show.open()).unpublish({ wanted: 'plan' });
    await rm(`${show.root}/articles/plan.md`);
    const other = article('Another headline', text).replace('---\n', '---\nid: b-2\n');
    const report = await build({}, { 'articles/z.md': other.replace(/^date: .*$/mu, 'date: 2026-02-20') });
    expect(Object.keys(await guids())).toEqual(['Keep']);
    expect(codes(report)).toContain('W_SAME_EPISODE');
  });
});
