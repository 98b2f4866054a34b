/**
 * A line with look-alike letters as the ones they look like: Cyrillic and Greek letters in words that have Latin ones
 * too, by which boilerplate hides from filters. A word of one script is what it is. Pairs from the confusables of UTS #39.
 */
export function plainLetters(line: string): string {
  if (!OTHERS.test(line) || !/[a-z]/iu.test(line)) return line;
  return line.replace(/\p{L}+/gu, (word) =>
    OTHERS.test(word) && /[a-z]/iu.test(word)
      ? Array.from(word, (letter) => LOOK_ALIKES[letter] ?? letter).join('')
      : word,
  );
}

const OTHERS = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X', Ѕ: 'S', І: 'I', Ј: 'J',
  а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', ѕ: 's', і: 'i', ј: 'j', ԁ: 'd', һ: 'h', ո: 'n', к: 'k', м: 'm',
  Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X',
  ο: 'o', ν: 'v', α: 'a', ι: 'i', κ: 'k', ρ: 'p', υ: 'u', τ: 't',
}; // prettier-ignore
