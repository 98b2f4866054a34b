import { patternRule, textBefore, type SpeakableRule } from '../../figures/speakable-rule.js';
import { clockWords, germanCardinal } from './numerals.js';

/** Forms that only German writes. */
export const GERMAN_RULES: SpeakableRule = patternRule({
  name: 'number',
  starts: ['digit', 'symbol'],
  forms: [
    {
      // Of two times only the last has its "Uhr": "von 8.30 bis 10 Uhr".
      pattern:
        /([01]?\d|2[0-4])[.:]([0-5]\d)(?:\sUhr)?(\s(?:bis|und)\s|\s?[-–]\s?)(?=\d{1,2}(?:[.:]\d\d)?\sUhr(?!\p{L}))/uy,
      say: ([, hours = '', minutes = '', joint = ''], context) =>
        `${clockWords(String(Number(hours)), String(Number(minutes)), context)} ${/\p{L}/u.test(joint) ? joint.trim() : 'bis'} `,
    },
    {
      pattern: /(\d{1,4}):(\d{1,6})(?![\d:]|[. ]\d{3})/uy,
      say: (match, context) =>
        /(?:Maßstab|Verhältnis|Quote)\s(?:von\s)?$/u.test(textBefore(context, match.index))
          ? `${germanCardinal(match[1] ?? '', context)} zu ${germanCardinal(match[2] ?? '', context)}`
          : undefined,
    },
    { pattern: /§§\s?(?=\d)/uy, say: () => 'Paragrafen ' },
    {
      pattern: /(?<![\p{L}\p{N}])['’](\d0|\d\d)er(?!\p{L})/uy,
      say: ([, digits = ''], context) => `${germanCardinal(digits, context)}er`,
    },
  ],
});
