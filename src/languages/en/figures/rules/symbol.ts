import {
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { cardinalWords, digitWords } from '../number-words.js';
import { unitAfterPer } from '../units.js';

/** Signs said as words, signs that only mark a pause, and signs a newsreader leaves out. */
export const SYMBOL: SpeakableRule = patternRule({
  name: 'symbol',
  starts: ['symbol'],
  forms: [
    {
      pattern: /<(\/?)(\p{L}[^<>]{0,80}?)\/?>/uy,
      say: ([written = '', slash, inside = ''], context) =>
        context.style === 'formal' ? written : slash === '' ? inside : `slash ${inside}`,
    },
    {
      pattern: /(?<=[\dIVX])\(([a-z])\)(?![\p{L}\d])/uy,
      say: ([, letter = ''], context) => (context.style === 'formal' ? undefined : ` ${letter.toUpperCase()}`),
    },
    {
      pattern: /(?<=[\dA-Za-z)])\((\d{1,3}|[a-z]|[ivx]{2,4})\)(?![\p{L}\d])/uy,
      say: (match, context) => clauseWords(match, context),
    },
    { pattern: /#(\d{1,4})(?![\p{L}\d])/uy, say: ([, number = '']) => `number ${cardinalWords(number)}` },
    {
      pattern: /#\s?(\d{1,9})(?![\p{L}\d])/uy,
      say: ([, number = ''], context) =>
        context.style === 'formal'
          ? undefined
          : `number ${number.length > 4 ? digitWords(number) : cardinalWords(number)}`,
    },
    {
      pattern: /(?<=(?<![\d.,])[1-7])\s?\*(?=\s(?:hotel|resort|general|review|rating|rated)|-)/uy,
      say: (_, context) => (context.style === 'formal' ? undefined : ' star'),
    },
    { pattern: /(?<=\d\s)[x×](?=\s\d+\s?=)/uy, say: () => 'times' },
    { pattern: /(?<=[A-Za-z])(\+\+|#)(?![\p{L}\d])/uy, say: ([, sign]) => (sign === '#' ? 'sharp' : 'plus plus') },
    { pattern: /\s?[—―]\s?|\s(?:–|--|-)\s(?!\d)|--(?=\p{L})/uy, say: (match, context) => dash(match, context) },
    {
      pattern:
        /(?<!\d\s?)\*{1,3}(?=[\p{L}\d“"])|(?<=[\p{L}\d.,!?”"])\*{1,3}(?!\d)|_{2,}|(?<![\p{L}\d_])_(?=\p{L})|(?<=[\p{L}.!?])_(?![\p{L}\d_])|\*{3,}|={3,}|~{3,}|#{2,}|[•▪●◦■□►▶★☆†‡]|¶(?!\s?\d)/uy,
      say: (_, context) => (context.style === 'formal' ? undefined : ''),
    },
    { pattern: /¶(?=\s?\d)/uy, say: () => 'paragraph' },
    { pattern: /\+\/[-−–](?=\s?\d)/uy, say: () => 'plus or minus' },
    {
      pattern: /\^([23])(?![\d.])/uy,
      say: ([, power], context) => (context.style === 'formal' ? undefined : power === '2' ? 'squared' : 'cubed'),
    },
    { pattern: /\^(?=-?\d)/uy, say: (_, context) => (context.style === 'formal' ? 'caret' : 'to the power of') },
    {
      pattern: /(?<=\p{Lu}\p{Ll}?[₀-₉\d]{0,2}|[)\]])([¹²³⁴-⁷]?)([⁺⁻])(?![\d⁰¹²³⁴-⁹])/uy,
      say: ([, count = '', sign]) => chargeWords(count, sign === '⁺'),
    },
    { pattern: /(?<=[\p{L}\d)])[²³](?!\d)/uy, say: ([sign]) => (sign === '²' ? 'squared' : 'cubed') },
    {
      pattern: /[₀-₉]{1,6}/uy,
      say: ([written = '']) =>
        cardinalWords([...written].map((digit) => (digit.codePointAt(0) ?? 0) - 0x2080).join('')),
    },
    { pattern: /~(?=\s?[$£€]?\d)/uy, say: (_, context) => (context.style === 'formal' ? 'tilde' : 'about') },
    {
      pattern: /(?<=\p{L})\/(\p{L}{1,12}[²³]?)(?![\p{L}\d²³])/uy,
      say: (match, context) => per(match, context),
    },
    { pattern: /(?<=[\p{L}\d])\/(?=\p{L})/uy, say: (match, context) => slash(match, context) },
    {
      pattern: /(?<=[A-Za-z])[\s]?\|\s?(?=\S)/uy,
      say: (_, context) => (context.style === 'formal' ? undefined : ', '),
    },
    { pattern: /[^\p{L}\p{N}\s]/uy, say: (match, context) => single(match, context) },
  ],
});

/** `Section 21(4)(b)` is "section twenty-one, four B": what a bracket holds is a number or letter of a provision. */
function clauseWords(match: RegExpExecArray, context: SpeakableContext): string | undefined {
  const [written, inside = ''] = match;
  const before = textBefore(context, match.index);
  const isChain = before.endsWith(')') || textAfter(context, match.index + written.length, 2).startsWith('(');
  const isProvision = (isChain ? /\d[A-Z]?(?:\([a-z\d]{1,4}\))*$/u : PROVISION_BEFORE).test(before);
  if (!isProvision || context.style === 'formal') return undefined;
  const isRoman = /^[ivx]+$/u.test(inside) && (inside.length > 1 || /\([a-z]\)$/u.test(before));
  if (isRoman) return ` ${cardinalWords(String(SMALL_ROMANS.indexOf(inside) + 1))}`;
  if (!/^\d/u.test(inside)) return ` ${inside.toUpperCase()}`;
  return `${/(?:\d|\(\d+\))$/u.test(before) ? ', ' : ' '}${cardinalWords(inside)}`;
}

const SMALL_ROMANS = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv'.split(' ');
const PROVISION_BEFORE =
  /(?:\b(?:sections?|secs?\.|ss?\.?|articles?|arts?\.|rules?|regulations?|regs?\.|paragraphs?|paras?\.?|clauses?|cl\.|schedule|chapter|order|(?<=\)\s)(?:and|or|to))|§+)\s?\d{1,4}[A-Z]{0,2}(?:\.\d{1,3})?$/iu;

/** A dash between clauses is heard as a pause. */
function dash(match: RegExpExecArray, context: SpeakableContext): string | undefined {
  const before = textBefore(context, match.index, 1);
  const after = textAfter(context, match.index + match[0].length, 1);
  if (!/[\p{L}\p{N}”"’')\]%.!?…]/u.test(before) || after === '') return undefined;
  const isAbbreviated = /\p{Lu}\.$/u.test(textBefore(context, match.index, 2));
  return /[.!?…,;:]/u.test(before) && !isAbbreviated ? ' ' : ', ';
}

/** `20 litres/day`, `12 people/km²`: after a counted thing, a slash before a measure or a time is "per". */
function per(match: RegExpExecArray, context: SpeakableContext): string | undefined {
  const isCounted = /(?<![\p{L}\d/-])\d[\d.,]*\s(?:[\p{L}-]+\s){0,2}[\p{L}/-]+$/u.test(
    textBefore(context, match.index),
  );
  const [, written = ''] = match;
  const unit = written.length === 1 ? undefined : unitAfterPer(written);
  return context.style === 'formal' || !isCounted || unit === undefined ? undefined : ` per ${unit}`;
}

function slash(match: RegExpExecArray, context: SpeakableContext): string | undefined {
  if (context.style === 'formal') return '/';
  const before = /\p{L}+$/u.exec(textBefore(context, match.index, 12))?.[0].toLowerCase() ?? '';
  return OR_WORDS.has(before) ? ' or ' : ' ';
}

const OR_WORDS = new Set(
  'he she his her him hers either yes mother father husband wife man woman men women true win on'.split(' '),
);

function single(match: RegExpExecArray, context: SpeakableContext): string | undefined {
  const sign = match[0];
  if (context.style === 'formal') return FORMAL[sign] ?? SIGNS[sign];
  const before = textBefore(context, match.index, 2);
  const after = textAfter(context, match.index + 1, 2);
  // A bracket of a tag, and a mark that decorates, are not said.
  if (/[<>]/u.test(sign))
    return /^\s?[\d.$£€-]/u.test(after) || (before.endsWith(' ') && after.startsWith(' ')) ? SIGNS[sign] : '';
  if (sign === '*') return /\d\s?$/u.test(before) && /^\s?\d/u.test(after) ? 'times' : undefined;
  return SIGNS[sign];
}

/** Signs a formal reading names where a newsreader says what they mean. */
const FORMAL: Readonly<Record<string, string>> = {
  '*': 'asterisk',
  '/': 'slash',
  '\\': 'backslash',
  '~': 'tilde',
  '#': 'hash',
  '|': 'vertical bar',
  '^': 'caret',
  _: 'underscore',
};

const SIGNS: Readonly<Record<string, string>> = {
  '&': 'and',
  '+': 'plus',
  '=': 'equals',
  '%': 'percent',
  '‰': 'per mille',
  '@': 'at',
  '#': 'hash',
  '/': 'slash',
  '*': 'times',
  '×': 'times',
  '÷': 'divided by',
  '±': 'plus or minus',
  '−': 'minus',
  '≈': 'approximately',
  '≠': 'is not equal to',
  '≤': 'less than or equal to',
  '≥': 'greater than or equal to',
  '<': 'less than',
  '>': 'greater than',
  '§': 'section',
  '№': 'number',
  '©': 'copyright',
  '®': '',
  '™': '',
  '°': 'degrees',
  º: 'degrees',
  $: 'dollar',
  '€': 'euro',
  '£': 'pound',
  '¥': 'yen',
  '₩': 'won',
  '₹': 'rupee',
  '¢': 'cent',
  '→': 'to',
  '√': 'square root of',
  '∞': 'infinity',
};

/** The charge of an ion: `SO₄²⁻` "two minus", `Na⁺` "plus". */
function chargeWords(count: string, isPositive: boolean): string {
  const sign = isPositive ? 'plus' : 'minus';
  return count === '' ? sign : `${cardinalWords(String('⁰¹²³⁴⁵⁶⁷'.indexOf(count)))} ${sign}`;
}
