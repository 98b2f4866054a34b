import { toCardinal } from 'n2words/de-DE';

import type { Gender } from '../../figures/language-words.js';
import type { SpeakableContext } from '../../figures/speakable-rule.js';

/** A whole number in words, as it stands before a noun if a gender is given. */
export function germanCardinal(digits: string, context: SpeakableContext, gender?: Gender): string {
  if (/^0\d/u.test(digits) || digits.length > 30) return digitWords(digits);
  const words = toCardinal(BigInt(digits));
  return styled(
    gender === undefined ? words : words.replace(/eins$/u, gender === 'feminine' ? 'eine' : 'ein'),
    context,
  );
}

/** Figure by figure. */
export function digitWords(digits: string): string {
  return [...digits].map((digit) => toCardinal(digit)).join(' ');
}

/** From 1100 to 1999 in hundreds: "neunzehnhundertneunundachtzig". */
export function yearWords(digits: string): string {
  const value = Number(digits);
  if (value < 1100 || value > 1999) return toCardinal(value);
  const rest = value % 100;
  return `${toCardinal(Math.floor(value / 100))}hundert${rest === 0 ? '' : toCardinal(rest)}`;
}

/** A clock time of the day. */
export function clockWords(hours: string, minutes: string | undefined, context: SpeakableContext): string {
  const hour = `${germanCardinal(hours, context, 'neuter')} Uhr`;
  return minutes === undefined || minutes === '0' ? hour : `${hour} ${germanCardinal(minutes, context)}`;
}

/** The formal style says each part of a compound number by itself. */
export function styled(words: string, context: SpeakableContext): string {
  if (context.style !== 'formal') return words;
  return words
    .replace(
      /(?<=[a-zäöüß])(?=hundert|tausend)|(?<=hundert|tausend)(?=[a-zäöüß])(?!s?t(?:e|en|er|es|em|el|stel)?$|ste|st$)/gu,
      ' ',
    )
    .replace(
      /(ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(?=zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)/gu,
      '$1 und ',
    );
}
