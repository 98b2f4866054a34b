import { anyOf } from './figure.js';
import type { LanguageWords } from './language-words.js';
import type { SpeakableContext } from './speakable-rule.js';

/** How "per" and what stands below it are written and said. */
export type Per = {
  /** Pattern of one or two of them, in a group of its own: `/h`, `/m²`, ` ha⁻¹`, ` kg⁻¹ s⁻²`, `·га-1`. */
  readonly pattern: string;
  /** What is said for that group, with a space before; of a price in the words for prices. */
  readonly said: (written: string | undefined, context: SpeakableContext, isPrice?: boolean) => string;
};

/** The "per" of a language: its units, and what only stands below a slash, such as months and heads. */
export function perOf(words: LanguageWords): Per {
  const { units, perUnits = {}, rates = {}, priceRates = {} } = words;
  const below = anyOf(new Set([units, perUnits, rates, priceRates].flatMap(Object.keys)));
  const raised = anyOf([...Object.keys(units).filter((sign) => /^[\p{L}µ]{1,4}$/u.test(sign)), 'L']);
  const slash = String.raw`\s?/\s?(?:${below})(?![\p{L}\d²³])`;
  const power = String.raw`[\s·](?:${raised})(?:⁻[¹²³]|[-−–][1-3](?![\p{L}\d%]|[.,]\d)|\^[-−][1-3](?!\d))`;

  function nameOf(sign: string, context: SpeakableContext): string {
    const name = (units[sign] ?? units[sign.toLowerCase()])?.one ?? sign;
    return perUnits[sign] ?? (context.style === 'formal' ? (words.formalUnit?.(name) ?? name) : name);
  }

  function partSaid(part: string, context: SpeakableContext, isPrice: boolean): string {
    const [, sign = '', digit] =
      /^[\s·](\p{L}+|µ\p{L}*)[⁻\-−–^]{1,2}([¹²³1-3])$/u.exec(part) ?? /^\s?\/\s?(.*)$/u.exec(part) ?? [];
    const exponent = digit === undefined ? '1' : String(' ¹²³'.indexOf(digit)).replace('-1', digit);
    const raisedSign = exponent === '1' ? sign : sign + (exponent === '2' ? '²' : '³');
    const isKnown = exponent === '1' || units[raisedSign] !== undefined;
    const whole = (isPrice ? priceRates[sign] : undefined) ?? rates[isKnown ? raisedSign : sign];
    const joint = typeof words.per === 'string' ? words.per : words.per(sign, isPrice);
    const phrase = whole ?? `${joint} ${nameOf(isKnown ? raisedSign : sign, context)}`;
    return ` ${phrase}${isKnown ? '' : ` ${words.powers[exponent === '2' ? 0 : 1]}`}`;
  }

  return {
    pattern: `(${slash}|(?:${power}){1,2})`,
    said: (written, context, isPrice = false) =>
      (written?.match(/\s?\/\s?[^/]+|[\s·][^\s·]+/gu) ?? []).map((part) => partSaid(part, context, isPrice)).join(''),
  };
}
