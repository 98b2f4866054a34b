/** Writing without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}ー]+/gu;

/** Words as a listener would count them: what holds no letter or digit is none. */
export function countWords(text: string): number {
  let count = 0;
  const spaced = text.replace(UNSPACED, (run) => {
    if (!/\p{L}/u.test(run)) return run;
    // A segmenter takes quadratic time for a run; no sentence is as long as a piece.
    for (let start = 0; start < run.length; start += MAX_RUN_CHARACTERS) {
      const piece = run.slice(start, start + MAX_RUN_CHARACTERS);
      for (const { isWordLike } of SEGMENTER.segment(piece)) if (isWordLike === true) count += 1;
    }
    return ' ';
  });
  for (const [word] of spaced.matchAll(/\S+/gu)) if (/[\p{L}\p{N}]/u.test(word)) count += 1;
  return count;
}

/** Knows the words of Chinese, Japanese, Thai, Lao, Khmer and Burmese whatever its own language (UAX #29 and CLDR). */
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });
const MAX_RUN_CHARACTERS = 1_000;
