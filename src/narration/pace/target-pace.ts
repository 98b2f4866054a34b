import { primaryLanguage } from '../../model/text/primary-language.js';

/** Words a minute while speaking, or how a newsreader speaks the language. */
export type Pace = number | 'newsreader';

/** Radio news in English, slow enough to follow while doing something else. */
const NEWSREADER_ENGLISH = 155;
/**
 * Words a minute of texts with the same content, read by the same kind of reader: languages with long words have fewer
 * of them (Trauzettel-Klosinski and Dietz, Standardized Assessment of Reading Performance, IOVS 2012, table 2).
 */
const READING_SPEEDS: Readonly<Record<string, number>> = {
  ...{ ar: 138, de: 179, en: 228, es: 218, fi: 161, fr: 195, he: 187, it: 188, nl: 202, pl: 166, pt: 181, ru: 184 },
  ...{ sl: 180, sv: 199, tr: 166 },
};
const OTHER_LANGUAGES = 184;

/** Words a minute while speaking, in a language. */
export function targetPace(pace: Pace, language: string): number {
  if (pace !== 'newsreader') return pace;
  const speed = READING_SPEEDS[primaryLanguage(language)] ?? OTHER_LANGUAGES;
  return Math.round((NEWSREADER_ENGLISH * speed) / (READING_SPEEDS['en'] ?? speed));
}
