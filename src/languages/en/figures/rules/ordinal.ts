import { patternRule, type SpeakableRule } from '../../../figures/speakable-rule.js';
import { ordinalWords } from '../number-words.js';

/** Ordinals with the right ending: `24th`, `1st`, `9,000,000th`; a wrong ending is left to be read as letters. */
export const ORDINAL: SpeakableRule = patternRule({
  name: 'ordinal',
  starts: ['digit'],
  forms: [
    {
      pattern: /(\d{1,3}(?:,\d{3}){1,9}|\d{1,30})(?:(st)|(nd)|(rd)|(th)|[ºª])(s)?(?![\p{L}\d])/iuy,
      say([written = '', digits = '', st, nd, rd, th, plural = '']) {
        const isTeen = /1\d$/u.test(digits);
        if (/^0\d/u.test(digits)) return undefined;
        const last = isTeen ? '0' : digits.slice(-1);
        const fits =
          (st !== undefined && last === '1') ||
          (nd !== undefined && last === '2') ||
          (rd !== undefined && last === '3') ||
          (th !== undefined && !/[123]/u.test(last)) ||
          /[ºª]/u.test(written);
        return fits ? ordinalWords(digits) + plural : undefined;
      },
    },
  ],
});
