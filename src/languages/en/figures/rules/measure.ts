import {
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { FRACTION, fractionWords } from './fraction.js';
import { NUMBER, numberWords, SIGN, TO } from '../number-words.js';
import { findUnit, unitAfterPer, unitOfPower, type Unit } from '../units.js';

const SIGN_OF_UNIT = String.raw`((?:sq|cu)\.?\s(?:ft|in|yd|mi|m|km)|fl\.?\soz|[°º]\s?[CFKNSEW]|[℃℉°º″′Ω]|[\p{L}µ]{1,5}(?:[²³]|\^?[23])?|[kMGT]?bit/s|k?N·m|ft-lbs?|lb-ft|b/d)`;
const PER = String.raw`((?:(?:(?:/|\sper\s|\sp/)[\p{L}]{1,5}(?:[²³]|\^?[23])?(?![\p{L}\d⁻])|[\s·]?(?:(?<=[\s·])[\p{L}µ]{1,4})(?:[-−–⁻]|\^[-−])[1-3¹²³](?![\p{L}\d%.,-]\d|\d))){0,3})`;
const END = String.raw`(?![\p{L}\d²³]|-\d)(?:(?<=\p{Ll})\.(?=\s\p{Ll}|,))?`;

/** Quantities with a unit: `5 km/h`, `10m (32ft)`, `4 1/2 lbs`, `-0.4kg`, `5–10 km`, `6ft 2in`, `45°C`, `a 4-kg bag`. */
export const MEASURE: SpeakableRule = patternRule({
  name: 'measure',
  starts: ['digit', 'symbol', 'letter'],
  forms: [
    {
      pattern: /(\d{2,3})\/(\d{2,3})\s?mm\s?Hg(?!\p{L})/uy,
      say: ([, high = '', low = '']) => `${numberWords(high)} over ${numberWords(low)} millimeters of mercury`,
    },
    {
      pattern: new RegExp(String.raw`(\d{1,2})['’′]\s?(\d{1,2}(?:\.\d)?)?([½¼¾])?(?:["”″]|'')`, 'uy'),
      say({ 0: written, index, 1: feet = '', 2: whole, 3: part }, context) {
        const inches =
          part === undefined ? numberWords(whole ?? '') : fractionWords([undefined, undefined, undefined, whole, part]);
        if (inches === undefined || (whole === undefined && part === undefined)) return undefined;
        // "six feet two" is how people are measured; things have inches.
        const isThing =
          part !== undefined ||
          /^\s(?:wide|long|high|deep|thick|across|by|x|×)(?!\p{L})/u.test(
            textAfter(context, index + written.length, 8),
          );
        return isThing
          ? feetWords(feet, inches, whole === '1' && part === undefined)
          : `${numberWords(feet)} ${feet === '1' ? 'foot' : 'feet'} ${inches}`;
      },
    },
    {
      pattern: /(\d{1,3})['’′](?=\s(?:tall|high|long|wide|deep|x|by)\b)|(?<=x\s)(\d{1,3})['’′](?![\p{L}\d])/uy,
      say: ([, before, after]) => `${numberWords(before ?? after ?? '')} feet`,
    },
    {
      pattern: /(\d{1,2})\s?ft\.?\s?(\d{1,2}(?:\.\d)?)\s?in(?!\p{L})/uy,
      say: (match, context) => {
        const [, feet = '', inches = ''] = match;
        return isAdjectival(match, context)
          ? `${numberWords(feet)} foot ${numberWords(inches)}`
          : feetWords(feet, numberWords(inches), inches === '1');
      },
    },
    { pattern: /(\d{1,3}(?:\.\d+)?)\s?["″]/uy, say: (match, context) => inches(match, context) },
    {
      pattern: new RegExp(String.raw`(${SIGN})?${FRACTION}[\s-]?${SIGN_OF_UNIT}${PER}${END}`, 'uy'),
      say(match, context) {
        const words = fractionWords(match.slice(2, 7));
        const unit = unitOf(match[7] ?? '', match, context);
        if (words === undefined || unit === undefined) return undefined;
        const isPart = match[2] === undefined && match[5] === undefined;
        const name = isPart ? `of ${/^[aeiou]/u.test(unit.one) ? 'an' : 'a'} ${unit.one}` : unit.many;
        const spoken = words === 'one half' ? `half ${name.slice(3)}` : `${words} ${name}`;
        return `${match[1] === undefined ? '' : 'minus '}${spoken}${perWords(match[8])}`;
      },
    },
    {
      pattern: new RegExp(String.raw`(${NUMBER})\s?(l|L)/100\s?km(?![\p{L}\d])`, 'uy'),
      say: ([, number = '']) => `${numberWords(number)} liters per hundred kilometers`,
    },
    {
      pattern: new RegExp(
        String.raw`(${SIGN}?${NUMBER})(?:\s?[\p{L}°]{1,4}|[-\s]?(?:million|billion))?(${TO}|\s?[x×]\s?)(${NUMBER})(\s?(?:thousand|million|billion|trillion))?[\s-]?${SIGN_OF_UNIT}${PER}${END}`,
        'uy',
      ),
      say(match, context) {
        const [written = '', first = '', mark = '', last = '', scale = '', sign = '', per] = match;
        const unit = unitOf(sign, match, context);
        const head = written.slice(first.length, written.indexOf(mark, first.length)).trim();
        if (unit === undefined || (head !== '' && head !== sign)) return undefined;
        const joint = /[x×]/u.test(mark) ? 'by' : 'to';
        const name = isAdjectival(match, context) ? unit.one : unit.many;
        return `${numberWords(first)} ${joint} ${numberWords(last)}${scale} ${name}${perWords(per)}`;
      },
    },
    {
      pattern: new RegExp(
        String.raw`(${SIGN}?${NUMBER})(\s?(?:thousand|million|billion|trillion|bn)|m(?=\s(?:km|kg|t|ha|bpd|b/d|sq|MWh|GWh|kWh)(?!\p{L})))?[\s-]?${SIGN_OF_UNIT}${PER}${END}`,
        'uy',
      ),
      say(match, context) {
        const [written = '', number = '', scale = '', sign = '', per] = match;
        const unit = unitOf(sign, match, context);
        if (unit === undefined) return undefined;
        const isOne = (/^[-−]?1$/u.test(number) && scale === '') || isAdjectival(match, context);
        const words =
          numberWords(number) +
          scale
            .replace(/\s?bn/u, ' billion')
            .replace(/^m$/u, ' million')
            .replace(/^(?=\S)/u, ' ')
            .replace(/^\s+$/u, '');
        const joint = new RegExp(`-${sign}`, 'u').test(written.slice(number.length)) ? '-' : ' ';
        return `${words}${joint}${isOne ? unit.one : unit.many}${perWords(per)}`;
      },
    },
    {
      pattern: new RegExp(String.raw`(${SIGN}?${NUMBER})\s?/\s?(m²|km²|m³|kg|s|h|hr|day|km|m2|m3)(?![\p{L}\d])`, 'uy'),
      say: ([, number = '', per = '']) => `${numberWords(number)} per ${unitAfterPer(per) ?? per}`,
    },
    {
      pattern: /([\p{Ll}µ]{1,4}|L)[-−–⁻]([1-3¹²³])(?![\p{L}\d%-])/uy,
      say: ({ index, 1: unit = '', 2: exponent = '' }, context) =>
        /(?<![\p{L}\d-])\d[\d.,]*\s(?:\p{Ll}+\s){1,2}$/u.test(textBefore(context, index))
          ? perWords(` ${unit}-${exponent}`).trimStart()
          : undefined,
    },
  ],
});

/** The unit, unless the letters mean something else where they stand. */
function unitOf(sign: string, match: RegExpExecArray, context: SpeakableContext): Unit | undefined {
  const unit = findUnit(sign.replace(/\s(?=[CFK]$)/u, ''));
  if (unit === undefined) return undefined;
  const after = textAfter(context, match.index + match[0].length, 30);
  if (sign === 'm' && MILLIONS.test(after) && !DISTANCES.test(after)) return { one: 'million', many: 'million' };
  const isDecimal = /\d\.\d/u.test(match[0]);
  if (sign === 'st') return /^\s\d{1,2}\s?lbs?\b/u.test(after) ? unit : undefined;
  if (/^[CF]$/u.test(sign)) return isTemperature(match, context) ? unit : undefined;
  if (NEVER_ALONE.has(sign)) return sign === 's' && isDecimal ? unit : undefined;
  const isApart = match[0].slice(0, match[0].lastIndexOf(sign)).endsWith(' ');
  if (sign === 'ac' && !isApart) return undefined;
  if (!isApart) return LETTERS_ALONE.has(sign) && !(sign === 'L' && isDecimal) ? undefined : unit;
  if (sign === 'in' && /^\s?(?:[).,;]|x\s|$)/u.test(after)) return unit;
  return WORDS_ALONE.has(sign.toLowerCase()) ? undefined : unit;
}

/** `40C`, `-5F`, `1.5C`: a letter that is a temperature where two figures, a sign or a fraction say so. */
function isTemperature(match: RegExpExecArray, context: SpeakableContext): boolean {
  return context.style === 'newsreader' && /^(?:[-−]\d|\d\d|\d+\.\d)[\d.]*[CF]$/u.test(match[0]);
}

/** Signs that mean too many things next to a number. */
const NEVER_ALONE = new Set(['x', '×', 's']);
/** Capitals that, touching the number, make a name: `4K`, `3B`, `5A`. */
const LETTERS_ALONE = new Set(['A', 'B', 'K', 'L', 'F', 'J', 'N']);
/** Signs that, standing apart from the number, are more often a word. */
const WORDS_ALONE = new Set(['in', 'mo', 'yo', 'a', 'b', 'k', 'f', 'j', 'n', 'pt', 'at', 'pa', 'c']);
const MILLIONS =
  /^\s(?:people|men|women|children|more|followers|(?!meters|metres|hurdles|sprints|races|runners|swimmers|steps)\p{Ll}{3,}s)\b/u;
const DISTANCES = /^\s(?:was|is|has|across|its|towards|upwards|downwards|inwards|backwards|always)\b/u;

/** All that {@link PER} takes in: `/m³`, ` per day`, ` ha-1`, ` kg⁻¹ s⁻²`. */
function perWords(per: string | undefined): string {
  return [...(per ?? '').matchAll(/(?:\/|per\s|p\/)([\p{L}]+[²³]?\^?[23]?)|([\p{L}µ]+)[-−–⁻^]{1,2}([1-3¹²³])/gu)]
    .map(([, over = '', unit, exponent = '']) =>
      unit === undefined ? (unitAfterPer(over) ?? over) : (unitOfPower(unit, exponent) ?? unit),
    )
    .map((words) => ` per ${words}`)
    .join('');
}

function feetWords(feet: string, inches: string, isOneInch: boolean): string {
  return `${numberWords(feet)} ${feet === '1' ? 'foot' : 'feet'} ${inches} ${isOneInch ? 'inch' : 'inches'}`;
}

/** `12"` is twelve inches unless the mark closes a quotation that began before the number. */
function inches(match: RegExpExecArray, context: SpeakableContext): string | undefined {
  const before = context.text.slice(Math.max(0, match.index - 400), match.index);
  const isQuoted =
    context.style === 'newsreader' && ((before.match(/(?<!\d)"/gu) ?? []).length % 2 === 1 || /[“]/u.test(before));
  if (isQuoted || /["“]$/u.test(before)) return undefined;
  return `${numberWords(match[1] ?? '')} ${match[1] === '1' ? 'inch' : 'inches'}`;
}

const EVENTS =
  /^\s(?:hurdles|sprint|race|freestyle|butterfly|backstroke|breaststroke|medley|relay|dash|final|run|swim|steeplechase|champion|record|title|gold|bronze|silver)\b/u;

/** Things so often described by their size that no article is needed. */
const THINGS =
  /^\s(?:batter(?:y|ies)|engines?|bottles?|bags?|drives?|chargers?|adapt[eo]rs?|outlets?|supply|radius|exclusion|screens?|displays?|lens(?:es)?|cables?|pipes?|tanks?|bombs?|telescopes?|bandwidth|winds?|gusts?|relay)\b/u;

/** "a 10 km run", "the 5kg bag": before the noun it describes, the unit is said in the singular. */
function isAdjectival(match: RegExpExecArray, context: SpeakableContext): boolean {
  const after = textAfter(context, match.index + match[0].length, 24);
  if (/^-\p{L}/u.test(after) || /\d-\p{L}/u.test(match[0])) return true;
  if (context.style === 'formal') return false;
  if (EVENTS.test(after) || THINGS.test(after)) return true;
  const before = context.text.slice(Math.max(0, match.index - 9), match.index);
  const noun = /^\s(\p{Ll}{3,})/u.exec(after)?.[1];
  return (
    noun !== undefined &&
    (/\b(?:an?|another)\s$/iu.test(before) ||
      (/\b(?:its|his|her|their|our|the|this)\s$/iu.test(before) && !/(?:ed|ing|[^s]s|ly)$/u.test(noun))) &&
    !/^(?:for|and|the|with|from|per|away|above|below|long|of|into|over|under|off|out|but|than|they|which|she|was|were|has|had|are|can|will|would|could|when|where|while|until|since|before|after|between|to|as|at|by|in|on|or|so|she|you)$/u.test(
      noun,
    )
  );
}
