import { russianCardinal } from './cardinal.js';

/** The first half of a compound: "двадцатипятилетие", "пятиэтажный", "стометровый", "сорокаградусный". */
export function compoundNumber(digits: string): string | undefined {
  if (digits.startsWith('0')) return undefined;
  if (digits.length > 3) return digits === '1000' ? 'тысяче' : undefined;
  return russianCardinal(digits, undefined, 'genitive')
    .split(' ')
    .map((word) => NOT_GENITIVE[word] ?? word)
    .join('');
}

const NOT_GENITIVE: Readonly<Record<string, string>> = { одного: 'одно', девяноста: 'девяносто', ста: 'сто' };
