import { describe, expect, it } from 'vitest';
import { labelsOf, LANGUAGES } from '../../src/languages/language-of.js';
import { sampleFiles } from './build-sample.js';
import { ARTICLE, PROGRAMME, SHOW } from './sample-show.js';

const ENGLISH = Object.entries(labelsOf('en')).filter(
  (entry): entry is [string, string] => typeof entry[1] === 'string',
);

/** Whether a page shows a text by itself, as the whole or the start of an element, an attribute that is read or a value of its data. */
function shows(page: string, text: string): boolean {
  const literal = text.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  return new RegExp(
    String.raw`(?:>|:"|(?:alt|aria-label|content|data-[a-z-]+|title)=")\s*(?:← )?${literal}(?:\s*[<"]| →| \d|: )`,
    'u',
  ).test(page);
}

describe.each(LANGUAGES.filter(({ labels, code }) => labels !== undefined && code !== 'en'))(
  'the pages of a show in $name',
  ({ code }) => {
    const files = sampleFiles([ARTICLE, PROGRAMME], { ...SHOW, language: code });
    const own = labelsOf(code);
    const pages = [...files].filter(([name]) => name.endsWith('.html'));

    it('have no English label', () => {
      const foreign = ENGLISH.filter(([, text]) => !Object.values(own).includes(text));
      const found = pages.flatMap(([name, page]) =>
        foreign.filter(([, text]) => shows(page, text)).map(([label]) => `${name}: ${label}`),
      );
      expect(found).toEqual([]);
    });

    it('have labels of their own on the index and on the page of an episode', () => {
      const index = files.get('index.html') ?? '';
      const episode = files.get(`episodes/${ARTICLE.slug}/index.html`) ?? '';
      expect([own.latest, own.subscribe, own.copyFeed].filter((text) => !shows(index, text))).toEqual([]);
      const labels = [own.chapters, own.transcript, own.transcriptHint, own.about, own.readArticle, own.download];
      expect(labels.filter((text) => !episode.includes(text))).toEqual([]);
    });
  },
);

describe('the number of episodes on the index', () => {
  it.each([
    ['it', 2, '2 episodi'],
    ['ru', 1, '1 выпуск'],
    ['ru', 2, '2 выпуска'],
    ['ru', 5, '5 выпусков'],
    ['ru', 21, '21 выпуск'],
    ['pl', 2, '2 odcinki'],
    ['pl', 5, '5 odcinków'],
    ['pl', 21, '21 odcinków'],
    ['nl', 1, '1 aflevering'],
  ])('in %s, of %i, is “%s”', (language, count, said) => {
    const episodes = Array.from({ length: count }, (_, index) => ({
      ...PROGRAMME,
      slug: `programme-${index}`,
      guid: `programme-${index}`,
    }));
    expect(sampleFiles(episodes, { ...SHOW, language }).get('index.html')).toContain(said);
  });
});
