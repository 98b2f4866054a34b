import { describe, expect, it } from 'vitest';
import { splitClauses } from '../../../src/script/splitting/split-clauses.js';

/** The parts of a text in utterances of at most eight words. */
function partsOf(text: string, language: string): readonly string[] {
  const limits = { maxWords: 8, maxCharacters: 200, language };
  return splitClauses(text, { start: 0, end: text.length }, limits).map(({ start, end }) => text.slice(start, end));
}

describe('splitClauses', () => {
  it('cuts before a conjunction of the language, and not before the same word of another', () => {
    expect(partsOf('one two three four five of six seven eight nine', 'en')).toEqual([
      'one two three four five of six seven ',
      'eight nine',
    ]);
    expect(partsOf('een twee drie vier vijf of zes zeven acht negen', 'nl')).toEqual([
      'een twee drie vier vijf ',
      'of zes zeven acht negen',
    ]);
    expect(partsOf('jeden dwa trzy cztery pięć ale sześć siedem osiem dziewięć', 'pl')).toEqual([
      'jeden dwa trzy cztery pięć ',
      'ale sześć siedem osiem dziewięć',
    ]);
  });

  it('cuts between words in a language without conjunctions, and covers the text', () => {
    const text = 'one two three four five and six seven eight nine';
    expect(partsOf(text, 'xx')).toEqual(['one two three four five and six seven ', 'eight nine']);
    expect(partsOf(text, 'xx').join('')).toBe(text);
  });
});
