import { toCardinal } from 'n2words/ru-RU';

import type { Gender, Noun } from '../../figures/language-words.js';
import type { RussianCase } from './cases.js';

/** A whole number in words, in a gender and a case: "двадцать одна", "ста пятидесяти", "двумя тысячами". */
export function russianCardinal(digits: string, gender?: Gender, asked: RussianCase = 'nominative'): string {
  const plain = digits.replace(/^0+(?=\d)/u, '');
  if (digits.length > 30 || /^00\d/u.test(digits)) return [...digits].map((digit) => toCardinal(digit)).join(' ');
  const counted = toCardinal(BigInt(plain), { gender: gender === 'feminine' ? 'feminine' : 'masculine' });
  const agreeing = gender === 'neuter' ? counted.replace(/один$/u, 'одно') : counted;
  const words = agreeing.replace(/^одна тысяча (?=\p{L}+(?:сот|ста|сто)|сто)/u, 'тысяча ');
  if (asked === 'nominative') return words;
  return words
    .split(' ')
    .map((word) => declinedWord(word, asked))
    .join(' ');
}

/** `1,02` → "одна целая две сотых"; finer parts than millionths figure by figure. */
export function russianDecimal(whole: string, fraction: string, asked: RussianCase = 'nominative'): string {
  const place = PLACES[fraction.length - 1];
  if (place === undefined)
    return `${russianCardinal(whole)} запятая ${[...fraction].map((digit) => russianCardinal(digit)).join(' ')}`;
  const rest = fraction.replace(/^0+(?=\d)/u, '');
  return `${parts(whole, 'цел', asked)} ${parts(rest, place, asked)}`;
}

/** Which form of a noun follows this number. */
export function russianNoun(noun: Noun, whole: string, hasFraction = false, asked: RussianCase = 'nominative'): string {
  const few = noun.few ?? noun.many;
  if (hasFraction) return few;
  if (isOne(whole)) {
    if (asked === 'nominative') return noun.one;
    if (asked === 'accusative')
      return noun.gender === 'feminine' ? noun.one.replace(/а$/u, 'у').replace(/я$/u, 'ю') : noun.one;
    return few === noun.one ? few : eachWord(few, (word) => singular(word, asked));
  }
  if (asked === 'nominative' || asked === 'accusative') return /(?:^|[^1])[234]$/u.test(whole) ? few : noun.many;
  if (asked === 'genitive') return noun.many;
  return few === noun.one ? few : eachWord(few, (word) => plural(word, asked));
}

/** Whether a number takes the noun in the singular: 1, 21, 101, but not 11. */
export function isOne(whole: string): boolean {
  return /(?:^|[^1])1$/u.test(whole);
}

const PLACES = ['десят', 'сот', 'тысячн', 'десятитысячн', 'стотысячн', 'миллионн'];

/** So many parts of a name that stands as an adjective: "одна целая", "двух десятых". */
function parts(digits: string, stem: string, asked: RussianCase): string {
  const endings = isOne(digits) ? ONE_PART : MANY_PARTS;
  return `${russianCardinal(digits, 'feminine', asked)} ${stem}${endings[asked]}`;
}

const ONE_PART: Readonly<Record<RussianCase, string>> = {
  nominative: 'ая',
  accusative: 'ую',
  genitive: 'ой',
  dative: 'ой',
  instrumental: 'ой',
  prepositional: 'ой',
};
const MANY_PARTS: Readonly<Record<RussianCase, string>> = {
  nominative: 'ых',
  accusative: 'ых',
  genitive: 'ых',
  dative: 'ым',
  instrumental: 'ыми',
  prepositional: 'ых',
};

/** Names of units that do not decline: "Цельсия". */
function eachWord(name: string, decline: (word: string) => string): string {
  return name
    .split(' ')
    .map((word) => (/^\p{Lu}/u.test(word) ? word : decline(word)))
    .join(' ');
}

type Oblique = 'genitive' | 'dative' | 'instrumental' | 'prepositional';

/** From the genitive singular of a noun, or the genitive plural of an adjective, the other cases of the singular. */
function singular(word: string, asked: Oblique): string {
  if (/[ыи]х$/u.test(word))
    return word.slice(0, -2) + { genitive: 'ого', dative: 'ому', instrumental: 'ым', prepositional: 'ом' }[asked];
  if (asked === 'genitive') return word;
  const stem = word.slice(0, -1);
  if (/[ыи]$/u.test(word)) return stem + (asked === 'instrumental' ? (/[чшжщц]$/u.test(stem) ? 'ей' : 'ой') : 'е');
  const isSoft = word.endsWith('я');
  return stem + { dative: isSoft ? 'ю' : 'у', instrumental: isSoft ? 'ем' : 'ом', prepositional: 'е' }[asked];
}

/** From the genitive singular of a noun, or the genitive plural of an adjective, the other cases of the plural. */
function plural(word: string, asked: Oblique): string {
  if (/[ыи]х$/u.test(word))
    return word.slice(0, -1) + { genitive: 'х', dative: 'м', instrumental: 'ми', prepositional: 'х' }[asked];
  const isSoft = /(?:я|[^кгхчшжщ]и)$/u.test(word);
  return (
    word.slice(0, -1) +
    (isSoft ? 'я' : 'а') +
    { genitive: '', dative: 'м', instrumental: 'ми', prepositional: 'х' }[asked]
  );
}

function declinedWord(word: string, asked: Exclude<RussianCase, 'nominative'>): string {
  if (asked === 'accusative') return { одна: 'одну', тысяча: 'тысячу' }[word] ?? word;
  const forms = DECLINED[word];
  return forms?.[CASE_ORDER.indexOf(asked)] ?? word;
}

const CASE_ORDER: readonly RussianCase[] = ['genitive', 'dative', 'instrumental', 'prepositional'];

/** Numerals in the genitive, dative, instrumental and prepositional. */
const DECLINED: Readonly<Record<string, readonly string[]>> = {
  ...table(`один одного одному одним одном
    одно одного одному одним одном
    одна одной одной одной одной
    два двух двум двумя двух
    две двух двум двумя двух
    три трех трем тремя трех
    четыре четырех четырем четырьмя четырех
    восемь восьми восьми восемью восьми
    сорок сорока сорока сорока сорока
    девяносто девяноста девяноста девяноста девяноста
    сто ста ста ста ста
    двести двухсот двумстам двумястами двухстах
    триста трехсот тремстам тремястами трехстах
    четыреста четырехсот четыремстам четырьмястами четырехстах
    восемьсот восьмисот восьмистам восемьюстами восьмистах
    ноль ноля нолю нолем ноле
    тысяча тысячи тысяче тысячей тысяче
    тысячи тысяч тысячам тысячами тысячах
    тысяч тысяч тысячам тысячами тысячах`),
  ...each('пять шесть семь девять десять двадцать тридцать', (word) => {
    const stem = word.slice(0, -1);
    return [`${stem}и`, `${stem}и`, `${word}ю`, `${stem}и`];
  }),
  ...each(
    'один две три четыр пят шест сем восем девят',
    (word) => {
      const stem = `${word}надцат`;
      return [`${stem}и`, `${stem}и`, `${stem}ью`, `${stem}и`];
    },
    'надцать',
  ),
  ...each(
    'пять шесть семь',
    (word) => {
      const stem = word.slice(0, -1);
      return [`${stem}идесяти`, `${stem}идесяти`, `${word}юдесятью`, `${stem}идесяти`];
    },
    'десят',
  ),
  восемьдесят: ['восьмидесяти', 'восьмидесяти', 'восемьюдесятью', 'восьмидесяти'],
  ...each(
    'пять шесть семь девять',
    (word) => {
      const stem = word.slice(0, -1);
      return [`${stem}исот`, `${stem}истам`, `${word}юстами`, `${stem}истах`];
    },
    'сот',
  ),
  ...each('миллион миллиард триллион', (word) => [`${word}а`, `${word}у`, `${word}ом`, `${word}е`]),
  ...each('миллион миллиард триллион', (word) => [`${word}ов`, `${word}ам`, `${word}ами`, `${word}ах`], 'а'),
  ...each('миллион миллиард триллион', (word) => [`${word}ов`, `${word}ам`, `${word}ами`, `${word}ах`], 'ов'),
};

function table(text: string): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    text.split('\n').map((line) => {
      const [word = '', ...forms] = line.trim().split(' ');
      return [word, forms] as const;
    }),
  );
}

function each(
  words: string,
  forms: (word: string) => readonly string[],
  suffix = '',
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(words.split(' ').map((word) => [word + suffix, forms(word)]));
}
