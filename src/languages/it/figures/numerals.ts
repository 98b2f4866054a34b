import { toCardinal, toOrdinal } from 'n2words/it-IT';

import type { Gender } from '../../figures/language-words.js';
import type { SpeakableContext } from '../../figures/speakable-rule.js';

/** The library's "e" before a last group is not said; the formal style parts thousands and hundreds and drops accents. */
export function italianCardinal(digits: string, context: SpeakableContext, gender?: Gender): string {
  if (/^0\d/u.test(digits) || digits.length > 30) return italianDigits(digits);
  if (digits === '1' && gender !== undefined) return gender === 'feminine' ? 'una' : 'un';
  const words = toCardinal(BigInt(digits))
    .replaceAll(' e ', ' ')
    .replaceAll('trémila', 'tremila')
    .replace(/(?<=\p{L})tre$/u, 'tré');
  if (context.style !== 'formal') return words;
  return words
    .replace(/(mila|mille|cento)(?=\p{Ll})/gu, '$1 ')
    .replaceAll('é', 'e')
    .replace(/^mila /u, 'mila');
}

/** Figure by figure. */
export function italianDigits(digits: string): string {
  return [...digits].map((digit) => toCardinal(digit)).join(' ');
}

export function italianOrdinal(digits: string, gender: Gender): string {
  const ordinal = toOrdinal(BigInt(digits));
  return gender === 'feminine' ? ordinal.replace(/o$/u, 'a') : ordinal;
}
