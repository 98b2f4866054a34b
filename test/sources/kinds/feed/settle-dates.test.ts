import { describe, expect, it } from 'vitest';
import { collectOne } from '../../project.js';

const OTHER = 'Mon, 10 Mar 2025 08:00:00 GMT';

/** Dates of a feed's items in their order, where the clock says 1 June 2025. */
async function datesOf(dates: readonly string[], head = '') {
  const items = dates.map(
    (date, index) =>
      `<item><title>Story ${index}</title><guid>tag:${index}</guid><pubDate>${date}</pubDate><description>Text ${index}.</description></item>`,
  );
  const xml = `<rss version="2.0"><channel><title>Wire</title>${head}${items.join('')}</channel></rss>`;
  const { items: read, warnings } = await collectOne('a.xml', xml, { now: () => new Date('2025-06-01') });
  const byTitle = read.toSorted((one, other) => one.title.localeCompare(other.title));
  return {
    days: byTitle.map((item) => ('publishedAt' in item ? item.publishedAt?.slice(0, 10) : undefined)),
    told: warnings.map(({ code, message }) => `${code} ${message}`),
  };
}

const built = (date: string): string => `<lastBuildDate>${date}</lastBuildDate>`;

describe('a date of a feed that has two readings', () => {
  it.each([
    ['another date that has one', ['02/03/2025 08:00', '25/02/2025 08:00'], '', ['2025-03-02', '2025-02-25']],
    ['another with the month first', ['02/03/2025 08:00', '01/25/2025 08:00'], '', ['2025-02-03', '2025-01-25']],
    ['items from new to old', [OTHER, '05/03/2025 08:00', 'Sat, 01 Mar 2025 08:00:00 GMT'], '', ['2025-03-10', '2025-03-05', '2025-03-01']],
    ['items from old to new', ['Mon, 03 Feb 2025 08:00:00 GMT', '03/02/2025', OTHER], '', ['2025-02-03', '2025-03-02', '2025-03-10']],
    ['the day the feed was written', ['02/03/2025 08:00'], built('Sun, 02 Mar 2025 09:00:00 GMT'), ['2025-03-02']],
    ['that nothing is newer than the feed', ['02/05/2025', '02/04/2025'], built(OTHER), ['2025-02-05', '2025-02-04']],
    ['that nothing is newer than now', ['12-01-2025 08:00'], '', ['2025-01-12']],
  ])('is read as the feed shows it: %s', async (_evidence, dates, head, days) => {
    expect(await datesOf(dates, head)).toEqual({ days, told: [] });
  }); // prettier-ignore

  it.each([
    ['en-US', '2025-02-03', 'it is read month first, as en-US writes dates.'],
    ['en-us', '2025-02-03', 'it is read month first, as en-US writes dates.'],
    ['en-GB', '2025-03-02', 'it is read day first, as en-GB writes dates.'],
    ['de', '2025-03-02', 'it is read day first, as de writes dates.'],
    ['', '2025-03-02', 'it is read day first, as most of the world writes dates.'],
  ])('is read as the language %s writes dates where nothing shows it, which is told', async (language, day, told) => {
    const { days, told: all } = await datesOf(['02/03/2025 08:00'], `<language>${language}</language>`);
    expect({ days, all }).toEqual({
      days: [day],
      all: [`W_DATE item 1 is dated "02/03/2025 08:00", which has two readings; ${told}`],
    });
  });
});

describe('a date of a feed that is none', () => {
  it.each([
    ['the item behind it', ['soon', OTHER], '', ['2025-03-10', '2025-03-10']],
    ['the item before it', [OTHER, 'soon'], '', ['2025-03-10', '2025-03-10']],
    ['the feed', ['soon'], built(OTHER), ['2025-03-10']],
    ['nobody', ['soon'], '', [undefined]],
  ])('is that of %s', async (_whose, dates, head, days) => {
    const found = await datesOf(dates, head);
    expect(found.days).toEqual(days);
    expect(found.told).toEqual([expect.stringMatching(/^W_DATE item [12] has a date that is none: "soon"/u)]);
  });
});
