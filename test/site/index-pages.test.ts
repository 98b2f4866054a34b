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
      [...page(name, files).querySelectorAll('.pager a[rel]')].map((link) => link.getAttribute('href'));
    expect(hrefs('index.html')).toEqual(['page/4/']);
    expect(hrefs('page/4/index.html')).toEqual(['../../', '../../page/3/']);
    expect(hrefs('page/3/index.html')).toEqual(['../../page/4/', '../../page/2/']);
    expect(hrefs('page/2/index.html')).toEqual(['../../page/3/']);
    const order = ['index.html', 'page/4/index.html', 'page/3/index.html', 'page/2/index.html'];
    expect(order.flatMap((name) => textOf(page(name, files), '.card h3'))).toEqual(
      Array.from({ length: 120 }, (_, index) => `Episode ${119 - index}`),
    );
    expect(page('page/2/index.html', files).querySelector('.card h3 a')?.getAttribute('href')).toBe(
      '../../episodes/e24/',
    );
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
    expect([...files.keys()].filter((name) => /^(?:page\/|index)/u.test(name))).toEqual([
      'index.html',
      ...Array.from({ length: pageCount - 1 }, (_, index) => `page/${index + 2}/index.html`),
    ]);
    expect(page('index.html', files).querySelectorAll('.card')).toHaveLength(firstCount);
  });

  it('stay as they are when they are full and another episode comes', () => {
    const [before, after] = [listPages(120), listPages(121)];
    const changed = [...after].filter(([name, text]) => before.get(name) !== text);
    expect(changed.map(([name]) => name)).toEqual([
      'index.html',
      'section/coast/index.html',
      'archive/index.html',
      '404.html',
      'sitemap.xml',
      'embed/all.json',
    ]);
  });

  it('begin with the newest, which no month tells again', () => {
    const first = page('index.html', listPages(3));
    expect(textOf(first, '.lead h3')).toEqual(['Episode 2']);
    expect(textOf(first, '.month .card h3')).toEqual(['Episode 1', 'Episode 0']);
    expect(textOf(first, '.label')).toEqual(['Latest episode', 'March 2026']);
    expect(page('section/coast/index.html', listPages(3)).querySelectorAll('.lead')).toHaveLength(0);
  });

  it('of a section hold its episodes, at an address that differs by more than case', () => {
    const sections = ['Coast', 'coast', 'Küste', '海', 'Town'];
    const episodes = sections.map((section, index) => ({ ...PROGRAMME, slug: `s${index}`, title: section, section }));
    const files = new Map(
      [...openSite({ show: SHOW, episodes, transcripts: [] }, { templates }).index()].map((file) => [
        file.path,
        'content' in file ? String(file.content) : '',
      ]),
    );
    const lists = [...files].filter(([name]) => name.startsWith('section/'));
    expect(lists.map(([name]) => [name, textOf(page(name, files), '.card h3')])).toEqual([
      ['section/coast/index.html', ['Coast', 'coast']],
      ['section/kuste/index.html', ['Küste']],
      ['section/s-lmf/index.html', ['海']],
      ['section/town/index.html', ['Town']],
    ]);
    const links = [...page('section/town/index.html', files).querySelectorAll('.sections a')];
    expect(
      links.map((link) => [link.textContent, link.getAttribute('href'), link.getAttribute('aria-current')]),
    ).toEqual([
      ['All episodes', '../../', null],
      ['Coast', '../../section/coast/', null],
      ['Küste', '../../section/kuste/', null],
      ['Town', '../../section/town/', 'page'],
      ['海', '../../section/s-lmf/', null],
    ]);
  });

  it('are led to by month, each where it begins', () => {
    const episodes = Array.from({ length: 120 }, (_, index) => ({
      ...PROGRAMME,
      slug: `m${index}`,
      publishedAt: new Date(Date.UTC(2026, 11 - Math.floor(index / 10), 9)).toISOString(),
    }));
    const files = new Map(
      [...openSite({ show: SHOW, episodes, transcripts: [] }, { templates }).index()].map((file) => [
        file.path,
        'content' in file ? String(file.content) : '',
      ]),
    );
    const links = [...page('archive/index.html', files).querySelectorAll('.archive a')];
    expect(links).toHaveLength(12);
    for (const link of links) {
      const [folder = '', anchor = ''] = (link.getAttribute('href') ?? '').replace('../', '').split('#');
      const list = page(`${folder}index.html`, files);
      expect(list.querySelector(`[id="${anchor}"]`)).not.toBeNull();
      const month = link.querySelector('.archive-month')?.textContent;
      expect(textOf(list, '.label').some((text) => text === `${month} 2026` || text === 'Latest episode')).toBe(true);
    }
  });

  it('are on the map of the site, and what is private is on none', () => {
    const episodes = [
      { ...PROGRAMME, slug: 'a', modifiedAt: '2026-04-01T00:00:00Z' },
      { ...PROGRAMME, slug: 'b', isPrivate: true },
    ];
    const files = [...openSite({ show: SHOW, episodes, transcripts: [] }, { templates }).index()];
    const map = files.find(({ path }) => path === 'sitemap.xml');
    const text = map && 'content' in map ? String(map.content) : '';
    expect(
      [...text.matchAll(/<loc>(.*?)<\/loc><lastmod>(.*?)<\/lastmod>/gu)].map(([, loc, changed]) => [loc, changed]),
    ).toEqual([
      [SHOW.baseUrl, PROGRAMME.publishedAt],
      [`${SHOW.baseUrl}section/coast/`, PROGRAMME.publishedAt],
      [`${SHOW.baseUrl}episodes/a/`, '2026-04-01T00:00:00Z'],
    ]);
  });
});
