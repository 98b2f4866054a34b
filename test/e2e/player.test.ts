import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ARTICLE, PROGRAMME } from '../site/sample-show.js';
import { decodedSeconds, FIRST, SECOND } from './sample-player.js';
import { AUDIO, openSampleSite, read, whenAudio, whenReady, type SampleSite } from './sample-site.js';

const PAGE = `episodes/${ARTICLE.slug}/`;

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
    await page.clock.fastForward('04:54');
    await page.clock.runFor(200);
    expect(await page.locator('.sheet-left').textContent()).toBe('Stops in 0:06');
    expect(await read<number>(page, 'volume')).toBeCloseTo(0.58, 1);
    await page.clock.runFor(6000);
    expect([await read(page, 'paused'), await read(page, 'volume')]).toEqual([true, 1]);
    expect(await page.getByRole('combobox', { name: 'Sleep timer' }).inputValue()).toBe('');
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
    await page.getByRole('searchbox').fill('in that  order. She');
    await count.filter({ hasText: '1 of 1' }).waitFor();
    await vi.waitFor(async () => expect(await marked(page, 'found-now')).toMatch(/^in that order\.\s*She$/u));
    await page.getByRole('searchbox').fill('timetable');
    await count.filter({ hasText: '1 of 2' }).waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await count.textContent()).toBe('2 of 2');
    await page.getByRole('button', { name: 'Next match' }).click();
    await page.getByRole('button', { name: 'Previous match' }).click();
    await page.getByRole('searchbox').press('Enter');
    await whenAudio(page, `currentTime >= 65.2 && !${AUDIO}.paused`);
    await page.getByRole('searchbox').press('Escape');
    expect([await count.textContent(), await marked(page, 'found')]).toEqual(['', '']);
    await page.getByRole('searchbox').fill('zeppelin');
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
    await shown.waitFor({ state: 'hidden' });
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

describe('what a listener is told', () => {
  it.each([
    ['the file is not there', 404, 200, 'The sound could not be loaded.', 'Try again'],
    ['the episode was taken down', 404, 404, 'This episode was taken down.', undefined],
    ['there is no connection', undefined, undefined, 'You are offline. It goes on when you are back.', 'Try again'],
  ])('when %s', async (_, sound, html, line, act) => {
    const { page } = await site.open('');
    await page.locator('.month h3 a').first().hover();
    let isBroken = true;
    const answer = (status: number | undefined) => async (route: Parameters<Parameters<Page['route']>[1]>[0]) => {
      if (!isBroken || status === 200) return route.continue();
      if (status === undefined) return route.abort('internetdisconnected');
      return route.fulfill({ status, body: 'no' });
    };
    await page.route('**/*.mp3', answer(sound));
    await page.route(`**/${PAGE}`, answer(html));
    await page.locator('.lead .play').click();
    const notice = page.getByRole('alert');
    await notice.filter({ hasText: line }).waitFor();
    expect(await notice.getByRole('button').allTextContents()).toEqual(act === undefined ? [] : [act]);
    if (act === undefined) return page.context().close();
    isBroken = false;
    await notice.getByRole('button', { name: act }).click();
    await whenAudio(page, `currentTime > 0.1 && !${AUDIO}.paused`);
    await notice.waitFor({ state: 'hidden' });
    await page.context().close();
  });

  it('goes on in the new file when an episode was corrected while it waited in the queue', async () => {
    const { page } = await site.open('');
    const old = { guid: SECOND.guid, edition: 'ffffffff', title: SECOND.title, show: 'x', durationMs: 70_000 };
    const track = {
      ...old,
      href: `${site.url}episodes/second/`,
      sources: [{ href: `${site.url}gone.mp3`, mimeType: 'audio/mpeg' }],
    };
    await page.evaluate(`localStorage.setItem('lector:queue', ${JSON.stringify(JSON.stringify([track]))})`);
    await page.reload();
    await page.locator('.lead .play').click();
    await whenAudio(page, 'currentTime > 0.1');
    await page.getByRole('button', { name: 'Next episode' }).click();
    await whenAudio(page, `src.includes('${SECOND.audio.name}') && ${AUDIO}.currentTime > 0.1`);
    await page.context().close();
  });

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
});
