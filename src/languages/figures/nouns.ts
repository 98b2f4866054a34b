import { present } from '../../model/present.js';
import type { Gender, Money, Noun } from './language-words.js';

/** A noun with one plural. */
export function noun(one: string, many: string, gender: Gender): Noun {
  return { one, many, gender };
}

/** A currency by each of its signs and codes, in lower case. */
export function currency(signs: readonly string[], whole: Noun, small?: Noun): Readonly<Record<string, Money>> {
  return Object.fromEntries(signs.map((sign) => [sign, { ...whole, ...present({ small }) }]));
}

/** Names that stand below a slash as they are said there: `/Monat`, `/personne`. */
export function asWritten(names: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, name]));
}

/** A unit with a word after it that agrees in number: "mètre carré", "mètres carrés". */
export function suffixed(unit: Noun, word: string): Noun {
  return { ...unit, one: `${unit.one} ${word}`, many: `${unit.many} ${word}s` };
}
