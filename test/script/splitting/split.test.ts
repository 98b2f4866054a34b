import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitForEngine } from '../../../src/script/splitting/split.js';

const TEXT = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        'Word',
        'and',
        'Dr.',
        '3.14',
        'caffè',
        'नमस्ते',
        'తెలుగు',
        '👩‍👩‍👧‍👦',
        '🇺🇦',
        '你好。',
        '。',
        '. ',
        ', ',
        '\n\n',
        ' ',
        '— ',
      ),
      { maxLength: 200 },
    )
    .map((parts) => parts.join(' ')),
);

function graphemesOf(text: string): readonly string[] {
  return Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);
}

describe('splitForEngine', () => {
  it('loses nothing, keeps the limit and never cuts a grapheme', () => {
    fc.assert(
      fc.property(TEXT, fc.integer({ min: 1, max: 120 }), (text, maxBytes) => {
        const pieces = splitForEngine(text, { maxBytes });
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) {
          expect(piece).not.toBe('');
          if (Buffer.byteLength(piece) > maxBytes) expect(graphemesOf(piece)).toHaveLength(1);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps a limit in characters as well', () => {
    fc.assert(
      fc.property(TEXT, fc.integer({ min: 12, max: 80 }), (text, maxCharacters) => {
        const pieces = splitForEngine(text, { maxCharacters, maxBytes: 10_000 });
        expect(pieces.join('')).toBe(text);
        expect(pieces.every((piece) => piece.length <= maxCharacters || graphemesOf(piece).length === 1)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('cuts at sentences before clauses and at clauses before words', () => {
    const text = 'Short one. Mr. Li, who was late, spoke at length about the harbour. End.';
    expect(splitForEngine(text, { maxCharacters: 60 })).toEqual([
      'Short one. ',
      'Mr. Li, who was late, spoke at length about the harbour. ',
      'End.',
    ]);
    expect(splitForEngine(text, { maxCharacters: 50 })).toEqual([
      'Short one. ',
      'Mr. Li, who was late, ',
      'spoke at length about the harbour. ',
      'End.',
    ]);
    expect(splitForEngine('one two three four', { maxCharacters: 9 })).toEqual(['one two ', 'three ', 'four']);
  });

  it('takes time that grows with the text', () => {
    const timeOf = (words: number): number => {
      const text = 'harbour '.repeat(words);
      const started = performance.now();
      splitForEngine(text, { maxBytes: 200 });
      return performance.now() - started;
    };
    timeOf(1000);
    expect(timeOf(100_000)).toBeLessThan(3000);
  });
});
