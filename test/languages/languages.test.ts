import { describe, expect, it } from 'vitest';

import * as table from '../../src/languages/index.js';
import { MONTHS } from '../../src/languages/every-language.js';
import { languageOf, LANGUAGES } from '../../src/languages/language-of.js';
import { LANGUAGE_PARTS, missingParts } from '../../src/languages/language.js';
import { describeLanguage } from '../contracts/describe-language.js';

LANGUAGES.forEach(describeLanguage);

describe('the table of languages', () => {
  it('knows each language by its code', () => {
    expect(Object.entries(table).map(([code, language]) => [code, language.code])).toEqual(
      Object.keys(table).map((code) => [code, code]),
    );
  });

  it('finds a pack by any tag of its language', () => {
    const codes = ['en-GB', 'DE', 'pt_BR', 'ru-Cyrl', 'ja', ''].map((tag) => languageOf(tag)?.code);
    expect(codes).toEqual(['en', 'de', 'pt', 'ru', undefined, undefined]);
  });

  it('says that a language without a pack lacks every part, and which parts a pack lacks', () => {
    expect(missingParts(languageOf('ja'))).toEqual(LANGUAGE_PARTS);
    expect(missingParts({ code: 'xx', name: 'Test', lacks: {} })).toEqual(LANGUAGE_PARTS);
    expect(missingParts(languageOf('en'))).toEqual([]);
  });

  it('has no spelling that is two different months', () => {
    const readings = LANGUAGES.flatMap(({ calendar }) =>
      (calendar?.months ?? []).flatMap(({ names, short }, index) =>
        [...names, ...short].map((name) => [name.toLowerCase(), index + 1] as const),
      ),
    );
    expect(readings.filter(([name, month]) => MONTHS.get(name) !== month)).toEqual([]);
  });
});
