import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { Episode } from '../../src/model/episode.js';
import { startPreview } from '../../src/preview.js';
import { encodeAudio, findFfmpeg } from '../../src/run-tool.js';
import type { Show } from '../../src/model/publication/show.js';
import { openBrowser } from '../browser.js';
import { sampleOutput, writeFiles } from '../site/build-sample.js';
import { ARTICLE, SHOW } from '../site/sample-show.js';

const SECONDS = ARTICLE.durationMs / 1000;

/** A page; what it asks others for, complains of or pops up is in `trouble`. */
export type OpenedPage = { readonly page: Page; readonly trouble: string[] };

export type SampleSite = {
  readonly url: string;
  /** By path. */
  readonly files: ReadonlyMap<string, string>;
  /** Where a published file lies. */
  pathOf(published: string): string;
  readonly browser: Browser;
  open(target: string, options?: BrowserContextOptions): Promise<OpenedPage>;
  close(): Promise<void>;
};

/** A site with these episodes on this machine, the first `soundCount` of them with sound, and a browser for it. */
export async function openSampleSite(
  episodes: readonly Episode[],
  soundCount: number,
  show: Show = SHOW,
): Promise<SampleSite> {
  const output = sampleOutput(episodes, show);
  const files = new Map(output.map((file) => [file.path, 'content' in file ? String(file.content) : '']));
  const bytes = output.map(
    async (file) => [file.path, 'content' in file ? file.content : await readFile(file.copyFrom)] as const,
  );
  const outDir = await writeFiles(
    new Map<string, string | Uint8Array>([...(await Promise.all(bytes)), ['cover-0a1b2c3d.png', PNG]]),
  );
  for (const { audio } of episodes.slice(0, soundCount)) await writeTone(path.join(outDir, audio.path));
  const preview = await startPreview({ outDir, port: 0, baseUrl: SHOW.baseUrl });
  const browser = await openBrowser();
  return {
    url: preview.url,
    files,
    pathOf: (published) => path.join(outDir, published),
    browser,
    async open(target, options = {}) {
      const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...options });
      const page = await context.newPage();
      const trouble: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(preview.url)) trouble.push(`asked for ${request.url()}`);
      });
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') trouble.push(message.text());
      });
      page.on('pageerror', (error) => trouble.push(error.message));
      page.on('dialog', (dialog) => {
        trouble.push(`dialog ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.goto(preview.url + target);
      return { page, trouble };
    },
    async close() {
      await browser.close();
      await preview.close();
    },
  };
}

/** What is run in the page is given as text: these tests are compiled without the types of a browser. */
export const AUDIO = "document.querySelector('audio')";

export function read<Value>(page: Page, property: string): Promise<Value> {
  return page.evaluate<Value>(`${AUDIO}.${property}`);
}

/** Asked again and again from here: the pages' policy lets nothing be evaluated inside. */
export async function whenAudio(page: Page, condition: string): Promise<void> {
  await vi.waitFor(async () => expect(await read(page, condition)).toBe(true), { timeout: 30_000, interval: 50 });
}

export async function whenReady(page: Page): Promise<void> {
  await page.waitForSelector('lector-player.is-ready');
  await whenAudio(page, 'readyState > 0');
}

/** A quiet tone, higher in each second, so that no part is like another: what a browser cannot decode it does not seek in. */
async function writeTone(file: string): Promise<void> {
  const sampleRateHz = 16_000;
  async function* pcm(): AsyncGenerator<Float32Array> {
    for (let second = 0; second < SECONDS; second += 1) {
      const turns = (220 + 5 * second) / sampleRateHz;
      yield Float32Array.from({ length: sampleRateHz }, (_, index) => Math.sin(index * 2 * Math.PI * turns) / 8);
    }
  }
  await encodeAudio({
    ffmpeg: await findFfmpeg({ ...(process.env['PATH'] !== undefined && { searchPath: process.env['PATH'] }) }),
    pcm: pcm(),
    input: { sampleRateHz, channelCount: 1 },
    output: { path: file, format: 'mp3', bitrateKbps: 64, sampleRateHz: 44_100, channelCount: 1 },
  });
  expect((await readFile(file)).byteLength).toBeGreaterThan(SECONDS * 7000);
}

/** One brown pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkaPhfDwADXgGA5kGqqAAAAABJRU5ErkJggg==',
  'base64',
);
