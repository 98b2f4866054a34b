import { primaryLanguage } from '../../model/text/primary-language.js';
import type { Voice } from '../speech-engine.js';

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

/** The pace an engine can keep nearest to the one asked for, and a warning when that is another one. */
export function limitRate(
  rate: number,
  range: { readonly engine: string; readonly slowest: number; readonly fastest: number },
): { readonly rate: number; readonly warnings: readonly string[] } {
  const { engine, slowest, fastest } = range;
  const kept = Math.min(fastest, Math.max(slowest, rate));
  const warnings = kept === rate ? [] : [`${engine} speaks ${kept} times as fast at most or least, not ${rate} times`];
  return { rate: kept, warnings };
}

/** A gender as most lists of voices write it: `Female`, `FEMALE`, `F`; nothing for what is neither. */
export function genderOf(written: string | undefined): Pick<Voice, 'gender'> {
  const gender = { f: 'female', m: 'male', n: 'neutral' } as const;
  const match = /^(f|m|n)(?:emale|ale|eutral)?$/iu.exec(written ?? '')?.[1]?.toLowerCase();
  return match === 'f' || match === 'm' || match === 'n' ? { gender: gender[match] } : {};
}
