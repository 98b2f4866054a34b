import type { Place } from '../../model/finding.js';

/** How one term is said. Plain data: a lexicon can be saved, compared and hashed. */
export type LexiconEntry = {
  readonly term: string;
  readonly kind: 'alias' | 'spell' | 'ipa';
  /** What an engine is given instead of the term. */
  readonly spoken: string;
  /** Pronunciation in the International Phonetic Alphabet. */
  readonly ipa?: string;
  /** A term with a capital letter is case sensitive unless the editor says otherwise: "US" is not "us". */
  readonly isCaseSensitive: boolean;
  /** Whether plural and possessive forms are matched as well. */
  readonly hasInflections: boolean;
  /** What the plural is said as, where adding an s is not it. */
  readonly pluralSpoken?: string;
  /** Matches only after one of these words. */
  readonly after?: readonly string[];
  /** Matches only before one of these words. */
  readonly before?: readonly string[];
  readonly place?: Place;
};

/** Pronunciations of a show or an article. Later entries for the same term win. */
export type Lexicon = { readonly entries: readonly LexiconEntry[] };
