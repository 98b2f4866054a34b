import { toCardinal, toOrdinal } from 'n2words/en-US';

/** A whole or decimal number as written, with or without thousands separators: `1,234.50`, `.5`. */
export const NUMBER = String.raw`(?:(?:\d{1,3}(?:,\d{3}){1,12}(?!\d)|\d{1,40})(?:\.\d{1,40})?|\.\d{1,40})`;

/** Largest written number that is read as a number; anything longer is read digit by digit. */
const MAX_DIGITS = 30;

/** `1234` → "one thousand two hundred thirty-four". Leading zeros are read out: `007` → "zero zero seven". */
export function cardinalWords(digits: string): string {
  const plain = digits.replaceAll(',', '');
  if (plain.length > MAX_DIGITS || /^0\d/u.test(plain)) return digitWords(plain);
  return toCardinal(BigInt(plain));
}

/** `22` → "twenty-second". */
export function ordinalWords(digits: string): string {
  const plain = digits.replaceAll(',', '').replace(/^0+(?=\d)/u, '');
  return plain.length > MAX_DIGITS || plain === '0' ? `${cardinalWords(plain)}th` : toOrdinal(BigInt(plain));
}

/** `408` → "four zero eight". */
export function digitWords(digits: string): string {
  return [...digits].map((digit) => DIGIT_WORDS[Number(digit)] ?? digit).join(' ');
}

/** A number as {@link NUMBER} finds it, with its sign: `-0.05` → "minus zero point zero five". */
export function numberWords(written: string): string {
  const sign = /^[-−–]/u.test(written) ? 'minus ' : written.startsWith('+') ? 'plus ' : '';
  const [whole = '', fraction] = written.replace(/^[-−–+]/u, '').split('.');
  const wholeWords = whole === '' ? '' : cardinalWords(whole);
  if (fraction === undefined) return sign + wholeWords;
  return `${sign}${wholeWords}${wholeWords === '' ? '' : ' '}point ${digitWords(fraction)}`;
}

/** `1998` → "nineteen ninety-eight", `2006` → "two thousand six", `1506` → "fifteen oh six", `1900` → "nineteen hundred". */
export function yearWords(year: string): string {
  const value = Number(year);
  if (year.length !== 4 || value % 1000 < 10) return cardinalWords(String(value));
  const century = cardinalWords(String(Math.floor(value / 100)));
  const rest = value % 100;
  if (rest === 0) return `${century} hundred`;
  return rest < 10 ? `${century} oh ${cardinalWords(String(rest))}` : `${century} ${cardinalWords(String(rest))}`;
}

/** `1428` → "fourteen twenty-eight", `221` → "two twenty-one", `1408` → "fourteen oh eight": house and room numbers. */
export function pairWords(digits: string): string {
  if (digits.length === 4 && !digits.startsWith('0')) return yearWords(digits);
  if (digits.length === 3 && !digits.startsWith('0')) {
    const rest = Number(digits.slice(1));
    if (rest === 0) return cardinalWords(digits);
    return `${digitWords(digits.slice(0, 1))} ${rest < 10 ? 'oh ' : ''}${cardinalWords(String(rest))}`;
  }
  return digits.length > 4 ? digitWords(digits) : cardinalWords(digits);
}

/** `nineteen ninety` → "nineteen nineties"; for decades. */
export function pluralNumberWords(words: string): string {
  if (words.endsWith('y')) return `${words.slice(0, -1)}ies`;
  return words.endsWith('x') ? `${words}es` : `${words}s`;
}

const DIGIT_WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** A sign that belongs to the number after it, because nothing that it could join stands before it. */
export const SIGN = String.raw`(?:(?<![\p{L}\p{N})\]%°'’"”])[-−–+](?=[.\d]))`;

/** What joins the two ends of a range: any dash, a tilde, or two dots. */
export const TO = String.raw`(?:\s?[-–—−‒~∼～]\s?|\.\.(?=\d))`;
