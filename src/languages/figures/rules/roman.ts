import { textAfter, textBefore, type SpeakableRule } from '../speakable-rule.js';
import type { LanguageWords } from '../language-words.js';

const TOKEN =
  /(\p{Ll}{1,5}['’])?(?:([IVX]{1,8})(er?|ème|ᵉʳ?|\.(?=\s\p{L}))|([IVXLC]{1,9})|(?<=siglos?\s|siècles?\s|séculos?\s|secolo\s)([ivxl]{1,8}))(?![\p{L}\d'’])/uy;
const VALID = /^(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$|^C{1,3}$/u;
const VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** Roman numerals where the language's words say that one stands. */
export function romanRule(words: LanguageWords): SpeakableRule {
  return {
    name: 'roman',
    starts: ['letter'],
    read(context, start) {
      TOKEN.lastIndex = start;
      const match = TOKEN.exec(context.text);
      const written = (match?.[2] ?? match?.[4] ?? match?.[5] ?? '').toUpperCase();
      if (match === null || words.roman === undefined || !VALID.test(written)) return undefined;
      const isEnd =
        match[3] === '.' &&
        words.hasRomanStops !== true &&
        /^\s\p{Lu}/u.test(textAfter(context, start + match[0].length, 2));
      const values = [...written].map((letter) => VALUES[letter] ?? 0);
      const value = values.reduce((sum, one, index) => sum + (one < (values[index + 1] ?? 0) ? -one : one), 0);
      const end = start + match[0].length - (isEnd ? 1 : 0);
      const article = match[1] ?? '';
      const around = {
        before: textBefore(context, start) + article,
        after: (isEnd ? '' : (match[3] ?? '')) + textAfter(context, end),
      };
      const spoken = words.roman(value, around, context);
      return spoken === undefined ? undefined : { end, spoken: article + spoken };
    },
  };
}
