import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Episode } from '../../src/model/episode.js';
import type { Cue } from '../../src/model/transcript.js';
import { sampleFiles } from './build-sample.js';
import { ARTICLE_PAGE, PROGRAMME_PAGE, OTHERS, FILES, PAGES, page, textOf } from './sample-pages.js';
import { ARTICLE, PROGRAMME, SHOW } from './sample-show.js';

describe('writeSite', () => {
  it('gives assets first, an episode its page and data, and the index last', () => {
    const names = [...FILES.keys()];
    const embeds = ({ slug }: Episode): readonly string[] =>
      ['embed.json', 'oembed.json', 'embed/index.html'].map((name) => `episodes/${slug}/${name}`);
    expect(names.filter((name) => !/^(?:assets\/|search\/[0-9a-f]{16}\.bin$)/u.test(name))).toEqual([
      'embed.js',
      `episodes/${ARTICLE.slug}/episode.json`,
      ARTICLE_PAGE,
      ...embeds(ARTICLE),
      `episodes/${PROGRAMME.slug}/episode.json`,
      PROGRAMME_PAGE,
      ...embeds(PROGRAMME),
      'index.html',
      'section/coast/index.html',
      '404.html',
      'search/index.html',
      'sitemap.xml',
      'embed/all.json',
      'search/catalogue.bin',
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
    // A page that is shown at any depth has whole addresses.
    const own = (address: string): string => address.replace(SHOW.baseUrl, './');
    const loaded = [...document.querySelectorAll('[src], link[rel=stylesheet], link[rel=icon], link[rel=preload]')].map(
      (element) => own(element.getAttribute('src') ?? element.getAttribute('href') ?? ''),
    );
    expect(loaded.filter((address) => /^(?:[a-z]+:)?\/\//iu.test(address))).toEqual([]);
    const linked = [...document.querySelectorAll('a[href]')].map((link) => own(link.getAttribute('href') ?? ''));
    const local = [...loaded, ...linked].filter((address) => !/^(?:[a-z]+:|#)/u.test(address));
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
    // What stands in pages of others has nothing to search in.
    const forms = name.endsWith('/embed/index.html') ? "'none'" : "'self'";
    expect(document.querySelector('meta[http-equiv=Content-Security-Policy]')?.getAttribute('content')).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; media-src 'self'; base-uri 'none'; form-action ${forms}`,
    );
    const scripts = [...document.querySelectorAll('script')].filter((script) => !script.getAttribute('src'));
    expect(scripts.map((script) => script.getAttribute('type')?.split('/')[0])).toEqual(
      scripts.map(() => 'application'),
    );
    expect(document.querySelectorAll('style, [style], iframe, object, form:not([role=search])')).toHaveLength(0);
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
});
