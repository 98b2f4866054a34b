import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Episode } from '../../../src/model/episode.js';
import type { TimeMap } from '../../../src/model/publication/time-map.js';
import { openSampleSite, type SampleSite } from '../../e2e/sample-site.js';
import { ARTICLE } from '../sample-show.js';

export const SENTENCE_MS = 4000;

/** An episode of these sentences, four seconds each. */
export function episodeOf(
  slug: string,
  sentences: readonly string[],
  { language = 'en', edition = '1a2b3c4d', earlier }: { language?: string; edition?: string; earlier?: TimeMap } = {},
): Episode {
  const name = `${slug}-${edition}.mp3`;
  return {
    ...ARTICLE,
    slug,
    guid: `guid-of-${slug}`,
    title: sentences[0] ?? '',
    language,
    sourceUrl: `https://paper.example/${slug}`,
    audio: { ...ARTICLE.audio, name, path: `episodes/${slug}/${name}` },
    links: [],
    transcript: {
      language,
      cues: sentences.map((text, index) => ({
        startMs: index * SENTENCE_MS + 100,
        endMs: (index + 1) * SENTENCE_MS - 200,
        text,
        utteranceId: `u-${text}`,
        blockId: `b-${index}`,
        blockKind: 'paragraph',
        words: [],
      })),
    },
    ...(earlier && { earlier: [earlier] }),
  };
}

/** Pages of a newspaper on an origin of their own, under a policy that allows nothing but the show. */
export type ArticleSite = SampleSite & {
  readonly articles: string;
  /** Opens a page of these contents; `requests` are those to the show, `trouble` what the browser complains of. */
  read(
    html: string,
    options?: BrowserContextOptions & { readonly hash?: string },
  ): Promise<{ readonly page: Page; readonly requests: string[]; readonly trouble: string[] }>;
};

export async function openArticleSite(episodes: readonly Episode[], soundCount = 1): Promise<ArticleSite> {
  const site = await openSampleSite(episodes, soundCount);
  const show = new URL(site.url).origin;
  const pages = new Map<string, string>();
  /** Shared by all that ask for nothing else: a context of its own takes a while. */
  let usual: BrowserContext | undefined;
  const policy = `default-src 'none'; script-src ${show}; connect-src ${show}; media-src ${show}; frame-src ${show}; style-src 'self'; require-trusted-types-for 'script'`;
  const server = createServer((request, response) => {
    const body = pages.get(request.url ?? '');
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Content-Type', request.url === '/style.css' ? 'text/css' : 'text/html; charset=utf-8');
    response.statusCode = body === undefined ? 404 : 200;
    response.end(body);
  });
  pages.set(
    '/style.css',
    'body{max-width:600px;margin:0 auto;font:18px/1.5 serif}div{padding:1px;margin:7px}button{color:red}',
  );
  pages.set('/favicon.ico', '');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const articles = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    ...site,
    articles,
    async read(html, { hash = '', ...options } = {}) {
      const path = `/article-${pages.size}`;
      pages.set(path, html);
      const isUsual = Object.keys(options).length === 0;
      usual ??= await site.browser.newContext({ reducedMotion: 'reduce' });
      const context = isUsual ? usual : await site.browser.newContext({ reducedMotion: 'reduce', ...options });
      const page = await context.newPage();
      const requests: string[] = [];
      const trouble: string[] = [];
      page.on(
        'request',
        (request) => void (request.url().startsWith(show) && requests.push(request.url().slice(site.url.length))),
      );
      page.on('console', (message) => void (/error|warning/u.test(message.type()) && trouble.push(message.text())));
      page.on('pageerror', (error) => void trouble.push(error.message));
      await page.goto(`${articles}${path}${hash}`);
      return { page, requests, trouble };
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await site.close();
    },
  };
}

/** An article as its newspaper serves it, with the tag of the show at its end or wherever `{tag}` stands. */
export function articleHtml(
  body: string,
  { url, slug, head = '', language = 'en' }: { url: string; slug?: string; head?: string; language?: string },
): string {
  const data = slug === undefined ? '' : ` data-url="https://paper.example/${slug}"`;
  const tag = `<script type="module" src="${url}embed.js"${data}></script>`;
  const filled = body.includes('{tag}') ? body.replace('{tag}', tag) : `${tag}${body}`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Article</title><link rel="stylesheet" href="/style.css">${head}</head><body><main>${filled}</main></body></html>`;
}

/** The text that is marked, and the `id` of the element around it. */
export const MARKED = `(() => {
  const [range] = CSS.highlights.get('lector-heard') ?? [];
  if (!range) return {};
  let around = range.commonAncestorContainer;
  while (around && !around.id) around = around.parentElement;
  return { text: String(range), id: around?.id };
})()`;

/** Inside the controls, which stand in a shadow of the first element of its own. */
export const BAR = "document.querySelector('[data-lector]').shadowRoot";
