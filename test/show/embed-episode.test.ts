import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenShow } from '../../src/show/open-show.js';
import { article, makeShow, type TestShow } from './test-show.js';

const ADDRESS = 'https://paper.example/ferry';
const withAddress = (title: string, more: string): string => article(title).replace('date:', `${more}\ndate:`);

describe('an episode that other pages play', () => {
  let files: TestShow;
  let show: OpenShow;
  const lookup = async (): Promise<string> => readFile(path.join(files.root, 'output/embed/all.json'), 'utf8');
  const codes = async (): Promise<readonly string[]> =>
    (await show.check()).filter(({ severity }) => severity === 'error').map(({ code }) => code);

  beforeAll(async () => {
    files = await makeShow({
      'articles/ferry.md': withAddress('Ferry', `canonicalUrl: ${ADDRESS}`),
      'articles/draft.md': withAddress('Draft', 'draft: true\ncanonicalUrl: https://paper.example/draft'),
    });
    show = await files.open();
    await show.build();
  });
  afterAll(() => files.remove());

  it('has a tag, a frame and an address to unfold; of another there is none', async () => {
    const { tag, episode } = await show.embed('fer');
    const base = 'https://pod.example.org/show/';
    expect(tag).toBe(`<script type="module" src="${base}embed.js" data-url="${ADDRESS}"></script>`);
    expect(episode).toMatchObject({ slug: 'ferry', oembedUrl: `${base}episodes/ferry/oembed.json` });
    expect(episode?.frame).toContain(`src="${base}episodes/ferry/embed/" title="Ferry · A test show"`);
    expect((await show.embed()).tag).toBe(`<script type="module" src="${base}embed.js"></script>`);
    await expect(show.embed('draft')).rejects.toMatchObject({ code: 'E_INPUT' });
  });

  it('is looked up, a draft is not, and a check finds what leads nowhere or is gone', async () => {
    expect(Object.values(JSON.parse(await lookup()) as object)).toEqual(['ferry']);
    expect(await codes()).toEqual([]);
    const good = await lookup();
    await files.write('output/embed/all.json', good.replace('"ferry"', '"draft"'));
    await files.write('output/episodes/ferry/oembed.json', '{"version":"1.0","type":"rich","html":"<iframe>"}');
    await files.write('output/episodes/ferry/embed.json', '[]');
    expect(await codes()).toEqual(['E_LINK', 'E_JSON', 'E_LINK']);
    await show.build();
    expect(await codes()).toEqual([]);
    expect(await lookup()).toBe(good);
  });

  it('can be played by no page once it is taken back', async () => {
    await files.write('articles/other.md', article('Other'));
    await show.build();
    await show.unpublish({ wanted: 'ferry', cwd: files.root, isKeepingAudio: false, isUndone: false });
    expect(await lookup()).toBe('{}\n');
    expect(Object.keys(await files.published()).filter((name) => name.startsWith('episodes/ferry/'))).toEqual([]);
    expect(await codes()).toEqual([]);
  });
});
