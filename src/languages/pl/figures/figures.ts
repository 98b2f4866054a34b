import { figuresLanguage } from '../../figures/figures-language.js';
import type { Around, ClockParts, Figure, Gender, LanguageWords, Noun } from '../../figures/language-words.js';
import { monthNames, monthSpellings } from '../../figures/month-spellings.js';
import { patternRule } from '../../figures/speakable-rule.js';
import { POLISH_CALENDAR } from '../calendar.js';
import { POLISH_ABBREVIATIONS, POLISH_AFTER_NUMBER, POLISH_NUMBERED } from './abbreviations.js';
import { countedCase, countedGender, countsMen, romanOrdinal, stoppedOrdinal, yearForm } from './around-numbers.js';
import { asWritten } from '../../figures/nouns.js';
import { MINUTE, POLISH_CURRENCIES, POLISH_SCALES, POLISH_UNITS, SECOND } from './nouns.js';
import {
  cardinal,
  compoundNumber,
  genitiveCardinal,
  obliqueCardinal,
  ordinal,
  type AdjectiveForm,
} from './numerals.js';

const MONTHS = monthNames(POLISH_CALENDAR);

const GENITIVE_BEFORE =
  /(?<!\p{L})(?:około|ok\.|powyżej|poniżej|do|od|blisko|prócz|oprócz|dla|bez|ciągu|spośród|wśród|podczas)\s$/iu;

/** How adjectives begin that are written after a number and a hyphen: "5-letni". */
const COMPOUNDS =
  'letni|procentow|osobow|dniow|godzinn|minutow|kilometrow|metrow|piętrow|krotn|stopniow|punktow|tygodniow';

const POLISH_WORDS: LanguageWords = {
  cardinal: (digits, _, gender) => cardinal(digits, gender),
  year: (digits) => cardinal(digits),
  decimal: (whole, fraction, _, gender) => decimal(whole, fraction, gender),
  nounAfter,
  ordinal: {
    ending: String.raw`(?:(\.(?=\s\S)|-(?:${COMPOUNDS})\p{L}*)|(?=\s(?:rokiem|roku|rok|r\.)(?!\p{L})))`,
    say(digits, ending, around) {
      if (ending.startsWith('-')) {
        const first = compoundNumber(digits);
        return first === undefined ? undefined : first + ending.slice(1);
      }
      if (ending === '.') return digits.length > 3 ? undefined : stoppedOrdinal(digits, around);
      const isYear = digits.length > 2 ? digits.length <= 4 : /^\sr\./u.test(around.after);
      const form = isYear ? yearForm(around) : undefined;
      return form === undefined ? undefined : ordinal(digits, form);
    },
  },
  minus: 'minus',
  plus: 'plus',
  to: 'do',
  ratio: 'do',
  ratioEnd: genitiveCardinal,
  rangeEnd: genitive,
  range(first, last, { after }, noun) {
    if (noun !== undefined) return undefined;
    if (MONTHS.some((month) => after.startsWith(` ${month}`)) && `${first}${last}`.length <= 4)
      return `${ordinal(first, 'ego')} do ${ordinal(last, 'ego')}`;
    // The noun of "2-3 godziny" is in the nominative, which "do" would not bear.
    const isFew = /^\d+$/u.test(`${first}${last}`) && /(?:^|[^1])[234]$/u.test(last) && /^\s\p{Ll}/u.test(after);
    if (!isFew || last.length > 3) return undefined;
    const gender = countedGender(after, '2');
    return `${cardinal(first, gender)}-${cardinal(last, gender)}`;
  },
  genderOf: countedGender,
  asked(figure, noun, { before, after }) {
    const shown =
      noun === undefined && figure.sign === '' && figure.fraction === undefined ? countedCase(after) : undefined;
    if (shown !== undefined) return obliqueCardinal(figure.whole, shown);
    const isOfMen = noun === undefined && figure.whole.length <= 3 && Number(figure.whole) > 1 && countsMen(after);
    return GENITIVE_BEFORE.test(before) || isOfMen ? genitive(figure, noun) : undefined;
  },
  powers: ['do kwadratu', 'do sześcianu', 'do potęgi'],
  timeBefore: /(?<!\p{L})(?:godz\.|godzin(?:a|ie|y|ę|ą))\s$/iu,
  percent: 'procent',
  // "za kilogram" tells a price, "na miesiąc" how often it is paid.
  per: (sign, isPrice) => (isPrice && !PERIODS.has(sign.replace('.', '')) ? 'za' : 'na'),
  weekdays: {
    short: {
      pon: 'poniedziałku',
      pn: 'poniedziałku',
      wt: 'wtorku',
      śr: 'środy',
      czw: 'czwartku',
      pt: 'piątku',
      sob: 'soboty',
      niedz: 'niedzieli',
      nd: 'niedzieli',
    },
    from: 'od',
    to: 'do',
    opener: /(?<!\p{L})od\s$/iu,
  },
  perUnits: {
    ...asWritten(
      'rok kwartał miesiąc tydzień dzień dobę noc godzinę minutę sekundę osobę mieszkańca dziecko sztukę litr kilogram ' +
        'kilo tonę metr hektar baryłkę',
    ),
    h: 'godzinę',
    godz: 'godzinę',
    'godz.': 'godzinę',
    godzina: 'godzinę',
    s: 'sekundę',
    min: 'minutę',
    mies: 'miesiąc',
    'mies.': 'miesiąc',
    'tydz.': 'tydzień',
    doba: 'dobę',
    osoba: 'osobę',
    'os.': 'osobę',
    'szt.': 'sztukę',
    'm²': 'metr kwadratowy',
    t: 'tonę',
    kWh: 'kilowatogodzinę',
    MWh: 'megawatogodzinę',
  },
  coordinate: {
    minute: MINUTE,
    second: SECOND,
    directions: {
      N: 'szerokości północnej',
      S: 'szerokości południowej',
      E: 'długości wschodniej',
      W: 'długości zachodniej',
    },
  },
  scales: POLISH_SCALES,
  scaleOf: (currency) => currency,
  monthSpellings: monthSpellings(POLISH_CALENDAR, ['lis', 'sie', 'mar', 'lip']),
  date: ({ day, month, year }) =>
    [ordinal(day, 'ego'), MONTHS[month - 1], ...(year === undefined ? [] : [ordinal(year, 'ego')])].join(' '),
  clock,
  currencies: POLISH_CURRENCIES,
  moneyJoint: ' ',
  units: POLISH_UNITS,
  fraction(top, bottom) {
    if (Number(bottom) < 2) return undefined;
    return `${cardinal(top, 'feminine')} ${ordinal(bottom, partForm(top))}`;
  },
  mixed: (whole, part) => `${whole} i ${part}`,
  signs: {
    '&': 'i',
    '+': 'plus',
    '=': 'równa się',
    '%': 'procent',
    '€': 'euro',
    $: 'dolarów',
    '£': 'funtów',
    '§': 'paragraf',
    '×': 'razy',
    '÷': 'podzielić przez',
    '±': 'plus minus',
    '≈': 'około',
    '°': 'stopni',
    '@': 'małpa',
    '−': 'minus',
  },
  netSigns: {
    '.': 'kropka',
    '@': 'małpa',
    '/': 'ukośnik',
    ':': 'dwukropek',
    '-': 'myślnik',
    _: 'podkreślnik',
    '?': 'znak zapytania',
    '=': 'równa się',
    '&': 'i',
    '#': 'krzyżyk',
    '+': 'plus',
    '%': 'procent',
  },
  netDomains: ['pl'],
  abbreviations: POLISH_ABBREVIATIONS,
  numbered: POLISH_NUMBERED,
  afterNumber: POLISH_AFTER_NUMBER,
  roman: romanOrdinal,
  countryCode: 'number',
};

const PERIODS = new Set(
  'rok kwartał miesiąc mies tydzień tydz dzień dobę doba h godz godzinę godzina s min'.split(' '),
);

/** Polish figures in words. */
export const POLISH_FIGURES = figuresLanguage(POLISH_WORDS, [
  patternRule({
    name: 'fraction',
    starts: ['digit', 'symbol'],
    forms: [
      {
        // "pół litra", "dwie i pół godziny": the noun stands in the genitive.
        pattern: /(?:(\d{1,3})\s?)?(?:(?<!\d)1\/2|½)(?=\s((?!fina)\p{Ll}{3,}))/uy,
        say: ([, whole, noun = '']) =>
          whole === undefined ? 'pół' : `${cardinal(whole, /[yi]$/u.test(noun) ? 'feminine' : 'masculine')} i pół`,
      },
    ],
  }),
]);

/** A whole number in the genitive, and the noun it counts; nothing for a year by itself. */
function genitive({ sign, whole, fraction }: Figure, noun: Noun | undefined): string | undefined {
  if (fraction !== undefined || sign !== '' || (noun === undefined && /^\d{4}$/u.test(whole))) return undefined;
  const words = genitiveCardinal(whole);
  if (words === undefined || noun === undefined) return words;
  if (whole !== '1') return `${words} ${noun.many}`;
  return `${noun.gender === 'feminine' ? 'jednej' : words} ${noun.part ?? noun.many}`;
}

/** One; two to four but not twelve to fourteen; the others; and the genitive singular after a fraction. */
function nounAfter(noun: Noun, whole: string, hasFraction: boolean): string {
  if (hasFraction) return noun.part ?? noun.many;
  if (whole === '1') return noun.one;
  return /(?:^|[^1])[234]$/u.test(whole) ? (noun.few ?? noun.many) : noun.many;
}

/** `1,25` → "jeden i dwadzieścia pięć setnych"; finer parts than millionths digit by digit. */
function decimal(whole: string, fraction: string, gender?: Gender): string {
  const rest = fraction.replace(/^0+(?=\d)/u, '');
  if (fraction.length > 6 || rest === '0')
    return `${cardinal(whole)} przecinek ${[...fraction].map((digit) => cardinal(digit)).join(' ')}`;
  const wholeWords = cardinal(whole, gender === 'feminine' ? gender : undefined);
  return `${wholeWords} i ${cardinal(rest, 'feminine')} ${PARTS[fraction.length - 1]}${partForm(rest)}`;
}

const PARTS = ['dziesiąt', 'setn', 'tysięczn', 'dziesięciotysięczn', 'stutysięczn', 'milionow'];

/** The form of a fraction's lower number: "jedna czwarta", "trzy czwarte", "pięć czwartych". */
function partForm(top: string): AdjectiveForm {
  if (top === '1') return 'a';
  return /(?:^|[^1])[234]$/u.test(top) ? 'e' : 'ych';
}

/** The hour is an ordinal in the case that the word before it asks for: "o czternastej trzydzieści". */
function clock({ hours, minutes, seconds }: ClockParts, _: unknown, { before }: Around): string {
  const form = /(?<!\p{L})(?:o|po|od|do|około|ok\.|godzin(?:ie|y))(?:\sgodz\.)?\s$/iu.test(before)
    ? 'ej'
    : /(?<!\p{L})(?:przed|między|na)(?:\sgodz\.)?\s$/iu.test(before)
      ? 'ą'
      : 'a';
  const hour = hours === '0' ? { ej: 'zerowej', ą: 'zerową', a: 'zerowa' }[form] : ordinal(hours, form);
  if (seconds !== undefined) return `${hour} ${counted(minutes ?? '0', MINUTE)} ${counted(seconds, SECOND)}`;
  if (minutes === undefined || minutes === '0') return hour;
  return `${hour} ${minutes.length === 1 ? 'zero ' : ''}${cardinal(minutes)}`;
}

function counted(digits: string, unit: Noun): string {
  return `${cardinal(digits, unit.gender)} ${nounAfter(unit, digits, false)}`;
}
