import { DATELINE_WORDS } from '../../languages/every-language.js';

/** Whether a word can be part of a date or a time of day: a number, a month, a weekday, a zone. */
export function isDateWord(word: string, language: string): boolean {
  const lower = word.toLowerCase();
  return (
    /^\p{Nd}+(?:st|nd|rd|th|[hzt])?$/u.test(lower) || DATELINE_WORDS.has(lower) || calendarWords(language).has(lower)
  );
}

const CALENDARS = new Map<string, ReadonlySet<string>>();

function calendarWords(language: string): ReadonlySet<string> {
  let words = CALENDARS.get(language);
  if (words === undefined) CALENDARS.set(language, (words = new Set(namesIn(language))));
  return words;
}

function namesIn(language: string): readonly string[] {
  const names: string[] = [];
  for (const width of ['long', 'short'] as const) {
    const formats = [
      new Intl.DateTimeFormat(language, { month: width, timeZone: 'UTC' }),
      // Some languages inflect the month in a date.
      new Intl.DateTimeFormat(language, { day: 'numeric', month: width, timeZone: 'UTC' }),
      new Intl.DateTimeFormat(language, { weekday: width, timeZone: 'UTC' }),
    ];
    for (const format of formats) {
      for (let index = 0; index < 12; index += 1) {
        names.push(
          ...format
            .format(Date.UTC(2024, index, 1 + index))
            .toLowerCase()
            .split(/[^\p{L}\p{M}]+/u),
        );
      }
    }
  }
  return names.filter((name) => name !== '');
}
