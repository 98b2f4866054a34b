import { LectorError } from '../../errors.js';
import type { Formatter } from './formatter.js';
import { perLocale } from './per-locale.js';

const formatOf = perLocale((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));

/** Text is passed through, so that one name and many print alike. */
export const list: Formatter = {
  summary: '{{list episode.authors}} → A, B and C',
  format: ({ values: [value], language }) => {
    if (value === undefined) return '';
    if (typeof value === 'string') return value;
    if (!Array.isArray(value))
      throw new LectorError('E_TEMPLATE', 'expects a list.', { hint: '{{list episode.authors}}' });
    // British English has no comma before "and", which is also how it is spoken.
    const locale = language === 'en' ? 'en-GB' : language;
    return formatOf(locale).format(value.map(String));
  },
};
