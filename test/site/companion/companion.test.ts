import { gzipSync } from 'node:zlib';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ARTICLE_PAGES, ENGLISH } from './article-pages.js';
import { articleHtml, BAR, episodeOf, MARKED, openArticleSite, SENTENCE_MS, type ArticleSite } from './article-site.js';

/** Of 8 kB its own, and what the player of the pages is made with too: clock and time map. */
const SCRIPT_BYTES = 8700;
const PARAGRAPHS = `<p id="b">${ENGLISH.slice(1, 4).join(' ')}</p><p id="c">${ENGLISH.slice(4, 7).join(' ')}</p>`;

let site: ArticleSite;
const samples = [...new Map(ARTICLE_PAGES.map((one) => [one.language, one])).values()];

beforeAll(async () => {
  const episodes = samples.map(({ language, sentences }) =>
    episodeOf(`lighthouse-${language}`, sentences, { language }),
  );
  site = await openArticleSite(episodes, 1);
});

afterAll(() => site.close());

function goTo(page: Page, sentence: number): Promise<void> {
  const seconds = (sentence * SENTENCE_MS + 1000) / 1000;
  return page.evaluate(
    `new Promise((done) => { addEventListener('hashchange', () => done(), { once: true }); location.hash = 't=${seconds}'; })`,
  );
}

/** Seconds the controls show. */
async function shownSeconds(page: Page): Promise<number> {
  return Number(await page.evaluate<string>(`${BAR}.querySelector('input').value`));
}

describe('the companion on the page of an article', () => {
  it.each(ARTICLE_PAGES)('marks each sentence where the page has it: $name', async ({ html, language, lights }) => {
    const slug = `lighthouse-${language}`;
    const { page, trouble } = await site.read(articleHtml(html, { url: site.url, slug, language }));
    await page.waitForSelector('[data-lector] .bar');
    const found: Record<string, string | undefined> = {};
    for (const number of Object.keys(lights)) {
      await goTo(page, Number(number));
      found[number] = (await page.evaluate<{ id?: string }>(MARKED)).id;
    }
    expect(found).toEqual(lights);
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('loads nothing before it is in view, sound only when it is played, and nothing of others', async () => {
    const tall = `<p>${'Waiting. '.repeat(6000)}</p>{tag}${PARAGRAPHS}`;
    const head = '<link rel="canonical" href="http://www.paper.example/lighthouse-en/?utm_source=x">';
    const { page, requests, trouble } = await site.read(articleHtml(tall, { url: site.url, head }));
    await page.waitForLoadState('networkidle');
    expect(requests).toEqual(['embed.js']);
    await page.locator('#b').scrollIntoViewIfNeeded();
    await page.waitForSelector('[data-lector] .bar');
    expect(requests.filter((name) => !name.startsWith('assets/companion-'))).toEqual([
      'embed.js',
      'embed/all.json',
      'episodes/lighthouse-en/embed.json',
    ]);
    await page.getByRole('button', { name: /^Play: / }).click();
    await vi.waitFor(async () => expect(await shownSeconds(page)).toBeGreaterThan(0), { timeout: 10_000 });
    expect(requests.at(-1)).toMatch(/\.mp3$/u);
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('leaves a page without an episode as it was', async () => {
    const { page, requests, trouble } = await site.read(articleHtml(PARAGRAPHS, { url: site.url }));
    await vi.waitFor(() => expect(requests).toContain('embed/all.json'));
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('document.querySelectorAll("main > div, [data-lector]").length')).toBe(0);
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('changes nothing of the page: no name, no style, no attribute of its elements', async () => {
    const STATE = `[Object.keys(window).length, document.querySelector('#b').outerHTML, getComputedStyle(document.querySelector('#b')).cssText, document.documentElement.outerHTML.replace(/<div data-lector[^>]*><\\/div>/gu, '')]`;
    const body = `<div>{tag}</div>${PARAGRAPHS}`;
    const before = await site.read(
      articleHtml(body, { url: 'about:blank#', slug: 'x' }).replace('about:blank#', '/style.css?'),
    );
    const { page } = await site.read(articleHtml(body, { url: site.url, slug: 'lighthouse-en' }));
    await page.waitForSelector('[data-lector] .bar');
    await goTo(page, 2);
    const [names, ...after] = await page.evaluate<[number, string, string, string]>(STATE);
    const [namesBefore, ...unchanged] = await before.page.evaluate<[number, string, string, string]>(STATE);
    expect(names).toBe(namesBefore);
    expect(after.slice(0, 2)).toEqual(unchanged.slice(0, 2));
    expect(after[2]?.replace(`${site.url}embed.js`, '/style.css?embed.js').replace('lighthouse-en"', 'x"')).toBe(
      unchanged[2],
    );
    await page.close();
    await before.page.close();
  });

  it('listens from a paragraph, by pointer and by keys', async () => {
    const { page, trouble } = await site.read(articleHtml(PARAGRAPHS, { url: site.url, slug: 'lighthouse-en' }));
    await page.waitForSelector('[data-lector] .bar');
    await page.locator('#c').hover();
    await page.getByRole('button', { name: /^Listen from here: Ines Calder/ }).click();
    await vi.waitFor(async () => expect((await page.evaluate<{ id?: string }>(MARKED)).id).toBe('c'));
    expect(await shownSeconds(page)).toBe(16);
    await page.getByRole('button', { name: /^Listen from here: In March/ }).focus();
    await page.keyboard.press('Enter');
    await vi.waitFor(async () => expect((await page.evaluate<{ id?: string }>(MARKED)).id).toBe('b'));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await vi.waitFor(async () => expect((await page.evaluate<{ id?: string }>(MARKED)).id).toBe('c'));
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('finds the sentences again when the page puts its text anew', async () => {
    const { page } = await site.read(articleHtml(PARAGRAPHS, { url: site.url, slug: 'lighthouse-en' }));
    await page.waitForSelector('[data-lector] .bar');
    await goTo(page, 2);
    await page.evaluate(
      `{ const old = document.querySelector('#b'); const anew = old.cloneNode(true); anew.id = 'anew'; old.replaceWith(anew); }`,
    );
    await goTo(page, 1);
    expect((await page.evaluate<{ id?: string }>(MARKED)).id).toBe('anew');
    await page.close();
  });

  it('has no accessibility fault, light, dark or in forced colours, with everything shown', async () => {
    const html = `<h1>${ENGLISH[0]}</h1>${PARAGRAPHS}`;
    const { page } = await site.read(articleHtml(html, { url: site.url, slug: 'lighthouse-en' }), {
      hash: '#t=9',
      bypassCSP: true,
    });
    await page.getByRole('button', { name: 'Go on on another device' }).click();
    await page.waitForSelector('.more svg');
    await page.evaluate(axe.source);
    for (const [colorScheme, forcedColors] of [
      ['light', 'none'],
      ['dark', 'none'],
      ['dark', 'active'],
    ] as const) {
      await page.emulateMedia({ colorScheme, forcedColors });
      const { violations } = await page.evaluate<AxeResults>('axe.run()');
      expect(
        violations.map(({ id, nodes }) => [
          colorScheme,
          forcedColors,
          id,
          nodes.map(({ any }) => any.map(({ message }) => message)),
        ]),
      ).toEqual([]);
    }
    await page.context().close();
  });

  it('is small', () => {
    const loaded = [...site.files].filter(([name]) => /embed\.js$|\/companion\d?\.js$/u.test(name));
    expect(loaded).toHaveLength(3);
    expect(gzipSync(loaded.map(([, content]) => content).join('')).byteLength).toBeLessThan(SCRIPT_BYTES);
  });
});
