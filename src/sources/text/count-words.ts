/** Writing without spaces between words; about two characters make one. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu;

/** Words as a listener would count them: what holds no letter or digit is none. */
export function countWords(text: string): number {
  let unspaced = 0;
  const spaced = text.replace(UNSPACED, () => {
    unspaced += 1;
    return ' ';
  });
  let count = Math.ceil(unspaced / 2);
  for (const [word] of spaced.matchAll(/\S+/gu)) if (/[\p{L}\p{N}]/u.test(word)) count += 1;
  return count;
}
