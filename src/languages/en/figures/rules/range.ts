import {
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { cardinalWords, NUMBER, numberWords, ordinalWords, pairWords, pluralNumberWords } from '../number-words.js';

/** Two numbers joined by a dash or a colon: ranges `2–5`, scores `3-1`, ratios `3:1`, sums `1-4=5`, `5th–8th`. */
export const RANGE: SpeakableRule = patternRule({
  name: 'range',
  starts: ['digit'],
  forms: [
    {
      pattern: /(\d{1,9})\s?[-−–]\s?(\d{1,9})\s?=/uy,
      say: ([, first = '', last = '']) => `${numberWords(first)} minus ${numberWords(last)} equals`,
    },
    {
      pattern: /(\d{1,3})(?:st|nd|rd|th)?(\s?[-–—]\s?)(\d{1,3})(?:st|nd|rd|th)(?![\p{L}\d])/uy,
      say: ([, first = '', , last = '']) => `${ordinalWords(first)} to ${ordinalWords(last)}`,
    },
    {
      pattern: /([1-9]0)s?\s?[-–]\s?([1-9]0)s(?![\p{L}\d])/uy,
      say: ([, first = '', last = '']) =>
        `${pluralNumberWords(cardinalWords(first))} to ${pluralNumberWords(cardinalWords(last))}`,
    },
    {
      pattern: /(\d{1,3})\s?:\s?(\d{1,3})(?![\d:\p{L}]|\.\d)/uy,
      say: ([, first = '', last = '']) => `${numberWords(first)} to ${numberWords(last)}`,
    },
    {
      pattern: /([0-7])[-–]([0-7])\s?\((\d{1,2})(?:[-–](\d{1,2}))?\)/uy,
      say: ([, first = '', last = '', lost = '', more]) =>
        `${scoreWords(first)} ${scoreWords(last)}, ${cardinalWords(lost)}${more === undefined ? '' : ` ${cardinalWords(more)}`}`,
    },
    {
      pattern: /(\d{1,3})([-–])(\d{1,3})(?:\2(\d{1,3}))(?![\d\p{L}]|[-–]\d)/uy,
      say: ([, ...groups]) =>
        groups
          .filter((group) => group !== undefined && /\d/u.test(group))
          .map(scoreWords)
          .join(' '),
    },
    {
      pattern: new RegExp(String.raw`(${NUMBER})(\s?[-–—]\s?)(${NUMBER})(?![\d\p{L}%]|[-–.]\d)`, 'uy'),
      say: (match, context) => joinedWords(match, context),
    },
  ],
});

/** A score has no "to" and says nil; a formal reading of a bare hyphen keeps the hyphen; all else is from, to. */
function joinedWords(match: RegExpExecArray, context: SpeakableContext): string {
  const [, first = '', mark = '', last = ''] = match;
  if (NAMED_IN_PAIRS.test(textBefore(context, match.index))) return `${pairWords(first)} ${pairWords(last)}`;
  if (context.style === 'formal') return `${formalNumber(first)} ${mark.trim()} ${formalNumber(last)}`;
  const isWhole = /^\d{1,2}$/u.test(first) && /^\d{1,2}$/u.test(last);
  const isScore =
    isWhole &&
    mark === mark.trim() &&
    (Number(first) >= Number(last) ||
      SCORE_BEFORE.test(textBefore(context, match.index)) ||
      isAmongScores(match, context) ||
      SCORE_AFTER.test(textAfter(context, match.index + match[0].length)));
  if (CRICKET.test(match[0]) && context.style === 'newsreader')
    return `${cardinalWords(first)} for ${cardinalWords(last)}`;
  if (isScore) return `${scoreWords(first)} ${scoreWords(last)}`;
  return `${numberWords(first)} to ${numberWords(last)}`;
}

const NAMED_IN_PAIRS = /\b(?:boeing|airbus|flight|room)\s$/iu;
const SCORE_BEFORE =
  /\b(?:won|win|wins|beat|beats|beating|lost|lose|drew|draw|defeated|defeat|led|lead|leading|trailed|ahead|finished|ended|score|tied|ruled|voted|level)\b(?:\s[\p{L}.'’]+){0,3}\s$/u;
/** `245-6`: runs for wickets. */
const CRICKET = /^[1-9]\d\d-\d$/u;
const SCORE_AFTER =
  /^\s(?:win|victory|defeat|loss|draw|lead|thrashing|scoreline|triumph|record|ruling|decision|vote|majority|home|away|on\saggregate|against|aggregate|at\shalf)\b/u;

/** `6-4, 3-6, 7-5`: in a row of pairs of which one goes down or that was won or lost, all are scores. */
function isAmongScores(match: RegExpExecArray, context: SpeakableContext): boolean {
  const before = /(?:\d{1,2}[-–]\d{1,2}(?:\s?\(\d{1,2}\))?,?\s(?:and\s)?){1,4}$/u.exec(
    textBefore(context, match.index),
  )?.[0];
  if (before !== undefined && SCORE_BEFORE.test(textBefore(context, match.index).slice(0, -before.length))) return true;
  const after = /^(?:\s?\(\d{1,2}\))?(?:,?\s(?:and\s)?\d{1,2}[-–]\d{1,2}(?!\d)){1,4}/u.exec(
    textAfter(context, match.index + match[0].length),
  )?.[0];
  return [...`${before ?? ''} ${after ?? ''}`.matchAll(/(\d{1,2})[-–](\d{1,2})/gu)].some(
    ([, first, last]) => Number(first) > Number(last),
  );
}

function scoreWords(digits: string | undefined): string {
  return digits === '0' ? 'nil' : cardinalWords(digits ?? '');
}

/** A formal reading spells out long numbers that have no separators. */
function formalNumber(written: string): string {
  return /^\d{5,}$/u.test(written) ? [...written].map(cardinalWords).join(' ') : numberWords(written);
}
