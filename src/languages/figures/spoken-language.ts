import type { SpeakableRule, TokenStart } from './speakable-rule.js';

/** The rules of one language, sorted by what they are asked about. */
export type SpokenLanguage = {
  readonly rules: Readonly<Record<TokenStart, readonly SpeakableRule[]>>;
  /** Whether an everyday word stands there, about which no rule needs to be asked. */
  readonly isPlain: (text: string, place: number) => boolean;
  /**
   * Tag of the variety that a text is spelled in, for texts whose tag names the language alone; nothing where the
   * spelling does not tell.
   */
  readonly varietyOf?: (text: string) => string | undefined;
};

/** Puts a language together from its rules, in the order they are asked, and the lower-case words they care about. */
export function spokenLanguage(rules: readonly SpeakableRule[], triggers: Iterable<string>): SpokenLanguage {
  const pick = (start: TokenStart) => rules.filter((rule) => rule.starts.includes(start));
  const isTrigger = new Set(triggers);
  return {
    rules: { digit: pick('digit'), letter: pick('letter'), symbol: pick('symbol') },
    isPlain(text, place) {
      PLAIN_WORD.lastIndex = place;
      const word = PLAIN_WORD.exec(text)?.[0];
      return word !== undefined && !isTrigger.has(word);
    },
  };
}

/** Lower-case letters up to a space or the end of the sentence. */
const PLAIN_WORD = /\p{Ll}{2,}(?=[,;:!?]?\s|\.\s+\p{Lu}|[.,;:!?]?$)/uy;

/** What is known of a language without rules. */
export const NO_LANGUAGE: SpokenLanguage = spokenLanguage([], []);

/** Small Roman numerals in lower case that rules ask about, those aside that are a word or a letter. */
export const ROMAN_NUMERALS = 'ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx'.split(' ');
