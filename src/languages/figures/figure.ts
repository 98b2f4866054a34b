import { present } from '../../model/present.js';
import { textAfter, textBefore, type SpeakableContext } from './speakable-rule.js';
import type { Around, Figure, Gender, LanguageWords, Noun } from './language-words.js';

/** Pattern of a number with a decimal comma, grouped by stops or spaces. */
export const FIGURE = String.raw`(?:\d{1,3}(?:\.\d{3}){1,9}(?!\d|\.\d)(?:,\d{1,20})?|\d{1,3}(?:[ \u00A0\u202F]\d{3}){1,9}(?!\d)(?:,\d{1,20})?|\d{1,40}(?:,\d{1,20})?)`;

/** A sign that belongs to the number after it. */
export const SIGN = String.raw`(?:(?<![\p{L}\d)])[-−–+](?=\d))`;

/** What joins two ends of a range. */
export const TO = String.raw`(?:\s?[-–—]\s?|[~～]|\s[~～]\s)`;

/** Takes a number apart as {@link FIGURE} and {@link SIGN} find it. */
export function figureOf(written: string): Figure {
  const sign = written.startsWith('+') ? '+' : /^[-−–]/u.test(written) ? '-' : '';
  const [whole = '', fraction] = written.replace(/^[-−–+]/u, '').split(',');
  const plain = whole.replace(/\D/gu, '');
  return { sign, whole: plain, ...present({ fraction }) };
}

/** A number in words, with its sign; with a noun, in the form that stands before it, and the noun after it. */
export function figureWords(
  { sign, whole, fraction }: Figure,
  words: LanguageWords,
  context: SpeakableContext,
  noun?: Noun,
): string {
  const signWord = sign === '' ? '' : `${sign === '+' ? words.plus : words.minus} `;
  const number =
    fraction === undefined
      ? words.cardinal(whole, context, noun === undefined ? undefined : (noun.gender ?? 'masculine'))
      : words.decimal(whole, fraction, context, noun?.gender);
  if (noun === undefined) return signWord + number;
  const counted = words.nounAfter(noun, whole, fraction !== undefined);
  const isRound = fraction === undefined && /^[1-9]\d{0,11}0{6}$/u.test(whole);
  return `${signWord}${number} ${isRound ? words.scaleOf(counted) : counted}`;
}

/** What stands around a match of a rule. */
export function aroundMatch(match: RegExpExecArray, context: SpeakableContext): Around {
  return { before: textBefore(context, match.index), after: textAfter(context, match.index + match[0].length) };
}

/** A number and what it counts, in the case that the words around ask for, else as {@link figureWords} says it. */
export function figureWordsIn(
  around: Around,
  figure: Figure,
  words: LanguageWords,
  context: SpeakableContext,
  noun?: Noun,
): string {
  return words.asked?.(figure, noun, around, context) ?? figureWords(figure, words, context, noun);
}

/** A scale, in the gender of what it counts where it has none of its own: "duas mil". */
export function agreeingScale(scale: Noun, gender: Gender | undefined): Noun {
  return scale.gender === undefined && gender !== undefined ? { ...scale, gender } : scale;
}

/** An alternation of literal strings, the longest first. */
export function anyOf(literals: Iterable<string>): string {
  return [...literals]
    .sort((a, b) => b.length - a.length)
    .map((literal) => literal.replace(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`))
    .join('|');
}
