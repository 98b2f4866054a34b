// A formatter in one file: {{season publishedAt}} prints "spring". Templates call it by its name.

const SEASONS = ['winter', 'spring', 'summer', 'autumn'];

/** @type {import('lector').FormatterModule} */
export const season = {
  specificationVersion: 1,
  name: 'season',
  summary: 'Season of a date, north of the equator: {{season publishedAt}} → spring',
  format({ values: [date] }) {
    // A value that is absent prints nothing.
    if (date === undefined) return '';
    const month = new Date(String(date)).getUTCMonth();
    return SEASONS[Math.floor(((month + 1) % 12) / 3)] ?? '';
  },
};
