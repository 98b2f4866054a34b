import { toOrdinal } from 'n2words/ru-RU';

/** Forms of an ordinal by the last letters of an adjective in that form; й is the masculine nominative. */
export type RussianForm = 'й' | 'я' | 'ое' | 'е' | 'го' | 'му' | 'м' | 'ым' | 'х' | 'ю' | 'ми' | 'ой';

/** Russian ordinals in the form asked for: `шестого`, `пятидесятые`, `третьем`; years without "одна" before "тысяча". */
export function russianOrdinal(digits: string, form: RussianForm): string {
  const words = toOrdinal(BigInt(digits))
    .replace(/^одна тысяча/u, 'тысяча')
    .replaceAll('ё', 'е')
    .split(' ');
  const last = words.pop() ?? '';
  return [...words, declined(last, form)].join(' ');
}

function declined(word: string, form: RussianForm): string {
  if (word === 'третий') return `треть${SOFT[form]}`.replace('третьий', 'третий');
  const stem = word.replace(/(?:ый|ой|ий)$/u, '');
  return form === 'й' ? word : stem + HARD[form];
}

const HARD: Readonly<Record<RussianForm, string>> = {
  й: 'ый',
  я: 'ая',
  ое: 'ое',
  е: 'ые',
  го: 'ого',
  му: 'ому',
  м: 'ом',
  ым: 'ым',
  х: 'ых',
  ю: 'ую',
  ми: 'ыми',
  ой: 'ой',
};
const SOFT: Readonly<Record<RussianForm, string>> = {
  й: 'ий',
  я: 'я',
  ое: 'е',
  е: 'и',
  го: 'его',
  му: 'ему',
  м: 'ем',
  ым: 'им',
  х: 'их',
  ю: 'ю',
  ми: 'ими',
  ой: 'ей',
};
