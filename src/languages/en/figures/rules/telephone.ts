import { patternRule, textBefore, type SpeakableRule } from '../../../figures/speakable-rule.js';
import { digitWords } from '../number-words.js';

/** Telephone numbers, and IP addresses, group by group: `(020) 7946 0000`, `+1 202-555-0143`, `1-800-FLOWERS`, `192.0.2.7`. */
export const TELEPHONE: SpeakableRule = patternRule({
  name: 'telephone',
  starts: ['digit', 'symbol'],
  forms: [
    {
      pattern: /(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?::\d{1,5})?(?![\d.]\d|\d)/uy,
      say: ([written = '']) => written.split(/[.:]/u).map(digitWords).join(' dot '),
    },
    { pattern: /(?<=ISBN(?:-1[03])?:?\s)\d[\d-]{8,16}[\dX]/uy, say: ([written = '']) => grouped(written) },
    form(/\+\d{1,3}(?:[\s.-]?\(?\d{1,5}\)?){1,5}(?![\p{L}\d])/uy),
    form(/00[\s.-]?\d{1,3}(?:[\s.-]\d{2,5}){2,5}(?![\p{L}\d])/uy),
    form(/\+?\d{1,3}-\d{10}(?![\p{L}\d]|-\d)/uy),
    form(/(?:1[\s.-])?\(\d{3}\)[\s.-]?\d{3}[\s.-]\d{4}(?:,?\s?(?:ext\.?|x|extension)\s?\d{1,5})?(?![\p{L}\d])/uy),
    form(
      /(?:1[\s.-])?\d{3}[-.\s]\d{3}[-.\s]\d{4}(?:-\d{1,5}|,?\s?(?:ext\.?|x|extension)\s?\d{1,5})?(?![\p{L}\d]|,\d)/uy,
    ),
    form(/1-8(?:00|33|44|55|66|77|88)(?:-[A-Z\d]{1,8}){1,4}(?![\p{L}\d])/uy),
    form(/\(?0\d{2,5}\)?[\s-]\d{3,4}[\s-]?\d{3,4}(?![\p{L}\d])/uy),
    {
      pattern: /\d{3,4}-\d{4}(?:,?\s?(?:ext\.?|x|extension)\s?\d{1,5})?(?![\p{L}\d]|-\d)/uy,
      say: (match, context) =>
        /\b(?:call|phone|tel|telephone|dial|text|ring|fax|mobile|cell|hotline|helpline|number)[.:]?\s(?:\p{Ll}+\s){0,3}$/iu.test(
          textBefore(context, match.index),
        ) || isLocalNumber(match[0])
          ? grouped(match[0])
          : undefined,
    },
    {
      pattern: /\d{3}-\d{2}-\d{4}(?![\p{L}\d]|-\d)/uy,
      say: ([written = '']) => grouped(written),
    },
  ],
});

/** `867-5309` is no range: three digits and four of which neither is round. */
function isLocalNumber(written: string): boolean {
  return /^555-/u.test(written) || /^\d\d[1-9]-(?!1[89]|20)\d\d\d[1-9](?!\d)/u.test(written);
}

function form(pattern: RegExp) {
  return {
    pattern,
    say: ([written = '']: RegExpExecArray) =>
      written.replace(/\D/gu, '').length < 4 || (/^\+/u.test(written) && written.replace(/\D/gu, '').length < 7)
        ? undefined
        : grouped(written),
  };
}

/** Digit by digit, with a pause between groups; `800` as a hundred. */
function grouped(written: string): string {
  const groups =
    written.replace(/\s?(?:ext\.?|x|extension)\s?(?=\d)/u, ' extension ').match(/[A-Z]+|extension|\d+/gu) ?? [];
  const words = groups.map((group) =>
    /^\D/u.test(group) ? group : group === '800' ? 'eight hundred' : digitWords(group),
  );
  const spoken = words
    .join(', ')
    .replace('extension, ', 'extension ')
    .replaceAll(/([A-Z]), (?=[A-Z])/gu, '$1 ');
  return written.startsWith('+') ? `plus ${spoken}` : spoken;
}
