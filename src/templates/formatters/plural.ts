import type { PluralForms } from '../../languages/language.js';
import { numberFormatter } from './formatter.js';
import { perLocale } from './per-locale.js';

const SUMMARY = '{{plural chapters.length "chapter" "chapters"}} → 1 chapter, 3 chapters';
const rulesOf = perLocale((locale) => new Intl.PluralRules(locale));
const formatOf = perLocale((locale) => new Intl.NumberFormat(locale));

/** The second word may be all forms but the first, by CLDR's names, as `labels.episodeCounts` is in some languages. */
export const plural = numberFormatter(SUMMARY, (count, { values, language }) => {
  const [, one = '', other = `${String(one)}s`] = values;
  const category = rulesOf(language).select(count);
  const form = category === 'one' ? one : isForms(other) ? (other[category] ?? other.other) : other;
  return `${formatOf(language).format(count)} ${String(form)}`;
});

function isForms(value: unknown): value is PluralForms {
  return typeof value === 'object' && value !== null && 'other' in value;
}
