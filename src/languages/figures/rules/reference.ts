import { patternRule, textBefore, type SpeakableContext, type SpeakableRule } from '../speakable-rule.js';
import type { LanguageWords } from '../language-words.js';

/**
 * Numbers of documents, parts and copies, which look like fractions: with a year below the slash, `104/1992`, or after
 * a word of number, `Nr. 12/24`.
 */
export function referenceRule(words: LanguageWords): SpeakableRule {
  const { label, joint, yearJoint = joint } = words.reference ?? { joint: words.netSigns['/'] ?? '' };
  const whole = (written: string, context: SpeakableContext) =>
    words.cardinal(String(Number(written.replace(/\D/gu, ''))), context);
  return patternRule({
    name: 'reference',
    starts: ['digit'],
    forms: [
      {
        pattern: /((?:1[89]|20)\d\d)\/((?:1[89]|20)\d\d)(?![\d/\p{L}]|[-–.,]\d)/uy,
        say: ([, first = '', second = ''], context) =>
          Number(second) === Number(first) + 1
            ? `${words.year(first, context)} ${words.year(second, context)}`
            : undefined,
      },
      {
        pattern: /(\d{1,3}(?:\.\d{3}){1,2}|\d{1,7})\/((?:1[89]|20)\d\d)(?![\d/\p{L}]|[-–.,]\d|\s?[%€$])/uy,
        // One part in a round number is a fraction: `1/2000`.
        say: ([, first = '', year = ''], context) =>
          first === '1' && year.endsWith('00')
            ? undefined
            : `${whole(first, context)} ${yearJoint} ${words.year(year, context)}`,
      },
      {
        pattern: /(\d{1,3}(?:\.\d{3}){1,2}|\d{1,7})\/(\d{1,4})(?![\d/\p{L}]|[-–.,]\d|\s?[%€$])/uy,
        say: (match, context) =>
          label?.test(textBefore(context, match.index)) === true
            ? `${whole(match[1] ?? '', context)} ${joint} ${whole(match[2] ?? '', context)}`
            : undefined,
      },
    ],
  });
}
