import { numberFormatter } from './formatter.js';
import { perLocale } from './per-locale.js';

const formatOf = perLocale(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);

export const megabytes = numberFormatter(
  '{{megabytes audio.sizeBytes}} → 18.6 MB',
  (sizeBytes, { language }) => `${formatOf(language).format(sizeBytes / 1_000_000)} MB`,
);
