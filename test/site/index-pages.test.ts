import { describe, expect, it } from 'vitest';
import { openSite } from '../../src/site/write-site.js';
import { BUILT_IN_TEMPLATES } from '../../src/templates/built-in.js';
import { openTemplates } from '../../src/templates/render.js';
import { page, textOf } from './sample-pages.js';
import { PROGRAMME, SHOW } from './sample-show.js';

const templates = openTemplates({ directories: [BUILT_IN_TEMPLATES] });

/** The pages of the list by path; episodes come newest first, each named by how many are older. */
function listPages(count: number): ReadonlyMap<string, string> {
  const episodes = Array.from({ length: count }, (_, index) => ({
    ...PROGRAMME,
    slug: `e${count - 1 - index}`,
    title: `Episode ${count - 1 - index}`,
  }));
  const site = openSite({ show: SHOW, episodes, transcripts: [] }, { templates });
  return new Map([...site.index()].map((file) => [file.path, 'content' in file ? String(file.content) : '']));
}

describe('the pages of a long list', () => {
  it('lead from the newest episode to the oldest and back', () => {
    const files = listPages(120);
    const hrefs = (name: string) =>
      [...page(name, files).querySelectorAll('.pager a')].map((link) => link.getAttribute('href'));
    expect(hrefs('index.html')).toEqual(['page/4/']);
    expect(hrefs('page/4/index.html')).toEqual(['../../', '../../page/3/']);
    expect(hrefs('page/3/index.html')).toEqual(['../../page/4/', '../../page/2/']);
    expect(hrefs('page/2/index.html')).toEqual(['../../page/3/']);
    const order = ['index.html', 'page/4/index.html', 'page/3/index.html', 'page/2/index.html'];
    expect(order.flatMap((name) => textOf(page(name, files), '.card h3'))).toEqual(
      Array.from({ length: 120 }, (_, index) => `Episode ${119 - index}`),
    );
    expect(page('page/2/index.html', files).querySelector('.card a')?.getAttribute('href')).toBe('../../episodes/e24/');
  });

  it.each([
    [0, 1, 0],
    [26, 1, 26],
    [50, 1, 50],
    [51, 2, 26],
    [75, 2, 50],
    [76, 3, 26],
    [101, 4, 26],
  ])('of %i episodes are %i, and the first has %i', (count, pageCount, firstCount) => {
    const files = listPages(count);
    expect([...files.keys()]).toEqual([
      'index.html',
      ...Array.from({ length: pageCount - 1 }, (_, index) => `page/${index + 2}/index.html`),
    ]);
    expect(page('index.html', files).querySelectorAll('.card')).toHaveLength(firstCount);
  });

  it('stay as they are when they are full and another episode comes', () => {
    const [before, after] = [listPages(120), listPages(121)];
    const changed = [...after].filter(([name, text]) => before.get(name) !== text);
    expect(changed.map(([name]) => name)).toEqual(['index.html']);
  });
});
