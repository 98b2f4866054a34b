/** Month names by every spelling they are written in, in lower case, without full stop. */
export const MONTHS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['January', 'jan'],
    ['February', 'feb'],
    ['March', 'mar'],
    ['April', 'apr'],
    ['May'],
    ['June', 'jun'],
    ['July', 'jul'],
    ['August', 'aug'],
    ['September', 'sep', 'sept'],
    ['October', 'oct'],
    ['November', 'nov'],
    ['December', 'dec'],
  ].flatMap(([name = '', ...short]) => [name.toLowerCase(), ...short].map((spelling) => [spelling, name])),
);

/** Pattern of a month by name or abbreviation, in any case, not inside a longer word. */
export const MONTH = String.raw`(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)(?![\p{L}\p{M}'’])`;

/** The name of a month as {@link MONTH} finds it, or of its number. */
export function monthName(written: string): string | undefined {
  const index = Number(written);
  if (Number.isInteger(index)) return index >= 1 && index <= 12 ? MONTH_NAMES[index - 1] : undefined;
  return MONTHS[written.toLowerCase().replace('.', '')];
}

const MONTH_NAMES = [...new Set(Object.values(MONTHS))];

/** Weekday names by abbreviation, in lower case. */
export const WEEKDAYS: Readonly<Record<string, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  tues: 'Tuesday',
  wed: 'Wednesday',
  weds: 'Wednesday',
  thu: 'Thursday',
  thur: 'Thursday',
  thurs: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** Whether a written day of the month can be one. */
export function isDay(day: string): boolean {
  return Number(day) >= 1 && Number(day) <= 31;
}
