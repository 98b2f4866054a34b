import { toCardinal as toBelgian, toOrdinal as toBelgianOrdinal } from 'n2words/fr-BE';
import { toCardinal, toOrdinal } from 'n2words/fr-FR';

import type { Gender } from '../../figures/language-words.js';
import type { SpeakableContext } from '../../figures/speakable-rule.js';

/** Belgium and Switzerland count by tens: "septante", "nonante". */
export function frenchCardinal(digits: string, { language }: SpeakableContext, gender?: Gender): string {
  if (/^0\d/u.test(digits) || digits.length > 30) return [...digits].map((digit) => toCardinal(digit)).join(' ');
  const words = countsByTens(language) ? toBelgian(BigInt(digits)) : toCardinal(BigInt(digits));
  return gender === 'feminine' ? words.replace(/(^|et |-)un$/u, '$1une') : words;
}

/** An ordinal above "premier": "deuxième", in Belgium and Switzerland "septante-cinquième". */
export function frenchOrdinal(digits: string, { language }: SpeakableContext): string {
  return countsByTens(language) ? toBelgianOrdinal(BigInt(digits)) : toOrdinal(BigInt(digits));
}

function countsByTens(language: string): boolean {
  return /-(?:be|ch)$/u.test(language);
}
