import { toCardinal, toOrdinal } from 'n2words/nl-NL';

import { figuresLanguage } from '../../figures/figures-language.js';
import type { LanguageWords, Noun } from '../../figures/language-words.js';
import { patternRule, textBefore } from '../../figures/speakable-rule.js';
import { monthNames, monthSpellings } from '../../figures/month-spellings.js';
import { DUTCH_CALENDAR } from '../calendar.js';
import { DUTCH_ABBREVIATIONS, DUTCH_NUMBERED } from './abbreviations.js';
import { asWritten } from '../../figures/nouns.js';
import { DUTCH_CURRENCIES, DUTCH_SCALES, DUTCH_UNITS, HOUR, MINUTE, SECOND } from './nouns.js';

const MONTHS = monthNames(DUTCH_CALENDAR);

const DUTCH_WORDS: LanguageWords = {
  cardinal,
  year: cardinal,
  decimal: (whole, fraction) => `${cardinal(whole)} komma ${fractionWords(fraction)}`,
  nounAfter: (noun, whole, hasFraction) => (whole === '1' && !hasFraction ? noun.one : noun.many),
  ordinal: {
    ending: String.raw`(e|de|ste|ᵉ)(?![\p{L}\d])`,
    say: (digits) => ordinal(digits),
  },
  minus: 'min',
  plus: 'plus',
  to: 'tot',
  ratio: 'staat tot',
  /** A range climbs; two figures that do not are a score. */
  range: (first, last, _, noun) =>
    noun === undefined && /^\d{1,2}$/u.test(first) && /^\d{1,2}$/u.test(last) && Number(last) <= Number(first)
      ? `${cardinal(first)} ${cardinal(last)}`
      : undefined,
  timeBefore: /\b(?:om|van|vanaf|tot|rond|tussen)\s$/iu,
  powers: ['in het kwadraat', 'tot de derde macht', 'tot de macht'],
  percent: 'procent',
  per: 'per',
  weekdays: {
    short: {
      ma: 'maandag',
      di: 'dinsdag',
      wo: 'woensdag',
      do: 'donderdag',
      vr: 'vrijdag',
      za: 'zaterdag',
      zo: 'zondag',
    },
    from: '',
    to: 'tot en met',
    opener: /(?<!\p{L})van\s$/iu,
  },
  perUnits: {
    ...asWritten(
      'uur minuut seconde dag nacht week maand kwartaal jaar persoon inwoner kind stuk liter kilo ton meter hectare vat',
    ),
    u: 'uur',
    h: 'uur',
    s: 'seconde',
    min: 'minuut',
  },
  coordinate: {
    minute: MINUTE,
    second: SECOND,
    directions: { N: 'noord', O: 'oost', E: 'oost', Z: 'zuid', S: 'zuid', W: 'west' },
  },
  scales: DUTCH_SCALES,
  scaleOf: (currency) => currency,
  monthSpellings: monthSpellings(DUTCH_CALENDAR),
  date: ({ day, month, year }) =>
    [cardinal(String(Number(day))), MONTHS[month - 1], ...(year === undefined ? [] : [cardinal(year)])].join(' '),
  hourMark: String.raw`uur|u\.(?=\s\p{Ll}|[,;:)])|u`,
  clockJoint: 'tot',
  clock({ hours, minutes, seconds }) {
    const hour = counted(hours, HOUR);
    if (seconds !== undefined) return `${hour} ${counted(minutes ?? '0', MINUTE)} ${counted(seconds, SECOND)}`;
    return minutes === undefined || minutes === '0' ? hour : `${hour} ${cardinal(minutes)}`;
  },
  currencies: DUTCH_CURRENCIES,
  moneyJoint: ' en ',
  units: DUTCH_UNITS,
  fraction(top, bottom) {
    if (Number(bottom) < 2) return undefined;
    return `${cardinal(top)} ${{ 2: 'half', 4: 'kwart' }[Number(bottom)] ?? ordinal(bottom)}`;
  },
  mixed,
  signs: {
    '&': 'en',
    '+': 'plus',
    '=': 'is',
    '%': 'procent',
    '€': 'euro',
    $: 'dollar',
    '£': 'pond',
    '§': 'paragraaf',
    '×': 'keer',
    '÷': 'gedeeld door',
    '±': 'plus of min',
    '≈': 'ongeveer',
    '°': 'graden',
    '@': 'apenstaartje',
    '→': 'naar',
    '−': 'min',
  },
  netSigns: {
    '.': 'punt',
    '@': 'apenstaartje',
    '/': 'slash',
    ':': 'dubbele punt',
    '-': 'streepje',
    _: 'laag streepje',
    '?': 'vraagteken',
    '=': 'is',
    '&': 'en',
    '#': 'hekje',
    '+': 'plus',
    '%': 'procent',
  },
  netDomains: ['nl', 'be'],
  abbreviations: DUTCH_ABBREVIATIONS,
  numbered: DUTCH_NUMBERED,
  roman(value, { before, after }) {
    if (/^(?:e|ᵉ)?\s?(?:eeuw|etappe|editie)(?!\p{L})/u.test(after)) return ordinal(String(value));
    if (/\b(?:hoofdstuk|deel|akte|band|artikel|klasse|fase)\s$/iu.test(before)) return cardinal(String(value));
    return value > 1 && MONARCHS.test(before) ? `de ${ordinal(String(value))}` : undefined;
  },
  countryCode: 'number',
};

const MONARCHS =
  /(?<!\p{L})(?:Willem|Lodewijk|Karel|Hendrik|Filips|Napoleon|Frederik|Leopold|Albert|Boudewijn|George|Elizabeth|Catharina|Nicolaas|Alexander|Benedictus|Pius|Leo|Paulus|Johannes|Jan|paus\s\p{L}+|koning(?:in)?\s\p{L}+)\s$/u;

/** Neuter nouns that are halved; the others take "halve". */
const NEUTER =
  /^(?:uur|jaar|pond|ons|dozijn|brood|glas|miljoen|miljard|boek|huis|etmaal|kwartaal|seizoen|land|procent|punt)$/u;

/** Dutch figures in words. */
export const DUTCH_FIGURES = figuresLanguage(DUTCH_WORDS, [
  patternRule({
    name: 'fraction',
    starts: ['digit', 'symbol'],
    forms: [
      {
        // "een half uur", "een halve liter", "tweeënhalve kilo".
        pattern: /(?:(\d{1,3})\s?)?(?:(?<!\d)1\/2|½)(?=\s(\p{Ll}{3,}))/uy,
        say(match, context) {
          const [, whole, noun = ''] = match;
          if (/^(?:van|en|of|in|op|tot|is|aan|voor|met|door)$/u.test(noun)) return undefined;
          const hasArticle = /(?<!\p{L})(?:de|het|een|die|deze|dit|dat)\s$/iu.test(textBefore(context, match.index));
          if (whole === undefined && hasArticle) return 'halve';
          const half = whole === undefined ? 'een half' : mixed(cardinal(whole), 'één half');
          return NEUTER.test(noun) ? half : half.replace(/half$/u, 'halve');
        },
      },
    ],
  }),
]);

/** A number and a part: anderhalf, tweeënhalf. */
function mixed(whole: string, part: string): string {
  if (part !== 'één half') return `${whole} en ${part}`;
  if (whole === 'één') return 'anderhalf';
  return `${whole}${whole.endsWith('e') ? 'ën' : 'en'}half`;
}

function counted(digits: string, unit: Noun): string {
  return `${cardinal(digits)} ${digits === '1' ? unit.one : unit.many}`;
}

/** From 1100 to 1999 in hundreds, as Dutch says years and most amounts: "negentienhonderdachtennegentig". */
function cardinal(digits: string): string {
  if (/^0\d/u.test(digits) || digits.length > 30) return [...digits].map((digit) => toCardinal(digit)).join(' ');
  const isInHundreds = /^1[1-9]\d\d$/u.test(digits);
  return toCardinal(BigInt(digits), { noHundredPairing: !isInHundreds }).replace(/(?<=honderd) (?=\p{L})/u, '');
}

function ordinal(digits: string): string {
  return toOrdinal(BigInt(digits)).replace(/(?<=honderd) (?=\p{L})/u, '');
}

/** "nul vijf", "vijfentwintig": leading zeros one by one, then a number of up to two figures. */
function fractionWords(fraction: string): string {
  const zeros = /^0*/u.exec(fraction)?.[0] ?? '';
  const rest = fraction.slice(zeros.length);
  const last = rest.length <= 2 ? [rest] : [...rest];
  return [...zeros, ...(rest === '' ? [] : last)].map((digits) => toCardinal(digits)).join(' ');
}
