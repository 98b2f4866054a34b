import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CONFIG, makeShow, type TestShow } from '../test-show.js';
import { sentences } from './feed-server.js';

/** What a page answers with: its text, or what a site says in place of it. */
type Page = { readonly status?: number; readonly location?: string; readonly html?: string };

let server: Server;
let origin = '';
let show: TestShow;
const pages = new Map<string, Page>();

const html = (title: string, body: string, canonical = ''): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title>${canonical === '' ? '' : `<link rel="canonical" href="${canonical}">`}<meta property="article:published_time" content="2026-01-02T08:00:00Z"></head><body><header><a href="/">The Paper</a></header><main><article><h1>${title}</h1>${body}</article></main></body></html>`;
const paragraphs = (subject: string, changed: readonly number[] = []): string =>
  [0, 1, 2].map((at) => `<p>${sentences(`${subject} ${at}`, 4, at === 1 ? changed : [])}</p>`).join('');
const TITLE = 'Harbour talks';
const article = (more: { changed?: readonly number[]; canonical?: string } = {}): Page => ({
  html: html(TITLE, paragraphs('ferries', more.changed), more.canonical),
});

const settings = (...addresses: readonly string[]): string =>
  `${CONFIG}sources: [${addresses.map((address) => `{url: "${origin}${address}"}`).join(', ')}]\nhttp: {allowPrivateAddresses: true}\n`;
const publish = async (isPruning = false) => {
  show.spoken.length = 0;
  const opened = await show.open();
  const failure: unknown = await opened.build({ isPruning }).then(
    () => undefined,
    (error: unknown) => error,
  );
  const { episodes } = await show.manifest();
  return { failure, episodes, spokenCount: show.spoken.length };
};

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const { status = 200, location, html: text = '' } = pages.get(url.replace(/\?.*$/u, '')) ?? { status: 404 };
    response.writeHead(status, { 'content-type': 'text/html', ...(location !== undefined && { location }) }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  show = await makeShow({});
});
afterAll(async () => {
  server.close();
  await show.remove();
});
/** Every row starts from the same page, published. */
beforeEach(async () => {
  pages.clear();
  pages.set('/talks', article());
  pages.set('/', {
    html: html('The Paper', '<ul><li><a href="/talks">Harbour talks</a></li><li><a href="/x">X</a></li></ul>'),
  });
  await show.write('lector.yaml', settings('/talks'));
  await publish();
});

describe('the page of a published episode', { timeout: 30_000 }, () => {
  it.each<[string, () => void]>([
    ['is not found', () => void pages.set('/talks', { status: 404 })],
    ['is gone for good', () => void pages.set('/talks', { status: 410 })],
    [
      'says with success that it is not found',
      () => void pages.set('/talks', { html: html('Page not found', '<p>Sorry, we could not find that page.</p>') }),
    ],
    ['leads to the front page', () => void pages.set('/talks', { status: 302, location: '/' })],
    [
      'is for subscribers now',
      () =>
        void pages.set('/talks', {
          html: html(TITLE, `<p>${sentences('ferries 0', 1)}</p><p>Subscribe to continue reading.</p>`),
        }),
    ],
  ])('leaves the episode as it is where it %s', async (_name, change) => {
    const before = await show.published();
    change();
    const { spokenCount } = await publish();
    expect(spokenCount).toBe(0);
    expect(await show.published()).toEqual(before);
  });

  it('keeps its GUID where words of it change, and is published with new sound', async () => {
    const [before] = (await show.manifest()).episodes;
    pages.set('/talks', article({ changed: [2] }));
    const { episodes, spokenCount } = await publish();
    expect(spokenCount).toBe(1);
    expect(episodes).toMatchObject([{ guid: before?.guid, publishedAt: before?.publishedAt }]);
    expect(episodes[0]?.audio.path).not.toBe(before?.audio.path);
  });

  it.each<[string, () => Promise<void>]>([
    [
      'its address gets the name of a campaign',
      () => show.write('lector.yaml', settings('/talks?utm_source=mail&utm_medium=x')),
    ],
    [
      'it names another address as its own',
      () => Promise.resolve(void pages.set('/talks', article({ canonical: `${origin}/2026/talks` }))),
    ],
    [
      'it moves, and its old address leads there',
      () => {
        pages.set('/moved', article());
        pages.set('/talks', { status: 301, location: '/moved' });
        return Promise.resolve();
      },
    ],
  ])('stays one episode, and nothing is said again, where %s', async (_name, change) => {
    const [before] = (await show.manifest()).episodes;
    await change();
    const { episodes, spokenCount } = await publish();
    expect([spokenCount, episodes.map(({ guid }) => guid)]).toEqual([0, [before?.guid]]);
  });

  it('is paid for once where another address shows the same text, which is said', async () => {
    pages.set('/copy', article());
    await show.write('lector.yaml', settings('/talks', '/copy'));
    show.spoken.length = 0;
    const { findings, rows } = await (await show.open()).build();
    expect(findings.filter(({ code }) => code === 'W_DUPLICATE')).toHaveLength(1);
    expect([rows.length, show.spoken]).toEqual([2, []]);
  });
});
