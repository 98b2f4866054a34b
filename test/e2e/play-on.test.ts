import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ARTICLE, PROGRAMME } from '../site/sample-show.js';
import { AUDIO, openSampleSite, read, whenAudio, whenReady, type SampleSite } from './sample-site.js';

const SECOND = { ...ARTICLE, slug: 'second', guid: 'second', title: 'The second of two', audio: audioOf('second') };
const EPISODES = [ARTICLE, SECOND, { ...PROGRAMME, section: 'Town' }];
const PAGE = `episodes/${ARTICLE.slug}/`;

let site: SampleSite;

beforeAll(async () => {
  site = await openSampleSite(EPISODES, 2);
});

afterAll(() => site.close());

function audioOf(slug: string): typeof ARTICLE.audio {
  const name = `${slug}-1a2b3c4e.mp3`;
  return { ...ARTICLE.audio, name, path: `episodes/${slug}/${name}` };
}

const isBarShown = (page: Page): Promise<boolean> => page.locator('.bar').isVisible();
const sourceOf = (page: Page): Promise<string> => read(page, 'src');
const mark = (page: Page): Promise<unknown> =>
  page.evaluate("window.isSameDocument = true; document.querySelector('audio').isSame = true");

describe('playing on', () => {
  it('begins at any play sign of the list, goes on with the next, and each sign shows what it does', async () => {
    const { page, trouble } = await site.open('');
    const [first, second] = [page.locator('.lead .play'), page.locator('.month .play').first()];
    expect(await first.textContent()).toContain(`Play: ${ARTICLE.title}`);
    await first.click();
    await whenAudio(page, 'currentTime > 0.2');
    expect([await first.textContent(), await isBarShown(page)]).toEqual([expect.stringContaining('Pause'), true]);
    expect(await page.locator('.bar-title').textContent()).toBe(ARTICLE.title);
    await page.evaluate(`${AUDIO}.currentTime = 69.6`);
    await whenAudio(page, `src.includes('/second/') && ${AUDIO}.currentTime > 0.1`);
    expect([await first.textContent(), await second.textContent()]).toEqual([
      expect.stringContaining('Play'),
      expect.stringContaining('Pause'),
    ]);
    await second.click();
    expect(await read(page, 'paused')).toBe(true);
    expect(page.url()).toBe(site.url);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('goes on while pages change; title, address, focus and what is read out follow, and back leads back', async () => {
    const { page, trouble } = await site.open('');
    await page.locator('.lead .play').click();
    await whenAudio(page, 'currentTime > 0.2');
    await mark(page);
    await page.locator('.month h3 a').first().click();
    await page.waitForURL(`${site.url}episodes/second/`);
    await page.locator('h1', { hasText: SECOND.title }).waitFor();
    expect(await page.title()).toBe(`${SECOND.title} · The Harbour Review`);
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    expect(await page.locator('p[role=status].visually-hidden').textContent()).toBe(await page.title());
    const before = await read<number>(page, 'currentTime');
    await whenAudio(page, `currentTime > ${before + 0.2}`);
    expect([await isBarShown(page), await read(page, 'paused'), await sourceOf(page)]).toEqual([
      true,
      false,
      expect.stringContaining(ARTICLE.audio.name),
    ]);
    await page.locator('.bar-title').click();
    await page.waitForURL(site.url + PAGE);
    await page.locator('lector-player.is-ready').waitFor();
    await page.locator('.player.is-playing').waitFor();
    expect(await isBarShown(page)).toBe(false);
    await page.goBack();
    await page.locator('h1', { hasText: SECOND.title }).waitFor();
    await page.goBack();
    await page.locator('.lead .play.is-playing').waitFor();
    expect(page.url()).toBe(site.url);
    expect(await page.evaluate(`[window.isSameDocument, ${AUDIO}.isSame, ${AUDIO}.paused]`)).toEqual([
      true,
      true,
      false,
    ]);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('changes to the episode whose page is open when its own player is started there', async () => {
    const { page } = await site.open(PAGE);
    await whenReady(page);
    await page.locator('.player-play').click();
    await whenAudio(page, 'currentTime > 0.2');
    await page.locator('.pager a[rel]').first().click();
    await page.locator('h1', { hasText: SECOND.title }).waitFor();
    expect(await page.locator('.player.is-playing').count()).toBe(0);
    await page.locator('.transcript .time').nth(1).click();
    await whenAudio(page, `src.includes('/second/') && ${AUDIO}.currentTime > 14`);
    await page.locator('.player.is-playing').waitFor();
    expect(await isBarShown(page)).toBe(false);
    await page.context().close();
  });

  it('stands in the bar where it stopped when a page is loaded anew, until it is closed', async () => {
    const { page } = await site.open('');
    await page.locator('.lead .play').click();
    await whenAudio(page, 'currentTime > 0.1');
    await page.evaluate(`${AUDIO}.currentTime = 30`);
    await page.locator('.bar-play').click();
    await whenAudio(page, 'paused === true');
    await page.goto(`${site.url}section/town/`);
    await page.locator('.bar').waitFor();
    await whenAudio(page, 'currentTime > 29');
    expect(await page.locator('.bar .player-time').textContent()).toBe('0:30 / 1:10');
    await page.getByRole('button', { name: 'Close player' }).click();
    expect(await isBarShown(page)).toBe(false);
    await page.reload();
    expect(await isBarShown(page)).toBe(false);
    await page.context().close();
  });

  it('is worked by the keyboard alone', async () => {
    const { page } = await site.open('');
    const isOn = (selector: string): Promise<boolean> =>
      page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`);
    const tabTo = async (selector: string, key = 'Tab'): Promise<void> => {
      for (let presses = 0; presses < 40 && !(await isOn(selector)); presses += 1) await page.keyboard.press(key);
      expect(await isOn(selector)).toBe(true);
    };
    await tabTo('.lead .play');
    await page.keyboard.press('Enter');
    await whenAudio(page, 'currentTime > 0.1');
    await tabTo('.bar .player-slider', 'Shift+Tab');
    await page.keyboard.press('End');
    await whenAudio(page, `src.includes('/second/')`);
    await tabTo('.bar-title', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site.url}episodes/second/`);
    await page.locator('.player.is-playing').waitFor();
    await page.context().close();
  });

  it('seeks to a sentence within 150 ms of the click, and marks the next within 250 ms of its beginning', async () => {
    const { page } = await site.open(PAGE);
    await whenReady(page);
    await page.locator('.player-play').click();
    await whenAudio(page, 'currentTime > 0.1');
    const seekMs = await page.evaluate<number>(`new Promise((resolve) => {
      const begun = performance.now();
      ${AUDIO}.addEventListener('seeked', () => resolve(performance.now() - begun), { once: true });
      document.querySelector('[data-start="35200"]').click();
    })`);
    const heardMs = await page.evaluate<number>(`new Promise((resolve) => {
      ${AUDIO}.currentTime = 39.9;
      const next = document.querySelector('[data-start="40200"]');
      new MutationObserver(() => { if (next.classList.contains('is-heard')) resolve(${AUDIO}.currentTime * 1000 - 40200); })
        .observe(next, { attributes: true });
    })`);
    expect(seekMs).toBeLessThan(150);
    expect(heardMs).toBeLessThan(250);
    await page.context().close();
  });

  it('leads to pages without script, and to the episode from each play sign', async () => {
    const { page } = await site.open('', { javaScriptEnabled: false });
    await page.locator('.lead .play').click();
    await page.waitForURL(site.url + PAGE);
    await page.context().close();
  });

  it('has the first episode within 320 pixels on a phone, however long the description is', async () => {
    const { page } = await site.open('', { viewport: { width: 390, height: 844 } });
    const top = "document.querySelector('.lead h3').getBoundingClientRect().top";
    expect(await page.evaluate(top)).toBeLessThan(320);
    await page.evaluate("document.querySelector('.show-description').textContent += ' And so on and on.'.repeat(40)");
    expect(await page.evaluate(top)).toBeLessThan(320);
    await page.context().close();
  });
});

describe('what a listener is told', () => {
  it.each([
    ['the file is not there', 404, 200, 'The sound could not be loaded.', 'Try again'],
    ['the episode was taken down', 404, 404, 'This episode was taken down.', undefined],
    ['it was corrected meanwhile', 404, 'corrected', 'This episode was corrected meanwhile.', 'Reload'],
    ['there is no connection', undefined, undefined, 'You are offline. It goes on when you are back.', 'Try again'],
  ])('when %s', async (_, sound, html, line, act) => {
    const isCorrected = html === 'corrected';
    const { page } = await site.open(isCorrected ? PAGE : '');
    let isBroken = true;
    const answer = (status: number | string | undefined) => async (route: Route) => {
      if (!isBroken || status === 200) return route.continue();
      if (typeof status === 'string') {
        const text = await (await route.fetch()).text();
        return route.fulfill({ contentType: 'text/html', body: text.replace('"edition":"1a2b3c4d"', '"edition":"0"') });
      }
      if (status === undefined) return route.abort('internetdisconnected');
      return route.fulfill({ status, body: 'no' });
    };
    await page.route('**/*.mp3*', answer(sound));
    await page.route(`**/${PAGE}`, answer(html));
    await page.locator(isCorrected ? '.player-play' : '.lead .play').click();
    // What was there before it broke is heard to its end.
    if (isCorrected) await page.evaluate(`${AUDIO}.src += '?anew'`);
    const notice = page.getByRole('alert');
    await notice.filter({ hasText: line }).waitFor();
    expect(await notice.getByRole('button').allTextContents()).toEqual(act === undefined ? [] : [act]);
    if (act === undefined || isCorrected) return page.context().close();
    isBroken = false;
    if (sound === undefined) await page.evaluate("dispatchEvent(new Event('online'))");
    else await notice.getByRole('button', { name: act }).click();
    await whenAudio(page, `currentTime > 0.1 && !${AUDIO}.paused`);
    await notice.waitFor({ state: 'hidden' });
    await page.context().close();
  });

  it('when the sound is long in coming, until it comes', async () => {
    const { page } = await site.open('');
    await page.clock.install();
    await page.reload();
    let arrive = (): void => undefined;
    const arrival = new Promise<void>((resolve) => (arrive = resolve));
    await page.route('**/*.mp3', async (route) => {
      await arrival;
      await route.continue();
    });
    await page.locator('.lead .play').click();
    const notice = page.locator('.notice').filter({ hasText: 'The connection is slow' });
    const passes = async (): Promise<void> => {
      await page.clock.runFor(2000);
      expect(await notice.isVisible()).toBe(true);
    };
    await vi.waitFor(passes, { timeout: 20_000 });
    arrive();
    await whenAudio(page, 'currentTime > 0.1');
    await page.getByRole('alert').waitFor({ state: 'hidden' });
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
});
