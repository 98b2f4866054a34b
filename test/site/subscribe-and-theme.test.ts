import { describe, expect, it } from 'vitest';
import type { Show } from '../../src/model/publication/show.js';
import { sampleFiles } from './build-sample.js';
import { ARTICLE_PAGE, page, textOf } from './sample-pages.js';
import { ARTICLE, SHOW } from './sample-show.js';

const indexOf = (show: Partial<Show>) => page('index.html', sampleFiles([ARTICLE], { ...SHOW, ...show }));
const appsOf = (document: ReturnType<typeof page>) =>
  [...document.querySelectorAll('.apps a')].map((link) => [link.textContent, link.getAttribute('href')]);

describe('where one subscribes', () => {
  it('is by the address of the feed alone, in the apps that say how', () => {
    expect(appsOf(indexOf({ title: 'A & B' }))).toEqual([
      ['Apple Podcasts', 'podcast://harbour.example/podcast/feed.xml'],
      ['Pocket Casts', 'pktc://subscribe/harbour.example/podcast/feed.xml'],
      ['Overcast', 'overcast://x-callback-url/add?url=https%3A%2F%2Fharbour.example%2Fpodcast%2Ffeed.xml'],
      [
        'AntennaPod',
        'https://antennapod.org/deeplink/subscribe?url=https%3A%2F%2Fharbour.example%2Fpodcast%2Ffeed.xml&title=A%20%26%20B',
      ],
    ]);
  });

  it('is the page of the show in an app where it is named', () => {
    const links = { apple: 'https://podcasts.apple.com/x', spotify: 'https://open.spotify.com/show/y' };
    expect(appsOf(indexOf({ links })).slice(0, 2)).toEqual([
      ['Apple Podcasts', links.apple],
      ['Spotify', links.spotify],
    ]);
  });
});

describe('a theme', () => {
  const styleOf = (show: Partial<Show>): string => {
    const files = sampleFiles([], { ...SHOW, ...show });
    return [...files].find(([name]) => name.endsWith('.css'))?.[1] ?? '';
  };

  it('sets colours, letters and corners, and what cannot be read it moves', () => {
    const css = styleOf({ theme: { accent: '#ffcc00', font: 'sans', corner: 'square' } });
    expect(css).toContain('--fill: #ffcc00;\n  --on-fill: #000000;');
    expect(css).toMatch(/--accent: #(?!ffcc00)[0-9a-f]{6};/u);
    expect(css).toContain('--corner: 0;');
    expect(css).not.toContain('Lector Serif');
    expect(styleOf({ theme: { font: 'system' } })).not.toContain('.woff2');
    expect(styleOf({}).match(/\.woff2/gu)).toHaveLength(15);
  });

  it('puts a logo in place of the name, which stays its text', () => {
    const document = indexOf({ theme: { logo: 'picture-0a1b2c3d.svg' } });
    expect(document.querySelector('h1 img')?.getAttribute('alt')).toBe(SHOW.title);
    expect(document.querySelector('h1 img')?.getAttribute('src')).toBe('picture-0a1b2c3d.svg');
  });

  it('loads first the letters a page begins with', () => {
    const preloads = (language: string) =>
      [...indexOf({ language }).querySelectorAll('link[rel=preload]')].map((link) =>
        link.getAttribute('href')?.replace(/^.*\//u, ''),
      );
    expect(preloads('en')).toEqual(['source-serif-4-latin-wght-normal.woff2', 'inter-latin-wght-normal.woff2']);
    expect(preloads('ru')).toEqual(['source-serif-4-cyrillic-wght-normal.woff2', 'inter-cyrillic-wght-normal.woff2']);
  });

  it.each([
    ['en', 'ltr'],
    ['ar', 'rtl'],
    ['fa-IR', 'rtl'],
    ['he', 'rtl'],
    ['az-Arab', 'rtl'],
    ['ja', 'ltr'],
  ])('a page in %s runs %s', (language, direction) => {
    const files = sampleFiles([{ ...ARTICLE, language }], { ...SHOW, language });
    expect(page('index.html', files).documentElement.getAttribute('dir')).toBe(direction);
    expect(page(ARTICLE_PAGE, files).querySelector('article')?.getAttribute('dir')).toBe(direction);
    expect(textOf(page(ARTICLE_PAGE, files), 'h1')).toEqual([ARTICLE.title]);
  });
});
