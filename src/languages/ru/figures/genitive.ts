import { toCardinal } from 'n2words/ru-RU';

import type { Gender } from '../../figures/language-words.js';

/** Whole numbers in the genitive, as "около", "более" and "до" ask for: `200` → "двухсот"; up to 999 999. */
export function genitiveCardinal(digits: string): string | undefined {
  if (digits.length > 6 || digits.startsWith('0')) return undefined;
  const words = toCardinal(BigInt(digits)).split(' ');
  const declined = words.map((word) => GENITIVE[word]);
  return declined.includes(undefined) ? undefined : declined.join(' ');
}

/** The gender of the noun after a number, by the ending it has there: "одна книга", "две книги", "одно окно". */
export function countedGender(after: string, digits: string): Gender | undefined {
  const noun = /^\s(\p{Ll}{2,})(?!\p{L})/u.exec(after)?.[1];
  if (noun === undefined || /1[12]$/u.test(digits) || WORDS_ON.test(noun)) return undefined;
  if (/^(?:евро|кофе|кило|пони)$/u.test(noun)) return 'masculine';
  if (digits.endsWith('1')) {
    if (/^(?:мужчина|дядя|папа|судья|юноша|коллега)$/u.test(noun)) return 'masculine';
    if (/[ая]$|(?:ость|асть|чь|бовь|кровь|дверь|площадь|тысяча)$/u.test(noun)) return 'feminine';
    return /[ое]$/u.test(noun) ? 'neuter' : undefined;
  }
  if (!digits.endsWith('2') || /^(?:мужчины|дяди|судьи)$/u.test(noun)) return undefined;
  return /[ыи]$/u.test(noun) && !/^(?:или|при)$/u.test(noun) ? 'feminine' : undefined;
}

/** Words after a number that it does not count. */
const WORDS_ON =
  /^(?:на|за|для|до|от|из|по|под|над|без|или|при|про|через|после|перед|это|всё|все|уже|еще|ещё|раза|только|когда|также)$/u;

const GENITIVE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    (
      'один:одного одна:одной два:двух две:двух три:трех четыре:четырех пять:пяти шесть:шести семь:семи восемь:восьми девять:девяти десять:десяти ' +
      'сорок:сорока девяносто:девяноста сто:ста двести:двухсот триста:трехсот четыреста:четырехсот ' +
      'тысяча:тысячи тысячи:тысяч тысяч:тысяч пятьдесят:пятидесяти шестьдесят:шестидесяти семьдесят:семидесяти восемьдесят:восьмидесяти'
    )
      .split(' ')
      .map((pair) => pair.split(':')),
  ),
  ...Object.fromEntries(
    'одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать тридцать'
      .split(' ')
      .map((word) => [word, word.replace(/ь$/u, 'и')]),
  ),
  ...Object.fromEntries(
    'пятьсот:пятисот шестьсот:шестисот семьсот:семисот восемьсот:восьмисот девятьсот:девятисот'
      .split(' ')
      .map((pair) => pair.split(':')),
  ),
};
