import { primaryLanguage } from '../model/primary-language.js';
import { ENGLISH } from './en/figures/figures.js';
import { FRENCH } from './fr/figures/figures.js';
import { GERMAN } from './de/figures/figures.js';
import { ITALIAN } from './it/figures/figures.js';
import { PORTUGUESE } from './pt/figures/figures.js';
import { RUSSIAN } from './ru/figures/figures.js';
import { SPANISH } from './es/figures/figures.js';
import { NO_LANGUAGE, type SpokenLanguage } from './figures/spoken-language.js';

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
