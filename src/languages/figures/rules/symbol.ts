import { patternRule, textAfter, textBefore, type SpeakableContext, type SpeakableRule } from '../speakable-rule.js';
import type { LanguageWords } from '../language-words.js';
import { perOf } from '../per.js';
import { powerSaid } from './number.js';

/** Signs said as words, dashes heard as pauses, emoji left out but for flags, which are countries. */
export function symbolRule(words: LanguageWords): SpeakableRule {
  const per = perOf(words);
  const clock = String.raw`\d{1,2}(?:[:.][0-5]\d|\s?(?:${words.hourMark ?? 'h'})(?:[0-5]\d)?)`;
  const clockAtEnd = new RegExp(String.raw`(?<![\d:.,])${clock}$`, 'u');
  const clockAtStart = new RegExp(String.raw`^${clock}(?![\d\p{L}:])`, 'u');
  return patternRule({
    name: 'symbol',
    starts: ['symbol', 'letter'],
    forms: [
      { pattern: /\p{Regional_Indicator}{2}/uy, say: ([flag = ''], context) => countryOf(flag, context) },
      {
        pattern:
          /(?![©®™‼⁉→←↑↓↔])\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Extended_Pictographic}){0,8}|[\uFE0F\u200D\u20E3]/uy,
        say: () => '',
      },
      {
        pattern: /\s?[-–—]\s?(?=\d{1,2}(?:[:.]\d\d|\s?\p{L}))/uy,
        say: ({ index, 0: written }, context) =>
          words.clockJoint !== undefined &&
          clockAtEnd.test(textBefore(context, index)) &&
          clockAtStart.test(textAfter(context, index + written.length))
            ? ` ${words.clockJoint} `
            : undefined,
      },
      { pattern: /\s?[—―]\s?|\s(?:–|--|-)\s(?!\d)/uy, say: (match, context) => dash(match, context) },
      { pattern: /[•▪●■□►★☆†‡¶]/uy, say: (_, context) => (context.style === 'formal' ? undefined : '') },
      {
        pattern: /(?<=[\p{L})])[²³](?!\d)/uy,
        say: ([sign = ''], context) => powerSaid(sign === '²' ? '2' : '3', words, context),
      },
      { pattern: /[₀-₉]{1,6}/uy, say: ([index = ''], context) => words.cardinal(index.normalize('NFKC'), context) },
      { pattern: /(?<=[\d,]\s?)[x×*](?=\s?\d)/uy, say: ([sign = '']) => words.signs[sign] ?? words.signs['×'] },
      {
        pattern: new RegExp(`(?<=[\\p{L}.])${per.pattern}`, 'uy'),
        say: (match, context) =>
          COUNTED_BEFORE.test(textBefore(context, match.index)) ? per.said(match[1], context) : undefined,
      },
      { pattern: /[^\p{L}\p{N}\s]/uy, say: ([sign = '']) => words.signs[sign] },
    ],
  });
}

/** A number and what it counts, in one word or cut short. */
const COUNTED_BEFORE = /(?<![\p{L}\d/-])\d[\d.,]*(?:\s\d{3})*\s?\p{L}+\.?$/u;

function countryOf(flag: string, context: SpeakableContext): string {
  const code = [...flag].map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x1f1e6 + 65)).join('');
  return new Intl.DisplayNames(context.language, { type: 'region', fallback: 'none' }).of(code) ?? '';
}

function dash(match: RegExpExecArray, context: SpeakableContext): string | undefined {
  const before = textBefore(context, match.index, 1);
  const after = textAfter(context, match.index + match[0].length, 1);
  if (!/[\p{L}\p{N}”"’')\]»%.!?…]/u.test(before) || after === '') return undefined;
  return /[.!?…,;:]/u.test(before) ? ' ' : ', ';
}
