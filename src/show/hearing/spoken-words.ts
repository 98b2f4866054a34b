import type { ShowState } from '../../context.js';
import { loadFigures } from '../../languages/figures-of.js';
import { toSpokenForm } from '../../script/passage/to-spoken-form.js';

/**
 * What both sides are written in before they are compared: a recogniser may write `5 March` or `NATO`, and a script says
 * `the fifth of March`. What is in spoken form already stays as it is.
 */
export async function spokenWords(language: string, { config, lexicon }: ShowState): Promise<(text: string) => string> {
  await loadFigures([language]);
  const context = { language, variety: undefined, lexicon: await lexicon(), style: config.reading.style };
  return (text) => toSpokenForm(text, context).spoken;
}
