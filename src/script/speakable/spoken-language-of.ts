import { primaryLanguage } from '../../model/primary-language.js';
import { ENGLISH } from './en/english.js';
import { FRENCH } from './languages/french.js';
import { GERMAN } from './languages/german.js';
import { ITALIAN } from './languages/italian.js';
import { PORTUGUESE } from './languages/portuguese.js';
import { RUSSIAN } from './languages/russian.js';
import { SPANISH } from './languages/spanish.js';
import { NO_LANGUAGE, type SpokenLanguage } from './spoken-language.js';

/** The rules of a language by its tag; none for a language Lector does not know. */
export function spokenLanguageOf(tag: string): SpokenLanguage {
  return LANGUAGES[primaryLanguage(tag)] ?? NO_LANGUAGE;
}

/** Whether numbers, dates and abbreviations of this language are put into words; if not, text passes through. */
export function isSpokenLanguageKnown(tag: string): boolean {
  return LANGUAGES[primaryLanguage(tag)] !== undefined;
}

const LANGUAGES: Readonly<Record<string, SpokenLanguage | undefined>> = {
  en: ENGLISH,
  ru: RUSSIAN,
  it: ITALIAN,
  pt: PORTUGUESE,
  es: SPANISH,
  de: GERMAN,
  fr: FRENCH,
};
