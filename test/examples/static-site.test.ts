import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkOutput } from '../../src/index.js';
import { CONFIG } from '../show/test-show.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const load = (file: string): Promise<unknown> =>
  import(pathToFileURL(path.join(ROOT, 'examples/static-site', file)).href);

/** What `eleventy.after` hands over; https://www.11ty.dev/docs/events/. */
type EleventyAfter = {
  readonly directories: Readonly<Record<string, string>>;
  readonly dir: Readonly<Record<string, string>>;
  readonly results: readonly object[];
  readonly runMode: 'build' | 'watch' | 'serve';
  readonly outputMode: 'fs' | 'json' | 'ndjson';
};
type Hear = (built: EleventyAfter) => Promise<void>;
const eleventy = (await load('eleventy.mjs')) as {
  podcast(config: { on(event: string, hear: Hear): void }, options: object): void;
};
/** https://docs.astro.build/en/reference/integrations-reference/. */
const astro = (await load('astro.mjs')) as {
  podcast(options: object): {
    readonly name: string;
    readonly hooks: Readonly<Record<string, (options: object) => void | Promise<void>>>;
  };
};

const URLS = ['/', '/about/', '/posts/', '/posts/pier/', '/posts/ferry/'];
const pageOf = (url: string): string => {
  const name = url.split('/').at(-2) ?? '';
  const paragraphs = ['one', 'two', 'three', 'four', 'five'].map(
    (day) =>
      `<p>On day ${day} the town spoke of ${name} until ten, and nobody left the old hall before the very end.</p>`,
  );
  return `<!doctype html><html lang="en"><head><title>The ${name}</title><meta property="article:published_time" content="2026-02-01T08:00:00Z"></head><body><nav><a href="/">Home</a></nav><main>
<article><h1>The ${name}</h1>${paragraphs.join('')}</article></main></body></html>`;
};

describe('the examples of hooks of site builders', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'lector-site-'));
    await writeFile(path.join(root, 'lector.yaml'), CONFIG.replace('engine: counting', 'engine: silence'));
    await copyFile(path.join(ROOT, 'test/fixtures/published-by-0.1.0/cover.jpg'), path.join(root, 'cover.jpg'));
    vi.spyOn(console, 'log').mockReturnValue();
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  async function expectShow(site: string): Promise<void> {
    const show = path.join(site, 'podcast');
    expect((await readdir(path.join(show, 'episodes'))).toSorted()).toEqual(['the-ferry', 'the-pier']);
    expect((await checkOutput({ outDir: show })).filter(({ severity }) => severity === 'error')).toEqual([]);
  }

  it('Eleventy’s narrates the pages of a folder, and only when the site is built', async () => {
    const heard = new Map<string, Hear>();
    eleventy.podcast({ on: (event, hear) => heard.set(event, hear) }, { below: '/posts/', root });
    const directories = { input: './', output: './_site/', includes: './_includes/', data: './_data/' };
    const results = URLS.map((url) => ({
      inputPath: `.${url}index.md`,
      outputPath: `./_site${url}index.html`,
      url,
      content: pageOf(url),
    }));
    const hidden = { inputPath: './posts/draft.md', outputPath: false, url: false, content: pageOf('/posts/draft/') };
    const built = { directories, dir: directories, results: [...results, hidden], outputMode: 'fs' } as const;
    const after = heard.get('eleventy.after');
    await after?.({ ...built, runMode: 'serve' });
    expect(await readdir(root)).not.toContain('_site');
    await after?.({ ...built, runMode: 'build' });
    await expectShow(path.join(root, '_site'));
  });

  it('Astro’s narrates the pages of a folder, and tells of it by Astro’s logger', async () => {
    const site = path.join(root, 'dist');
    for (const url of URLS) {
      await mkdir(path.join(site, url), { recursive: true });
      await writeFile(path.join(site, url, 'index.html'), pageOf(url));
    }
    const folderUrl = (folder: string): URL => pathToFileURL(`${folder}/`);
    const info = vi.fn();
    const { name, hooks } = astro.podcast({ below: 'posts/' });
    await hooks['astro:config:done']?.({ config: { root: folderUrl(root) } });
    const pages = URLS.map((url) => ({ pathname: url.slice(1) }));
    await hooks['astro:build:done']?.({ pages, dir: folderUrl(site), routes: [], assets: new Map(), logger: { info } });
    expect([name, info.mock.calls.flat()]).toEqual(['podcast', ['built: The ferry', 'built: The pier']]);
    await expectShow(site);
    expect(await readFile(path.join(site, 'posts/pier/index.html'), 'utf8')).toBe(pageOf('/posts/pier/'));
  });
});
