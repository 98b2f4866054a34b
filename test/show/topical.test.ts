import { afterEach, expect, it } from 'vitest';
import { paragraphsOn } from '../script/topical-text.js';
import { article, CONFIG, makeShow, type TestShow } from './test-show.js';

let show: TestShow;
afterEach(() => show.remove());

it('leaves what was published without chapters where its topic turns as it is, until something in it changes', async () => {
  const text = [0, 1, 2].flatMap((topic) => paragraphsOn('en', topic, 7)).join('\n\n');
  show = await makeShow({
    'articles/one.md': article('One', text),
    'lector.yaml': `${CONFIG}reading: {chapters: headings}\n`,
  });
  const build = async (): Promise<readonly unknown[]> => {
    const { rows } = await (await show.open()).build();
    const { episodes } = await show.manifest();
    return [
      rows.map(({ outcome }) => outcome),
      episodes.map((episode) => 'chapterCount' in episode && episode.chapterCount),
    ];
  };
  expect(await build()).toEqual([['built'], [0]]);
  await show.write('lector.yaml', CONFIG);
  expect(await build()).toEqual([['reused'], [0]]);
  await show.edit('articles/one.md', 'in the spring', 'in the summer');
  expect(await build()).toEqual([['built'], [3]]);
});
