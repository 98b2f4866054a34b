import { patternRule, textAfter, type SpeakableRule } from '../../../figures/speakable-rule.js';
import { numberWords } from '../number-words.js';

const PART = String.raw`\d{1,3}(?:\.\d{1,8})?`;
const MINUTE = String.raw`['′’‘]`;
const SECOND = String.raw`(?:["″”“]|''|′′|’’)`;

/** Angles and places on the globe: `51°30′26″N`, `0° 07′ W`, `33.87° S`, `23°26′`. */
export const COORDINATE: SpeakableRule = patternRule({
  name: 'coordinate',
  starts: ['digit'],
  forms: [
    {
      pattern: new RegExp(
        String.raw`(${PART})\s?[°º]\s?(${PART})\s?${MINUTE}(?:\s?(${PART})\s?${SECOND})?(?:\s?([NSEW])(?![\p{L}\d]))?`,
        'uy',
      ),
      say: ([, degrees = '', minutes = '', seconds, quarter]) =>
        [
          counted(degrees, 'degree'),
          counted(minutes, 'minute'),
          ...(seconds === undefined ? [] : [counted(seconds, 'second')]),
          ...(quarter === undefined ? [] : [QUARTERS[quarter] ?? quarter]),
        ].join(' '),
    },
    {
      pattern: new RegExp(String.raw`(${PART})\s?[°º]\s([NSEW])(?![\p{L}\d.])`, 'uy'),
      say: ({ index, 0: written, 1: degrees = '', 2: quarter = '' }, context) =>
        quarter !== '' && /^\s\p{Lu}/u.test(textAfter(context, index + written.length, 2))
          ? undefined
          : `${counted(degrees, 'degree')} ${QUARTERS[quarter] ?? quarter}`,
    },
  ],
});

const QUARTERS: Readonly<Record<string, string>> = { N: 'north', S: 'south', E: 'east', W: 'west' };

/** `07` minutes are seven. */
function counted(written: string, unit: string): string {
  const number = written.replace(/^0+(?=\d)/u, '');
  return `${numberWords(number)} ${unit}${number === '1' ? '' : 's'}`;
}
