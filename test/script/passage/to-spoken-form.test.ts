import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadFigures } from '../../../src/languages/figures-of.js';
import { parseLexicon } from '../../../src/script/lexicon/lexicon.js';
import { toSpokenForm } from '../../../src/script/passage/to-spoken-form.js';

const FRAGMENTS = [
  '$',
  '£',
  '5',
  '12',
  '1,000',
  '.',
  '-',
  '–',
  '—',
  ' ',
  ' ',
  'm',
  'km',
  '/',
  ':',
  '%',
  'No.',
  'St.',
  'II',
  'I',
  'Xi',
  'pm',
  'a',
  'the',
  'May',
  'U.S.',
  'BBC',
  '@',
  '#',
  'www.',
  'x.com',
  "'",
  '’',
  '"',
  '(',
  ')',
  '&',
  '½',
  '²',
  '😀',
  '🇫🇷',
  'é',
  'ﬁ',
  'Ⅳ',
  '２',
  'ˢᵗ',
  '𝗯',
  '㎞',
  '~',
  '..',
  '日本',
  'й',
  '°',
  '\n',
  '[',
  '<b>',
];
const TEXT = fc.array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 24 }).map((pieces) => pieces.join(''));
const LANGUAGES = ['en', 'en-GB', 'de', 'fr', 'es', 'it', 'pt', 'ru', 'ja'];

await loadFigures(LANGUAGES);

describe('toSpokenForm', () => {
  it('records every change with its place in the text and the rule that made it', () => {
    expect(toSpokenForm('Paid $5 to Dr. Lee.', { language: 'en' })).toEqual({
      spoken: 'Paid five dollars to Doctor Lee.',
      changes: [
        { start: 5, end: 7, from: '$5', to: 'five dollars', rule: 'money' },
        { start: 11, end: 14, from: 'Dr.', to: 'Doctor', rule: 'abbreviation' },
      ],
    });
  });

  it('lets the lexicon decide first and keeps every other rule off its terms', () => {
    const lexicon = parseLexicon('NATO: nay-toe\n"24/7": all day\nX5: ex five\n', 'lexicon.yaml');
    const { spoken, changes } = toSpokenForm('NATO is open 24/7 in an X5.', { language: 'en', lexicon });
    expect(spoken).toBe('nay-toe is open all day in an ex five.');
    expect(changes.map(({ rule }) => rule)).toEqual(['lexicon:NATO', 'lexicon:24/7', 'lexicon:X5']);
  });

  it('applies the lexicon and nothing else to a language it does not know', () => {
    const lexicon = parseLexicon('SCO: es see oh\n', 'lexicon.yaml');
    expect(toSpokenForm('SCO 5%', { language: 'xx', lexicon }).spoken).toBe('es see oh 5%');
  });

  it('never throws, and its changes make the spoken form out of the text, in any language', () => {
    fc.assert(
      fc.property(
        TEXT,
        fc.constantFrom(...LANGUAGES),
        fc.constantFrom('newsreader' as const, 'formal' as const),
        (text, language, style) => {
          const { spoken, changes } = toSpokenForm(text, { language, style });
          let place = 0;
          let rebuilt = '';
          for (const change of changes) {
            expect(change.start).toBeGreaterThanOrEqual(place);
            expect(change.from).toBe(text.slice(change.start, change.end));
            rebuilt += text.slice(place, change.start) + change.to;
            place = change.end;
          }
          expect(rebuilt + text.slice(place)).toBe(spoken);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('never makes silence of a text with words or figures', () => {
    fc.assert(
      fc.property(TEXT, fc.constantFrom(...LANGUAGES), (text, language) => {
        fc.pre(/[\p{L}\p{Nd}]/u.test(text));
        expect(toSpokenForm(text, { language }).spoken).toMatch(/[\p{L}\p{N}]/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves no figure unspoken in a language it knows', () => {
    fc.assert(
      fc.property(TEXT, fc.constantFrom('en', 'de', 'fr', 'es', 'it', 'pt', 'ru'), (text, language) => {
        expect(toSpokenForm(text, { language }).spoken).not.toMatch(/\d/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes time in proportion to the length of the text, whatever is in it', () => {
    for (const piece of ['1-', 'a.', 'A. ', '$', '5 St ', '“5"', 'a@', '😀', '1/', 'word ', 'Smith II ']) {
      const cpuMs = (length: number) => {
        const text = piece.repeat(length / piece.length);
        const before = process.cpuUsage();
        toSpokenForm(text, { language: 'en' });
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      };
      cpuMs(2_000);
      const best = (length: number) => Math.min(cpuMs(length), cpuMs(length), cpuMs(length));
      // Quadratic cost would be sixteenfold; the floor keeps the clock's grain out of it.
      expect(best(8_000) / Math.max(best(2_000), 4), piece).toBeLessThan(9);
    }
  });

  it.each(['en', 'de', 'ru'])('takes time in proportion to the length of small things said again in %s', (language) => {
    for (const piece of ['I–1/', 'ⅳ€']) {
      const cpuMs = (length: number) => {
        const text = piece.repeat(length / piece.length);
        const before = process.cpuUsage();
        toSpokenForm(text, { language });
        return process.cpuUsage(before).user / 1000;
      };
      cpuMs(1_000);
      const best = (length: number) => Math.min(cpuMs(length), cpuMs(length));
      expect(best(12_000) / Math.max(best(3_000), 5), piece).toBeLessThan(8);
    }
  });
});
