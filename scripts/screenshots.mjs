// Takes the pictures of docs/pages/ anew: each kind of page of the sample show, on a phone and on a desk, light and dark.
// Run it after a change of templates or style: node --import ./scripts/typescript-loader.mjs scripts/screenshots.mjs
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPreview } from '../src/preview.js';
import { openBrowser } from '../test/browser.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.join(root, 'docs/pages');
const BASE_URL = 'https://podcast.example.org/';
const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };
/** Address, colour scheme and, where a picture shows more than the page as it opens, what is done there. */
const PAGES = {
  index: { address: '' },
  'index-dark': { address: '', colorScheme: 'dark', play: true },
  episode: { address: 'episodes/the-lamp-that-counts/' },
  'episode-dark': { address: 'episodes/night-ferry-returns/', colorScheme: 'dark' },
  transcript: { address: 'episodes/the-lamp-that-counts/', from: '.transcript' },
  programme: { address: 'episodes/harbour-talk-the-first-week-of-march/' },
  subscribe: { address: '', from: '.subscribe' },
  'not-found': { address: 'no/such/page' },
};

const outDir = mkdtempSync(path.join(os.tmpdir(), 'lector-pages-'));
execFileSync(process.execPath, ['bin/lector.mjs', 'build', '--out', outDir], { cwd: root, stdio: 'inherit' });
const preview = await startPreview({ outDir, port: 0, baseUrl: BASE_URL });
const browser = await openBrowser();
mkdirSync(folder, { recursive: true });
for (const [name, { address, colorScheme = 'light', from, play }] of Object.entries(PAGES)) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
    await page.goto(preview.url + address);
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    if (play) await page.locator('.play').nth(1).click();
    if (from) await page.evaluate(`scrollTo(0, document.querySelector('${from}').offsetTop - 150)`);
    await page.waitForTimeout(400);
    const session = await page.context().newCDPSession(page);
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 60 });
    writeFileSync(path.join(folder, `${name}-${size}.webp`), Buffer.from(data, 'base64'));
    await page.close();
  }
}
await browser.close();
await preview.close();
rmSync(outDir, { recursive: true });
