import path from 'node:path';
import { gzipSync } from 'node:zlib';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARTICLE, PROGRAMME } from '../site/sample-show.js';
import { AUDIO, openSampleSite, read, whenAudio, whenReady, type SampleSite } from './sample-site.js';

const EVIL =
  '</script><script>alert(1)</script><img src="https://evil.example/x" onerror="alert(2)"><svg onload=alert(3)>';
const HOSTILE = {
  ...ARTICLE,
  slug: 'hostile',
  title: EVIL,
  standfirst: EVIL,
  summary: EVIL,
  authors: [EVIL],
  description: EVIL,
  sourceUrl: 'javascript:alert(4)',
  chapters: ARTICLE.chapters.map((chapter) => ({ ...chapter, title: EVIL })),
  transcript: { language: 'en', cues: [{ startMs: 0, endMs: 1000, text: EVIL, words: [] }] },
};
/** What a page loads of our own; what is fetched when it is wanted is apart from it. */
const SCRIPT_BYTES = 14_000;
const ARTICLE_PAGE = `episodes/${ARTICLE.slug}/`;
const PAGES = ['', ARTICLE_PAGE, `episodes/${PROGRAMME.slug}/`, 'section/coast/', '404.html'];

let site: SampleSite;
const open: SampleSite['open'] = (target, options) => site.open(target, options);
const timeOf = (page: Page): Promise<number> => read(page, 'currentTime');
const isPaused = (page: Page): Promise<boolean> => read(page, 'paused');

beforeAll(async () => {
  site = await openSampleSite([ARTICLE, PROGRAMME, HOSTILE], 2);
});

afterAll(() => site.close());

/** A sentence over two lines has a corner that is another sentence's: click where its own words are. */
async function clickFirstLine(page: Page, selector: string): Promise<void> {
  await page.locator(selector).scrollIntoViewIfNeeded();
  const line = `document.querySelector(${JSON.stringify(selector)}).getClientRects()[0]`;
  const [x, y] = await page.evaluate<[number, number]>(`[${line}.left + 5, ${line}.top + ${line}.height / 2]`);
  await page.mouse.click(x, y);
}

describe('pages in a browser', () => {
  const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
    (
      [
        [1280, 'none'],
        [390, 'none'],
        [390, 'active'],
      ] as const
    ).map(([width, forcedColors]) => ({ colorScheme, width, forcedColors })),
  );

  it.each(PAGES)(
    'have no accessibility fault, light, dark or in forced colours, large or small: /%s',
    async (target) => {
      // Half-way through a transition colours are neither of the two.
      const { page, trouble } = await open(target, { reducedMotion: 'reduce' });
      if (target.startsWith('episodes/')) {
        await whenReady(page);
        await page.getByRole('button', { name: 'Play', exact: true }).click();
      }
      await page.evaluate(axe.source);
      for (const { colorScheme, width, forcedColors } of looks) {
        await page.emulateMedia({ colorScheme, forcedColors });
        await page.setViewportSize({ width, height: 850 });
        const { violations } = await page.evaluate<AxeResults>('axe.run()');
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      }
      expect(trouble).toEqual([]);
      await page.context().close();
    },
  );

  it.each(PAGES)('fit into small and large windows without scrolling sideways: /%s', async (target) => {
    const { page } = await open(target);
    for (const width of [320, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect([width, overflow]).toEqual([width, 0]);
    }
    await page.context().close();
  });

  it.each([true, false])(
    'cannot be made to act by what an article says (policy switched off: %s)',
    async (bypassCSP) => {
      const { page, trouble } = await open('episodes/hostile/', { bypassCSP });
      await page.waitForLoadState('networkidle');
      expect(trouble.filter((text) => !text.includes('404'))).toEqual([]);
      expect(await page.locator('h1').textContent()).toContain('<script>alert(1)</script>');
      expect(await page.locator('a[href^="javascript"], img[onerror], svg[onload]').count()).toBe(0);
      await page.context().close();
    },
  );

  it('play without script, and lead to the second of a chapter', async () => {
    const { page } = await open(ARTICLE_PAGE, { javaScriptEnabled: false });
    expect(await page.locator('audio[controls]').isVisible()).toBe(true);
    expect(await page.locator('.player, .button[data-copy]:visible').count()).toBe(0);
    expect(await page.locator('.sentence').count()).toBe(ARTICLE.transcript?.cues.length);
    expect(await page.locator('.chapters a').nth(1).getAttribute('href')).toBe(`${ARTICLE.audio.name}#t=25`);
    await page.context().close();
  });

  it('print the text and not the player', async () => {
    const { page } = await open(ARTICLE_PAGE);
    await whenReady(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('lector-player').isVisible()).toBe(false);
    expect(await page.locator('.transcript').isVisible()).toBe(true);
    await page.context().close();
  });
});

describe('the player', () => {
  it('plays a sentence that is clicked, marks it and its chapter, and goes on to the next', async () => {
    const { page, trouble } = await open(ARTICLE_PAGE);
    await whenReady(page);
    await clickFirstLine(page, '[data-start="35200"]');
    await whenAudio(page, 'currentTime > 35.2');
    expect(await page.locator('.is-heard').allTextContents()).toEqual([ARTICLE.transcript?.cues[7]?.text]);
    expect(await page.locator('.chapters [aria-current]').textContent()).toContain('A boat with one job');
    await page.evaluate(`${AUDIO}.currentTime = 39.9`);
    await page.locator('.is-heard').filter({ hasText: 'People set' }).waitFor();
    expect(await isPaused(page)).toBe(false);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('leaves a link in a sentence a link', async () => {
    const { page } = await open(ARTICLE_PAGE);
    await whenReady(page);
    await page.route('https://harbour.example/**', (route) => route.fulfill({ body: 'elsewhere' }));
    await page.locator('.sentence a').first().click();
    await page.waitForURL('https://harbour.example/log');
    await page.context().close();
  });

  it('plays from a chapter, a paragraph and a link of the notes', async () => {
    const { page } = await open(ARTICLE_PAGE);
    await whenReady(page);
    for (const [selector, second] of [
      ['.chapters li:nth-child(3) a', 50],
      ['.links .time', 38],
      ['.transcript .time', 10.2],
    ] as const) {
      await page.locator(selector).first().click();
      await whenAudio(page, `currentTime >= ${second} && ${AUDIO}.currentTime < ${second + 10}`);
      expect(page.url()).toBe(site.url + ARTICLE_PAGE);
    }
    await page.context().close();
  });

  it('shows the duration before a byte of sound is loaded, and tells a screen reader where it is', async () => {
    const { page } = await open(`${ARTICLE_PAGE}#t=30`);
    await whenReady(page);
    const slider = page.getByRole('slider', { name: 'Position' });
    await whenAudio(page, 'currentTime === 30');
    expect(await slider.getAttribute('aria-valuetext')).toBe('0:30 of 1:10');
    expect(await page.locator('.player .player-time').allTextContents()).toEqual(['0:30', '1:10']);
    expect(await isPaused(page)).toBe(true);
    await page.context().close();
  });

  it('is worked by keys while the focus is in it, and only then', async () => {
    const { page } = await open(ARTICLE_PAGE);
    await whenReady(page);
    await page.keyboard.press('k');
    expect(await isPaused(page)).toBe(true);
    const slider = page.getByRole('slider', { name: 'Position' });
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    expect(await timeOf(page)).toBeCloseTo(1, 1);
    await page.keyboard.press('.');
    expect(await timeOf(page)).toBeCloseTo(25, 1);
    await page.keyboard.press('l');
    expect(await timeOf(page)).toBeCloseTo(55, 1);
    await page.keyboard.press('j');
    expect(await timeOf(page)).toBeCloseTo(40, 1);
    await page.keyboard.press('Shift+>');
    expect(await read(page, 'playbackRate')).toBe(1.25);
    await page.keyboard.press('k');
    await whenAudio(page, 'paused === false');
    await page.keyboard.press(' ');
    expect(await isPaused(page)).toBe(true);
    await page.context().close();
  });

  it('comes back to where one stopped, at the speed one chose; an address with a time wins', async () => {
    const { page } = await open(ARTICLE_PAGE);
    await whenReady(page);
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('1.5');
    await page.locator('.chapters li:nth-child(2) a').click();
    await whenAudio(page, 'currentTime > 25');
    await page.getByRole('button', { name: 'Pause' }).click();
    const stopped = await timeOf(page);
    await page.reload();
    await whenReady(page);
    await whenAudio(page, 'currentTime > 1');
    expect(Math.abs((await timeOf(page)) - stopped)).toBeLessThan(1.1);
    expect(await read(page, 'playbackRate')).toBe(1.5);
    await page.goto(`${site.url}${ARTICLE_PAGE}#t=1:00`);
    await page.reload();
    await whenReady(page);
    await whenAudio(page, 'currentTime === 60');
    await page.context().close();
  });

  it('copies the address of this second, and of the feed', async () => {
    const { page } = await open(`${ARTICLE_PAGE}#t=42`);
    await whenReady(page);
    await whenAudio(page, 'currentTime === 42');
    await page.getByRole('button', { name: 'Share at this time' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/\/#t=42&a=[0-9a-f]{8}$/u);
    await page.getByRole('button', { name: 'Copy feed address' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`${site.url}feed.xml`);
    await page.context().close();
  });

  it('is small', () => {
    const entry = [...site.files.keys()].find((name) => name.endsWith('/player.js')) ?? '';
    const loaded = new Set([entry]);
    for (const name of loaded) {
      const imported = (site.files.get(name) ?? '').matchAll(/\bfrom '([^']+)'/gu);
      for (const [, target = ''] of imported) loaded.add(path.posix.join(path.posix.dirname(name), target));
    }
    const text = [...loaded].map((name) => site.files.get(name) ?? '').join('');
    expect(loaded.size).toBeGreaterThan(10);
    expect(gzipSync(text).byteLength).toBeLessThan(SCRIPT_BYTES);
  });
});
