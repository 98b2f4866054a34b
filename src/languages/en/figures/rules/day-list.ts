import {
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { isDay, MONTH, monthName } from '../calendar.js';
import { ordinalWords, yearWords } from '../number-words.js';
import { isAmerican } from '../variety.js';

const DAY = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const DAYS = String.raw`(${DAY}(?:,\s${DAY}){0,6}),?\s(and|or|to|through|until|till|&)\s(${DAY})`;
const YEAR = String.raw`(?:,?\s((?:1\d|20)\d\d)(?![\d%]|[,.]\d))?`;

/** Several days of one month: `between 3 and 9 March`, `on 3, 5 and 9 March 2024`, `March 3 and 4`, `from 1 to 5 May`. */
export const DAY_LIST: SpeakableRule = patternRule({
  name: 'date',
  starts: ['digit', 'letter'],
  forms: [
    {
      pattern: new RegExp(String.raw`${DAYS}\s(?:of\s)?(${MONTH})${YEAR}`, 'iuy'),
      say(match, context) {
        const [, first = '', joint = '', last = '', month = '', year] = match;
        const days = daysOf(first, last);
        if (days === undefined || isVerb(month, match, context)) return undefined;
        const before = textBefore(context, match.index, 12);
        const isSpan = /\b(?:between|from)\s(?:the\s)?$/iu.test(before) || /^(?:to|through|until|till)$/u.test(joint);
        const article = /\bthe\s$/iu.test(before) ? '' : 'the ';
        const words = days.map(ordinalWords);
        const list = `${article}${words.slice(0, -1).join(', ')} ${jointWord(joint)} ${isSpan ? 'the ' : ''}${words.at(-1) ?? ''}`;
        return `${list} of ${monthName(month)}${year === undefined ? '' : ` ${yearWords(year)}`}`;
      },
    },
    {
      pattern: new RegExp(String.raw`(${MONTH})\s${DAYS}(?![\p{L}\d%/:]|[.,]\d|-)${YEAR}`, 'iuy'),
      say(match, context) {
        const [written, month = '', first = '', joint = '', last = '', year] = match;
        const days = daysOf(first, last);
        // "on March 3 and 40 people": what follows must not be counted.
        const isCounted = COUNTED.test(textAfter(context, match.index + written.length, 24)) && year === undefined;
        if (days === undefined || isCounted || /^\p{Ll}/u.test(month)) return undefined;
        const words = days.map((day) => (isAmerican(context) ? ordinalWords(day) : `the ${ordinalWords(day)}`));
        return `${monthName(month)} ${words.slice(0, -1).join(', ')} ${jointWord(joint)} ${words.at(-1) ?? ''}${year === undefined ? '' : `, ${yearWords(year)}`}`;
      },
    },
  ],
});

function daysOf(first: string, last: string): readonly string[] | undefined {
  const days = [...first.split(/,\s/u), last].map((day) => day.replace(/\D/gu, ''));
  const isRising = days.every((day, index) => isDay(day) && (index === 0 || Number(day) > Number(days[index - 1])));
  return isRising ? days : undefined;
}

function jointWord(joint: string): string {
  return joint === '&' ? 'and' : joint;
}

/** "3 and 4 may" with a verb after it is no date. */
function isVerb(month: string, match: RegExpExecArray, context: SpeakableContext): boolean {
  return /^(?:may|march)$/u.test(month) && /^\s\p{L}/u.test(textAfter(context, match.index + match[0].length, 3));
}

const COUNTED =
  /^\s(?!(?:in|at|on|of|for|with|as|to|by|when|while|after|before|during|this|last|and|or|but|the|from|is|are|was|were|will|next|respectively)(?!\p{L}))\p{Ll}/u;
