import { GERMAN_ABBREVIATIONS, GERMAN_NUMBERED } from './abbreviations.js';
import { germanGender } from './gender.js';
import { isOrdinal, ordinalEnding, ordinalStem } from './ordinal.js';
import { clockWords, digitWords, germanCardinal as cardinal, styled, yearWords } from './numerals.js';
import { romanOrdinalWords } from './roman.js';
import { GERMAN_RULES, GERMAN_WEEKDAYS } from './rules.js';
import { GERMAN_CALENDAR } from '../calendar.js';
import { figuresLanguage } from '../../figures/figures-language.js';
import { asWritten, noun } from '../../figures/nouns.js';
import { monthNames, monthSpellings } from '../../figures/month-spellings.js';
import { metricUnits } from '../../figures/metric-units.js';
import type { Around, Gender, LanguageWords, Noun } from '../../figures/language-words.js';
import type { SpeakableContext } from '../../figures/speakable-rule.js';

const MONTHS = monthNames(GERMAN_CALENDAR);

const GERMAN_WORDS: LanguageWords = {
  cardinal,
  year: (digits, context) => styled(yearWords(digits), context),
  decimal: (whole, fraction, context) => `${cardinal(whole, context)} Komma ${digitWords(fraction)}`,
  nounAfter: (noun, whole, hasFraction) => (whole === '1' && !hasFraction ? noun.one : noun.many),
  ordinal: {
    ending: String.raw`(?:\.(?=\s|$|[-–]\d|,\s\d{1,3}\.)|(te[rnms]?|ern?)(?!\p{L}))`,
    say: ordinalWithin,
  },
  minus: 'minus',
  plus: 'plus',
  to: 'bis',
  ratio: 'zu',
  powers: ['Quadrat', 'hoch drei', 'hoch'],
  formalUnit: (name) =>
    name.replace(/^(Quadrat|Kubik)(\p{Ll})/u, (_, first: string, letter: string) => `${first} ${letter.toUpperCase()}`),
  genderOf: (after, digits) => (digits === '1' ? genderOfNoun(after) : undefined),
  hasRomanStops: true,
  netWords: ['de'],
  percent: 'Prozent',
  per: 'pro',
  perUnits: {
    ...asWritten(
      'Stunde Tag Woche Monat Quartal Jahr Nacht Minute Sekunde Person Kopf Einwohner Kind Haushalt Stück Flasche ' +
        'Liter Kilo Kilogramm Tonne Meter Kilometer Quadratmeter Hektar Barrel Gigabyte Portion Spiel',
    ),
    Std: 'Stunde',
    'Pers.': 'Person',
    'Einw.': 'Einwohner',
  },
  coordinate: {
    minute: noun('Minute', 'Minuten', 'feminine'),
    second: noun('Sekunde', 'Sekunden', 'feminine'),
    directions: { N: 'Nord', O: 'Ost', E: 'Ost', S: 'Süd', W: 'West' },
  },
  scales: {
    'Mio.': noun('Million', 'Millionen', 'feminine'),
    Mio: noun('Million', 'Millionen', 'feminine'),
    Million: noun('Million', 'Millionen', 'feminine'),
    Milliarde: noun('Milliarde', 'Milliarden', 'feminine'),
    million: noun('Million', 'Millionen', 'feminine'),
    millionen: noun('Million', 'Millionen', 'feminine'),
    Millionen: noun('Million', 'Millionen', 'feminine'),
    'Mrd.': noun('Milliarde', 'Milliarden', 'feminine'),
    Mrd: noun('Milliarde', 'Milliarden', 'feminine'),
    Milliarden: noun('Milliarde', 'Milliarden', 'feminine'),
    milliarden: noun('Milliarde', 'Milliarden', 'feminine'),
  },
  scaleOf: (currency) => currency,
  monthSpellings: monthSpellings(GERMAN_CALENDAR),
  date: ({ day, month, year }, around, context) =>
    [
      styled(ordinalStem(String(Number(day))) + ordinalEnding(around, 'masculine'), context),
      MONTHS[month - 1],
      year === undefined ? undefined : styled(yearWords(year), context),
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  hourMark: 'Uhr|h',
  stoppedPair: 'date',
  clock({ hours, minutes, seconds }, context) {
    if (seconds !== undefined)
      return `${cardinal(hours, context, 'neuter')} Uhr ${counted(minutes ?? '0', MINUTE, context)} ${counted(seconds, SECOND, context)}`;
    return clockWords(hours, minutes, context);
  },
  currencies: {
    '€': { ...noun('Euro', 'Euro', 'masculine'), small: noun('Cent', 'Cent', 'masculine') },
    eur: { ...noun('Euro', 'Euro', 'masculine'), small: noun('Cent', 'Cent', 'masculine') },
    $: { ...noun('Dollar', 'Dollar', 'masculine'), small: noun('Cent', 'Cent', 'masculine') },
    us$: { ...noun('US-Dollar', 'US-Dollar', 'masculine'), small: noun('Cent', 'Cent', 'masculine') },
    usd: { ...noun('US-Dollar', 'US-Dollar', 'masculine'), small: noun('Cent', 'Cent', 'masculine') },
    '£': { ...noun('Pfund', 'Pfund', 'neuter'), small: noun('Penny', 'Pence', 'masculine') },
    gbp: { ...noun('Pfund', 'Pfund', 'neuter'), small: noun('Penny', 'Pence', 'masculine') },
    euro: { ...noun('Euro', 'Euro', 'masculine'), small: noun('Cent', 'Cent', 'masculine') },
    chf: { ...noun('Franken', 'Franken', 'masculine'), small: noun('Rappen', 'Rappen', 'masculine') },
    fr: { ...noun('Franken', 'Franken', 'masculine'), small: noun('Rappen', 'Rappen', 'masculine') },
    '¥': noun('Yen', 'Yen', 'masculine'),
  },
  moneyJoint: ' ',
  units: {
    ...metricUnits({
      bases: {
        m: noun('Meter', 'Meter', 'masculine'),
        g: noun('Gramm', 'Gramm', 'neuter'),
        l: noun('Liter', 'Liter', 'masculine'),
        t: noun('Tonne', 'Tonnen', 'feminine'),
        W: noun('Watt', 'Watt', 'neuter'),
        Wh: noun('Wattstunde', 'Wattstunden', 'feminine'),
        Hz: noun('Hertz', 'Hertz', 'neuter'),
        V: noun('Volt', 'Volt', 'neuter'),
        J: noun('Joule', 'Joule', 'neuter'),
        Pa: noun('Pascal', 'Pascal', 'neuter'),
        B: noun('Byte', 'Byte', 'neuter'),
        s: noun('Sekunde', 'Sekunden', 'feminine'),
      },
      prefixes: {
        k: 'Kilo',
        c: 'Zenti',
        m: 'Milli',
        μ: 'Mikro',
        n: 'Nano',
        h: 'Hekto',
        M: 'Mega',
        G: 'Giga',
        T: 'Tera',
      },
      square: (length) => compound('Quadrat', length),
      cubic: (length) => compound('Kubik', length),
    }),
    h: noun('Stunde', 'Stunden', 'feminine'),
    'Std.': noun('Stunde', 'Stunden', 'feminine'),
    min: noun('Minute', 'Minuten', 'feminine'),
    'Min.': noun('Minute', 'Minuten', 'feminine'),
    sek: noun('Sekunde', 'Sekunden', 'feminine'),
    qm: noun('Quadratmeter', 'Quadratmeter', 'masculine'),
    qkm: noun('Quadratkilometer', 'Quadratkilometer', 'masculine'),
    cbm: noun('Kubikmeter', 'Kubikmeter', 'masculine'),
    ha: noun('Hektar', 'Hektar', 'masculine'),
    ft: noun('Fuß', 'Fuß', 'masculine'),
    mi: noun('Meile', 'Meilen', 'feminine'),
    mph: noun('Meile pro Stunde', 'Meilen pro Stunde', 'feminine'),
    PS: noun('PS', 'PS', 'neuter'),
    'Tsd.': noun('tausend', 'tausend', 'neuter'),
    '°C': noun('Grad Celsius', 'Grad Celsius', 'masculine'),
    '°F': noun('Grad Fahrenheit', 'Grad Fahrenheit', 'masculine'),
    '°': noun('Grad', 'Grad', 'masculine'),
  },
  fraction(top, bottom, context, { after }) {
    if (top === '1' && bottom === '2') {
      const gender = germanGender(/^\s(\p{Lu}\p{L}+)/u.exec(after)?.[1] ?? '');
      return gender === undefined ? 'ein halb' : halfOf(gender);
    }
    const lower = Number(bottom) === 2 ? 'halbe' : `${styled(ordinalStem(bottom), context)}el`;
    const upper = cardinal(top, context, 'neuter');
    return /^-\p{Lu}/u.test(after) ? `${capitalised(upper)}-${capitalised(lower)}` : `${upper} ${lower}`;
  },
  mixed: (whole, part) => (part === 'ein halb' ? `${whole.replace(/eins$/u, 'ein')}einhalb` : `${whole} und ${part}`),
  reference: {
    joint: 'Schrägstrich',
    label:
      /(?<!\p{L})(?:Nrn?\.|Nummer|Az\.:?|Aktenzeichen|Drs\.|Drucksache|Rn\.|Seite|Heft|Ausgabe|Abb\.|Tab\.)\s?(?:[\dA-Za-z.]{1,6}\s){0,3}$/u,
  },
  signs: {
    '&': 'und',
    '+': 'plus',
    '=': 'gleich',
    '%': 'Prozent',
    '€': 'Euro',
    $: 'Dollar',
    '£': 'Pfund',
    '§': 'Paragraf',
    '×': 'mal',
    '÷': 'geteilt durch',
    '±': 'plus minus',
    '≈': 'etwa',
    '°': 'Grad',
    '@': 'at',
    '→': 'nach',
    '−': 'minus',
  },
  netSigns: {
    '.': 'Punkt',
    '@': 'at',
    '/': 'slash',
    ':': 'Doppelpunkt',
    '-': 'Bindestrich',
    _: 'Unterstrich',
    '?': 'Fragezeichen',
    '=': 'Gleichheitszeichen',
    '&': 'und',
    '#': 'Raute',
    '+': 'plus',
    '%': 'Prozent',
  },
  abbreviations: GERMAN_ABBREVIATIONS,
  numbered: GERMAN_NUMBERED,
  roman(value, around, context) {
    const isNumber =
      /\b(?:Weltkrieg|Kapitel|Teil|Band|Akt|Abschnitt|Artikel|Klasse|Phase|Stufe|Hartz|Typ|Gruppe)\s$/u.test(
        around.before,
      ) && !/^\.\s?\S/u.test(around.after);
    return isNumber && value > 1 ? cardinal(String(value), context) : romanOrdinalWords(value, around);
  },
  countryCode: 'number',
};

/** German figures in words. */
export const GERMAN_FIGURES = figuresLanguage(GERMAN_WORDS, [GERMAN_WEEKDAYS, GERMAN_RULES]);

const MINUTE = noun('Minute', 'Minuten', 'feminine');
const SECOND = noun('Sekunde', 'Sekunden', 'feminine');

function compound(first: string, second: Noun): Noun {
  const join = (name: string) => first + name.charAt(0).toLowerCase() + name.slice(1);
  return { ...second, one: join(second.one), many: join(second.many) };
}

/** The gender of the noun after "one": "eine Stunde", "eine Zeitung", else "ein". */
function genderOfNoun(after: string): Gender | undefined {
  const word = /^\s(\p{Lu}\p{Ll}+)/u.exec(after)?.[1];
  if (word === undefined || /^(?:Prozent|Komma|Punkt|Millionen?|Milliarden?)$/u.test(word)) return undefined;
  return germanGender(word) ?? 'masculine';
}

function counted(digits: string, unit: Noun, context: SpeakableContext): string {
  return `${cardinal(digits, context, unit.gender)} ${digits === '1' ? unit.one : unit.many}`;
}

/** A number with a full stop where it is an ordinal, or with its ending written after it: `1990er`, `121tem`. */
function ordinalWithin(digits: string, ending: string, around: Around, context: SpeakableContext): string | undefined {
  if (/^ern?$/u.test(ending))
    return (digits.length === 4 ? styled(yearWords(digits), context) : cardinal(digits, context)) + ending;
  if (ending !== '') return styled(ordinalStem(digits) + ending.slice(1), context);
  if (/^[-–]\d/u.test(around.after) || !isOrdinal(around)) return undefined;
  return styled(ordinalStem(String(Number(digits))) + ordinalEnding(around), context);
}

function halfOf(gender: Gender): string {
  return { masculine: 'ein halber', feminine: 'eine halbe', neuter: 'ein halbes' }[gender];
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
