import { describe, expect, it } from 'vitest';
import type { Episode, EpisodePicture } from '../../src/model/episode.js';
import type { Show } from '../../src/model/publication/show.js';
import { sampleFiles } from './build-sample.js';
import { ARTICLE_PAGE, page } from './sample-pages.js';
import { ARTICLE, PROGRAMME, SHOW } from './sample-show.js';

const picture = (blockId: string, startMs: number, more: Partial<EpisodePicture> = {}): EpisodePicture => ({
  blockId,
  startMs,
  path: `episodes/${ARTICLE.slug}/${blockId}-0a1b2c3d.jpg`,
  sha256: 'ab'.repeat(32),
  widthPx: 1200,
  heightPx: 800,
  alt: `Picture of ${blockId}`,
  ...more,
});

/** What stands in the text behind each picture, and which chapters show one. */
function places(
  pictures: readonly EpisodePicture[],
  more: Partial<Episode> = {},
): readonly (readonly [string, string])[] {
  const document = page(ARTICLE_PAGE, sampleFiles([{ ...ARTICLE, ...more, pictures }]));
  return [...document.querySelectorAll('.said-picture')].map((figure) => {
    let next = figure.nextElementSibling;
    while (next && !next.classList.contains('said')) next = next.nextElementSibling;
    return [
      figure.querySelector('img')?.getAttribute('alt') ?? '',
      next?.querySelector('.sentence')?.textContent?.slice(0, 12) ?? '',
    ];
  });
}

describe('the pictures of an article', () => {
  const silent = (id: string, before: string): Partial<Episode> => ({
    blocks: ARTICLE.blocks.flatMap((block) => (block.id === before ? [{ ...block, id }, block] : [block])),
  });

  it.each<[string, readonly EpisodePicture[], Partial<Episode>, readonly (readonly [string, string])[]]>([
    ['before its own words', [picture('b9', 60_000)], {}, [['Picture of b9', 'Photograph: ']]],
    [
      'before what follows a silent one',
      [picture('f1', 50_000)],
      silent('f1', 'b8'),
      [['Picture of f1', 'Of 18,250 cr']],
    ],
    [
      'before a heading, not behind it',
      [picture('f1', 25_000)],
      silent('f1', 'b4'),
      [['Picture of f1', 'A boat with ']],
    ],
    ['of the head before the text', [picture('f1', 0)], silent('f1', 'b2'), [['Picture of f1', 'At six in th']]],
    ['of no known block by its time', [picture('x', 50_000)], {}, [['Picture of x', 'What the num']]],
    [
      'of no known block behind all words before the last',
      [picture('x', 69_000)],
      {},
      [['Picture of x', 'Next year th']],
    ],
    [
      'in the order of the text',
      [picture('f1', 25_000), picture('b9', 60_000)],
      silent('f1', 'b4'),
      [
        ['Picture of f1', 'A boat with '],
        ['Picture of b9', 'Photograph: '],
      ],
    ],
  ])('stand %s', (_, pictures, more, expected) => {
    expect(places(pictures, more)).toEqual(expected);
  });

  it('take up their room before they are loaded, late, and are told of once', () => {
    const pictures = [
      picture('b9', 60_000, { caption: 'Heard' }),
      picture('f1', 25_000, { caption: 'Not heard', heightPx: 400 }),
    ];
    const document = page(
      ARTICLE_PAGE,
      sampleFiles([{ ...ARTICLE, ...silent('f1', 'b4'), pictures: pictures.toReversed() }]),
    );
    const images = [...document.querySelectorAll('.said-picture img, .chapter-picture')];
    expect(
      images.map((image) => ['src', 'width', 'height', 'loading'].map((name) => image.getAttribute(name))),
    ).toEqual([
      [`../../${pictures[1]?.path}`, '1200', '400', 'lazy'],
      [`../../${pictures[0]?.path}`, '1200', '800', 'lazy'],
      [`../../${pictures[1]?.path}`, '1200', '400', 'lazy'],
      [`../../${pictures[0]?.path}`, '1200', '800', 'lazy'],
    ]);
    expect([...document.querySelectorAll('.said-picture figcaption')].map((caption) => caption.textContent)).toEqual([
      'Not heard',
    ]);
    expect([...document.querySelectorAll('.chapters li')].map((item) => item.querySelector('img') !== null)).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('a link to a page', () => {
  const told = (show: Show, more: Partial<Episode>): ((name: string) => string | null | undefined) => {
    const document = page(ARTICLE_PAGE, sampleFiles([{ ...ARTICLE, ...more }], show));
    return (name) => document.querySelector(`meta[name="${name}"], meta[property="${name}"]`)?.getAttribute('content');
  };
  const bare: Show = { ...SHOW };
  delete (bare as { image?: string }).image;

  it.each<[string, string, Show, Partial<Episode>]>([
    ['player', 'has a player and a picture', SHOW, {}],
    ['player', 'has a wide picture, too', SHOW, { linkImage: 'episodes/wide.jpg' }],
    ['summary', 'is not served safely', { ...SHOW, baseUrl: 'http://harbour.example/' }, {}],
    ['summary', 'has no picture', bare, {}],
    ['summary', 'is for subscribers', SHOW, { isPrivate: true }],
    [
      'summary_large_image',
      'is for subscribers and has a wide picture',
      SHOW,
      { isPrivate: true, linkImage: 'episodes/wide.jpg' },
    ],
  ])('is shown as %s where the episode %s', (card, _, show, more) => {
    const content = told(show, more);
    expect(content('twitter:card')).toBe(card);
    const frame = card === 'player' ? `${SHOW.baseUrl}episodes/${ARTICLE.slug}/embed/` : undefined;
    expect(['og:video', 'og:video:secure_url', 'twitter:player'].map(content)).toEqual([frame, frame, frame]);
  });
});

describe('an episode in a list', () => {
  const marks = (section: string, language = 'en'): number =>
    page('index.html', sampleFiles([{ ...PROGRAMME, section }], { ...SHOW, language })).querySelectorAll('.mark')
      .length;

  it.each([
    ['Programmes', 'en', 0],
    ['programme notes', 'en', 0],
    ['Coast', 'en', 1],
    ['Our programmes', 'en', 1],
    ['Programmes', 'ar', 0],
  ])('of the section %s (%s) is called a programme %i times', (section, language, count) => {
    expect(marks(section, language)).toBe(count);
  });

  it('is written its own way, in a list that is written the other', () => {
    const files = sampleFiles([{ ...ARTICLE, language: 'en' }], { ...SHOW, language: 'ar', title: 'مجلة الميناء' });
    const document = page('index.html', files);
    const ways = ['html', 'article', 'article h3', '.card-summary', '#subscribe', '#latest'];
    expect(
      ways.map((selector) => ['dir', 'lang'].map((name) => document.querySelector(selector)?.getAttribute(name))),
    ).toEqual([
      ['rtl', 'ar'],
      [null, null],
      ['ltr', 'en'],
      ['ltr', 'en'],
      [null, 'en'],
      [null, 'en'],
    ]);
  });
});
