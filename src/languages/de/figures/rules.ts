import { patternRule, textBefore, type SpeakableRule } from '../../figures/speakable-rule.js';
import { GERMAN_CALENDAR } from '../calendar.js';
import { clockWords, germanCardinal } from './numerals.js';

const WEEKDAYS: Readonly<Record<string, string>> = Object.fromEntries(
  GERMAN_CALENDAR.weekdays.flatMap(({ names: [name = ''], short }) =>
    short.map((written) => [written.charAt(0).toUpperCase() + written.slice(1), name]),
  ),
);
const WEEKDAY = Object.keys(WEEKDAYS).join('|');
/** Between two weekdays; the stop of the first one is before it. */
const NEXT_DAY = String.raw`(?:\s?[-–—/]\s?|,\s?|\s(?:und|oder|bis|sowie|u\.)\s)(?:${WEEKDAY})(?!\p{L})`;
const OPENING = String.raw`,?\s(?:(?:ab|von|bis|um|nur|jeweils)\s)?\d{1,2}(?:[.:]\d\d)?(?:\sUhr|\s?[-–—]\s?\d{1,2}(?:[.:]\d\d)?\s?(?:Uhr|h)(?!\p{L}))`;
/** A date without its weekday, or what is said of a shop. */
const DAY_AHEAD = String.raw`,?\s(?:\d{1,2}\.\s?(?:\d|\p{Lu})|(?:geschlossen|geöffnet|Ruhetag)(?!\p{L}))`;

/** Weekdays cut short, in a row of them, before a time or a date: `Mo.–Fr. 8–18 Uhr`. */
export const GERMAN_WEEKDAYS: SpeakableRule = patternRule({
  name: 'abbreviation',
  starts: ['letter'],
  forms: [
    {
      pattern: new RegExp(
        String.raw`(?<![\p{L}\d])(${WEEKDAY})(\.?)(?:(\s?[-–—]\s?)(?=(?:${WEEKDAY})(?!\p{L}))|(?=${NEXT_DAY}|${OPENING}|${DAY_AHEAD}))`,
        'uy',
      ),
      say: ([, day = '', , joint]) => `${WEEKDAYS[day] ?? day}${joint === undefined ? '' : ' bis '}`,
    },
    {
      pattern: new RegExp(
        String.raw`(?<=(?<![\p{L}\d])(?:${WEEKDAY})\.?(?:\s?[-–—/]\s?|,\s?|\s(?:und|oder|bis|sowie|u\.)\s))(${WEEKDAY})(?!\p{L})\.?`,
        'uy',
      ),
      say: ([, day = '']) => WEEKDAYS[day],
    },
    {
      pattern: new RegExp(String.raw`(?<![\p{L}\d])(Mo|Di|Mi|Do|Sa|So)\.(?=,?\s\d)`, 'uy'),
      say: ([, day = '']) => WEEKDAYS[day],
    },
  ],
});

/** Forms that only German writes. */
export const GERMAN_RULES: SpeakableRule = patternRule({
  name: 'number',
  starts: ['digit', 'symbol'],
  forms: [
    {
      // Of two times only the last has its "Uhr": "von 8.30 bis 10 Uhr".
      pattern:
        /([01]?\d|2[0-4])[.:]([0-5]\d)(?:\sUhr)?(\s(?:bis|und)\s|\s?[-–]\s?)(?=\d{1,2}(?:[.:]\d\d)?\sUhr(?!\p{L}))/uy,
      say: ([, hours = '', minutes = '', joint = ''], context) =>
        `${clockWords(String(Number(hours)), String(Number(minutes)), context)} ${/\p{L}/u.test(joint) ? joint.trim() : 'bis'} `,
    },
    {
      pattern: /(\d{1,4}):(\d{1,6})(?![\d:]|[. ]\d{3})/uy,
      say: (match, context) =>
        /(?:Maßstab|Verhältnis|Quote)\s(?:von\s)?$/u.test(textBefore(context, match.index))
          ? `${germanCardinal(match[1] ?? '', context)} zu ${germanCardinal(match[2] ?? '', context)}`
          : undefined,
    },
    { pattern: /§§\s?(?=\d)/uy, say: () => 'Paragrafen ' },
    {
      pattern: /(?<![\p{L}\p{N}])['’](\d0|\d\d)er(?!\p{L})/uy,
      say: ([, digits = ''], context) => `${germanCardinal(digits, context)}er`,
    },
  ],
});
