import { textAfter, textBefore, type SpeakableRule } from '../speakable-rule.js';
import { anyOf } from '../figure.js';
import type { LanguageWords } from '../language-words.js';

/** Abbreviations of the language in full; some only before a number. */
export function abbreviationRule(words: LanguageWords): SpeakableRule {
  const written = new RegExp(
    String.raw`(\p{L}{1,5}['’])?(${anyOf([words.abbreviations, words.numbered, words.afterNumber ?? {}].flatMap(Object.keys))})(?!\p{L}|(?<=\p{L})\d)`,
    'iuy',
  );
  const lowered = <Value>(table: Readonly<Record<string, Value>>) =>
    new Map(Object.entries(table).map(([key, value]) => [key.toLowerCase(), value]));
  const always = lowered(words.abbreviations);
  const numbered = lowered(words.numbered);
  const afterNumber = lowered(words.afterNumber ?? {});
  return {
    name: 'abbreviation',
    starts: ['letter'],
    read(context, start) {
      written.lastIndex = start;
      const [whole = '', article = '', found] = written.exec(context.text) ?? [];
      if (found === undefined || /\p{L}$/u.test(textBefore(context, start, 2))) return undefined;
      const end = start + whole.length;
      const after = textAfter(context, end, 6);
      const said =
        always.get(found.toLowerCase()) ??
        (/^\s?(?:\d|[IVXLC]+(?!\p{L})|\p{Lu}\.?\s?\d)/u.test(after) ? numbered.get(found.toLowerCase()) : undefined) ??
        (/(?:\d(?:[-‑]\p{Ll}{1,3})?|(?<!\p{L})[IVXLC]{1,7})\s?$/u.test(textBefore(context, start, 10))
          ? afterNumber.get(found.toLowerCase())
          : undefined);
      if (said === undefined) return undefined;
      const spoken = typeof said === 'string' ? said : said({ before: textBefore(context, start), after });
      return { end, spoken: article + spoken };
    },
  };
}
