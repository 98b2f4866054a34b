import { LectorError } from '../../errors.js';
import { textFormatter } from './formatter.js';
import { perLocale } from './per-locale.js';

const SUMMARY = '{{longDate episode.publishedAt}} → 5 September 2014; {{longDate date language="de"}}';
const formatOf = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
);

/** The date as it is where it was published: the offset of the timestamp is kept, the machine's zone plays no part. */
export const longDate = textFormatter(SUMMARY, (value, { named, language }) => {
  const date = /^(\d{4})-(\d{2})-(\d{2})/u.exec(value);
  if (!date) throw new LectorError('E_TEMPLATE', `"${value.slice(0, 60)}" is not an ISO date.`, { hint: SUMMARY });
  const [, year, month, day] = date.map(Number);
  const noon = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day, 12));
  const locale = typeof named['language'] === 'string' ? named['language'] : language;
  // Plain English dates go day first, as in the sources that brought no country with their language.
  return formatOf(locale === 'en' ? 'en-GB' : locale).format(noon);
});
