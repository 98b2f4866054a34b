/** Writing without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}ー]+/gu;

/** Words as a listener would count them: what holds no letter or digit is none. */
export function countWords(text: string): number {
  let count = 0;
  const spaced = text.replace(UNSPACED, (run) => {
    if (!/\p{L}/u.test(run)) return run;
    for (const { isWordLike } of SEGMENTER.segment(run)) if (isWordLike === true) count += 1;
    return ' ';
  });
  for (const [word] of spaced.matchAll(/\S+/gu)) if (/[\p{L}\p{N}]/u.test(word)) count += 1;
  return count;
}

/** Knows the words of Chinese, Japanese, Thai, Lao, Khmer and Burmese whatever its own language (UAX #29 and CLDR). */
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });
