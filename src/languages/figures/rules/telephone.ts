import { patternRule, textBefore, type SpeakableContext, type SpeakableRule } from '../speakable-rule.js';
import type { LanguageWords } from '../language-words.js';

/** Telephone numbers and IP addresses, figure by figure: `+49 30 123456`, `(11) 3333-4444`, `192.0.2.7`. */
export function telephoneRule(words: LanguageWords): SpeakableRule {
  const digits = (written: string, context: SpeakableContext) =>
    [...written.replace(/\D/gu, '')].map((digit) => words.cardinal(digit, context)).join(' ');
  const say = ([written = '']: RegExpExecArray, context: SpeakableContext) => {
    if (written.replace(/\D/gu, '').length < 6) return undefined;
    const country = /^\+(\d{1,3})[\s(-]/u.exec(written)?.[1];
    if (country !== undefined && words.countryCode === 'number') {
      return `${words.plus} ${words.cardinal(country, context)} ${digits(written.slice(country.length + 1), context)}`;
    }
    return (written.startsWith('+') ? `${words.plus} ` : '') + digits(written, context);
  };
  return patternRule({
    name: 'telephone',
    starts: ['digit', 'symbol'],
    forms: [
      {
        pattern: /\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)/uy,
        say: ([written = ''], context) =>
          isIpAddress(written)
            ? written
                .split('.')
                .map((part) => digits(part, context))
                .join(` ${words.netSigns['.']} `)
            : undefined,
      },
      {
        pattern: /(?<=(?:ext\.|ramal|extensión|extensão|anexo|interno)\s)\d{1,5}(?![\p{L}\d])/uy,
        say: ([written = ''], context) => digits(written, context),
      },
      {
        pattern: /[5-9]\d{2}(?:\s\d{3}){2}(?!\s?\d|[.,]\d|\s?[\p{L}%€$£])/uy,
        say: (match, context) =>
          words.telephoneBefore?.test(textBefore(context, match.index)) ? say(match, context) : undefined,
      },
      { pattern: /\+\d{1,3}(?:[\s.-]?\(?\d{1,9}\)?){1,6}(?![\p{L}\d])/uy, say },
      { pattern: /\(\d{2,5}\)[\s.-]?\d{3,5}[\s.-]\d{3,5}(?![\p{L}\d])/uy, say },
      {
        pattern:
          /\d{3}-\d{3}-\d{4}(?![\p{L}\d-])|(?!(?:1\d|20)\d\d-(?:1\d|20)\d\d)\d{4}-\d{4}(?![\p{L}\d-])|0\d{2,5}[\s/-]\d{5,9}(?![\p{L}\d]|-\d)|0\d(?:[\s.]\d\d){4}(?!\d)/uy,
        say,
      },
      {
        // An area code, a number and an extension, a pause between them: `0711/2180-5320`.
        pattern: /0[1-9]\d{1,4}\s?\/\s?\d{2,9}(?:[\s-]\d{1,6}){0,4}(?![\p{L}\d]|[/.,]\d)/uy,
        say: ([written = ''], context) =>
          written.replace(/\D/gu, '').length < 6
            ? undefined
            : written
                .split(/[^\d]+/u)
                .map((group) => digits(group, context))
                .join(', '),
      },
      { pattern: /(?:\d\s)?0?800[\s-]\d{3}[\s-]\d{2,4}(?:[\s-]\d{2,4})?(?![\p{L}\d])/uy, say },
      { pattern: /[78]\s?\(\d{3,4}\)\s?\d{2,3}-\d\d-\d\d(?![\p{L}\d-])|\d{3}-\d\d-\d\d(?![\p{L}\d-])/uy, say },
      {
        pattern:
          /\d\d\s9?\d{4}-\d{4}(?![\p{L}\d-])|9\d\s\d{3}\s\d\d\s\d\d(?![\p{L}\d])|0\d{1,3}\s\d{5,8}(?![\p{L}\d])|3\d\d\s\d{6,7}(?![\p{L}\d])/uy,
        say,
      },
      {
        pattern: /\d{3}-\d{4}(?![\p{L}\d]|-\d)/uy,
        say: (match, context) =>
          /^(?:555-|\d\d[1-9]-(?!1[89]|20)\d\d\d[1-9]$)/u.test(match[0]) ? say(match, context) : undefined,
      },
    ],
  });
}

/** Four numbers up to 255 without leading zeros; "3.000.000.016" is one large number. */
function isIpAddress(written: string): boolean {
  return written.split('.').every((part) => Number(part) <= 255 && !/^0\d/u.test(part));
}
