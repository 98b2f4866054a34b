import {
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { isSentenceEnd } from '../sentence-end.js';
import { isAmerican } from '../variety.js';
import { isDay, MONTH, monthName, WEEKDAYS } from '../calendar.js';
import { cardinalWords, ordinalWords, TO, yearWords } from '../number-words.js';

const DAY = String.raw`(\d{1,2})(?:\s?(?:st|nd|rd|th))?(?![\p{L}\d])`;
const WEEKDAY = String.raw`(?:(mon|tues?|weds?|thu|thurs?|fri|sat|sun)\b\.?,?\s)?`;
const YEAR = String.raw`(?:(?:,\s?|\s)((?:1\d|20)\d\d)(?![\d%]|[,.]\d|\s?(?:%|[ap]\.?m\b)))?`;

/** Dates with a named month or all in figures: `15 Jul, 2025`, `July 15–17`, `2025-07-15`, `15/07/2025`, `July 2025`. */
export const DATE: SpeakableRule = patternRule({
  name: 'date',
  starts: ['digit', 'letter'],
  forms: [
    form(
      String.raw`(${MONTH})${TO}(${MONTH})`,
      ([, first = '', last = '']) => `${monthName(first)} to ${monthName(last)}`,
    ),
    form(
      String.raw`(mon|tues?|weds?|thu|thurs?|fri|sat|sun)\b\.?${TO}(mon|tues?|weds?|thu|thurs?|fri|sat|sun)\b\.?`,
      ([, first = '', last = '']) => `${WEEKDAYS[first.toLowerCase()]} to ${WEEKDAYS[last.toLowerCase()]}`,
    ),
    form(
      String.raw`(${MONTH})\s(\d{1,2})${TO}(${MONTH})\s(\d{1,2})(?!\d)${YEAR}`,
      ([written = '', month = '', day = '', lastMonth = '', lastDay = '', year], context) =>
        isDay(day) && isDay(lastDay)
          ? `${monthName(month)} ${dayAfterMonth(day, context)} to ${monthName(lastMonth)} ${dayAfterMonth(lastDay, context)}${yearPart(written, year)}`
          : undefined,
    ),
    form(
      String.raw`(\d{1,2})\s(${MONTH})${TO}(\d{1,2})\s(${MONTH})${YEAR}`,
      ([written = '', day = '', month = '', lastDay = '', lastMonth = '', year]) =>
        isDay(day) && isDay(lastDay)
          ? `the ${ordinalWords(day)} of ${monthName(month)} to the ${ordinalWords(lastDay)} of ${monthName(lastMonth)}${yearPart(written, year)}`
          : undefined,
    ),
    form(
      String.raw`(${MONTH})\s?['’](\d\d)(?![\d\p{L}'’])`,
      ([, month = '', year = '']) =>
        `${monthName(month)} ${year.startsWith('0') ? `oh ${cardinalWords(year.slice(1))}` : cardinalWords(year)}`,
    ),
    form(
      String.raw`((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\d\p{L}]|[.,]\d)`,
      ([, year = '', month = '', day = ''], context) => monthFirst({ month, day, year }, context),
    ),
    form(
      String.raw`((?:1\d|20)\d\d)([-\s])(${MONTH})\2(\d{1,2})(?![\d\p{L}]|[.:,]\d)`,
      ([, year = '', , month = '', day = ''], context) =>
        isDay(day) ? monthFirst({ month, day, year }, context) : undefined,
    ),
    form(
      String.raw`(0?[1-9]|1[0-2])/((?:19|20)\d\d)(?![\d/])`,
      ([, month = '', year = '']) => `${monthName(month)} ${yearWords(year)}`,
    ),
    form(String.raw`(${MONTH})[\s-](\d{1,2})-((?:1\d|20)\d\d)(?!\d)`, ([, month = '', day = '', year = ''], context) =>
      isDay(day) ? monthFirst({ month, day, year }, context) : undefined,
    ),
    form(String.raw`(\d{1,2})([-/])(${MONTH})\2((?:1\d|20)\d\d)(?!\d)`, ([, day = '', , month = '', year = '']) =>
      isDay(day) ? dayFirst({ month, day, year }) : undefined,
    ),
    form(String.raw`${WEEKDAY}${DAY}(?:${TO}${DAY})?(?:\s|-)(?:of\s)?(${MONTH})${YEAR}`, (match, context) => {
      const [, weekday, first = '', last, month = '', year] = match;
      if (!isDay(first) || (last !== undefined && !isDay(last)) || isVerb(month, context, match)) return undefined;
      const article = /\bthe\s$/iu.test(textBefore(context, match.index)) ? '' : 'the ';
      const days = last === undefined ? ordinalWords(first) : `${ordinalWords(first)} to the ${ordinalWords(last)}`;
      return `${weekdayWords(weekday)}${article}${days} of ${monthName(month)}${yearPart(match[0], year)}`;
    }),
    form(
      String.raw`${WEEKDAY}(${MONTH})(?:\s|-)(?:the\s)?${DAY}(?:${TO}${DAY})?(?![:/]\d|\s?(?:%|percent|per cent|million|billion))${YEAR}`,
      (match, context) => {
        const [, weekday, month = '', first = '', last, year] = match;
        if (!isDay(first) || (last !== undefined && !isDay(last)) || isVerb(month, context, match)) return undefined;
        const days = [first, ...(last === undefined ? [] : [last])]
          .map((day) => dayAfterMonth(day, context))
          .join(' to ');
        return `${weekdayWords(weekday)}${monthName(month)} ${days}${yearPart(match[0], year)}`;
      },
    ),
    form(
      String.raw`(${MONTH}),?\s(?:of\s)?((?:1\d|20)\d\d)(?![\d%]|[,.]\d|\s?(?:%|people\b))`,
      ([, month = '', year = '']) => `${monthName(month)} ${yearWords(year)}`,
    ),
    form(
      String.raw`((?:1\d|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d]|[-/]\d)`,
      ([, year = '', , month = '', day = ''], context) =>
        isDay(day) ? monthFirst({ month, day, year }, context) : undefined,
    ),
    form(String.raw`(\d{1,2})/(\d{1,2})(?![\d/\p{L}]|\s?[-–%])`, (match, context) => {
      const [written, first = '', second = ''] = match;
      const isDate =
        context.style === 'newsreader' &&
        /\b(?:on|dated|since|until)\s$/iu.test(textBefore(context, match.index, 8)) &&
        /^(?:[.,;:)”"]|$|\s(?:the|at|in|and|or|to|with|by|from|when|we|it|he|she|they|as)(?!\p{L})|\s\p{Lu})/u.test(
          textAfter(context, match.index + written.length, 8),
        );
      if (!isDate || NO_DATES.has(written)) return undefined;
      const isMonthFirst = Number(first) <= 12 && (Number(second) > 12 || isAmerican(context));
      const [month, day] = isMonthFirst ? [first, second] : [second, first];
      const name = isDay(day) ? monthName(month) : undefined;
      if (name === undefined) return undefined;
      return isMonthFirst ? `${name} ${ordinalWords(day)}` : `the ${ordinalWords(day)} of ${name}`;
    }),
    form(String.raw`(\d{1,2})([-/.])(\d{1,2})\2((?:1\d|20)\d\d|\d\d)(?![\d]|[-/.]\d)`, (match, context) => {
      const [, first = '', mark = '', second = '', year = ''] = match;
      if (year.length === 2 && mark === '.') return undefined;
      const fullYear = year.length === 4 ? year : Number(year) > 50 ? `19${year}` : `20${year}`;
      const isMonthFirst = Number(first) <= 12 && (Number(second) > 12 || (mark !== '.' && isAmerican(context)));
      if (!isDay(isMonthFirst ? second : first)) return undefined;
      const [month, day] = isMonthFirst ? [first, second] : [second, first];
      return isMonthFirst
        ? monthFirst({ month, day, year: fullYear }, context)
        : dayFirst({ month, day, year: fullYear });
    }),
    form(
      String.raw`(mon|tues?|weds?|thu|thurs?|fri|sat|sun)\b\.?(?=,?\s(?:\d|${MONTH}))`,
      ([, weekday = '']) => WEEKDAYS[weekday.toLowerCase()],
    ),
    form(String.raw`(mon|tues?|weds?|thu|thurs?|fri|sat|sun)\b\.`, (match, context) => {
      if (!/^\p{Lu}/u.test(match[0]) || /\bthe\s$/iu.test(textBefore(context, match.index, 8))) return undefined;
      return WEEKDAYS[(match[1] ?? '').toLowerCase()];
    }),
    form(String.raw`(jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.`, (match, context) =>
      /^\p{Lu}/u.test(match[0]) &&
      isSentenceEnd(context, match.index + match[0].length) &&
      MONTH_BEFORE.test(textBefore(context, match.index, 16))
        ? monthName(match[0])
        : undefined,
    ),
    form(String.raw`(jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.(?=\s)`, (match, context) =>
      /^\p{Lu}/u.test(match[0]) && !/^\s\p{Lu}/u.test(textAfter(context, match.index + match[0].length))
        ? monthName(match[0])
        : undefined,
    ),
    form(String.raw`(feb|aug|sept|oct|nov|dec)\b\.(?=["”’)]*$|,\s)`, (match) =>
      /^\p{Lu}/u.test(match[0])
        ? `${monthName(match[0])}${/^,/u.test(match.input.slice(match.index + match[0].length, match.index + match[0].length + 1)) ? '' : '.'}`
        : undefined,
    ),
  ],
});

/** A form whose closing stop stays where it also ends the sentence. */
function form(source: string, say: (match: RegExpExecArray, context: SpeakableContext) => string | undefined) {
  return {
    pattern: new RegExp(source, 'iuy'),
    say(match: RegExpExecArray, context: SpeakableContext) {
      const spoken = say(match, context);
      const mayEnd = match[0].endsWith('.') && spoken?.endsWith('.') === false;
      return mayEnd && isSentenceEnd(context, match.index + match[0].length) ? `${spoken}.` : spoken;
    },
  };
}

const MONTH_BEFORE =
  /\b(?:in|since|until|till|by|of|from|to|and|or|last|next|this|early|late|mid|each|every|through)[\s-]$/iu;

/** "may" and "march" in lower case are verbs unless the date ends there or goes on with a year. */
function isVerb(month: string, context: SpeakableContext, match: RegExpExecArray): boolean {
  if (month !== 'may' && month !== 'march') return false;
  return /^\s\p{L}/u.test(textAfter(context, match.index + match[0].length)) && !/\d{4}$/u.test(match[0]);
}

function weekdayWords(weekday: string | undefined): string {
  return weekday === undefined ? '' : `${WEEKDAYS[weekday.toLowerCase()]}, `;
}

function yearPart(written: string, year: string | undefined): string {
  if (year === undefined) return '';
  return `${/,\s?\d{4}$/u.test(written) ? ',' : ''} ${yearWords(year)}`;
}

/** "May third", or "May the third". */
function dayAfterMonth(day: string, context: SpeakableContext): string {
  return isAmerican(context) ? ordinalWords(day) : `the ${ordinalWords(day)}`;
}

type Day = { readonly month: string; readonly day: string; readonly year: string };

function monthFirst({ month, day, year }: Day, context: SpeakableContext): string | undefined {
  if (!isAmerican(context)) return dayFirst({ month, day, year });
  const name = monthName(month);
  return name === undefined ? undefined : `${name} ${ordinalWords(day)}, ${yearWords(year)}`;
}

function dayFirst({ month, day, year }: Day): string | undefined {
  const name = monthName(month);
  return name === undefined ? undefined : `the ${ordinalWords(day)} of ${name} ${yearWords(year)}`;
}

/** Days known by their figures, which a speaker says as such. */
const NO_DATES = new Set(['9/11', '7/7', '24/7', '50/50']);
