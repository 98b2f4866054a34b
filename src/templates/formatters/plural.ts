import { numberFormatter } from './formatter.js';
import { perLocale } from './per-locale.js';

const SUMMARY = '{{plural chapters.length "chapter" "chapters"}} → 1 chapter, 3 chapters';
const rulesOf = perLocale((locale) => new Intl.PluralRules(locale));
const formatOf = perLocale((locale) => new Intl.NumberFormat(locale));

export const plural = numberFormatter(SUMMARY, (count, { values, language }) => {
  const [, one = '', other = `${String(one)}s`] = values;
  const form = rulesOf(language).select(count) === 'one' ? one : other;
  return `${formatOf(language).format(count)} ${String(form)}`;
});
