import { primaryLanguage } from '../model/text/primary-language.js';
import { ENGLISH_LABELS } from './en/labels.js';
import * as packs from './index.js';
import type { Labels, Language, Phrases, Sentences } from './language.js';
import { sentences } from './notation.js';

/** Every language Lector knows. */
export const LANGUAGES: readonly Language[] = Object.values(packs);

/** The pack of a BCP 47 tag's language, whatever its region or script; nothing for a language without a pack. */
export function languageOf(tag: string): Language | undefined {
  return BY_CODE.get(primaryLanguage(tag));
}

const BY_CODE: ReadonlyMap<string, Language> = new Map(LANGUAGES.map((language) => [language.code, language]));

/** What ends a sentence and what does not; without a pack, Unicode's rules decide alone. */
export function sentencesOf(tag: string): Sentences {
  return languageOf(tag)?.sentences ?? NO_SENTENCES;
}

const NO_SENTENCES = sentences({ neverLast: '', sometimesLast: '', beforeNumber: '', starters: '', conjunctions: '' });

/** What Lector says around an article; nothing without a pack, for English words in another language would be worse. */
export function phrasesOf(tag: string): Phrases | undefined {
  return languageOf(tag)?.phrases;
}

/** What pages and notes print; English without a pack. */
export function labelsOf(tag: string): Labels {
  return languageOf(tag)?.labels ?? ENGLISH_LABELS;
}

/** The language {@link labelsOf} answers in. */
export function labelLanguageOf(tag: string): string {
  return languageOf(tag)?.labels === undefined ? 'en' : tag;
}
