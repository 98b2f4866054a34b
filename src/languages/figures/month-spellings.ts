import type { Calendar } from '../language.js';

/** The twelve names as they stand in a date. */
export function monthNames({ months }: Calendar): readonly string[] {
  return months.map(({ names }) => names[0] ?? '');
}

/** Every spelling that is said as a month, in lower case, by its number; without those that are other words as well. */
export function monthSpellings({ months }: Calendar, except: readonly string[] = []): Readonly<Record<string, number>> {
  return Object.fromEntries(
    months.flatMap(({ names, short }, index) =>
      [...names, ...short]
        .map((name) => name.toLowerCase())
        .filter((name) => !except.includes(name))
        .map((name) => [name, index + 1] as const),
    ),
  );
}
