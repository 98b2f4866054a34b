import axe, { type AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Episode } from '../../src/model/episode.js';
import { ARTICLE, PROGRAMME, SHOW } from '../site/sample-show.js';
import { openSampleSite, type SampleSite } from './sample-site.js';

const EPISODE = `episodes/${ARTICLE.slug}/`;
/** More than one page of a list holds, over two years. */
const OLDER = Array.from({ length: 60 }, (_, index): Episode => {
  const day = new Date(Date.UTC(2026, 1, 1) - index * 7 * 86_400_000);
  const name = `older-${index}`;
  return { ...PROGRAMME, slug: name, guid: name, title: `Part ${index}`, publishedAt: day.toISOString() };
});
const PICTURED: Episode = {
  ...ARTICLE,
  section: 'Letters from elsewhere',
  pictures: [
    {
      blockId: 'b9',
      startMs: 60_000,
      path: 'cover-0a1b2c3d.png',
      sha256: '',
      widthPx: 900,
      heightPx: 600,
      alt: 'Snow',
    },
  ],
  corrections: [
    { at: '2026-03-06T09:00:00Z', changes: [{ part: 'sentence', before: 'In 1989.', after: 'In 1998.', startMs: 0 }] },
  ],
};
const ARABIC = { ...SHOW, language: 'ar', title: 'مجلة الميناء', description: 'تقارير ومقالات من بلدة ساحلية صغيرة.' };
const READ: Episode = { ...ARTICLE, language: 'ar', title: 'العبّارة التي حافظت على موعدها', section: 'الساحل' };
/** What an editor may call a show, and nobody can break into lines. */
const LONG = { ...SHOW, title: 'Donaudampfschifffahrtsgesellschaft aktuell' };

describe('each kind of page', () => {
  let show: SampleSite;
  let arabic: SampleSite;

  beforeAll(async () => {
    show = await openSampleSite([PICTURED, PROGRAMME, ...OLDER], 0, LONG);
    arabic = await openSampleSite([READ, { ...ARTICLE, slug: 'english', guid: 'english' }], 0, ARABIC);
  });
  afterAll(() => Promise.all([show.close(), arabic.close()]));

  const KINDS: readonly (readonly [target: string, site: () => SampleSite, ready: string])[] = [
    ['archive/', () => show, '.archive a'],
    ['page/2/', () => show, '.pager-newer'],
    ['search/?q=ferry', () => show, '.passage'],
    ['search/?q=xyzzyplugh', () => show, '.search-status:not(:empty)'],
    [EPISODE, () => show, '.player .player-play'],
    [`${EPISODE}embed/`, () => show, 'main p'],
    ['', () => arabic, '.queue-add'],
    [EPISODE, () => arabic, '.player .player-play'],
    ['search/?q=ferry', () => arabic, '.passage'],
    ['404.html', () => arabic, '.queue-add'],
  ];
  const LOOKS = [
    { width: 1280, colorScheme: 'light', forcedColors: 'none' },
    { width: 390, colorScheme: 'dark', forcedColors: 'none' },
    { width: 320, colorScheme: 'light', forcedColors: 'active' },
  ] as const;

  it.each(KINDS)('has no accessibility fault and scrolls one way alone: %s', async (target, site, ready) => {
    const { page, trouble } = await site().open(target, { reducedMotion: 'reduce' });
    await page.locator(ready).first().waitFor();
    await page.evaluate(axe.source);
    for (const { width, ...media } of LOOKS) {
      await page.emulateMedia(media);
      await page.setViewportSize({ width, height: 800 });
      const { violations } = await page.evaluate<AxeResults>('axe.run()');
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
    // There is no sound in these shows.
    expect(trouble.filter((line) => !line.includes('404'))).toEqual([]);
    await page.context().close();
  });

  it.each(['', EPISODE, 'section/letters-from-elsewhere/'])(
    'has a head whose parts lie apart, on a small phone and in letters of double size: /%s',
    async (target) => {
      const { page } = await show.open(target);
      for (const [width, percent] of [
        [320, 100],
        [390, 100],
        [700, 100],
        [390, 200],
        [1280, 200],
      ] as const) {
        await page.setViewportSize({ width, height: 800 });
        await page.evaluate(`document.documentElement.style.fontSize = '${percent}%'`);
        expect([width, percent, await page.evaluate(OVERLAPS)]).toEqual([width, percent, []]);
      }
      await page.context().close();
    },
  );
});

/** Pairs of parts of the head that lie over each other, by what is painted: the words of a name and not its box. */
const OVERLAPS = `(() => {
  const boxOf = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const { left, top, right, bottom } = (element.matches('.masthead-title, .home span') ? range : element).getBoundingClientRect();
    return { name: element.className || element.localName, left, top, right, bottom };
  };
  const head = document.querySelector('.masthead, .site-header');
  const parts = [...head.querySelectorAll('.masthead-title, .home span, .search-form, .button, .show-description, .sections')].map(boxOf);
  const bare = parts.filter(({ left, right }) => left < right);
  return bare.flatMap((one, index) => bare.slice(index + 1)
    .filter((other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4)
    .map((other) => one.name + ' over ' + other.name));
})()`;
