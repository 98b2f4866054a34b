import path from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Episode } from '../../src/model/episode.js';
import { transcriptBeside } from '../../src/model/publication/published-paths.js';
import type { Cue } from '../../src/model/transcript.js';
import { sampleFiles } from './build-sample.js';
import { ARTICLE, PROGRAMME, SHOW } from './sample-show.js';

type Page = ReturnType<typeof parseHTML>['document'];

const ARTICLE_PAGE = `episodes/${ARTICLE.slug}/index.html`;
const PROGRAMME_PAGE = `episodes/${PROGRAMME.slug}/index.html`;
/** What other stages put beside the pages. */
const OTHERS = [
  'feed.xml',
  'cover-0a1b2c3d.png',
  ARTICLE.audio.path,
  PROGRAMME.audio.path,
  ...['txt', 'vtt', 'srt'].map((extension) => transcriptBeside(ARTICLE.audio.path, extension)),
];

const FILES = sampleFiles();
const PAGES = [...FILES].filter(([name]) => name.endsWith('.html'));

function page(name: string, files = FILES): Page {
  return parseHTML(files.get(name) ?? '').document;
}

function textOf(document: Page, selector: string): readonly string[] {
  return [...document.querySelectorAll(selector)].map((element) =>
    (element.textContent ?? '').replace(/\s+/gu, ' ').trim(),
  );
}

describe('writeSite', () => {
  it('gives assets first, an episode its page and data, and the index last', () => {
    const names = [...FILES.keys()];
    expect(names.filter((name) => !name.startsWith('assets/'))).toEqual([
      `episodes/${ARTICLE.slug}/episode.json`,
      ARTICLE_PAGE,
      `episodes/${PROGRAMME.slug}/episode.json`,
      PROGRAMME_PAGE,
      'index.html',
    ]);
    expect(names.slice(0, 2)).toEqual([
      expect.stringMatching(/^assets\/style-[0-9a-f]{8}\.css$/u),
      expect.stringMatching(/^assets\/player-[0-9a-f]{8}\/chapters\.js$/u),
    ]);
  });

  it('writes the same bytes for the same show, and data that read back as they were', () => {
    expect(sampleFiles()).toEqual(FILES);
    expect(JSON.parse(FILES.get(`episodes/${ARTICLE.slug}/episode.json`) ?? '')).toEqual(ARTICLE);
  });

  it.each(PAGES)('links from %s to nothing that is not there, and asks no other host', (name) => {
    const document = page(name);
    const loaded = [...document.querySelectorAll('[src], link[rel=stylesheet], link[rel=icon]')].map(
      (element) => element.getAttribute('src') ?? element.getAttribute('href') ?? '',
    );
    expect(loaded.filter((address) => /^(?:[a-z]+:)?\/\//iu.test(address))).toEqual([]);
    const linked = [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? '');
    const local = [...loaded, ...linked].filter((address) => !/^(?:https?:|#)/u.test(address));
    const missing = local.filter((address) => {
      const [target = ''] = address.split('#');
      const resolved = path.posix.join(path.posix.dirname(name), target);
      const file = target === '' || target.endsWith('/') ? path.posix.join(resolved, 'index.html') : resolved;
      return !FILES.has(file) && !OTHERS.includes(file);
    });
    expect(missing).toEqual([]);
  });

  it.each(PAGES)('keeps %s to a strict policy: no script or style of its own, no handler', (name, html) => {
    const document = page(name);
    expect(document.querySelector('meta[http-equiv=Content-Security-Policy]')?.getAttribute('content')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'",
    );
    const scripts = [...document.querySelectorAll('script')].filter((script) => !script.getAttribute('src'));
    expect(scripts.map((script) => script.getAttribute('type')?.split('/')[0])).toEqual(
      scripts.map(() => 'application'),
    );
    expect(document.querySelectorAll('style, [style], iframe, object, form')).toHaveLength(0);
    expect(html).not.toMatch(/\son[a-z]+=/u);
  });

  it('shows durations as listeners read them, and declares them as machines do', () => {
    const durations = [1_548_000, 2_820_000, 3_723_000].map((durationMs, index) => ({
      ...PROGRAMME,
      slug: `p${index}`,
      durationMs,
    }));
    const files = sampleFiles(durations);
    expect(textOf(page('index.html', files), '.card-listen time')).toEqual(['25:48', '47:00', '1:02:03']);
    const times = [...page('index.html', files).querySelectorAll('.card-listen time')];
    expect(times.map((time) => time.getAttribute('datetime'))).toEqual(['PT25M48S', 'PT47M', 'PT1H2M3S']);
    expect(textOf(page('episodes/p0/index.html', files), '.eyebrow time')).toEqual(['2 March 2026', '25:48']);
  });

  it('works without script: a player, and links to the second of each chapter, sentence and link', () => {
    const document = page(ARTICLE_PAGE);
    const audio = document.querySelector('audio');
    expect([audio?.hasAttribute('controls'), audio?.getAttribute('preload'), audio?.getAttribute('src')]).toEqual([
      true,
      'metadata',
      ARTICLE.audio.name,
    ]);
    expect([...document.querySelectorAll('.chapters a')].map((link) => link.getAttribute('href'))).toEqual(
      [0, 25, 50].map((second) => `${ARTICLE.audio.name}#t=${second}`),
    );
    expect(textOf(document, '.chapters a')).toEqual([
      '0:00 The ferry that kept its timetable',
      '0:25 A boat with one job',
      '0:50 What the numbers say',
    ]);
    expect(textOf(document, '.links li')).toEqual([
      '0:38 a log anyone may read harbour.example',
      '1:06 a battery boats.example',
    ]);
  });

  it('shows every sentence once, in its block, with its times and links', () => {
    const document = page(ARTICLE_PAGE);
    expect(textOf(document, '.sentence')).toEqual(ARTICLE.transcript?.cues.map(({ text }) => text));
    expect([...document.querySelectorAll('.sentence')].map((span) => span.getAttribute('data-start'))).toEqual(
      ARTICLE.transcript?.cues.map(({ startMs }) => String(startMs)),
    );
    expect(textOf(document, 'h1 .sentence, .standfirst .sentence')).toEqual([ARTICLE.title, ARTICLE.standfirst]);
    expect(textOf(document, '.transcript h3 .sentence')).toEqual(['A boat with one job', 'What the numbers say']);
    expect(textOf(document, 'blockquote .sentence')).toHaveLength(2);
    expect(textOf(document, '.speaker')).toEqual(['Marta Lindqvist']);
    expect([...document.querySelectorAll('.sentence a')].map((link) => link.getAttribute('href'))).toEqual([
      'https://harbour.example/log',
      'https://www.boats.example/battery?x=1&y=2',
    ]);
  });

  it('shows lists item by item, who was quoted after the quotation, and what was said around it aside', () => {
    const cue = (index: number, text: string, place: Partial<Cue>): Cue => ({
      startMs: index * 1000,
      endMs: index * 1000 + 900,
      text,
      ...place,
      words: [],
    });
    const list = (index: number) => ({ blockId: 'b3', blockKind: 'list', item: { index, depth: 0 } }) as const;
    const episode: Episode = {
      ...ARTICLE,
      links: [],
      chapters: [],
      blocks: [],
      transcript: {
        language: 'en',
        cues: [
          cue(0, ARTICLE.title, { blockId: 'b1', blockKind: 'title' }),
          cue(1, 'By Ida Berg.', { blockId: 'intro', blockKind: 'intro' }),
          cue(2, ARTICLE.standfirst ?? '', { blockId: 'b2', blockKind: 'standfirst' }),
          cue(3, 'Ropes.', list(0)),
          cue(4, 'Two of them.', list(0)),
          cue(5, 'oil;', list(1)),
          cue(6, 'We are the clock.', { blockId: 'b4', blockKind: 'quote', speaker: 'Marta' }),
          cue(7, 'Marta', { blockId: 'b4', blockKind: 'quote', isAttribution: true }),
        ],
      },
    };
    const document = page(ARTICLE_PAGE, sampleFiles([episode]));
    expect(textOf(document, 'h1 .sentence, .standfirst .sentence')).toEqual([ARTICLE.title, ARTICLE.standfirst]);
    expect(textOf(document, '.said-aside .sentence')).toEqual(['By Ida Berg.']);
    expect(textOf(document, '.said-list .item')).toEqual(['Ropes.', 'oil;']);
    expect(textOf(document, '.said-citation .sentence')).toEqual(['Marta']);
    expect(textOf(document, '.speaker')).toEqual([]);
    expect(textOf(document, '.sentence')).toHaveLength(8);
  });

  it('divides the transcript of a recording into paragraphs and under its chapters', () => {
    const cues = Array.from({ length: 20 }, (_, index) => ({
      startMs: index * 4000 + (index >= 3 ? 3000 : 0),
      endMs: index * 4000 + 3900 + (index >= 3 ? 3000 : 0),
      text: `Sentence ${index}.`,
      words: [],
    }));
    const recording: Episode = {
      ...PROGRAMME,
      transcript: { language: 'en', cues },
      chapters: [
        { startMs: 0, endMs: 40_000, title: 'First' },
        { startMs: 40_000, endMs: 60_000, title: 'Second' },
        { startMs: 60_000, endMs: 90_000, title: 'Third' },
      ],
    };
    const document = page(PROGRAMME_PAGE, sampleFiles([recording]));
    expect(textOf(document, '.chapter-heading')).toEqual(['First', 'Second', 'Third']);
    expect([...document.querySelectorAll('.said')].map((said) => said.querySelectorAll('.sentence').length)).toEqual([
      3, 6, 1, 5, 5,
    ]);
    expect(textOf(document, '.sentence')).toEqual(cues.map(({ text }) => text));
  });

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
    ]);
    expect(document.querySelector('meta[property="og:image"]')?.getAttribute('content')).toBe(
      'https://pictures.example/ferry.jpg',
    );
  });

  it('shows the small copy of the cover where there is one', () => {
    const document = page('index.html', sampleFiles([ARTICLE], { ...SHOW, thumbnail: 'cover-small-0a1b2c3d.jpg' }));
    expect(document.querySelector('img')?.getAttribute('src')).toBe('cover-small-0a1b2c3d.jpg');
  });

  it('spreads a long list over pages that lead to each other', () => {
    const many = Array.from({ length: 120 }, (_, index) => ({
      ...PROGRAMME,
      slug: `e${index}`,
      title: `Episode ${index}`,
    }));
    const files = sampleFiles(many);
    expect([...files.keys()].filter((name) => /^(?:page\/|index)/u.test(name))).toEqual([
      'index.html',
      'page/2/index.html',
      'page/3/index.html',
    ]);
    const hrefs = (name: string) =>
      [...page(name, files).querySelectorAll('.pager a')].map((link) => link.getAttribute('href'));
    expect(hrefs('index.html')).toEqual(['page/2/']);
    expect(hrefs('page/2/index.html')).toEqual(['../../', '../../page/3/']);
    expect(hrefs('page/3/index.html')).toEqual(['../../page/2/']);
    expect(textOf(page('page/3/index.html', files), '.card h3')).toEqual(many.slice(100).map(({ title }) => title));
    expect(page('page/3/index.html', files).querySelector('.card a')?.getAttribute('href')).toBe(
      '../../episodes/e100/',
    );
  });

  it('is a page even without episodes', () => {
    const document = page('index.html', sampleFiles([]));
    expect(textOf(document, '.masthead-meta')).toEqual(['Harbour Press · 0 episodes']);
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
