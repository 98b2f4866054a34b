import { readFile } from 'node:fs/promises';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ARTICLE, PROGRAMME } from '../site/sample-show.js';
import { decodedSeconds, FIRST, SECOND } from './sample-player.js';
import { AUDIO, openSampleSite, read, whenAudio, whenReady, type SampleSite } from './sample-site.js';

const PAGE = `episodes/${ARTICLE.slug}/`;

/** What is pressed and lower or narrower than 44 pixels. */
const SMALL_TARGETS = `[...document.querySelectorAll('button, select, input, .chapters a')].filter((one) => {
  const { width, height } = one.getBoundingClientRect();
  return width > 0 && Math.min(width, height) < 43.9;
}).map(({ outerHTML }) => outerHTML)`;

let site: SampleSite;

beforeAll(async () => {
  site = await openSampleSite([FIRST, SECOND, PROGRAMME], 2);
});

afterAll(() => site.close());

async function openPage(target = PAGE): Promise<{ readonly page: Page; readonly trouble: string[] }> {
  const opened = await site.open(target);
  await whenReady(opened.page);
  return opened;
}

const openSheet = async (page: Page): Promise<void> => {
  await page.locator('.player, .bar').locator('button[aria-haspopup]:visible').click();
  await page.locator('dialog.sheet').waitFor();
};
const marked = (page: Page, name: string): Promise<string> =>
  page.evaluate(`[...(CSS.highlights.get('${name}') ?? [])].map(String).join('|')`);
const titles = (page: Page): Promise<string[]> =>
  page.locator('.queue-list:not(.queue-rest) .queue-title').allTextContents();

describe('the sleep timer', () => {
  it('fades and stops after its minutes, counts only what is heard, and leaves the volume as it was', async () => {
    const { page, trouble } = await site.open(PAGE);
    await page.clock.install();
    await page.reload();
    await whenReady(page);
    await page.locator('.player-play').click();
    await openSheet(page);
    await page.getByRole('combobox', { name: 'Sleep timer' }).selectOption('5');
    expect(await page.locator('.player-tool[data-sleeps]').getAttribute('aria-label')).toContain('Stops in 5 minutes');
    await page.clock.fastForward('04:54');
    await page.clock.runFor(200);
    expect(await page.locator('.sheet-left').textContent()).toBe('Stops in 0:06');
    expect(await read<number>(page, 'volume')).toBeCloseTo(0.58, 1);
    await page.clock.runFor(6000);
    expect([await read(page, 'paused'), await read(page, 'volume')]).toEqual([true, 1]);
    expect(await page.getByRole('combobox', { name: 'Sleep timer' }).inputValue()).toBe('');
    expect(await page.locator('[data-sleeps]').count()).toBe(0);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['chapter', 24.2, 'paused === true', 25],
    ['episode', 69.3, 'ended === true', 70],
  ])('stops at the end of the %s, and nothing follows', async (choice, from, stopped, until) => {
    const { page } = await site.open('');
    await page.locator('.lead .play').click();
    await whenAudio(page, 'currentTime > 0.1');
    await openSheet(page);
    await page.getByRole('combobox', { name: 'Sleep timer' }).selectOption(choice);
    await page.evaluate(`${AUDIO}.currentTime = ${from}`);
    await whenAudio(page, stopped);
    expect(Math.abs((await read<number>(page, 'currentTime')) - until)).toBeLessThan(0.35);
    expect([await read(page, 'src'), await read(page, 'volume')]).toEqual([expect.stringContaining(PAGE), 1]);
    await page.context().close();
  });
});

describe('the text', () => {
  it('is searched: counted, marked across sentences, gone through, and played from on Enter', async () => {
    const { page, trouble } = await openPage();
    await page.locator('.player-play').focus();
    await page.keyboard.press('/');
    await page.keyboard.type('THE clock');
    const count = page.locator('.find-count');
    await count.filter({ hasText: '1 of 1' }).waitFor();
    await page.getByRole('searchbox', { name: 'Find in transcript' }).fill('in that  order. She');
    await count.filter({ hasText: '1 of 1' }).waitFor();
    await vi.waitFor(async () => expect(await marked(page, 'found-now')).toMatch(/^in that order\.\s*She$/u));
    await page.getByRole('searchbox', { name: 'Find in transcript' }).fill('timetable');
    await count.filter({ hasText: '1 of 2' }).waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await count.textContent()).toBe('2 of 2');
    await page.getByRole('button', { name: 'Next match' }).click();
    await page.getByRole('button', { name: 'Previous match' }).click();
    await page.getByRole('searchbox', { name: 'Find in transcript' }).press('Enter');
    await whenAudio(page, `currentTime >= 65.2 && !${AUDIO}.paused`);
    await page.getByRole('searchbox', { name: 'Find in transcript' }).press('Escape');
    expect([await count.textContent(), await marked(page, 'found')]).toEqual(['', '']);
    await page.getByRole('searchbox', { name: 'Find in transcript' }).fill('zeppelin');
    await count.filter({ hasText: 'Nothing found' }).waitFor();
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('lights up word by word where words are known, and is gone through by sentences from the keyboard', async () => {
    const { page } = await openPage();
    await page.locator('.player-play').focus();
    await page.evaluate(`${AUDIO}.currentTime = 11`);
    await page.keyboard.press('n');
    await whenAudio(page, 'currentTime >= 15.2');
    await vi.waitFor(async () => expect(await marked(page, 'word')).toBe('Lindqvist'), { interval: 20 });
    const second = await read<number>(page, 'currentTime');
    expect(second - (15.2 + 4.5 / 13)).toBeLessThan(0.25 + 4.5 / 13);
    await page.keyboard.press('b');
    await whenAudio(page, `currentTime < 15 && ${AUDIO}.currentTime >= 10.2`);
    await page.context().close();
  });

  it('has its pictures in the player while their chapter is heard, to be seen large with what stands below', async () => {
    const { page, trouble } = await openPage(`${PAGE}#t=30`);
    const shown = page.getByRole('button', { name: 'Show picture' });
    await shown.click();
    const dialog = page.getByRole('dialog', { name: 'Show picture' });
    expect(await dialog.locator('figcaption').textContent()).toBe('The quay at dawn.');
    expect(await dialog.locator('img').getAttribute('alt')).toBe('What fig-1 shows');
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.className')).toBe('player-picture');
    await page.evaluate(`${AUDIO}.currentTime = 10`);
    await vi.waitFor(async () => expect(await shown.locator('img').getAttribute('alt')).toBe(''));
    expect(trouble).toEqual([]);
    await page.context().close();
  });
});

describe('a sentence', () => {
  it('is shared with its second and words, and as a link that stops after fifteen seconds', async () => {
    const { page } = await openPage(`${PAGE}#t=36`);
    await openSheet(page);
    await page.getByRole('button', { name: 'Copy sentence and link' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toMatch(/^“The harbour board .+”\nThe ferry .+ · The Harbour Review\nhttp.+#t=35\.2&a=1a2b3c4d$/u);
    await page.getByRole('button', { name: 'Copy link to 15 seconds' }).click();
    await page.goto(`${site.url}${PAGE}#t=35.2,36.2&a=1a2b3c4d`);
    await page.reload();
    await whenReady(page);
    await whenAudio(page, 'currentTime === 35.2');
    await page.locator('.player-play').click();
    await whenAudio(page, `currentTime > 35.5 && ${AUDIO}.paused`);
    expect(Math.abs((await read<number>(page, 'currentTime')) - 36.2)).toBeLessThan(0.15);
    await page.locator('.player-play').click();
    await whenAudio(page, 'currentTime > 36.5');
    await page.context().close();
  });

  it('is saved as fifteen seconds of the file, cut between its frames, and as a picture', async () => {
    const { page, trouble } = await openPage(`${PAGE}#t=36`);
    await openSheet(page);
    const [clip] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save 15 seconds (MP3)' }).click(),
    ]);
    expect(clip.suggestedFilename()).toBe(`${ARTICLE.slug}-35.mp3`);
    const bytes = await readFile(await clip.path());
    const whole = await readFile(site.pathOf(ARTICLE.audio.path));
    const at = whole.indexOf(bytes);
    expect(at).toBeGreaterThan(0);
    // 64 kbit/s, and the first frames say what the file is.
    expect(Math.abs(at / 8000 - 35.2)).toBeLessThan(0.12);
    expect(Math.abs((await decodedSeconds(await clip.path())) - 15)).toBeLessThan(0.1);
    await page.getByRole('button', { name: 'Quotation card' }).click();
    const [card] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save picture' }).click(),
    ]);
    const png = await readFile(await card.path());
    expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 1080, 1080]);
    expect(png.byteLength).toBeGreaterThan(15_000);
    expect(trouble).toEqual([]);
    await page.context().close();
  });
});

describe('the queue', () => {
  it('takes what is added, is put in order by the keyboard, is there after a reload, and plays first', async () => {
    const { page, trouble } = await site.open('');
    await page.getByRole('button', { name: `Add to queue: ${PROGRAMME.title}` }).click();
    await page.getByRole('button', { name: `Add to queue: ${SECOND.title}` }).click();
    await page.locator('.lead .play').click();
    await whenAudio(page, 'currentTime > 0.1');
    await openSheet(page);
    expect(await titles(page)).toEqual([PROGRAMME.title, SECOND.title]);
    await page.getByRole('button', { name: `Move up: ${SECOND.title}` }).focus();
    await page.keyboard.press('Enter');
    expect(await titles(page)).toEqual([SECOND.title, PROGRAMME.title]);
    expect(await page.evaluate('document.activeElement.title')).toBe(`Move down: ${SECOND.title}`);
    await page
      .getByRole('status')
      .filter({ hasText: `${SECOND.title}: 1 of 2` })
      .waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    const added = page.getByRole('button', { name: `Add to queue: ${SECOND.title}` });
    expect(await added.getAttribute('aria-pressed')).toBe('true');
    await page.locator('.bar-play').click();
    await whenAudio(page, 'currentTime > 0.1');
    await page.getByRole('button', { name: 'Next episode' }).click();
    await whenAudio(page, `src.includes('/second/') && ${AUDIO}.currentTime > 0.1`);
    expect(await added.getAttribute('aria-pressed')).toBe('false');
    await openSheet(page);
    expect(await titles(page)).toEqual([PROGRAMME.title]);
    await page.getByRole('button', { name: `Remove from queue: ${PROGRAMME.title}` }).click();
    expect(await titles(page)).toEqual([]);
    expect(trouble).toEqual([]);
    await page.context().close();
  });
});

describe('the player', () => {
  it('of the keys, by one of them', async () => {
    const { page } = await openPage();
    await page.locator('.player-play').focus();
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    await page.reload();
    await whenReady(page);
    expect(await read(page, 'volume')).toBeCloseTo(0.8, 5);
    await page.locator('.player-play').focus();
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await keys.waitFor();
    expect(await keys.locator('dd').count()).toBeGreaterThan(10);
    await keys.getByRole('button', { name: 'Close' }).click();
    expect(await page.evaluate('document.activeElement.className')).toBe('player-play');
    await page.context().close();
  });

  it('leaves the controls of the browser where that is too old for it', async () => {
    const { page } = await site.open('');
    await page.addInitScript('delete Array.prototype.findLastIndex');
    await page.goto(site.url + PAGE);
    await vi.waitFor(async () =>
      expect(await page.evaluate("customElements.get('lector-player') !== undefined")).toBe(true),
    );
    expect(await page.locator('audio[controls]').isVisible()).toBe(true);
    expect(await page.locator('.player').count()).toBe(0);
    await page.context().close();
  });

  it('tells the system what is heard, with its picture, and steps by chapters', async () => {
    const { page } = await openPage(`${PAGE}#t=30`);
    const size = (): Promise<string> => page.evaluate("navigator.mediaSession.metadata.artwork[0]?.sizes ?? ''");
    await vi.waitFor(async () => expect(await size()).toBe('1x1'));
    expect(await page.evaluate('((m) => [m.title, m.artist, m.album])(navigator.mediaSession.metadata)')).toEqual([
      FIRST.title,
      'The Harbour Review',
      'The Harbour Review',
    ]);
    await page.context().close();
  });

  it('has no accessibility fault nor small target in what it opens, in any colours, and fits 320 pixels', async () => {
    const { page } = await site.open('', { viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
    await page.evaluate(axe.source);
    await page.getByRole('button', { name: `Add to queue: ${PROGRAMME.title}` }).click();
    await page.locator('.lead .play').click();
    await page.locator('.month h3 a').first().click();
    await page.locator('lector-player.is-ready').waitFor();
    await page.locator('.player-tool[aria-haspopup]').click();
    await page.locator('dialog.sheet').waitFor();
    await page.getByRole('button', { name: 'Quotation card' }).click();
    await page.locator('canvas').waitFor();
    expect(await page.getByRole('button', { name: 'Play next', exact: true }).count()).toBe(1);
    for (const [colorScheme, forcedColors] of [
      ['light', 'none'],
      ['dark', 'none'],
      ['dark', 'active'],
    ] as const) {
      await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' });
      const { violations } = await page.evaluate<AxeResults>('axe.run()');
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
    expect(await page.evaluate(SMALL_TARGETS)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.context().close();
  });
});
