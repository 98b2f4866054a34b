import {
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { cardinalWords, digitWords, ordinalWords, pairWords } from '../number-words.js';
import { isSentenceEnd } from '../sentence-end.js';
import { spell } from '../spell.js';
import { STATES } from '../states.js';

const STREET_TYPES: Readonly<Record<string, string>> = {
  st: 'Street',
  ave: 'Avenue',
  av: 'Avenue',
  rd: 'Road',
  blvd: 'Boulevard',
  dr: 'Drive',
  ln: 'Lane',
  ct: 'Court',
  pl: 'Place',
  sq: 'Square',
  hwy: 'Highway',
  pkwy: 'Parkway',
  expy: 'Expressway',
  expwy: 'Expressway',
  fwy: 'Freeway',
  ter: 'Terrace',
  cir: 'Circle',
  trl: 'Trail',
  cres: 'Crescent',
  gdns: 'Gardens',
};

const FULL_TYPES =
  'Street|Avenue|Road|Boulevard|Drive|Lane|Court|Place|Square|Highway|Parkway|Expressway|Terrace|Crescent|Gardens|Way|Broadway';

const DIRECTIONS: Readonly<Record<string, string>> = {
  N: 'North',
  S: 'South',
  E: 'East',
  W: 'West',
  NE: 'Northeast',
  NW: 'Northwest',
  SE: 'Southeast',
  SW: 'Southwest',
};

const ADDRESS_PATTERN = new RegExp(
  String.raw`(\d{1,5})(?:([A-Za-z])|\s([A-DF-MO-RT-VX-Z](?=\s\p{Lu}\p{L}+\s)))?\s(?:(N|S|E|W|NE|NW|SE|SW)\.?\s)?((?:(?:St\.?\s|Mt\.?\s)?\p{Lu}[\p{L}'’]{1,20}|\d{1,3}(?:st|nd|rd|th))(?:\s\p{Lu}[\p{L}'’]{1,20}){0,2}?)\s(?:(${Object.keys(
    STREET_TYPES,
  )
    .map((type) => `${type.charAt(0).toUpperCase()}${type.slice(1)}|${type}|${type.toUpperCase()}`)
    .join('|')})\b(\.)?|(${FULL_TYPES})\b)(?:\s(N|S|E|W|NE|NW|SE|SW)\b\.?)?`,
  'uy',
);

/** Street addresses: the house number in pairs, street types and directions in full, state and ZIP code at the end. */
export const ADDRESS: SpeakableRule = patternRule({
  name: 'address',
  starts: ['digit', 'letter'],
  forms: [
    {
      pattern: ADDRESS_PATTERN,
      say(match, context) {
        const [
          written = '',
          house = '',
          tightLetter,
          looseLetter,
          direction,
          street = '',
          type,
          stop,
          fullType,
          quarter,
        ] = match;
        const streetWords = street
          .replace(/^St\.?\s/u, 'Saint ')
          .replace(/^Mt\.?\s/u, 'Mount ')
          .replace(/(\d+)(?:st|nd|rd|th)/gu, (_, digits: string) => ordinalWords(digits));
        const end = match.index + written.length;
        const letter = tightLetter ?? looseLetter;
        const words = [
          pairWords(house) + (letter === undefined ? '' : ` ${letter}`),
          direction === undefined ? undefined : DIRECTIONS[direction],
          streetWords,
          type === undefined ? fullType : STREET_TYPES[type.toLowerCase()],
          quarter === undefined ? undefined : DIRECTIONS[quarter],
        ];
        return (
          words.filter((word) => word !== undefined).join(' ') +
          (stop !== undefined && written.endsWith('.') && isSentenceEnd(context, end) ? '.' : '')
        );
      },
    },
    {
      pattern: /([A-Z]{2})\s(\d{5})(?:-(\d{4}))?(?![\p{L}\d])/uy,
      say([, state = '', zip = '', more]) {
        const name = STATES[state];
        return name === undefined
          ? undefined
          : `${name} ${digitWords(zip)}${more === undefined ? '' : `, ${digitWords(more)}`}`;
      },
    },
    {
      pattern: /([AM])(\d{1,3})\(M\)/uy,
      say: ([, kind = '', number = ''], context) =>
        `${kind}${kind === 'A' && context.style === 'newsreader' ? '-' : ' '}${pairWords(number)} M`,
    },
    {
      pattern:
        /(?<!\bthe\s)(?:U\.S\.|US|SR|Rte\.?|Hwy\.?)\s(?:Route\s|Highway\s)?(\d{3})(?=[.,;:)]|$|\s(?:in|near|at|and|to|from|between|north|south|east|west|through)(?!\p{L}))/uy,
      say: ({ 0: written = '', 1: number = '' }, context) =>
        `${roadName(written.slice(0, -number.length).trim(), context)} ${pairWords(number)}`,
    },
    { pattern: /[A-Z]{2}(?![\p{L}\d])/uy, say: (match, context) => stateAfterTown(match, context) },
    {
      pattern:
        /([NSEW]|NE|NW|SE|SW)\.?\s(\d{1,3})(?:st|nd|rd|th)\s(St|Ave?|Rd|Pl|Ter|Blvd|Dr|Ct|Ln|Street|Avenue)\b(\.)?/uy,
      say({ 0: written, index, 1: quarter = '', 2: number = '', 3: type = '', 4: stop }, context) {
        const isEnd = stop !== undefined && isSentenceEnd(context, index + written.length);
        return `${DIRECTIONS[quarter]} ${ordinalWords(number)} ${STREET_TYPES[type.toLowerCase()] ?? type}${isEnd ? '.' : ''}`;
      },
    },
    {
      pattern: /(I|US|SR)-(\d{1,3})\s([NSEW])(?![\p{L}.-])/uy,
      say: ([, kind = '', number = '', quarter = ''], context) =>
        `${spell(kind, context)} ${pairWords(number)} ${DIRECTIONS[quarter]}`,
    },
    {
      pattern: /(\d{3,5})(?=\s(?:Hwy|Highway|Rte|Route|County\sRoad|CR|SR)\b\.?\s\d)/uy,
      say: ([, house = '']) => pairWords(house),
    },
    { pattern: /(?<=\d(?:st|nd|rd|th)\s)Fl\b\.?/uy, say: () => 'Floor' },
    {
      pattern: /(Apt|Ste|Bldg|Fl|Rm)\.?\s#?([A-Z])(?![\p{L}\d])/uy,
      say: ([, kind = '', letter = '']) => `${UNITS_OF_HOUSES[kind]} ${letter}`,
    },
    {
      pattern: /(?:(Apt|Ste|Bldg|Fl|Rm)\.?\s#?|P\.?O\.?\sBox\s)(\d{1,5})/uy,
      say: ([written = '', kind, number = '']) =>
        `${kind === undefined ? (written.startsWith('P') ? 'P O Box' : '') : UNITS_OF_HOUSES[kind]} ${number.length < 3 ? cardinalWords(number) : pairWords(number)}`,
    },
  ],
});

const UNITS_OF_HOUSES: Readonly<Record<string, string>> = {
  Apt: 'Apartment',
  Ste: 'Suite',
  Bldg: 'Building',
  Fl: 'Floor',
  Rm: 'Room',
};

/** `U.S.`, `US Highway`, `SR`, `Rte.` before the number of a road. */
function roadName(written: string, context: SpeakableContext): string {
  return written
    .replace(/^(?:U\.S\.|US|SR)/u, (letters) => spell(letters, context))
    .replace(/^Rte\.?/u, 'Route')
    .replace(/^Hwy\.?/u, 'Highway');
}

/** `Austin, TX` or `Portland, OR, said`: two capitals after a town and a comma. */
function stateAfterTown(match: RegExpExecArray, context: SpeakableContext): string | undefined {
  if (!/\p{Lu}\p{Ll}[\p{L}.'’]*,\s$/u.test(textBefore(context, match.index)) || context.isShouted) return undefined;
  return /^(?:[,.;:)]|\s*$|\s(?!\p{Lu}))/u.test(textAfter(context, match.index + 2, 3)) ? STATES[match[0]] : undefined;
}
