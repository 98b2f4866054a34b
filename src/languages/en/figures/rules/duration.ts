import { patternRule, type SpeakableRule } from '../../../figures/speakable-rule.js';
import { cardinalWords } from '../number-words.js';

/** Lengths of time in hours, minutes and seconds written together: `2h15m`, `1h 30min`, `2m 5s`, `1hr 5m`. */
export const DURATION: SpeakableRule = patternRule({
  name: 'duration',
  starts: ['digit'],
  forms: [
    {
      pattern: /(\d{1,3})\s?(?:h|hrs?)\.?\s?(\d{1,2})\s?(?:m|mins?)(?:\s?(\d{1,2})\s?(?:s|secs?))?(?![\p{L}\d²³])/uy,
      say: ([, hours = '', minutes = '', seconds]) =>
        [counted(hours, 'hour'), counted(minutes, 'minute'), seconds === undefined ? '' : counted(seconds, 'second')]
          .filter((part) => part !== '')
          .join(' '),
    },
    {
      pattern: /(\d{1,2})\s?(?:m|mins?)\s?(\d{1,2}(?:\.\d{1,3})?)\s?(?:s|secs?)(?![\p{L}\d])/uy,
      say: ([, minutes = '', seconds = '']) =>
        seconds.includes('.') ? undefined : `${counted(minutes, 'minute')} ${counted(seconds, 'second')}`,
    },
  ],
});

function counted(digits: string, unit: string): string {
  return `${cardinalWords(String(Number(digits)))} ${unit}${Number(digits) === 1 ? '' : 's'}`;
}
