import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Episode } from '../../src/model/episode.js';
import { canParseUrl } from '../../src/model/text/can-parse-url.js';
import { sampleFiles } from './build-sample.js';
import { ARTICLE, PROGRAMME, SHOW } from './sample-show.js';

type Check = (value: unknown) => boolean;
type Shape = { readonly needs: Readonly<Record<string, Check>>; readonly may?: Readonly<Record<string, Check>> };

const text: Check = (value) => typeof value === 'string' && value.trim() !== '';
const url: Check = (value) => typeof value === 'string' && canParseUrl(value) && /^https?:/u.test(value);
const bool: Check = (value) => typeof value === 'boolean';
const count: Check = (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const second: Check = (value) => typeof value === 'number' && value >= 0;
const date: Check = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/u.test(value);
const duration: Check = (value) =>
  typeof value === 'string' && /^PT(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?$/u.test(value);
const language: Check = (value) => typeof value === 'string' && Intl.getCanonicalLocales(value).length === 1;
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    [value].flat().every((word) => words.includes(String(word)));
const a =
  (...types: readonly string[]): Check =>
  (value) => {
    const things = [value].flat() as readonly Thing[];
    return things.length > 0 && things.every((thing) => types.includes(thing['@type']) && faultsOf(thing).length === 0);
  };
type Thing = Readonly<Record<string, unknown>> & { readonly '@type': string };

const PAGE: Shape = {
  needs: { '@id': url, url, name: text, inLanguage: language, isPartOf: a('PodcastSeries') },
  may: { mainEntity: a('ItemList') },
};
/** What schema.org gives each type, of what is of use to a podcast; by hand from https://schema.org/PodcastEpisode and on. */
const SHAPES: Readonly<Record<string, Shape>> = {
  PodcastSeries: {
    needs: { '@id': url, url, name: text, webFeed: url },
    may: {
      description: text,
      inLanguage: language,
      isAccessibleForFree: bool,
      sameAs: (value) => [value].flat().every(url),
      author: a('Organization', 'Person'),
      image: url,
    },
  },
  PodcastEpisode: {
    needs: {
      '@id': url,
      url,
      name: text,
      description: text,
      inLanguage: language,
      datePublished: date,
      duration,
      associatedMedia: a('AudioObject'),
      partOfSeries: a('PodcastSeries'),
      isAccessibleForFree: bool,
      isFamilyFriendly: bool,
      accessMode: oneOf('auditory', 'textual'),
      accessModeSufficient: a('ItemList'),
      accessibilityHazard: oneOf('none'),
    },
    may: {
      mainEntityOfPage: url,
      dateModified: date,
      correction: a('CorrectionComment'),
      author: a('Person', 'Organization'),
      image: url,
      digitalSourceType: url,
      isBasedOn: url,
      episodeNumber: count,
      articleSection: text,
      keywords: (value) => Array.isArray(value) && value.every(text),
      accessibilityFeature: oneOf('transcript', 'synchronizedAudioText', 'tableOfContents', 'structuralNavigation'),
      hasPart: a('Clip'),
    },
  },
  AudioObject: {
    needs: { contentUrl: url, encodingFormat: text, contentSize: text, duration, name: text, uploadDate: date },
    may: { inLanguage: language, bitrate: text, thumbnailUrl: url, digitalSourceType: url },
  },
  Clip: { needs: { name: text, startOffset: second, endOffset: second, url } },
  CorrectionComment: { needs: { datePublished: date, text } },
  Person: { needs: { name: text } },
  Organization: { needs: { name: text } },
  ItemList: {
    needs: { itemListElement: (value) => Array.isArray(value) && value.length > 0 && value.every(isElement) },
    may: { numberOfItems: count },
  },
  ListItem: { needs: { position: count, name: text, url } },
  CollectionPage: PAGE,
  SearchResultsPage: PAGE,
};

function isElement(value: unknown): boolean {
  return oneOf('auditory', 'textual')(value) || a('ListItem')(value);
}

function faultsOf(thing: Thing): readonly string[] {
  const shape = SHAPES[thing['@type']];
  if (!shape) return [`type ${thing['@type']}`];
  const known: Readonly<Record<string, Check>> = { ...shape.needs, ...shape.may, '@type': text, '@context': url };
  return [
    ...Object.keys(shape.needs)
      .filter((name) => !(name in thing))
      .map((name) => `no ${name}`),
    ...Object.entries(thing).flatMap(([name, value]) =>
      known[name]?.(value) === true ? [] : [`${thing['@type']}.${name}: ${JSON.stringify(value)}`],
    ),
  ];
}

function dataOf(html: string): Thing {
  const found = parseHTML(html).document.querySelectorAll('script[type="application/ld+json"]');
  expect(found).toHaveLength(1);
  return JSON.parse(found[0]?.textContent ?? '') as Thing;
}

const CORRECTED: Episode = {
  ...ARTICLE,
  corrections: [{ at: '2026-03-06T09:00:00Z', reason: 'A year was wrong.', changes: [] }],
};
const MANY = Array.from({ length: 80 }, (_, index) => ({ ...PROGRAMME, slug: `p-${index}`, title: `Part ${index}` }));
const KINDS = [
  ['index.html', 'PodcastSeries'],
  [`episodes/${ARTICLE.slug}/index.html`, 'PodcastEpisode'],
  [`episodes/${PROGRAMME.slug}/index.html`, 'PodcastEpisode'],
  ['page/2/index.html', 'CollectionPage'],
  ['section/coast/index.html', 'CollectionPage'],
  ['archive/index.html', 'CollectionPage'],
  ['search/index.html', 'SearchResultsPage'],
  ['404.html', 'PodcastSeries'],
] as const;

describe('the structured data of a page', () => {
  const files = sampleFiles([CORRECTED, PROGRAMME, ...MANY]);

  it.each(KINDS)('of /%s are of the type %s, and each value is one schema.org knows', (name, type) => {
    const data = dataOf(files.get(name) ?? '');
    expect([data['@context'], data['@type'], faultsOf(data)]).toEqual(['https://schema.org', type, []]);
  });

  it('name what the episode is made of, what was corrected, and where each chapter is', () => {
    const data = dataOf(files.get(`episodes/${ARTICLE.slug}/index.html`) ?? '');
    expect(data).toMatchObject({
      isBasedOn: ARTICLE.sourceUrl,
      dateModified: '2026-03-06T09:00:00Z',
      correction: [{ '@type': 'CorrectionComment', text: 'A year was wrong.' }],
      hasPart: ARTICLE.chapters.map(({ title }) => ({ '@type': 'Clip', name: title })),
      partOfSeries: { '@id': SHOW.baseUrl },
    });
  });

  it('of a list name its episodes in the order of the page', () => {
    const html = files.get('page/2/index.html') ?? '';
    const { itemListElement } = dataOf(html)['mainEntity'] as { itemListElement: readonly { name: string }[] };
    const shown = [...parseHTML(html).document.querySelectorAll('.card h3')].map((title) => title.textContent);
    expect(itemListElement.map(({ name }) => name)).toEqual(shown);
  });
});
