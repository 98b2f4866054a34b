import { patternRule, textBefore, type SpeakableContext, type SpeakableRule } from '../../../figures/speakable-rule.js';
import { cardinalWords, NUMBER, numberWords, ordinalWords, pairWords, pluralNumberWords, TO } from '../number-words.js';

/** A number whose thousands may also be parted by spaces. */
const TERM = String.raw`(?:\d{1,3}(?:[ \u00A0\u202F]\d{3}){1,4}(?!\d)|${NUMBER})`;

/** Numbers joined by a dash, a tilde or a colon: ranges `2–5`, `1~3`, ratios `3:1`, `1:50,000`, `5th–8th`. */
export const RANGE: SpeakableRule = patternRule({
  name: 'range',
  starts: ['digit'],
  forms: [
    {
      pattern: new RegExp(String.raw`(\d{1,3})(?:st|nd|rd|th)?(${TO})(\d{1,3})(?:st|nd|rd|th)(?![\p{L}\d])`, 'uiy'),
      say: ([, first = '', , last = '']) => `${ordinalWords(first)} to ${ordinalWords(last)}`,
    },
    {
      pattern: /([1-9]0)s?\s?[-–]\s?([1-9]0)s(?![\p{L}\d])/uy,
      say: ([, first = '', last = '']) =>
        `${pluralNumberWords(cardinalWords(first))} to ${pluralNumberWords(cardinalWords(last))}`,
    },
    {
      pattern: new RegExp(String.raw`${TERM}(?:\s?:\s?${TERM}){1,3}(?![\d:\p{L}]|[.,]\d)`, 'uy'),
      say: ([written = '']) =>
        written
          .split(/\s?:\s?/u)
          .map((term) => numberWords(term.replace(/\s/gu, '')))
          .join(' to '),
    },
    {
      pattern: new RegExp(String.raw`(${NUMBER})(${TO})(${NUMBER})(?![\d\p{L}%]|[-–.]\d)`, 'uy'),
      say: (match, context) => joinedWords(match, context),
    },
  ],
});

/** A formal reading of a bare hyphen keeps the hyphen; all else is from, to. */
function joinedWords(match: RegExpExecArray, context: SpeakableContext): string {
  const [, first = '', mark = '', last = ''] = match;
  if (NAMED_IN_PAIRS.test(textBefore(context, match.index))) return `${pairWords(first)} ${pairWords(last)}`;
  if (context.style === 'formal' && /[-–—]/u.test(mark)) {
    return `${formalNumber(first)} ${mark.trim()} ${formalNumber(last)}`;
  }
  return `${numberWords(first)} to ${numberWords(last)}`;
}

const NAMED_IN_PAIRS = /\b(?:boeing|airbus|flight|room)\s$/iu;

/** A formal reading spells out long numbers that have no separators. */
function formalNumber(written: string): string {
  return /^\d{5,}$/u.test(written) ? [...written].map(cardinalWords).join(' ') : numberWords(written);
}
