import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ArticleReading, ReadContext, SourceDocument } from '../../../src/sources/source.js';
import type { Finding } from '../../../src/model/finding.js';
import { html } from '../../../src/sources/kinds/html.js';
import { SOURCE_LIMITS } from '../../../src/sources/limits.js';
import { collectOne, onlyArticle } from '../project.js';

const SENTENCES = [
  'The lighthouse of Skarholm was lit again on Friday after eleven years in the dark.',
  'Engineers replaced the lamp and the clockwork that turns it, the harbour office said.',
  'Visitors may climb the tower on the first Sunday of each month from May until the end of September.',
];

const page = (head: string, extra = ''): string =>
  `<!doctype html><html lang="en-GB"><head><title>Lighthouse lit again</title>${head}</head><body>` +
  '<nav><a href="/">Home</a> <a href="/news">News</a></nav>' +
  `<article><h1>Lighthouse lit again</h1>${SENTENCES.map((text) => `<p>${text}</p>`).join('')}${extra}</article>` +
  '</body></html>';

function paragraphs({ blocks }: Pick<ArticleReading, 'blocks'>): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.spans.map(({ text }) => text).join('')] : []));
}

async function readPage(
  content: string | Buffer,
  more: Partial<SourceDocument> & Partial<Pick<ReadContext, 'sites'>> = {},
): Promise<{ readonly reading: ArticleReading; readonly warnings: readonly Finding[] }> {
  const bytes = Buffer.from(content);
  const { sites = {}, ...fields } = more;
  const warnings: Finding[] = [];
  const document: SourceDocument = {
    origin: 'address',
    location: 'https://news.example.org/a',
    name: 'a',
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    url: 'https://news.example.org/a',
    mediaType: 'text/html',
    ...fields,
  };
  const [reading] = await html.read(document, {
    limits: SOURCE_LIMITS,
    timeZone: 'UTC',
    language: 'en',
    sites,
    now: () => new Date('2026-01-01T00:00:00Z'),
    urlRules: { allowPrivateAddresses: false, allowedPorts: [80, 443] },
    feed: { fullText: 'auto', maxNewItems: 20, known: new Set() },
    warn: (finding) => void warnings.push(finding),
    refuse: () => undefined,
  });
  return { reading: reading as ArticleReading, warnings };
}

describe('an HTML file', () => {
  it('gives its article with metadata and where each field came from', async () => {
    const head =
      '<link rel="canonical" href="https://news.example.org/lighthouse">' +
      '<meta property="article:published_time" content="2025-05-02T10:00:00+02:00">' +
      '<meta name="author" content="Ann Example">';
    const article = onlyArticle(await collectOne('lighthouse.html', page(head)));
    expect(article).toMatchObject({
      identity: 'https://news.example.org/lighthouse',
      source: { kind: 'html', location: 'articles/lighthouse.html' },
      title: 'Lighthouse lit again',
      authors: ['Ann Example'],
      publishedAt: '2025-05-02T10:00:00+02:00',
      language: 'en-GB',
      canonicalUrl: 'https://news.example.org/lighthouse',
    });
    expect(paragraphs(article)).toEqual(SENTENCES);
    expect(article.dropped.map(({ text }) => text).join(' ')).toContain('News');
  });

  it('lets front matter overrule the page', async () => {
    const front = '---\ntitle: A light in the north\nauthor: [Bo Sample]\nlanguage: en\nguid: kept-guid\n---\n';
    const article = onlyArticle(await collectOne('a.html', front + page('')));
    expect([article.title, article.authors, article.language, article.identity]).toEqual([
      'A light in the north',
      ['Bo Sample'],
      'en',
      'kept-guid',
    ]);
    expect(article.provenance).toMatchObject({ title: 'front-matter', authors: 'front-matter' });
    expect(article.blocks[0]).toMatchObject({ kind: 'title', spans: [{ text: 'A light in the north' }] });
  });

  it('resolves links against the address a browser noted when it saved the page', async () => {
    const saved = `<!-- saved from url=(0031)https://news.example.org/a/b -->\n${page('', '<p>Its keeper wrote <a href="../c">a history of the coast</a> that is still read by those who sail there.</p>')}`;
    const article = onlyArticle(await collectOne('a.html', saved));
    const links = article.blocks.flatMap((block) =>
      'spans' in block ? block.spans.flatMap(({ href }) => href ?? []) : [],
    );
    expect(links).toEqual(['https://news.example.org/c']);
  });

  it('is refused when it holds fewer words than an article', async () => {
    const { refused } = await collectOne(
      'a.html',
      '<html><body><article><h1>Hm</h1><p>Not much here.</p></article></body></html>',
    );
    expect(refused.map(({ code, place }) => [code, place?.file])).toEqual([['E_ARTICLE_SHORT', 'articles/a.html']]);
  });
});

describe('the encoding of a page', () => {
  const café = page('', '<p>The café at its foot, which had closed as well, opened on the same day.</p>');
  const last = (reading: ArticleReading): string | undefined => paragraphs(reading).at(-1);

  it.each([
    ['the server says latin1', Buffer.from(café, 'latin1'), { charset: 'iso-8859-1' }],
    ['the page says latin1', Buffer.from(café.replace('<head>', '<head><meta charset="iso-8859-1">'), 'latin1'), {}],
    ['nobody says anything and it is UTF-8', Buffer.from(café), {}],
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(café, 'utf16le')]), {}],
  ])('is honoured: %s', async (_name, bytes, more) => {
    const { reading, warnings } = await readPage(bytes, more);
    expect(last(reading)).toContain('The café at its foot');
    expect(warnings).toEqual([]);
  });

  it('is guessed as HTML says when nothing is declared, with a warning', async () => {
    const { reading, warnings } = await readPage(Buffer.from(café, 'latin1'));
    expect(last(reading)).toContain('The café at its foot');
    expect(warnings.map(({ code }) => code)).toEqual(['W_ENCODING']);
  });

  it('is taken from the page when the server is plainly wrong', async () => {
    const bytes = Buffer.from(café.replace('<head>', '<head><meta charset="utf-8">'));
    const { reading, warnings } = await readPage(bytes, { charset: 'iso-8859-1' });
    expect(last(reading)).toContain('The café at its foot');
    expect(warnings.map(({ code }) => code)).toEqual(['W_ENCODING']);
  });

  it.each([
    ['says UTF-8 and is not', Buffer.from(café.replace('<head>', '<head><meta charset="utf-8">'), 'latin1'), {}],
    ['says what nobody knows', Buffer.from(café), { charset: 'x-made-up' }],
  ])('is that of its bytes where it %s, with a warning', async (_name, bytes, more) => {
    const { reading, warnings } = await readPage(bytes, more);
    expect(last(reading)).toContain('The café at its foot');
    expect(warnings.map(({ code }) => code)).toEqual(['W_ENCODING']);
  });

  it('is refused when nobody knows it and the bytes do not tell', async () => {
    await expect(readPage(Buffer.from(café, 'latin1'), { charset: 'x-made-up' })).rejects.toMatchObject({
      code: 'E_ENCODING',
    });
  });
});

describe('selectors of a site', () => {
  it('hold for the host and the hosts below it', async () => {
    const content = page(
      '',
      '<p class="tower-shop">The tower shop sells postcards of the light, the keeper and his dog.</p>',
    );
    const { reading } = await readPage(content, { sites: { 'example.org': { exclude: ['.tower-shop'] } } });
    expect(paragraphs(reading)).toEqual(SENTENCES);
    const other = await readPage(content, { sites: { 'example.com': { exclude: ['.tower-shop'] } } });
    expect(paragraphs(other.reading)).toHaveLength(SENTENCES.length + 1);
  });
});
