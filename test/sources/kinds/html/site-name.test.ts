import { describe, expect, it } from 'vitest';
import { extractHtml } from '../../../../src/sources/kinds/html/extract-html.js';

const PROSE =
  'The harbour board met on Tuesday evening and voted by seven to two to keep the winter ferry running until the end of March, two members abstaining. Fares stay as they are, the chair said, because the council has agreed to pay half of the fuel bill.';

function titleOf({ head, body = '', url }: { head: string; body?: string; url?: string }): string | undefined {
  const html = `<html><head>${head}</head><body>${body}<article><p>${PROSE}</p><p>${PROSE}</p></article></body></html>`;
  return extractHtml(html, url === undefined ? {} : { url }).metadata.title;
}

describe('the name of the site in a title', () => {
  it.each([
    ['metadata', { head: '<title>The clock – The Daily Sun</title><meta property="og:site_name" content="The Daily Sun">' }],
    ['metadata, in front', { head: '<title>The Daily Sun: The clock</title><meta property="og:site_name" content="The Daily Sun">' }],
    ['the publisher', { head: '<title>The clock - Sun</title><script type="application/ld+json">{"@type":"Article","publisher":{"name":"Sun"}}</script>' }],
    ['the only headline', { head: '<title>The clock · Harbour Post</title>', body: '<h1>The clock</h1>' }],
    ['the only headline, in front', { head: '<title>Harbour Post — The clock</title>', body: '<h1>The clock</h1>' }],
    ['the host', { head: '<title>The clock « Harbour Post</title>', url: 'https://www.harbour-post.co.uk/clock' }],
    ['what leads home', { head: '<title>The clock - Post of the Harbour</title>', body: '<a href="/"><img alt="Post of the Harbour"></a>' }],
    ['a headline that leads home', { head: '<title>Harbour Post - The clock</title>', body: '<h1><a href="/">Harbour Post</a></h1>' }],
    ['the copyright line', { head: '<title>The clock - The Harbour</title>', body: '<footer>© 2019–2026 The Harbour. All rights reserved.</footer>' }],
    ['its feed', { head: '<title>The clock :: Blog of Ada</title><link rel="alternate" type="application/rss+xml" title="Blog of Ada » Feed" href="/feed">' }],
    ['metadata, with the section', { head: '<title>The clock - Local - Sun News</title><meta property="og:site_name" content="Sun">', body: '<h1>The clock</h1>' }],
  ])('is cut when %s shows it', (_by, page) => {
    expect(titleOf(page)).toBe('The clock');
  }); // prettier-ignore

  it.each([
    ['Spain – a love story', ''],
    ['Spain – a love story', '<h1>Spain – a love story</h1>'],
    ['Spain – a love story', '<h1>Spain</h1><p class="sub">A love story</p>'],
    ['Brexit: what now?', '<div><span>Brexit</span><h1>What now?</h1></div>'],
    ['Inside The Daily Sun – a history', '<h1>Inside The Daily Sun – a history</h1>'],
    ['Mac | PC: the war', '<h1>Mac | PC: the war</h1>'],
    ['3 - 2 after extra time', ''],
    ['Home - a history of the house', '<nav><a href="/">Home</a></nav>'],
    ['Tide: a history', '<a href="/">Tide</a><h1>Tide: a history</h1>'],
  ])('is not what only looks like it: %s', (title, body) => {
    const head = `<title>${title}</title><meta property="og:site_name" content="The Daily Sun">`;
    expect(titleOf({ head, body })).toBe(title);
  });
});
