import { describe, expect, it } from 'vitest';
import { extractHtml, type Extraction } from '../../../../src/sources/kinds/html/extract-html.js';

const TEXT =
  'The harbour office counted forty-one ships on Monday, nine more than a week before, and the pilots worked. ';

describe('metadata of a page', () => {
  it('prefers JSON-LD to OpenGraph to meta tags to the page, and says which it took', () => {
    const { metadata } = extract(`
      <title>Queue | Harbour Press</title>
      <link rel="canonical" href="/2024/queue">
      <meta property="og:title" content="From OpenGraph"><meta property="og:image" content="/og.jpg">
      <meta property="article:section" content="Shipping"><meta property="article:tag" content="fog"><meta property="article:tag" content="pilots">
      <meta name="description" content="A night of fog."><meta name="author" content="By Nora Quill">
      <script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Ships queue",
        "datePublished":"2024-10-14T06:30:00+02:00","dateModified":"2024-10-15","identifier":4711,
        "publisher":{"@type":"Organization","name":"Harbour Press"}}</script>`);
    expect(metadata).toEqual({
      title: 'Ships queue',
      standfirst: 'A night of fog.',
      authors: ['Nora Quill'],
      publishedAt: '2024-10-14T06:30:00+02:00',
      modifiedAt: '2024-10-15T00:00:00Z',
      language: 'en-GB',
      section: 'Shipping',
      tags: ['fog', 'pilots'],
      image: 'https://harbour.example/og.jpg',
      canonicalUrl: 'https://harbour.example/2024/queue',
      siteName: 'Harbour Press',
      cmsId: '4711',
      provenance: {
        title: 'json-ld',
        standfirst: 'meta',
        authors: 'meta',
        publishedAt: 'json-ld',
        modifiedAt: 'json-ld',
        language: 'page',
        section: 'open-graph',
        tags: 'open-graph',
        image: 'open-graph',
        canonicalUrl: 'page',
        siteName: 'json-ld',
        cmsId: 'json-ld',
      },
    });
  });

  it('finds the article in a graph, and several authors', () => {
    const { metadata } = extract(
      `<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"Harbour Press"},{"@type":["Article"],"headline":"Ships queue","author":[{"name":"Nora Quill"},{"name":"Ada Marsh"}],"keywords":"fog, pilots"}]}</script>`,
    );
    expect([metadata.title, metadata.authors, metadata.tags]).toEqual([
      'Ships queue',
      ['Nora Quill', 'Ada Marsh'],
      ['fog', 'pilots'],
    ]);
  });

  it('passes over JSON-LD that is broken', () => {
    const { metadata } = extract(
      '<title>Ships queue</title><script type="application/ld+json">{"@type":"Article","headline":</script>',
    );
    expect([metadata.title, metadata.provenance['title']]).toEqual(['Ships queue', 'page']);
  });

  it('reads JSON-LD with line breaks in its strings', () => {
    const { metadata } = extract(
      '<script type="application/ld+json">{"@type":"Article","headline":"Ships\n queue"}</script>',
    );
    expect(metadata.title).toBe('Ships queue');
  });

  it('does not take a profile address for an author', () => {
    const { metadata } = extract(
      '<meta property="article:author" content="https://social.example/nora"><meta name="author" content="Nora Quill">',
    );
    expect([metadata.authors, metadata.provenance['authors']]).toEqual([['Nora Quill'], 'meta']);
  });

  it('leaves a date out that it would have to guess', () => {
    expect(extract('<meta name="date" content="03/04/2024">').metadata.publishedAt).toBeUndefined();
  });

  it('warns of addresses it cannot use', () => {
    const { metadata, findings } = extract(
      '<link rel="canonical" href="javascript:alert(1)"><meta property="og:image" content="http://127.0.0.1:6379/">',
    );
    expect([metadata.canonicalUrl, metadata.image]).toEqual([undefined, undefined]);
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['W_LINK_SCHEME', 'The page\'s canonical address "javascript:alert(1)" is not http(s); it was left out.'],
      ['W_URL_PRIVATE', 'The page\'s og:image "http://127.0.0.1:6379/" is on a private machine; it was left out.'],
    ]);
  });

  it('warns of control characters in a title and takes them out', () => {
    const { metadata, findings } = extract('<title>Ships\u0008 queue\u202E</title>');
    expect(metadata.title).toBe('Ships queue');
    expect(findings.map(({ code }) => code)).toEqual(['W_CONTROL_CHARS']);
  });
});

function extract(head: string): Extraction {
  const body = `<article><p>${TEXT}</p><p>They say that it will be over by Friday, when the second boat is back in the water and the fog is gone.</p></article>`;
  return extractHtml(`<!doctype html><html lang="en-GB"><head>${head}</head><body>${body}</body></html>`, {
    url: 'https://harbour.example/2024/queue.html?utm_source=x',
  });
}
