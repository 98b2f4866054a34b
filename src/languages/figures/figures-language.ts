import { ROMAN_NUMERALS, spokenLanguage, type SpokenLanguage } from './spoken-language.js';
import { abbreviationRule } from './rules/abbreviation.js';
import { dateRule } from './rules/date.js';
import { electronicRule } from './rules/electronic.js';
import type { LanguageWords } from './language-words.js';
import { measureRule } from './rules/measure.js';
import { moneyRule } from './rules/money.js';
import { numberRules } from './rules/number.js';
import { romanRule } from './rules/roman.js';
import { symbolRule } from './rules/symbol.js';
import { telephoneRule } from './rules/telephone.js';
import { timeRule } from './rules/time.js';

/** The rules that languages share, worded by one language, in the order they are asked. */
export function figuresLanguage(words: LanguageWords): SpokenLanguage {
  return spokenLanguage(
    [
      electronicRule(words),
      telephoneRule(words),
      dateRule(words),
      timeRule(words),
      moneyRule(words),
      measureRule(words),
      ...numberRules(words),
      ...(words.roman === undefined ? [] : [romanRule(words)]),
      abbreviationRule(words),
      symbolRule(words),
    ],
    [
      ...Object.keys(words.monthSpellings),
      ...Object.keys(words.currencies),
      ...[...Object.keys(words.abbreviations), ...Object.keys(words.numbered)].map((written) =>
        written.toLowerCase().replace(/[ .].*$/u, ''),
      ),
      'www',
      ...ROMAN_NUMERALS,
      'xxi',
    ],
  );
}
