import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARTICLE_PAGES } from './article-pages.js';
import { articleHtml, episodeOf, MARKED, openArticleSite, SENTENCE_MS, type ArticleSite } from './article-site.js';

let site: ArticleSite;
const samples = [...new Map(ARTICLE_PAGES.map((one) => [one.language, one])).values()];

beforeAll(async () => {
  site = await openArticleSite(
    samples.map(({ language, sentences }) => episodeOf(`lighthouse-${language}`, sentences, { language })),
    1,
  );
});

afterAll(() => site.close());

function goTo(page: Page, sentence: number): Promise<void> {
  const seconds = (sentence * SENTENCE_MS + 1000) / 1000;
  return page.evaluate(
    `new Promise((done) => { addEventListener('hashchange', () => done(), { once: true }); location.hash = 't=${seconds}'; })`,
  );
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
    await page.context().close();
  });
});
