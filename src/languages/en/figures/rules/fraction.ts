import {
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { cardinalWords, numberWords, ordinalWords, SIGN, TO } from '../number-words.js';

/** Pattern of a fraction, alone or after a whole number: `3/4`, `2 1/2`, `1½`, `2/4th`; three groups. */
export const FRACTION = String.raw`(?:(?:(\d{1,6})[\s-])?(\d{1,3}(?:,\d{3})+|\d{1,7})\s?[/⁄]\s?(\d{1,3}(?:,\d{3})+|\d{1,7})(?:ths?|rds?|nds?|sts?)?(?![\d/])|(\d{1,6})?\s?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒]))`;

/** Fractions, and the pairs of numbers that only look like them: `24/7`, `9/11`, `50/50`. */
export const FRACTIONS: SpeakableRule = patternRule({
  name: 'fraction',
  starts: ['digit', 'symbol', 'letter'],
  forms: [
    {
      pattern: /(\d{1,3}|(?<![\p{L}\d'’.])[nxyz])\/([a-z]|\d{1,3})(?![\p{L}\d/-])/uy,
      say: ([, top = '', bottom = ''], context) =>
        context.style === 'formal' || (/^\d/u.test(top) && /^(?:\d|[dhmsw]$)/u.test(bottom))
          ? undefined
          : `${termWords(top)} over ${termWords(bottom)}`,
    },
    {
      pattern: /(\d{1,6})\s?\/\s?(\d{1,6})(?=\s?=)/uy,
      say: ([, first = '', second = '']) => `${cardinalWords(first)} divided by ${cardinalWords(second)}`,
    },
    {
      pattern: /(\d{2,3})\/(\d{2,3})(?![\d/\p{L}])/uy,
      say: ({ index, 1: high = '', 2: low = '' }, context) =>
        /\b(?:blood\spressure|BP)\b.{0,24}$/iu.test(textBefore(context, index))
          ? `${cardinalWords(high)} over ${cardinalWords(low)}`
          : undefined,
    },
    {
      pattern: /(\d{1,4})\/(\d{1,4})(?![\d/\p{L}]|[.,]\d)/uy,
      say: ({ index, 1: place = '', 2: count = '' }, context) =>
        Number(place) <= Number(count) && PART_BEFORE.test(textBefore(context, index))
          ? `${cardinalWords(place)} of ${cardinalWords(count)}`
          : undefined,
    },
    { pattern: /(\d{1,2})\/(\d{1,2})(?![\d/\p{L}])/uy, say: (match, context) => pairSaid(match, context) },
    {
      pattern: /([½¼])(?=\s(?:past|to)(?!\p{L}))/uy,
      say: ([, written]) => (written === '½' ? 'half' : 'quarter'),
    },
    {
      pattern: new RegExp(String.raw`(\d{1,6}\.\d{1,6})\/(\d{1,6}(?:\.\d{1,6})?)(?![\p{L}\d/])`, 'uy'),
      say: (match, context) => {
        const [, top = '', bottom = ''] = match;
        return `${numberWords(top)} ${isMark(match, context) ? 'out of' : 'over'} ${numberWords(bottom)}`;
      },
    },
    {
      pattern: new RegExp(String.raw`(?:${FRACTION}|(\d{1,3}))${TO}${FRACTION}(?![\p{L}])`, 'uy'),
      say(match, context) {
        const first =
          fractionWords(match.slice(1, 6)) ?? (match[6] === undefined ? undefined : cardinalWords(match[6]));
        const last = fractionWords(match.slice(7, 12));
        // "5-1/2" is five and a half.
        const isOne = match[6] !== undefined && match[7] === undefined && match[10] === undefined;
        if (first === undefined || last === undefined || isOne) return undefined;
        return `${first} to ${withNoun(last, textAfter(context, match.index + match[0].length, 16), context)}`;
      },
    },
    {
      pattern: new RegExp(String.raw`(${SIGN})?${FRACTION}(?![\p{L}])`, 'uy'),
      say(match, context) {
        const words = fractionWords(match.slice(2));
        if (words === undefined) return undefined;
        const sign = match[1] === undefined ? '' : match[1] === '+' ? 'plus ' : 'minus ';
        return sign + withNoun(words, textAfter(context, match.index + match[0].length, 16), context);
      },
    },
  ],
});

/** Words for the groups of {@link FRACTION}; nothing when it is no fraction a speaker would name. */
export function fractionWords(groups: readonly (string | undefined)[]): string | undefined {
  const [mixedWhole, numerator, denominator, vulgarWhole, vulgar] = groups;
  const [top, bottom] = vulgar === undefined ? [numerator, denominator] : (VULGAR[vulgar]?.split('/') ?? []);
  const whole = vulgar === undefined ? mixedWhole : vulgarWhole;
  if (top === undefined || bottom === undefined || Number(bottom) === 0) return undefined;
  const part = partWords(top.replaceAll(',', ''), bottom.replaceAll(',', ''));
  if (whole === undefined) return part;
  return `${cardinalWords(whole)} and ${part.replace(/^one (?=half)/u, 'a ')}`;
}

function partWords(top: string, bottom: string): string {
  const count = cardinalWords(top);
  const isOne = Number(top) === 1;
  if (Number(bottom) === 1) return `${count} over one`;
  if (Number(bottom) === 2) return `${count} ${isOne ? 'half' : 'halves'}`;
  if (Number(bottom) === 4) return `${count} ${isOne ? 'quarter' : 'quarters'}`;
  // "one over three hundred sixty-five": no speaker makes an ordinal of such a number.
  if (Number(bottom) > 100 && Number(bottom) % 50 !== 0) return `${count} over ${cardinalWords(bottom)}`;
  return `${count} ${ordinalWords(bottom).replace(/^one (?=\w+$)/u, '')}${isOne ? '' : 's'}`;
}

/** `3/4 mile` is "three quarters of a mile", `1/2 a mile` "half a mile"; a formal reading adds nothing. */
function withNoun(words: string, after: string, context: SpeakableContext): string {
  if (context.style === 'formal' || words.includes(' and ')) return words;
  if (/^-\p{L}/u.test(after)) return words.replace(/^one (?=half$|quarter$)/u, '').replace(/quarters$/u, 'quarter');
  if (/^\s(?:an?|of|the)\b/u.test(after)) return words === 'one half' ? 'half' : words;
  const noun = PARTED.exec(after)?.[1];
  if (noun === undefined) return words;
  const article = /^[aeiou]|^hour/u.test(noun) ? 'an' : 'a';
  return words === 'one half' ? `half ${article}` : `${words} of ${article}`;
}

const PARTED =
  /^\s(mile|inch|foot|yard|acre|hour|day|century|cup|pint|gallon|ounce|teaspoon|tablespoon|litre|liter|metre|meter|kilometre|kilometer|tonne|ton|turn|dozen|million|billion|trillion)(?![\p{L}-])/u;

/** Pairs that are names, shares, marks out of a best one, or the time of a piece of music, and no part of a whole. */
function pairSaid(match: RegExpExecArray, context: SpeakableContext): string | undefined {
  const [written, first = '', second = ''] = match;
  const after = textAfter(context, match.index + written.length, 16);
  if (PAIRS.has(written)) return `${cardinalWords(first)} ${cardinalWords(second)}`;
  if (context.style === 'formal') return undefined;
  if (/^[248]$|^16$/u.test(second) && /^\s(?:time|metre|meter|rhythm|beat|bars?)(?!\p{L})/u.test(after)) {
    return `${cardinalWords(first)} ${cardinalWords(second)}`;
  }
  if (first === second && Number(first) > 4) return `${cardinalWords(first)} out of ${cardinalWords(second)}`;
  return isMark(match, context) ? `${cardinalWords(first)} out of ${cardinalWords(second)}` : undefined;
}

/** `rated 4/5`, `scored 8/10`: so many of the most that can be had. */
function isMark(match: RegExpExecArray, context: SpeakableContext): boolean {
  const [written, first = '', second = ''] = match;
  return (
    context.style === 'newsreader' &&
    BEST_MARKS.has(second) &&
    Number(first) <= Number(second) &&
    /\b(?:rat(?:ed|es|ing|ings)|scor(?:ed?|es|ing)|gave|gives?|given|marks?|grade[ds]?|rank(?:ed|s)?)\b[^.;\d]{0,24}$/iu.test(
      textBefore(context, match.index),
    ) &&
    !/^\s(?:of|an?|the)\b/u.test(textAfter(context, match.index + written.length, 8))
  );
}

/** After these, the first number is the place of one in so many: `page 3/4`, `Print 12/250`. */
const PART_BEFORE =
  /\b(?:page|print|part|edition|slide|episode|chapter|sheet|dis[ck]|volume|vol\.|photo|image|picture|copy|issue|step|question|lesson|card|frame|no\.|number)\s$/iu;

const BEST_MARKS = new Set(['5', '10', '20', '50']);

function termWords(term: string): string {
  return /^\d/u.test(term) ? cardinalWords(term) : term;
}

const PAIRS = new Set(['24/7', '9/11', '7/7', '50/50', '20/20', '60/40', '70/30', '80/20', '90/10']);

const VULGAR: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅖': '2/5',
  '⅗': '3/5',
  '⅘': '4/5',
  '⅙': '1/6',
  '⅚': '5/6',
  '⅐': '1/7',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
  '⅑': '1/9',
  '⅒': '1/10',
};
