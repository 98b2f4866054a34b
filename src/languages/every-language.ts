import { LANGUAGES } from './language-of.js';
import type { Calendar, ClutterSlot } from './language.js';

const CALENDARS: readonly Calendar[] = LANGUAGES.flatMap(({ calendar }) => calendar ?? []);

/** The number of a month by its name or abbreviation in any language, in lower case, NFKC. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  CALENDARS.flatMap(({ months }) =>
    months.flatMap(({ names, short }, index) =>
      [...names, ...short].map((name) => [name.toLowerCase(), index + 1] as const),
    ),
  ),
);

/** Words that may stand in a date without changing it, weekdays among them, in lower case, NFKC. */
export const DATE_FILLERS: ReadonlySet<string> = new Set(
  CALENDARS.flatMap(({ weekdays, fillers }) => [
    ...weekdays.flatMap(({ names, short }) => [...names, ...short]),
    ...fillers,
  ]).map((word) => word.toLowerCase()),
);

/** Words of a line that says when something was published, besides days and months. */
export const DATELINE_WORDS: ReadonlySet<string> = new Set(CALENDARS.flatMap(({ dateline }) => dateline));

/** The full names of months and weekdays in lower case. */
export const CALENDAR_NAMES: readonly string[] = CALENDARS.flatMap(({ months, weekdays }) =>
  [...months, ...weekdays].flatMap(({ names }) => names.map((name) => name.toLowerCase())),
);

/** What every language has for a slot, as the alternatives of one regular expression. */
export function clutterWords(slot: ClutterSlot): string {
  return LANGUAGES.flatMap(({ clutter }) => clutter?.[slot] ?? []).join('|');
}
