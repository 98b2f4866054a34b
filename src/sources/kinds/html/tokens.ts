/** The words of a text in lower case: what two texts are compared by. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A text reduced to its words, so that case, punctuation and spacing do not matter. */
export function fingerprint(text: string): string {
  return wordsOf(text).join(' ');
}

/** Share of words two short texts have in common, 0 to 1. */
export function similarity(one: string, other: string): number {
  const words = new Set(wordsOf(one));
  const others = new Set(wordsOf(other));
  if (words.size === 0 || others.size === 0) return 0;
  let both = 0;
  for (const word of words) if (others.has(word)) both += 1;
  return both / Math.max(words.size, others.size);
}

/** Tells whether texts are quoted in a longer one, by runs of four words. */
export function quotationTest(longer: string | undefined): (text: string) => boolean {
  const runs = longer === undefined ? undefined : new Set(runsOf(wordsOf(longer)));
  return (text) => {
    if (runs === undefined) return false;
    const words = wordsOf(text);
    if (words.length < MIN_QUOTED_WORDS) return false;
    const wanted = runsOf(words);
    return wanted.filter((run) => runs.has(run)).length >= wanted.length * QUOTED_SHARE;
  };
}

/** Runs of four words. */
export function runsOf(words: readonly string[]): readonly string[] {
  return words.slice(0, Math.max(0, words.length - 3)).map((_, start) => words.slice(start, start + 4).join(' '));
}

const MIN_QUOTED_WORDS = 5;
const QUOTED_SHARE = 0.8;
