import {
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { cardinalWords, digitWords, NUMBER, numberWords, pairWords, pluralNumberWords, SIGN } from '../number-words.js';
import { STATES } from '../states.js';

/** Whole and decimal numbers, and the multiplying letter after them: `9,000`, `-0.1`, `007`, `.5`, `40bn`, `10k users`. */
export const CARDINAL: SpeakableRule = patternRule({
  name: 'cardinal',
  starts: ['digit', 'symbol'],
  forms: [
    {
      pattern: /(?:(\d{3})\(([a-z])\)(?:\((\d{1,2})\))?|(401)(k)(?!\p{L}))/uy,
      say: ([, digits, letter, part, plan = '', planLetter = '']) =>
        `${pairWords(digits ?? plan)} ${(letter ?? planLetter).toUpperCase()}${part === undefined ? '' : ` ${cardinalWords(part)}`}`,
    },
    {
      pattern: new RegExp(
        String.raw`(${SIGN}?${NUMBER})(?:\s?(bn|mn|mln|tn|trn)|k(?=\s(?:\p{Ll}{3,}s|people)\b)|(?<=[1-9]\d\d|[2-9]\d|\d\.\d)[kK](?!\s(?:run|race|resolution|video|TV|display|screen|walk)))(?![\p{L}\d])`,
        'uy',
      ),
      say: ([, number = '', scale = 'k']) => `${numberWords(number)} ${SCALES[scale] ?? ''}`,
    },
    {
      pattern:
        /\d{1,3}(?:[\u00A0\u202F\u2009]\d{3}){1,9}(?!\d)|\d{1,3}(?: \d{3}){2,9}(?!\d)|[1-9]\d{0,2}(?:\.\d{3}){2,9}(?![\d.])/uy,
      say: ([written = '']) => cardinalWords(written.replace(/\D/gu, '')),
    },
    {
      pattern: new RegExp(
        String.raw`(${SIGN}?(?:\d{1,3}\.\d{1,6}(?=e)|\d{1,3}(?=e[-+])))e(?:\+|(-))?(\d{1,3})(?![\p{L}\d])`,
        'uy',
      ),
      say: ([, number = '', sign, power = '']) =>
        `${numberWords(number)} times ten to the power of ${sign === undefined ? '' : 'minus '}${cardinalWords(power)}`,
    },
    {
      pattern: new RegExp(String.raw`(${NUMBER})([⁻⁺]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?![\p{L}\d])`, 'uy'),
      say: ([, number = '', sign, power = '']) => powerWords(number, sign === '⁻', power),
    },
    {
      pattern: /(1(?:0{1,2}|0{3}|0{5}))s(?![\p{L}\d])/uy,
      say: ([, number = '']) => pluralNumberWords(cardinalWords(number).replace(/^one /u, '')),
    },
    {
      pattern: new RegExp(String.raw`(${SIGN}?)(${NUMBER})`, 'uy'),
      say: (match, context) => plainNumber(match, context),
    },
  ],
});

const SCALES: Readonly<Record<string, string>> = {
  k: 'thousand',
  mn: 'million',
  mln: 'million',
  bn: 'billion',
  tn: 'trillion',
  trn: 'trillion',
};

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function powerWords(number: string, isMinus: boolean, power: string): string {
  const exponent = String(Number([...power].map((digit) => SUPERSCRIPTS.indexOf(digit)).join('')));
  if (!isMinus && exponent === '2') return `${numberWords(number)} squared`;
  if (!isMinus && exponent === '3') return `${numberWords(number)} cubed`;
  return `${numberWords(number)} to the power of ${isMinus ? 'minus ' : ''}${cardinalWords(exponent)}`;
}

function plainNumber(match: RegExpExecArray, context: SpeakableContext): string | undefined {
  const [written = '', sign = '', number = ''] = match;
  const isTight = /^\p{Script=Latin}/u.test(textAfter(context, match.index + written.length, 2));
  if (isTight && sign === '' && /^\d+$/u.test(number)) return undefined;
  if (sign !== '' || !/^\d+$/u.test(number)) return numberWords(written);
  const before = textBefore(context, match.index);
  if ((number.length >= 3 && DIGITS_BEFORE.test(before)) || EXTENSION_BEFORE.test(before)) return digitWords(number);
  if (
    ZIP_BEFORE.test(before) &&
    number.length === 5 &&
    /^(?:[.,;)]|-\d{4}|$)/u.test(textAfter(context, match.index + 5, 6))
  )
    return digitWords(number);
  if (PHONE_BEFORE.test(before) && number.length >= 7) return digitWords(number);
  if (PAIRS_BEFORE.test(before) && number.length >= 3) return pairWords(number);
  if (EMERGENCY.has(number) && !COUNTS.test(textAfter(context, match.index + 3))) return digitWords(number);
  if (context.style === 'formal' && number.length >= 5) return digitWords(number);
  return numberWords(number);
}

/** Numbers that name something are read digit by digit after these words… */
const DIGITS_BEFORE =
  /\b(?:ending(?:\s(?:in|with))?|code|pin|passcode|password|account|acct|extension|ext|zip|postcode|serial|number\splate|isbn|issn|imei|iban|vin|sku|barcode|passport|agent|id|reference|ref|order\snumber|case\snumber|(?:my|your|his|her|our)\s(?:\p{Ll}+\s)?number\sis)[.:]?\s(?:number\s|no\.?\s)?#?$/iu;
/** …those of an extension however few they are… */
const EXTENSION_BEFORE = /\b(?:extension|ext)\.?\s$/iu;
/** …and a ZIP code after a state: "Washington, D.C. 20500"… */
const ZIP_BEFORE = new RegExp(String.raw`,\s(?:\p{Lu}[\p{L}.]{1,6}\.|${Object.values(STATES).join('|')})\s$`, 'u');
/** …telephone numbers after these… */
const PHONE_BEFORE =
  /\b(?:call|phone|tel|telephone|dial|text|ring|fax|mobile|cell|whatsapp|number\sis)[.:]?\s(?:\p{Ll}+\s){0,3}$/iu;
/** …and in pairs after these. */
const PAIRS_BEFORE =
  /\b(?:room|flight|boeing|airbus|route|highway|interstate|bus|train|channel|suite|rte\.?|hwy\.?|apartment|flat|peugeot|porsche|gate)\s$/iu;
const EMERGENCY = new Set(['911', '999']);
const COUNTS =
  /^\s(?:(?!calls|operators|services|emergency|dispatchers)\p{Ll}{2,}s|people|men|women|children|percent)\b/u;
