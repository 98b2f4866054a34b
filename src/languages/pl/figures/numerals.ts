import { toCardinal, toOrdinal } from 'n2words/pl-PL';

import type { Gender } from '../../figures/language-words.js';

/** Endings of an adjective: nominative of the three genders, genitive and locative, the same of the feminine, plurals. */
export type AdjectiveForm = 'y' | 'a' | 'e' | 'ego' | 'ym' | 'ej' | 'ą' | 'ych';

/** A whole number in the nominative; only one and two know gender. */
export function cardinal(digits: string, gender?: Gender): string {
  if (/^0\d/u.test(digits) || digits.length > 30) return [...digits].map((digit) => toCardinal(digit)).join(' ');
  const words = toCardinal(BigInt(digits));
  if (gender === 'feminine') return words.replace(/^jeden$/u, 'jedna').replace(/(?<!\p{L})dwa$/u, 'dwie');
  return gender === 'neuter' ? words.replace(/^jeden$/u, 'jedno') : words;
}

/** A whole number in the genitive, as "około" and "do" ask for: every word of it declines. */
export function genitiveCardinal(digits: string): string | undefined {
  if (digits === '0') return 'zera';
  if (digits.length > 9 || digits.startsWith('0')) return undefined;
  const declined = toCardinal(BigInt(digits))
    .split(' ')
    .map((word, index, all) => (word === 'jeden' && index > 0 && index === all.length - 1 ? word : GENITIVE[word]));
  return declined.includes(undefined) ? undefined : declined.join(' ');
}

/** The cases that the noun after a number shows by its ending: "z pięcioma osobami", "w pięciu krajach", "trzem golom". */
export type PolishCase = 'instrumental' | 'locative' | 'dative';

/** A whole number in a case that is the genitive but for two to four, and for the instrumental. */
export function obliqueCardinal(digits: string, asked: PolishCase): string | undefined {
  const genitive = genitiveCardinal(digits);
  if (genitive === undefined || asked === 'locative') return genitive;
  return genitive
    .split(' ')
    .map((word) => OBLIQUE[asked][word] ?? (asked === 'instrumental' ? word.replace(TENS_AND_UNITS, '$1oma') : word))
    .join(' ');
}

const OBLIQUE: Readonly<Record<'instrumental' | 'dative', Readonly<Record<string, string>>>> = {
  instrumental: pairs(
    'jednego:jednym dwóch:dwoma trzech:trzema czterech:czterema tysięcy:tysiącami tysiąca:tysiącem milionów:milionami miliona:milionem',
  ),
  dative: pairs(
    'jednego:jednemu dwóch:dwom trzech:trzem czterech:czterem tysięcy:tysiącom tysiąca:tysiącowi milionów:milionom miliona:milionowi',
  ),
};

/** Five to ninety-nine, which alone have an ending of their own in the instrumental. */
const TENS_AND_UNITS = /^(.*(?:ci|mi|nast|dziest))u$/u;

/** The first half of a compound: "dwudziestopięcioletni", "stumetrowy", "dwuosobowy". */
export function compoundNumber(digits: string): string | undefined {
  const words = digits.length > 3 || digits.startsWith('0') ? [] : toCardinal(BigInt(digits)).split(' ');
  const parts = words.map((word) => COMPOUND[word] ?? GENITIVE[word]?.replace(/u$/u, 'o'));
  return parts.length === 0 || parts.includes(undefined) ? undefined : parts.join('');
}

const COMPOUND: Readonly<Record<string, string>> = pairs(
  'jeden:jedno dwa:dwu trzy:trzy cztery:cztero sto:stu dwieście:dwustu trzysta:trzystu czterysta:czterystu ' +
    'pięćset:pięciuset sześćset:sześciuset siedemset:siedmiuset osiemset:ośmiuset dziewięćset:dziewięciuset',
);

/** An ordinal in a form; of a compound only tens and units decline: "tysiąc dziewięćset dziewięćdziesiątym ósmym". */
export function ordinal(digits: string, form: AdjectiveForm): string {
  const words = toOrdinal(BigInt(digits))
    .replace(/^dwa tysięczny$/u, 'dwutysięczny')
    .split(' ');
  return words.map((word) => declined(word, form)).join(' ');
}

function declined(word: string, form: AdjectiveForm): string {
  if (!ORDINAL_WORD.test(word)) return word;
  const stem = word.slice(0, -1);
  if (word.endsWith('y')) return stem + form;
  // "drugi", "trzeci": the i stays before every ending of "trzeci", and before those in e and y of "drugi".
  if (form === 'y') return word;
  if (form === 'ym' || form === 'ych') return `${stem}i${form.slice(1)}`;
  return word === 'drugi' && (form === 'a' || form === 'ą') ? stem + form : `${stem}i${form}`;
}

const ORDINAL_WORD = /(?:[^i]y|drugi|trzeci)$/u;

const GENITIVE: Readonly<Record<string, string>> = {
  ...pairs(
    'jeden:jednego dwa:dwóch trzy:trzech cztery:czterech sto:stu dwieście:dwustu trzysta:trzystu czterysta:czterystu ' +
      'tysiąc:tysiąca tysiące:tysięcy tysięcy:tysięcy milion:miliona miliony:milionów milionów:milionów ' +
      'siedem:siedmiu osiem:ośmiu dwadzieścia:dwudziestu trzydzieści:trzydziestu czterdzieści:czterdziestu',
  ),
  ...ending('pięć sześć dziewięć dziesięć', /ć$/u, 'ciu'),
  ...ending('pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt', /siąt$/u, 'sięciu'),
  ...ending(
    'jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście',
    /naście$/u,
    'nastu',
  ),
  ...pairs(
    'dwanaście:dwunastu siedemset:siedmiuset osiemset:ośmiuset pięćset:pięciuset sześćset:sześciuset dziewięćset:dziewięciuset',
  ),
};

function pairs(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(text.split(' ').map((pair) => pair.split(':') as [string, string]));
}

function ending(words: string, from: RegExp, to: string): Readonly<Record<string, string>> {
  return Object.fromEntries(words.split(' ').map((word) => [word, word.replace(from, to)]));
}
