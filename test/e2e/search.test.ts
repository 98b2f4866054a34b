import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARTICLE, PROGRAMME } from '../site/sample-show.js';
import { openSampleSite, read, whenAudio, type SampleSite } from './sample-site.js';

const PRIVATE = { ...ARTICLE, slug: 'private', guid: 'private', isPrivate: true, publishedAt: '2026-03-09T07:00:00Z' };
const SENTENCE = 'Marta Lindqvist checks the oil, the ropes and the barometer, in that order.';
const BEGINNING_MS = ARTICLE.transcript?.cues.find(({ text }) => text === SENTENCE)?.startMs ?? 0;

let site: SampleSite;

beforeAll(async () => {
  site = await openSampleSite([ARTICLE, PROGRAMME, PRIVATE], 1);
});

afterAll(() => site.close());

const statusOf = (page: Page): Promise<string | null> => page.locator('.search-status').textContent();

describe('searching what was said', () => {
  it('finds a quotation whatever its signs, and opens its page with that sentence playing and marked', async () => {
    const { page, trouble } = await site.open('');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(...(/\/search(?:\/|-(?!form))/u.exec(request.url()) ?? [])));
    await page.locator('.masthead input[type=search]').fill('“CHECKS the oil — the ropes, and the Barometer in”');
    expect(asked).toEqual([]);
    await page.keyboard.press('Enter');
    await page.locator('.passage a').first().waitFor();
    expect(await page.locator('.found').count()).toBe(1);
    expect(await page.locator('.passage a').first().textContent()).toBe(SENTENCE);
    expect(await page.locator('.passage').first().locator('mark').allTextContents()).toEqual([
      ...['checks', 'the', 'oil', 'the', 'ropes', 'and', 'the', 'barometer', 'in'],
    ]);
    expect(await statusOf(page)).toBe('Episodes found: 1');
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.locator('.passage a').first().click();
    await page.locator('.player.is-playing').waitFor();
    await page.locator('.is-heard').waitFor();
    expect(await page.locator('.is-heard').textContent()).toBe(SENTENCE);
    expect(await read<number>(page, 'currentTime')).toBeGreaterThanOrEqual(BEGINNING_MS / 1000 - 0.05);
    await page.goBack();
    await page.locator('.passage a').first().waitFor();
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('plays where it stands, and is worked with keys alone', async () => {
    const { page, trouble } = await site.open('search/?q=barometer');
    await page.locator('.passage a').first().waitFor();
    await page.locator('.passage .play').first().click();
    await whenAudio(page, `currentTime >= ${BEGINNING_MS / 1000 - 0.05}`);
    expect([await page.locator('.bar').isVisible(), page.url()]).toEqual([true, `${site.url}search/?q=barometer`]);
    const focused = (): Promise<unknown> =>
      page.evaluate('document.activeElement.type || document.activeElement.localName');
    await page.locator('#search input').focus();
    await page.keyboard.press('ArrowDown');
    const down = await page.evaluate("document.activeElement.closest('.passage') !== null");
    await page.keyboard.press('ArrowUp');
    const up = await focused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('/');
    expect([down, up, await focused()]).toEqual([true, 'search', 'search']);
    await page.locator('#search input').fill('nobody said zebra');
    await expect.poll(() => statusOf(page)).toBe('Nothing found. Fewer words, or others, may help.');
    await page.locator('#search input').fill('evening quay');
    await expect.poll(() => page.locator('.found-title').allTextContents()).toContain(PROGRAMME.title);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('finds nothing that is for subscribers alone', async () => {
    const { page } = await site.open('search/?q=barometer');
    await page.locator('.passage a').first().waitFor();
    expect(await page.locator('.found').count()).toBe(1);
    expect([...site.files].filter(([name]) => name.startsWith('search/')).length).toBeGreaterThan(2);
    await page.context().close();
  });

  it('says how to go on without JavaScript, and when the index cannot be reached', async () => {
    const plain = await site.open('search/', { javaScriptEnabled: false });
    expect(await plain.page.locator('noscript').textContent()).toContain('Every episode is in the list.');
    await plain.page.context().close();
    const { page } = await site.open('search/');
    await page.route('**/*.bin', (route) => route.fulfill({ status: 404 }));
    await page.locator('#search input').fill('barometer');
    await expect.poll(() => statusOf(page)).toContain('cannot be reached');
    await page.unroute('**/*.bin');
    await page.keyboard.press('Enter');
    await page.locator('.passage a').first().waitFor();
    await page.context().close();
  });
});
