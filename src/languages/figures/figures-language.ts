import { ROMAN_NUMERALS, spokenLanguage, type SpokenLanguage } from './spoken-language.js';
import { abbreviationRule } from './rules/abbreviation.js';
import { coordinateRule } from './rules/coordinate.js';
import { dateRule } from './rules/date.js';
import { electronicRule } from './rules/electronic.js';
import type { LanguageWords } from './language-words.js';
import type { SpeakableRule } from './speakable-rule.js';
import { measureRule } from './rules/measure.js';
import { moneyRule } from './rules/money.js';
import { numberRules } from './rules/number.js';
import { referenceRule } from './rules/reference.js';
import { romanRule } from './rules/roman.js';
import { stoppageRule } from './rules/stoppage.js';
import { symbolRule } from './rules/symbol.js';
import { telephoneRule } from './rules/telephone.js';
import { timeRule } from './rules/time.js';
import { weekdaysRule } from './rules/weekdays.js';

/** The rules that languages share, worded by one language, in the order they are asked, after rules of its own. */
export function figuresLanguage(words: LanguageWords, own: readonly SpeakableRule[] = []): SpokenLanguage {
  return spokenLanguage(
    [
      ...own,
      electronicRule(words),
      stoppageRule({
        plus: words.plus,
        cardinal: (digits, context) => words.cardinal(digits, context),
        ordinal: (digits, around, context) => words.ordinal.say(digits, '', around, context),
      }),
      referenceRule(words),
      ...weekdaysRule(words),
      telephoneRule(words),
      dateRule(words),
      timeRule(words),
      moneyRule(words),
      ...coordinateRule(words),
      measureRule(words),
      ...numberRules(words),
      ...(words.roman === undefined ? [] : [romanRule(words)]),
      abbreviationRule(words),
      symbolRule(words),
    ].map(withFullStop),
    [
      ...Object.keys(words.monthSpellings),
      ...Object.keys(words.weekdays?.short ?? {}),
      ...Object.keys(words.currencies),
      ...[words.abbreviations, words.numbered, words.afterNumber ?? {}]
        .flatMap(Object.keys)
        .map((written: string) => written.toLowerCase().replace(/[ .].*$/u, '')),
      'www',
      ...ROMAN_NUMERALS,
      'xxi',
    ],
  );
}

/** The stop of an abbreviation ends the sentence too where nothing follows: "12 руб." */
function withFullStop(rule: SpeakableRule): SpeakableRule {
  return {
    ...rule,
    read(context, start) {
      const reading = rule.read(context, start);
      if (reading === undefined || context.text.charAt(reading.end - 1) !== '.') return reading;
      const isLast = /^["”»)]{0,3}\s*$/u.test(context.text.slice(reading.end));
      const isAlone = start === 0 && reading.end === context.text.trimEnd().length;
      return isLast && !isAlone && !reading.spoken.endsWith('.')
        ? { ...reading, spoken: `${reading.spoken}.` }
        : reading;
    },
  };
}
