import {
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { cardinalWords, NUMBER, numberWords, SIGN } from '../number-words.js';
import { findUnit } from '../units.js';

/** Numbers that are reckoned with: `2 + 2 - 1`, `10-4=6`, `7 × 10⁸ km`, `6.5 x 10^-3`. */
export const SUM: SpeakableRule = patternRule({
  name: 'sum',
  starts: ['digit', 'symbol'],
  forms: [
    {
      pattern: new RegExp(String.raw`${NUMBER}(?:\s?[-−–]\s?${NUMBER}){1,6}(?![\p{L}\d%])`, 'uy'),
      say: (match, context) =>
        isReckoned(match, context)
          ? match[0]
              .split(/\s?[-−–]\s?/u)
              .map(numberWords)
              .join(' minus ')
          : undefined,
    },
    {
      pattern: new RegExp(
        String.raw`(${SIGN}?${NUMBER})\s?[x×·*]\s?10(?:\^([-−]?)(\d{1,3})|([⁻⁺]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))(?![\p{L}\d])(?:\s([\p{L}µ]{1,4}[²³]?)(?![\p{L}\d]))?`,
        'uy',
      ),
      say({ 0: written, index, 1: number = '', 2: sign = '', 3: power, 4: raised = '', 5: raisedPower = '', 6: unit }) {
        const exponent =
          power ?? String([...raisedPower].reduce((sum, digit) => sum * 10 + SUPERSCRIPTS.indexOf(digit), 0));
        const isMinus = sign !== '' || raised === '⁻';
        const words = `${numberWords(number)} times ten to the power of ${isMinus ? 'minus ' : ''}${cardinalWords(exponent)}`;
        const name = unit === undefined || unit.length < 2 ? undefined : findUnit(unit)?.many;
        if (name !== undefined) return `${words} ${name}`;
        return { end: index + written.length - (unit === undefined ? 0 : unit.length + 1), spoken: words };
      },
    },
  ],
});

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A dash is a minus where the numbers it joins stand next to another sign of reckoning. */
function isReckoned(match: RegExpExecArray, context: SpeakableContext): boolean {
  return (
    /[\d)²³xyn]\s?[+×÷*=]\s?$/u.test(textBefore(context, match.index, 6)) ||
    /^\s?[=+×÷*]\s?[\d(?x-]/u.test(textAfter(context, match.index + match[0].length, 4))
  );
}
