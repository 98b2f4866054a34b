import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sharedSpans, type SharedSpan } from '../../../src/model/publication/time-map.js';
import { makeRandom } from '../../e2e/random.js';
import { ENGLISH } from './article-pages.js';
import { articleHtml, BAR, episodeOf, MARKED, openArticleSite, type ArticleSite } from './article-site.js';

/** Positions tried in each direction; 500 of them take some minutes: `LECTOR_HANDOVERS=500 npx vitest run test/site/companion/handover.test.ts`. */
const COUNT = Number(process.env['LECTOR_HANDOVERS'] ?? 5);
const SLUG = 'lighthouse-en';
const OLD = ENGLISH.filter((_, index) => index !== 7).map((text, index) =>
  index === 5 ? 'These words were replaced by others.' : text,
);

let site: ArticleSite;
let page: Page;
const now = episodeOf(SLUG, ENGLISH, {
  edition: 'bbbbbbbb',
  earlier: { audio: `${SLUG}-aaaaaaaa.mp3`, spans: spans() },
});
const cues = now.transcript?.cues ?? [];
const body = `<h1>Listen</h1>${ENGLISH.map((text, index) => `<p><i>Not heard.</i> <span data-s="${index}">${text}</span> ${'Nor is this. '.repeat(20)}</p>`).join('')}`;

function spans(): readonly SharedSpan[] {
  const timed = (sentences: readonly string[]) => {
    const episode = episodeOf(SLUG, sentences);
    return { durationMs: episode.durationMs, cues: episode.transcript?.cues ?? [] };
  };
  return sharedSpans(timed(OLD), timed(ENGLISH));
}

beforeAll(async () => {
  site = await openArticleSite([now], 1);
  ({ page } = await site.read(articleHtml(body, { url: site.url, slug: SLUG })));
  await page.waitForSelector('[data-lector] .bar');
});

afterAll(() => site.close());

/** Milliseconds anywhere within what is said. */
function positions(seed: number): readonly number[] {
  const next = makeRandom(seed);
  return Array.from({ length: COUNT }, () => Math.floor(100 + next() * (ENGLISH.length * 4000 - 400)));
}

function sentenceAt(timeMs: number): number {
  return cues.findLastIndex(({ startMs }) => startMs <= timeMs);
}

async function goTo(target: Page, hash: string): Promise<void> {
  await target.evaluate(
    `new Promise((done) => { if (location.hash === ${JSON.stringify(hash)}) done(); addEventListener('hashchange', () => done(), { once: true }); location.hash = ${JSON.stringify(hash)}; })`,
  );
}

/** What is marked, where it is in view. */
const SEEN = `(() => {
  const [range] = CSS.highlights.get('lector-heard') ?? [];
  const box = range?.getBoundingClientRect();
  return box && box.top >= 0 && box.bottom <= innerHeight ? ${MARKED}.text : undefined;
})()`;

describe('from listening to reading and back', () => {
  it('stops within a sentence and reads on there', async () => {
    for (const timeMs of positions(1)) {
      await goTo(page, `#t=${timeMs / 1000}`);
      await page.evaluate('scrollTo(0, 0)');
      await page.getByRole('button', { name: 'Stop and read on from here' }).click();
      const text = ENGLISH[sentenceAt(timeMs)];
      expect(await page.evaluate(SEEN)).toBe(text);
      const begins = await page.evaluate<string>(
        '(({ focusNode, focusOffset }) => focusNode.data.slice(focusOffset))(getSelection())',
      );
      expect(begins.startsWith(text ?? '')).toBe(true);
    }
  });

  it('listens to the sentence one has selected some of', async () => {
    for (const timeMs of positions(2)) {
      const sentence = sentenceAt(timeMs);
      const at = timeMs % (ENGLISH[sentence]?.length ?? 1);
      await page.evaluate(
        `getSelection().collapse(document.querySelector('[data-s="${sentence}"]').firstChild, ${at})`,
      );
      await page.evaluate(`${BAR}.querySelector('[title="Listen from here"]').click()`);
      await vi.waitFor(async () => expect(await page.evaluate(SEEN)).toBe(ENGLISH[sentence]), { timeout: 5000 });
    }
    await page.getByRole('button', { name: /^Pause: / }).click();
  });

  it('goes on on another device where the address leads', async () => {
    for (const timeMs of positions(3)) {
      await goTo(page, `#t=${timeMs / 1000}`);
      const device = page.getByRole('button', { name: 'Go on on another device' });
      await device.click();
      const link = page.getByRole('link', { name: 'Go on on another device' });
      const address = await link.getAttribute('href');
      await device.click();
      const other = await page.context().newPage();
      await other.goto(address ?? '');
      await other.waitForSelector('[data-lector] .bar');
      await vi.waitFor(async () => expect(await other.evaluate(SEEN)).toBe(ENGLISH[sentenceAt(timeMs)]));
      await other.close();
    }
  });

  it('finds in a corrected article what was heard before it', async () => {
    const old = episodeOf(SLUG, OLD).transcript?.cues ?? [];
    const stays = (text = ''): boolean => ENGLISH.includes(text);
    for (const timeMs of positions(4)) {
      const text = old.findLast(({ startMs }) => startMs <= timeMs)?.text;
      if (!stays(text)) continue;
      await goTo(page, `#t=${timeMs / 1000}&a=aaaaaaaa`);
      expect(await page.evaluate(SEEN)).toBe(text);
    }
  });

  it('leads to the words where nothing but the browser reads the address', async () => {
    await goTo(page, '#t=57.2');
    await page.getByRole('button', { name: 'Go on on another device' }).click();
    const link = page.getByRole('link', { name: 'Go on on another device' });
    const words = new URL((await link.getAttribute('href')) ?? '').hash.replace(/^.*:~:/u, '#:~:');
    const plain = await site.read(`<!doctype html><title>Plain</title>${body}`, { hash: words });
    await vi.waitFor(async () => {
      const box = await plain.page.locator('[data-s="14"]').boundingBox();
      expect((box?.y ?? -1) > 0 && (box?.y ?? 0) < 700).toBe(true);
    });
    await plain.page.close();
  });
});
