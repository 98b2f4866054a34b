import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { searchFile, PUBLISHED } from '../../src/model/publication/paths/show-paths.js';
import { openSearchIndex } from '../../src/site/player/search/search-index.js';
import { findPassages } from '../../src/site/player/search/search-passages.js';
import type { Catalogue } from '../../src/site/player/search/search-shard.js';
import { toPassages, writeSearchIndex } from '../../src/site/search/write-search-index.js';
import { termsOf } from '../../src/site/player/search/search-terms.js';

/** By slug, oldest first: the title, and sentences. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  harbour: [
    'The harbour master keeps a book',
    'He wrote “every ship he saw” in it – even the small ones.',
    'The council spent £48,200 on a new quay in 1954.',
    'Nobody left. The hall was cold all the same.',
  ],
  ferry: [
    'The ferry that kept its timetable',
    'For sixty years one boat has crossed the sound at seven.',
    'To be or not to be in it: that was up to me.',
    'Don’t tell Marta Lindqvist’s father, she said.',
    'All rights reserved.',
  ],
  keys: ['Lost keys', 'Twenty-five children looked for the key.', 'The children’s library was well-lit.'],
  rat: [
    'Der Stadtrat tagt',
    'Die Geräte der Müllerin standen auf der Straße.',
    'Der Bundesrat lehnte das Gesetz über die Wälder ab.',
  ],
  ete: ['Un été à l’île', 'L’élève a reçu son œuvre à Noël.', 'Ils n’ont rien vu.'],
  kniga: ['Новая книга', 'Она положила книгу на стол в Москве.', 'Ёлка стоит у окна.'],
  tokyo: ['東京の朝', '東京都の図書館で新しい本を読みました。', 'ガラスの橋'],
  beijing: ['北京的图书馆', '他在北京大学学习了三年。'],
  arabic: ['المكتبة', 'ذهبَ الوَلَدُ إلى المدرسةِ في الصباح.', 'قرأ كتابًا جديدًا.'],
  latest: ['News of the week', 'All rights reserved.', 'The mayor mentioned a ship.'],
};
const TITLED: Readonly<Record<string, readonly string[]>> = { harbour: ['Chapter of barnacles'] };

const files = new Map(
  [
    ...writeSearchIndex(
      Object.entries(SAID).map(([slug, sentences]) => ({
        slug,
        passages: toPassages(sentences),
        titled: [sentences[0] ?? '', ...(TITLED[slug] ?? [])].flatMap((text) => termsOf(text).map((term) => term.text)),
      })),
    ),
  ].map((file) => [file.path, gunzipSync('content' in file ? Buffer.from(file.content) : Buffer.alloc(0))]),
);

/** The slug and the number of the first sentence that a search shows, as its page does. */
async function first(query: string): Promise<string> {
  const catalogue = JSON.parse(String(files.get(PUBLISHED.searchCatalogue))) as Catalogue;
  const index = openSearchIndex(catalogue, async (name) => files.get(searchFile(name)) ?? new Uint8Array());
  const slugs = new Set<string>();
  for (const passage of await index.find(query)) slugs.add(await index.slugOf(passage));
  const found = [...slugs].slice(0, 5).flatMap((slug) => {
    const sentences = [...(SAID[slug] ?? []), ...(TITLED[slug] ?? [])].map((text, startMs) => ({ text, startMs }));
    return findPassages(query, sentences)
      .slice(0, 1)
      .map((passage) => ({ ...passage, slug }));
  });
  const [best] = found.sort((one, other) => other.score - one.score);
  return best ? `${best.slug} ${best.startMs}` : 'nothing';
}

describe('a search', () => {
  it.each([
    // Quotations, whatever their signs, quotes and case.
    ['"Every ship he saw"', 'harbour 1'],
    ['EVERY SHIP HE SAW IN IT', 'harbour 1'],
    ['wrote ‚every ship he saw‘ in it - even', 'harbour 1'],
    ["don't tell marta lindqvist's father", 'ferry 3'],
    ['the children`s library was well lit', 'keys 2'],
    // Across two sentences it begins in the first.
    ['nobody left the hall', 'harbour 3'],
    ['crossed the sound at seven. To be', 'ferry 1'],
    // One rare word, a name, a number with and without its signs.
    ['barometer', 'nothing'],
    ['timetable', 'ferry 0'],
    ['Lindqvist', 'ferry 3'],
    ['48200', 'harbour 2'],
    ['48,200', 'harbour 2'],
    ['48 200', 'harbour 2'],
    ['1954', 'harbour 2'],
    ['twenty five', 'keys 1'],
    // Short words alone.
    ['to be or not to be', 'ferry 2'],
    ['all the same', 'harbour 3'],
    ['up to me', 'ferry 2'],
    // A slip, other forms, the beginning of a word.
    ['Lindqivst', 'ferry 3'],
    ['libary', 'keys 2'],
    ['ferries', 'ferry 0'],
    ['ships', 'latest 2'],
    ['counc', 'harbour 2'],
    // In a title or a chapter alone.
    ['barnacles', 'harbour 4'],
    ['lost', 'keys 0'],
    // Said in two: in the newer first.
    ['all rights reserved', 'latest 1'],
    ['ship', 'latest 2'],
    // German, French, Russian.
    ['geraete', 'rat 1'],
    ['Gerate', 'rat 1'],
    ['mueller', 'rat 1'],
    ['STRASSE', 'rat 1'],
    ['Bundesrats', 'rat 2'],
    ['Wald', 'rat 2'],
    ['ete', 'ete 0'],
    ['eleve', 'ete 1'],
    ['oeuvre a noel', 'ete 1'],
    ['книги', 'kniga 0'],
    ['на столе', 'kniga 1'],
    ['Москва', 'kniga 1'],
    ['елка', 'kniga 2'],
    // Without spaces, with vowel marks.
    ['図書館で新しい', 'tokyo 1'],
    ['橋', 'tokyo 2'],
    ['大学', 'beijing 1'],
    ['图书馆', 'beijing 0'],
    ['ذهب الولد', 'arabic 1'],
    ['مدرسة', 'arabic 1'],
    // No word at all, and one nobody said.
    ['“—”', 'nothing'],
    ['zebra', 'nothing'],
  ])('for %s finds %s', async (query, expected) => {
    expect(await first(query)).toBe(expected);
  });
});
