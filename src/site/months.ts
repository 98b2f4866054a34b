/** A month in a list; `anchor` is where it begins on its page, and absent where something above has the same. */
export type Month = { readonly anchor: string | undefined; readonly title: string };

const formats = new Map<string, Intl.DateTimeFormat>();

/** The month something was published in, as it is where it was published: `m-2026-03`. */
export function monthOf({ publishedAt }: { readonly publishedAt: string }): string {
  return `m-${publishedAt.slice(0, 7)}`;
}

/** `March 2026` of `m-2026-03`; `March` where it stands under its year. */
export function toMonthTitle(anchor: string, language: string, place?: 'under year'): string {
  const key = `${language} ${place ?? ''}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...PARTS[place ?? 'alone'], timeZone: 'UTC' });
  formats.set(key, format);
  const title = format.format(new Date(`${anchor.slice(2)}-15T12:00:00Z`));
  // As a heading it begins like one: languages that write months small would not.
  return title.charAt(0).toLocaleUpperCase(language) + title.slice(1);
}

const PARTS = { alone: { month: 'long', year: 'numeric' }, 'under year': { month: 'long' } } as const;
