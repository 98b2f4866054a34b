import type { Lexicon } from './lexicon-entry.js';

/** A lexicon without entries. */
export const emptyLexicon: Lexicon = { entries: [] };

/** One lexicon of both, in which `over` wins: an article's pronunciations over the show's. */
export function mergeLexicons(under: Lexicon, over: Lexicon): Lexicon {
  if (over.entries.length === 0) return under;
  if (under.entries.length === 0) return over;
  return { entries: [...under.entries, ...over.entries] };
}

export type { Lexicon, LexiconEntry } from './lexicon-entry.js';
export { parseLexicon, lexiconOfTerms } from './parse-lexicon.js';
export { findLexiconMatches, type LexiconMatch } from './find-lexicon-matches.js';
