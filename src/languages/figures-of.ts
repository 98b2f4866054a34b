import { LectorError } from '../errors.js';
import { NO_LANGUAGE, type SpokenLanguage } from './figures/spoken-language.js';
import { languageOf } from './language-of.js';

const LOADED = new Map<string, SpokenLanguage>();

/**
 * Loads how figures are said in the languages of these BCP 47 tags. The rules of one language are more code than all
 * else a run loads, so that nothing is loaded of a language before it is spoken.
 */
export async function loadFigures(tags: Iterable<string>): Promise<void> {
  for (const tag of tags) {
    const language = languageOf(tag);
    if (language?.figures && !LOADED.has(language.code)) LOADED.set(language.code, await language.figures());
  }
}

/**
 * How figures are said; without rules, text passes through as it is written.
 *
 * @throws {@link LectorError} `E_BUG` for a language whose rules {@link loadFigures} was not asked for.
 */
export function figuresOf(tag: string): SpokenLanguage {
  const language = languageOf(tag);
  if (!language?.figures) return NO_LANGUAGE;
  const figures = LOADED.get(language.code);
  if (figures) return figures;
  throw new LectorError('E_BUG', `Unexpected: ${language.name} is spoken before its figures are loaded.`);
}
