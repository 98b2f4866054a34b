import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Episode } from '../../src/model/episode.js';
import { sampleFiles } from './build-sample.js';
import { ARTICLE_PAGE, page, textOf } from './sample-pages.js';
import { ARTICLE, SHOW } from './sample-show.js';

describe('what pages say of themselves', () => {
  it('is by the show where nobody is named', () => {
    const files = sampleFiles([{ ...ARTICLE, authors: [] }]);
    expect(textOf(page(ARTICLE_PAGE, files), '.byline')).toEqual(['By Harbour Press']);
  });

  it('describes the episode to search engines, a clip for each chapter', () => {
    const text = page(ARTICLE_PAGE).querySelector('script[type="application/ld+json"]')?.textContent ?? '';
    const url = `${SHOW.baseUrl}episodes/${ARTICLE.slug}/`;
    expect(JSON.parse(text)).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'PodcastEpisode',
      url,
      duration: 'PT1M10S',
      datePublished: '2026-03-05T07:00:00+01:00',
      image: `${SHOW.baseUrl}cover-0a1b2c3d.png`,
      associatedMedia: { '@type': 'AudioObject', contentUrl: SHOW.baseUrl + ARTICLE.audio.path, contentSize: '840123' },
      hasPart: [
        { '@type': 'Clip', startOffset: 0, endOffset: 25, url: `${url}#t=0` },
        { '@type': 'Clip', startOffset: 25, endOffset: 50, url: `${url}#t=25` },
        { '@type': 'Clip', startOffset: 50, endOffset: 70, url: `${url}#t=50` },
      ],
      partOfSeries: { '@type': 'PodcastSeries', webFeed: `${SHOW.baseUrl}feed.xml` },
    });
  });

  it('tells of the feed and of itself', () => {
    for (const [name, root] of [
      ['index.html', ''],
      [ARTICLE_PAGE, '../../'],
    ] as const) {
      const document = page(name);
      const feed = document.querySelector('link[rel=alternate]');
      expect([feed?.getAttribute('type'), feed?.getAttribute('href')]).toEqual([
        'application/rss+xml',
        `${root}feed.xml`,
      ]);
      expect(textOf(document, '.feed-address code')).toEqual([`${SHOW.baseUrl}feed.xml`]);
      expect(document.querySelector('meta[property="og:image"]')?.getAttribute('content')).toBe(
        `${SHOW.baseUrl}cover-0a1b2c3d.png`,
      );
    }
    expect(page(ARTICLE_PAGE).querySelector('link[rel=canonical]')?.getAttribute('href')).toBe(
      `${SHOW.baseUrl}episodes/${ARTICLE.slug}/`,
    );
  });

  it('loads no picture from elsewhere, but names it for those who share a link', () => {
    const files = sampleFiles([{ ...ARTICLE, image: 'https://pictures.example/ferry.jpg' }]);
    const document = page(ARTICLE_PAGE, files);
    expect([...document.querySelectorAll('img')].map((image) => image.getAttribute('src'))).toEqual([
      '../../cover-0a1b2c3d.png',
      expect.stringMatching(/^\.\.\/\.\.\/assets\/qr-[0-9a-f]{8}\.svg$/u),
    ]);
    expect(document.querySelector('meta[property="og:image"]')?.getAttribute('content')).toBe(
      'https://pictures.example/ferry.jpg',
    );
  });

  it('shows the small copy of the cover where there is one', () => {
    const document = page('index.html', sampleFiles([ARTICLE], { ...SHOW, thumbnail: 'cover-small-0a1b2c3d.jpg' }));
    expect(document.querySelector('img')?.getAttribute('src')).toBe('cover-small-0a1b2c3d.jpg');
  });

  it('is a page even without episodes', () => {
    const document = page('index.html', sampleFiles([]));
    expect(textOf(document, '.masthead-meta')).toEqual(['Harbour Press']);
  });

  it('keeps hostile text text', () => {
    const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)> & "quotes" \u0000';
    const episode: Episode = {
      ...ARTICLE,
      title: evil,
      standfirst: evil,
      summary: evil,
      authors: [evil],
      section: evil,
      sourceUrl: 'javascript:alert(1)',
      chapters: ARTICLE.chapters.map((chapter) => ({ ...chapter, title: evil })),
      links: [{ text: 'ferry', href: 'javascript:alert(1)', startMs: 300 }],
      transcript: {
        language: 'en',
        cues: [
          {
            startMs: 0,
            endMs: 1000,
            text: evil,
            speaker: evil,
            links: [{ start: 0, end: 9, href: 'javascript:alert(1)' }],
            words: [],
          },
        ],
      },
    };
    for (const [name, html] of sampleFiles([episode])) {
      if (!name.endsWith('.html')) continue;
      const document = parseHTML(html).document;
      expect(document.querySelectorAll('img[onerror]')).toHaveLength(0);
      expect(
        [...document.querySelectorAll('script')].filter(
          (script) => !/^(?:module|application\/(?:ld\+)?json)$/u.test(script.getAttribute('type') ?? ''),
        ),
      ).toEqual([]);
      expect(
        [...document.querySelectorAll('a')].filter((link) => /script:/u.test(link.getAttribute('href') ?? '')),
      ).toEqual([]);
    }
  });
});
