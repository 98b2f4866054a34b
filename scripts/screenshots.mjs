// Takes the pictures of docs/pages/ anew: each kind of page of the sample show, on a phone and on a desk, light and dark.
// Run it after a change of templates or style: node --import ./scripts/typescript-loader.mjs scripts/screenshots.mjs
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPreview } from '../src/preview.js';
import { openBrowser } from '../test/browser.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.join(root, 'docs/pages');
const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };
const QUALITY = 60;

const outDir = mkdtempSync(path.join(os.tmpdir(), 'lector-pages-'));
execFileSync(process.execPath, ['bin/lector.mjs', 'build', '--out', outDir], { cwd: root, stdio: 'inherit' });
const feed = JSON.parse(readFileSync(path.join(outDir, 'feed.json'), 'utf8'));
const baseUrl = feed.home_page_url;
/** Where the episode made of a source stands, as the build has named it. */
const pageOf = (name) => {
  for (const { url } of feed.items) {
    const address = url.slice(baseUrl.length);
    const episode = JSON.parse(readFileSync(path.join(outDir, address, 'episode.json'), 'utf8'));
    if (path.parse(episode.source.location).name === name) return address;
  }
  throw new Error(`The sample show has no episode of ${name}.`);
};
const lamp = pageOf('the-lamp-that-counts');

/** Address, colour scheme and, where a picture shows more than the page as it opens, what is done there. */
const PAGES = {
  index: { address: '' },
  'index-dark': { address: '', colorScheme: 'dark', play: true },
  section: { address: 'section/long-reads/' },
  episode: { address: lamp },
  'episode-dark': { address: pageOf('night-ferry-returns'), colorScheme: 'dark' },
  transcript: { address: lamp, from: '.transcript' },
  programme: { address: pageOf('harbour-talk') },
  share: { address: lamp, press: '.player-tool[aria-haspopup]' },
  search: { address: 'search/?q=harbour', ready: '.passage' },
  subscribe: { address: '', from: '.subscribe' },
  'not-found': { address: 'no/such/page' },
  embed: {
    address: `${lamp}embed/`,
    sizes: { small: { width: 300, height: 120 }, large: { width: 700, height: 400 } },
  },
};

const preview = await startPreview({ outDir, port: 0, baseUrl });
const browser = await openBrowser();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, { address, colorScheme = 'light', from, play, press, ready, sizes = SIZES }] of Object.entries(
  PAGES,
)) {
  for (const [size, viewport] of Object.entries(sizes)) {
    const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
    await page.goto(preview.url + address);
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    // The preview puts its own address where that of the show stands.
    await page.evaluate(
      `for (const code of document.querySelectorAll('.feed-address code')) code.textContent = '${baseUrl}feed.xml'`,
    );
    if (play) await page.locator('.play').nth(1).click();
    if (press) await page.locator(press).click();
    if (ready) await page.locator(ready).first().waitFor();
    if (from)
      await page.evaluate(`scrollTo(0, document.querySelector('${from}').getBoundingClientRect().top + scrollY - 180)`);
    await page.waitForTimeout(400);
    const session = await page.context().newCDPSession(page);
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
    writeFileSync(path.join(folder, `${name}-${size}.webp`), Buffer.from(data, 'base64'));
    await page.close();
  }
}
// What README.md begins with.
const first = await browser.newPage({ viewport: { width: 1200, height: 1500 }, reducedMotion: 'reduce' });
await first.goto(preview.url + lamp);
await first.evaluate('document.fonts.ready.then(() => undefined)');
await first.screenshot({ path: path.join(root, 'docs/episode-page.png') });
await browser.close();
await preview.close();
rmSync(outDir, { recursive: true });
