import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { loadFigures } from '../../src/languages/figures-of.js';
import { LANGUAGE_PARTS, missingParts, type Language } from '../../src/languages/language.js';
import { ENGLISH_LABELS } from '../../src/languages/en/labels.js';
import { ENGLISH_PHRASES } from '../../src/languages/en/phrases.js';
import { toSpokenForm } from '../../src/script/passage/to-spoken-form.js';
import { splitSentences } from '../../src/script/splitting/split-sentences.js';
import { clutterWords } from '../../src/languages/every-language.js';
import { parseDate } from '../../src/sources/fields/parse-date.js';

const LANGUAGES_FOLDER = path.resolve(import.meta.dirname, '../../src/languages');
const MIN_CASES = 40;

/** What every language pack owes: its parts are whole, and what it says is what its cases say a native speaker says. */
export function describeLanguage(language: Language): void {
  const { code, name, figures, sentences, phrases, labels, calendar, clutter, lacks } = language;

  describe(`the language pack ${name}`, () => {
    beforeAll(() => loadFigures([code]));

    it('names each part that it lacks, and no other', () => {
      expect(Object.keys(lacks ?? {}).sort()).toEqual([...missingParts(language)].sort());
      for (const reason of Object.values(lacks ?? {})) expect(reason).toMatch(/\w/u);
      expect(missingParts(language).length).toBeLessThan(LANGUAGE_PARTS.length);
    });

    it('is known to Intl by its code', () => {
      expect(new Intl.DisplayNames('en', { type: 'language' }).of(code)).toBe(name);
    });

    if (figures !== undefined) {
      const cases = readCases(code);

      it(`has at least ${MIN_CASES} cases, none twice`, () => {
        expect(cases.length).toBeGreaterThanOrEqual(MIN_CASES);
        expect(new Set(cases.map(([written]) => written)).size).toBe(cases.length);
      });

      it.each(cases)('says %j', (written, spoken) => {
        expect(toSpokenForm(written, { language: code }).spoken).toBe(spoken);
      });
    }

    if (sentences !== undefined) {
      it('does not end a sentence after an abbreviation that is never last', () => {
        const texts = [...sentences.neverLast].map((abbreviation) => `A ${abbreviation}. Xavier b c`);
        expect(texts.filter((text) => splitSentences(text, code).length > 1)).toEqual([]);
      });

      it('does not end a sentence between an abbreviation and its number', () => {
        const texts = [...sentences.beforeNumber].map((abbreviation) => `A ${abbreviation}. 5 b c`);
        expect(texts.filter((text) => splitSentences(text, code).length > 1)).toEqual([]);
      });

      it('ends a sentence before a word that opens sentences, after an abbreviation that may be last', () => {
        const opener = capitalised([...sentences.starters][0] ?? '');
        const texts = [...sentences.sometimesLast].map((abbreviation) => `Xa xb ${abbreviation}. ${opener} c d`);
        expect(texts.filter((text) => splitSentences(text, code).length !== 2)).toEqual([]);
      });

      it('has words before which a long sentence may be cut', () => {
        expect(sentences.conjunctions.size).toBeGreaterThan(0);
      });
    }

    if (phrases !== undefined) {
      it('has every phrase, and counts its rows', () => {
        const { quotes, ...words } = phrases;
        expect(quotes?.map((mark) => /^[\p{Pi}\p{Ps}\p{Pf}\p{Pe}]\p{Zs}?$/u.test(mark)) ?? [true, true]).toEqual([
          true,
          true,
        ]);
        expect(Object.keys(words).sort()).toEqual(Object.keys(ENGLISH_PHRASES).sort());
        for (const text of Object.values(phrases)) if (typeof text === 'string') expect(text).toMatch(/\p{L}/u);
        for (const count of [1, 2, 5, 21]) expect(phrases.rows(count)).toMatch(new RegExp(`^${count} \\p{L}+$`, 'u'));
        expect(phrases.codeExample(3, 'Rust')).toMatch(/ 3 \p{L}+.*Rust\.$/u);
        expect(phrases.codeExample(3, undefined)).toMatch(/ 3 \p{L}+\.$/u);
      });
    }

    if (labels !== undefined) {
      it('has every label', () => {
        expect(Object.keys(labels).sort()).toEqual(Object.keys(ENGLISH_LABELS).sort());
        for (const [label, text] of Object.entries(labels)) {
          for (const form of typeof text === 'string' ? [text] : Object.values(text)) {
            expect(form, label).toMatch(/^\S.*\p{L}.*\S$|^\p{L}+$/u);
          }
        }
      });

      it('has a form of "episodes" for every category the language counts with', () => {
        const categories = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
        const few = categories.includes('few');
        expect(typeof labels.episodeCounts).toBe(few ? 'object' : 'string');
        if (typeof labels.episodeCounts === 'object') {
          expect(Object.keys(labels.episodeCounts).sort()).toEqual(
            categories.filter((category) => category !== 'one').sort(),
          );
        }
      });
    }

    if (calendar !== undefined) {
      it('has twelve months and seven weekdays, and reads the dates that Intl writes', () => {
        expect(calendar.months.map(({ names }) => names.length > 0)).toEqual(Array(12).fill(true));
        expect(calendar.weekdays.map(({ names }) => names.length > 0)).toEqual(Array(7).fill(true));
        const format = new Intl.DateTimeFormat(code, { dateStyle: 'full', timeZone: 'UTC' });
        const days = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 3 + 2 * month)));
        expect(days.map((day) => [format.format(day), parseDate(format.format(day))?.iso])).toEqual(
          days.map((day) => [format.format(day), day.toISOString().replace('.000Z', 'Z')]),
        );
      });
    }

    if (clutter !== undefined) {
      it('has clutter words that are patterns, each of its own, in small letters', () => {
        const { classNames, notices, ...slots } = clutter;
        for (const [slot, source] of Object.entries(slots)) {
          expect(() => new RegExp(`^(?:${source})$`, 'iu'), slot).not.toThrow();
          expect(new RegExp(`^(?:${source})$`, 'iu').test(''), slot).toBe(false);
          expect(clutterWords(slot as Parameters<typeof clutterWords>[0]), slot).toContain(source);
        }
        for (const notice of notices ?? []) expect(new RegExp(notice, 'iu').test('')).toBe(false);
        for (const words of Object.values(classNames ?? {})) expect(words).toBe(words.toLowerCase());
      });
    }
  });
}

/** The lines of `cases.tsv`: what is written, a tab, what is said. A line that begins with `# ` is a heading. */
function readCases(code: string): readonly (readonly [written: string, spoken: string])[] {
  return readFileSync(path.join(LANGUAGES_FOLDER, code, 'cases.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => {
      const [written = '', spoken = '', ...rest] = line.split('\t');
      expect([line, rest.length, written !== '', spoken !== '']).toEqual([line, 0, true, true]);
      return [written, spoken] as const;
    });
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
