import {
  onlyAfter,
  onlyFormal,
  patternRule,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../speakable-rule.js';
import { anyOf, aroundMatch } from '../figure.js';
import type { DateParts, LanguageWords } from '../language-words.js';

/** Dates in figures and with a named month: `02.03.2003`, `2/3/2003`, `2003-03-02`, `2. März 2003`, `30 julio del 2020`. */
export function dateRule(words: LanguageWords): SpeakableRule {
  const month = `(?:${anyOf(Object.keys(words.monthSpellings))})(?![\\p{L}\\p{M}])\\.?`;
  const joint = words.dateJoint === undefined ? '' : `(?:${words.dateJoint}\\s)?`;
  const form = (source: string, parts: (groups: readonly string[]) => DateParts | undefined) => ({
    pattern: new RegExp(source, 'iuy'),
    say(match: RegExpExecArray, context: SpeakableContext) {
      const found = parts(match.slice(1).map((group) => group ?? ''));
      if (found === undefined || Number(found.day) < 1 || Number(found.day) > 31 || found.month < 1 || found.month > 12)
        return undefined;
      return words.date(found, aroundMatch(match, context), context);
    },
  });
  const numbered = (day = '', monthDigits = '', year = '') => ({
    day,
    month: Number(monthDigits),
    ...(year !== '' && { year: fullYear(year) }),
  });
  const named = (day = '', name = '', year = '') => ({
    day,
    month: words.monthSpellings[name.toLowerCase().replace('.', '')] ?? 0,
    ...(year !== '' && { year }),
  });
  return patternRule({
    name: 'date',
    starts: ['digit', 'letter'],
    forms: [
      form(String.raw`((?:1\d|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d-])`, ([year, , monthDigits, day]) =>
        numbered(day, monthDigits, year),
      ),
      form(
        String.raw`(\d{1,2})([-/.])(\d{1,2})\2((?:1\d|20)\d\d|\d\d)(?![\d]|[-/.,]\d)`,
        ([day, mark, monthDigits, year]) =>
          year?.length === 2 && mark === '-' ? undefined : numbered(day, monthDigits, year),
      ),
      {
        pattern: new RegExp(
          String.raw`(\d{1,2})\.\s?[-–]\s?(\d{1,2})\.\s(${month})(?:\s((?:1\d|20)\d\d)(?!\d))?`,
          'iuy',
        ),
        say(match, context) {
          const [, first = '', last = '', name = '', year = ''] = match;
          const around = { before: textBefore(context, match.index, 20), after: '' };
          const whole = words.date(named(last, name, year), { ...around, before: 'den ' }, context);
          const start = words.ordinal.say(first, '', { before: 'den ', after: ' x' }, context);
          return start === undefined ? undefined : `${start} ${words.to} ${whole}`;
        },
      },
      ...(words.dayBefore === undefined
        ? []
        : [
            onlyAfter(
              words.dayBefore,
              form(
                String.raw`(\d{1,2})º?/(1[0-2]|0?[1-9])(?![\d/]|,\d|\s?(?:%|[\p{L}]$)|\s(?:de[il]?|d[ao]s?)\s)`,
                ([day, monthDigits]) => numbered(day, monthDigits),
              ),
            ),
            form(String.raw`(1)[º°]/(1[0-2]|0?[1-9])(?![\d/\p{L}])`, ([day, monthDigits]) =>
              numbered(day, monthDigits),
            ),
          ]),
      form(String.raw`(\d{1,2})\.(\d{1,2})\.(?![\d])`, ([day, monthDigits]) => numbered(day, monthDigits)),
      form(
        String.raw`(\d{1,2})(?:\.|º|°|er|ro)?\s?${joint}(${month})(?:,?\s(?:(?:del|de|do)\s)?((?:1\d|20)\d\d)(?!\d|[.,]\d))?`,
        ([day, name, year]) => named(day, name, year),
      ),
      form(
        String.raw`(${month})\s(\d{1,2})(?:,?\s(?:(?:del|de)\s)?((?:1\d|20)\d\d))?(?![\d:.]\d|\d|\s?%)`,
        ([name, day, year]) => named(day, name, year),
      ),
      // A day and a month without a year look like a decimal; only a formal reading takes them for a date.
      ...(words.stoppedPair === 'date'
        ? [
            onlyFormal(
              form(String.raw`(\d{1,2})\.(0\d|1[0-2]|\d)(?![\d.]|,\d|\s?[\p{L}%€])`, ([day, monthDigits]) =>
                numbered(day, monthDigits),
              ),
            ),
          ]
        : []),
    ],
  });
}

function fullYear(year: string): string {
  return year.length === 4 ? year : `${Number(year) > 50 ? '19' : '20'}${year}`;
}
