import { patternRule, type SpeakableContext, type SpeakableRule } from '../speakable-rule.js';
import {
  agreeingScale,
  anyOf,
  aroundMatch,
  FIGURE,
  figureOf,
  figureWords,
  figureWordsIn,
  SIGN,
  TO,
} from '../figure.js';
import type { Around, LanguageWords } from '../language-words.js';

/** Fractions, ordinals, ranges, years and plain numbers, in this order. */
export function numberRules(words: LanguageWords): readonly SpeakableRule[] {
  return [
    patternRule({
      name: 'fraction',
      starts: ['digit', 'symbol'],
      forms: [
        {
          pattern: /(24\/7|24\/24|9\/11|50\/50|60\/40|70\/30|80\/20|90\/10)(?![\d/\p{L}])/uy,
          say: ([, pair = ''], context) =>
            pair
              .split('/')
              .map((half) => words.cardinal(half, context))
              .join(' '),
        },
        {
          // A season or a school year: `1989/90`.
          pattern: /((?:1\d|20)\d\d)\/(\d\d)(?![\d/\p{L}])/uy,
          say: ([, first = '', second = ''], context) =>
            `${words.year(first, context)} ${words.cardinal(second, context)}`,
        },
        {
          pattern: new RegExp(String.raw`(${SIGN})?(?:(\d{1,4})\s)?(\d{1,4})/(\d{1,4})(?![\d/\p{L}])`, 'uy'),
          say(match, context) {
            const [, sign, whole, top = '', bottom = ''] = match;
            return fractionSaid({ sign, whole, top, bottom }, context, aroundMatch(match, context));
          },
        },
        {
          pattern: new RegExp(String.raw`(${SIGN})?(?:(\d{1,4})\s?)?([${Object.keys(VULGAR).join('')}])`, 'uy'),
          say(match, context) {
            const [, sign, whole, vulgar = ''] = match;
            const [top = '', bottom = ''] = VULGAR[vulgar]?.split('/') ?? [];
            return fractionSaid({ sign, whole, top, bottom }, context, aroundMatch(match, context));
          },
        },
      ],
    }),
    patternRule({
      name: 'ordinal',
      starts: ['digit'],
      forms: [
        {
          pattern: new RegExp(String.raw`(\d{1,3}(?:[.\s]\d{3}){1,4}(?!\d)|\d{1,12})${words.ordinal.ending}`, 'uy'),
          say(match, context) {
            const digits = (match[1] ?? '').replace(/\D/gu, '');
            return /^0*$/u.test(digits)
              ? undefined
              : words.ordinal.say(digits, match[2] ?? '', aroundMatch(match, context), context);
          },
        },
      ],
    }),
    patternRule({
      name: 'range',
      starts: ['digit'],
      forms: [
        {
          pattern: new RegExp(String.raw`(\d{1,3}):(${FIGURE})(?![\d:])`, 'uy'),
          say([, first = '', last = ''], context) {
            const end = figureOf(last);
            const lastWords = end.fraction === undefined ? words.ratioEnd?.(end.whole) : undefined;
            return `${words.cardinal(first, context)} ${words.ratio} ${lastWords ?? figureWords(end, words, context)}`;
          },
        },
        {
          pattern: new RegExp(String.raw`(${FIGURE})(${TO})(${FIGURE})(?![\d\p{L}]|[-–/.:]\d)`, 'uy'),
          say: (match, context) => {
            const [, first = '', , last = ''] = match;
            const around = aroundMatch(match, context);
            const { after } = around;
            return (
              words.range?.(first, last, around) ??
              `${plainWords(first, context, after)} ${words.to} ${words.rangeEnd?.(figureOf(last), undefined, context) ?? plainWords(last, context, after)}`
            );
          },
        },
      ],
    }),
    patternRule({
      name: 'cardinal',
      starts: ['digit', 'symbol'],
      forms: [
        {
          pattern: new RegExp(String.raw`(${SIGN}?${FIGURE})\s?(${anyOf(Object.keys(words.scales))})(?!\p{L})`, 'uy'),
          say(match, context) {
            const [, number = '', scale = ''] = match;
            const noun = words.scales[scale];
            if (noun === undefined) return undefined;
            const around = aroundMatch(match, context);
            const gender = words.genderOf?.(around.after, `${figureOf(number).whole}000`);
            return figureWordsIn(around, figureOf(number), words, context, agreeingScale(noun, gender));
          },
        },
        {
          // A stop between figures that is no thousands separator: a decimal written the English way, or a version.
          pattern: new RegExp(
            String.raw`(?![+−-]?\d{1,3}(?:\.\d{3}){1,9}(?!\d|\.\d))(${SIGN}?\d{1,12})((?:\.\d{1,6}){1,3})(?!\d|\.\d)`,
            'uy',
          ),
          say: ([, number = '', rest = ''], context) =>
            `${figureWords(figureOf(number), words, context)}${rest.replace(/\.(\d+)/gu, (_, digits: string) => ` ${words.netSigns['.']} ${/^0|^\d{3,}/u.test(digits) ? digitsSaid(digits, context) : words.cardinal(digits, context)}`)}`,
        },
        {
          pattern: new RegExp(String.raw`(${FIGURE})(?:\^(-?\d{1,3})|([⁻]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))(?![\p{L}\d])`, 'uy'),
          say: ([, number = '', caret, sign = '', raised = ''], context) =>
            `${figureWords(figureOf(number), words, context)} ${powerSaid(caret ?? sign.replace('⁻', '-') + [...raised].map((digit) => SUPERSCRIPTS.indexOf(digit)).join(''), words, context)}`,
        },
        {
          // A year or a decade without its century: "anni '80".
          pattern: /(?<![\p{L}\p{N}])['’‘](\d\d)(?![\d\p{L}'’])/uy,
          say: ([, digits = ''], context) => words.cardinal(String(Number(digits)), context),
        },
        {
          pattern: new RegExp(String.raw`(${SIGN}?${FIGURE})`, 'uy'),
          say(match, context) {
            const around = aroundMatch(match, context);
            return (
              words.asked?.(figureOf(match[0]), undefined, around, context) ??
              plainWords(match[0], context, around.after)
            );
          },
        },
      ],
    }),
  ];

  function fractionSaid(
    { sign, whole, top, bottom }: { sign: string | undefined; whole: string | undefined; top: string; bottom: string },
    context: SpeakableContext,
    around: Around,
  ): string | undefined {
    const part = words.fraction(top, bottom, context, around);
    if (part === undefined) return undefined;
    const signWord = sign === undefined ? '' : `${sign === '+' ? words.plus : words.minus} `;
    return signWord + (whole === undefined ? part : words.mixed(words.cardinal(whole, context), part));
  }

  /** Four figures without a separator are most often a year; languages that say years differently see to it. */
  function plainWords(number: string, context: SpeakableContext, after = ''): string {
    const gender = words.genderOf?.(after, number.replace(/\D/gu, ''));
    if (gender !== undefined && /^\d[\d. ]*$/u.test(number))
      return words.cardinal(number.replace(/\D/gu, ''), context, gender);
    if (/^(?:1[1-9]|20)\d\d$/u.test(number)) return words.year(number, context);
    return figureWords(figureOf(number), words, context);
  }

  function digitsSaid(digits: string, context: SpeakableContext): string {
    return [...digits].map((digit) => words.cardinal(digit, context)).join(' ');
  }
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** What is said after a number or a letter with a raised number. */
export function powerSaid(power: string, words: LanguageWords, context: SpeakableContext): string {
  const [squared, cubed, other] = words.powers;
  if (power === '2') return squared;
  if (power === '3') return cubed;
  return `${other} ${power.startsWith('-') ? `${words.minus} ` : ''}${words.cardinal(power.replace('-', ''), context)}`;
}

const VULGAR: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅖': '2/5',
  '⅗': '3/5',
  '⅘': '4/5',
  '⅙': '1/6',
  '⅚': '5/6',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
};
