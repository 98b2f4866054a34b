import {
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { cardinalWords, ordinalWords, yearWords } from '../number-words.js';
import { isSentenceEnd } from '../sentence-end.js';
import { isAmerican } from '../variety.js';

const YEAR = String.raw`(?:\s?['’]?((?:19|20)\d\d|(?<=\s['’]|['’])\d\d)(?![\d\p{L}]|[.,]\d))`;

/** Parts of the year by which companies report: `Q3 2025`, `3Q25`, `1H 2024`, `FY2025/26`; and centuries, `3rd c.` */
export const QUARTER: SpeakableRule = patternRule({
  name: 'quarter',
  starts: ['digit', 'letter'],
  forms: [
    {
      pattern: new RegExp(String.raw`Q([1-4])(?![\p{L}\d-]|\.\d)${YEAR}?`, 'uy'),
      say: (match, context) => period(match, context, 'quarter'),
    },
    {
      pattern: new RegExp(String.raw`([1-4])Q(?:(?:\s|['’])?((?:19|20)?\d\d))?(?![\p{L}\d]|[.,-]\d)`, 'uy'),
      say: (match, context) => period(match, context, 'quarter'),
    },
    {
      pattern: new RegExp(String.raw`H([12])${YEAR}`, 'uy'),
      say: (match, context) => period(match, context, 'half'),
    },
    {
      pattern: /([12])H(?:\s|['’])?((?:19|20)\d\d|\d\d)(?![\p{L}\d]|[.,-]\d)/uy,
      say: (match, context) => period(match, context, 'half'),
    },
    {
      pattern: /FY\s?['’]?((?:19|20)?\d\d)(?:[/–-](\d\d))?(?![\p{L}\d]|[.,-]\d)/uy,
      say: ([, year = '', last], context) =>
        context.style === 'formal'
          ? undefined
          : `${isAmerican(context) ? 'fiscal' : 'financial'} year ${yearWords(fullYear(year))}${last === undefined ? '' : ` ${shortYear(last)}`}`,
    },
    {
      pattern: /(\d{1,2})(?:st|nd|rd|th)\s(?:c\.|cent?\.)(?:(?=\s?[,;:)]|\s(?:BC|AD|CE|B\.C)|\s\p{Ll})|$)/uy,
      say: ({ 0: written, index, 1: number = '' }, context) =>
        `${ordinalWords(number)} century${isSentenceEnd(context, index + written.length) ? '.' : ''}`,
    },
  ],
});

/** "in Q3" is "in the third quarter", "Q3 results" are "third quarter results", "the Q3 2025 report" keeps its article. */
function period(match: RegExpExecArray, context: SpeakableContext, name: string): string | undefined {
  const [written, number = '', year] = match;
  const before = textBefore(context, match.index, 16);
  const after = textAfter(context, match.index + written.length, 24);
  // A question by its number, or the name of a car or a camera.
  if (/^["“\s]*$/u.test(before) && /^[.:)]\s/u.test(after)) return undefined;
  if (context.style === 'formal' || NOT_A_TIME.test(before)) return undefined;
  const isBeforeNoun = /^\s\p{Ll}/u.test(after) && !NO_NOUN.test(after);
  const hasArticle =
    /\b(?:the|an?|this|that|its|their|our|his|her|last|next|each|every|first|second|weak|strong|record)\s$/iu.test(
      before,
    );
  const words = `${ordinalWords(number)} ${name}`;
  const yearSaid = year === undefined ? '' : yearWords(fullYear(year));
  if (isBeforeNoun) return `${words}${yearSaid === '' ? '' : ` ${yearSaid}`}`;
  return `${hasArticle ? '' : 'the '}${words}${yearSaid === '' ? '' : ` of ${yearSaid}`}`;
}

const NOT_A_TIME = /\b(?:Audi|Infiniti|Chery|BMW|Samsung|Galaxy|Canon|Leica|Pentax|Bose)\s$/u;
const NO_NOUN =
  /^\s(?:and|or|of|in|on|at|to|by|for|from|with|as|but|than|that|which|when|while|is|are|was|were|has|had|have|will|would|could|may|might|should|rose|fell|saw|came|went|after|before|amid|despite|versus|over|under|because|since|if|so|the|a|an|we|it|they|he|she|this|last|next)(?!\p{L})/u;

function fullYear(year: string): string {
  return year.length === 4 ? year : `20${year}`;
}

function shortYear(year: string): string {
  return year.startsWith('0') ? `oh ${cardinalWords(year.slice(1))}` : cardinalWords(year);
}
