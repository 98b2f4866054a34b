import axe, { type AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sampleFiles } from '../build-sample.js';
import { ARTICLE } from '../sample-show.js';
import { ENGLISH } from './article-pages.js';
import { BAR, episodeOf, MARKED, openArticleSite, type ArticleSite } from './article-site.js';

const SLUG = 'lighthouse';
const FRAME = `episodes/${SLUG}/embed/`;

let site: ArticleSite;

beforeAll(async () => {
  site = await openArticleSite([episodeOf(SLUG, ENGLISH)], 1);
});

afterAll(() => site.close());

describe('an episode in a frame', () => {
  it.each([
    [300, 120],
    [600, 320],
    [320, 640],
  ])('plays on the page of another, %i by %i pixels, with all its controls in view', async (width, height) => {
    const { page, trouble } = await site.read(
      `<!doctype html><title>Frame</title><iframe src="${site.url}${FRAME}#t=5" width="${width}" height="${height}" title="Frame"></iframe>`,
    );
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: /^Play: / }).click();
    await vi.waitFor(async () => expect(Number(await frame.getByRole('slider').inputValue())).toBeGreaterThan(5), {
      timeout: 8000,
    });
    const inside = page.frames()[1];
    const hidden = await inside?.evaluate(
      `[...${BAR}.querySelectorAll('button, select, input')].filter((one) => { const { right, bottom, width } = one.getBoundingClientRect(); return width > 0 && (right > innerWidth || bottom > innerHeight); }).map((one) => one.ariaLabel)`,
    );
    expect(hidden).toEqual([]);
    expect(await inside?.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    const text = await inside?.evaluate<{ text?: string }>(MARKED).then((marked) => marked.text);
    const isSmall = height < 220;
    expect(ENGLISH.slice(1, 3)).toContain(isSmall ? await frame.locator('.what').textContent() : text);
    expect(text === undefined).toBe(isSmall);
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('has no accessibility fault, large or small, light, dark or in forced colours', async () => {
    const { page, trouble } = await site.open(`${FRAME}#t=9`, { reducedMotion: 'reduce' });
    await page.waitForSelector('[data-lector] .bar');
    await page.evaluate(axe.source);
    for (const [colorScheme, forcedColors, height] of [
      ['light', 'none', 320],
      ['dark', 'none', 320],
      ['dark', 'active', 320],
      ['light', 'none', 120],
    ] as const) {
      await page.setViewportSize({ width: 400, height });
      await page.emulateMedia({ colorScheme, forcedColors });
      const { violations } = await page.evaluate<AxeResults>('axe.run()');
      expect(violations.map(({ id, nodes }) => [colorScheme, forcedColors, height, id, nodes.map(({ html }) => html)])).toEqual([]); // prettier-ignore
    }
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('has the controls of the browser without script, and a way to the page', async () => {
    const { page } = await site.open(FRAME, { javaScriptEnabled: false });
    expect(await page.locator('audio[controls]').isVisible()).toBe(true);
    expect(await page.locator('h1 a').getAttribute('href')).toBe('../');
    await page.context().close();
  });
});

describe('what pages of others are told', () => {
  const hidden = { ...ARTICLE, slug: 'for-few', guid: 'g-2', isPrivate: true, sourceUrl: 'https://paper.example/few' };
  const files = sampleFiles([ARTICLE, hidden]);
  const json = (name: string) => JSON.parse(files.get(name) ?? '') as Record<string, unknown>;

  it('leads from an article to its episode, and to none that is private', () => {
    expect(Object.values(json('embed/all.json'))).toEqual([ARTICLE.slug]);
    expect([...files.keys()].filter((name) => name.startsWith('episodes/for-few/')).sort()).toEqual([
      'episodes/for-few/episode.json',
      'episodes/for-few/index.html',
    ]);
    expect(files.get('episodes/for-few/index.html')).not.toContain('oembed');
  });

  it('is parted into files of which each is small where there are many episodes', () => {
    const many = Array.from({ length: 301 }, (_, index) => ({
      ...ARTICLE,
      slug: `n-${index}`,
      guid: `g-${index}`,
      sourceUrl: `https://paper.example/${index}`,
    }));
    const names = [...sampleFiles(many)].filter(([name]) => name.startsWith('embed/'));
    expect(names).toHaveLength(256);
    expect(Object.assign({}, ...names.map(([, text]) => JSON.parse(text) as object))).toSatisfy(
      (found: object) => Object.keys(found).length === 301,
    );
  });

  it('unfolds a link: oEmbed, and the card of a player', () => {
    const frame = `https://harbour.example/podcast/episodes/${ARTICLE.slug}/embed/`;
    const told = json(`episodes/${ARTICLE.slug}/oembed.json`);
    expect(told).toMatchObject({ version: '1.0', type: 'rich', width: 600, height: 320, title: ARTICLE.title });
    for (const part of [
      `src="${frame}"`,
      'title="The ferry',
      'width="600"',
      'height="320"',
      'loading="lazy"',
      'allow=',
    ])
      expect(told['html']).toContain(part);
    const page = files.get(`episodes/${ARTICLE.slug}/index.html`);
    expect(page).toContain(`<meta name="twitter:player" content="${frame}">`);
    expect(page).toMatch(/<link rel="alternate" type="application\/json\+oembed" [^>]*\/oembed\.json">/u);
  });
});
