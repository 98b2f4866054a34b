import { primaryLanguage } from '../../../model/primary-language.js';
/** Where the region is not the language's own name in capitals. */
const REGIONS: Readonly<Record<string, string>> = {
  en: 'en-US',
  ar: 'ar-XA',
  cs: 'cs-CZ',
  da: 'da-DK',
  el: 'el-GR',
  et: 'et-EE',
  he: 'he-IL',
  hi: 'hi-IN',
  ja: 'ja-JP',
  ko: 'ko-KR',
  nb: 'nb-NO',
  no: 'nb-NO',
  pt: 'pt-BR',
  sl: 'sl-SI',
  sv: 'sv-SE',
  uk: 'uk-UA',
  vi: 'vi-VN',
  zh: 'cmn-CN',
};

/** A language with a region, as large services want it: `de` as `de-DE`, `en-GB` as it is. */
export function regionalLanguage(language: string): string {
  const [, region] = language.split(/[-_]/u);
  const lower = primaryLanguage(language);
  if (region !== undefined && /^[A-Za-z]{2}$/u.test(region)) return `${lower}-${region.toUpperCase()}`;
  return REGIONS[lower] ?? `${lower}-${lower.toUpperCase()}`;
}
