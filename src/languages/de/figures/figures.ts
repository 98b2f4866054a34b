import { toCardinal, toOrdinal } from 'n2words/de-DE';

import { GERMAN_ABBREVIATIONS, GERMAN_NUMBERED } from './abbreviations.js';
import { GERMAN_CALENDAR } from '../calendar.js';
import { figuresLanguage } from '../../figures/figures-language.js';
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
    ending: String.raw`(?:\.(?=\s|$|[-–]\d)|(te[rnms]?|er)(?!\p{L}))`,
    say: (digits, ending, around, context) => ordinalWithin(digits, ending, around, context),
  },
  minus: 'minus',
  plus: 'plus',
  to: 'bis',
  ratio: 'zu',
  powers: ['Quadrat', 'hoch drei', 'hoch'],
  formalUnit: (name) =>
    name.replace(/^(Quadrat|Kubik)(\p{Ll})/u, (_, first: string, letter: string) => `${first} ${letter.toUpperCase()}`),
  genderOf: (after, digits) => (digits === '1' ? genderOfNoun(after) : undefined),
  netWords: ['de'],
  percent: 'Prozent',
  per: 'pro',
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
      styled(ordinalIn(day, around), context),
      MONTHS[month - 1],
      year === undefined ? undefined : styled(yearWords(year), context),
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  hourMark: 'Uhr',
  stoppedPair: 'date',
  clock({ hours, minutes, seconds }, context) {
    const hour = `${cardinal(hours, context, 'neuter')} Uhr`;
    if (seconds !== undefined)
      return `${hour} ${counted(minutes ?? '0', MINUTE, context)} ${counted(seconds, SECOND, context)}`;
    return minutes === undefined || minutes === '0' ? hour : `${hour} ${cardinal(minutes, context)}`;
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
  fraction(top, bottom, context) {
    const denominator = Number(bottom) === 2 ? 'halb' : `${styled(toOrdinalStem(bottom), context)}el`;
    return `${cardinal(top, context, 'neuter')} ${Number(bottom) === 2 && top !== '1' ? 'halbe' : denominator}`;
  },
  mixed: (whole, part) => (part === 'ein halb' ? `${whole.replace(/eins$/u, 'ein')}einhalb` : `${whole} und ${part}`),
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
  roman: (value, { before }, context) =>
    value > 1 && /\b(?:Weltkrieg|Kapitel|Teil|Band|Akt|Abschnitt|Artikel|Klasse|Phase|Stufe)\s$/u.test(before)
      ? cardinal(String(value), context)
      : /\b(?:Karl|Friedrich|Wilhelm|Heinrich|Ludwig|Otto|Papst\s\p{L}+|Johannes Paul|Elisabeth|Benedikt|Pius|Leo|Franz|Georg|König(?:in)?\s\p{L}+|Napoleon|Nikolaus|Katharina)\s$/u.test(
            before,
          )
        ? `${/Elisabeth|Katharina|Königin/u.test(before) ? 'die' : 'der'} ${toOrdinal(value)}`
        : undefined,
  countryCode: 'number',
};

/** German figures in words. */
export const GERMAN_FIGURES = figuresLanguage(GERMAN_WORDS);

const MINUTE = noun('Minute', 'Minuten', 'feminine');
const SECOND = noun('Sekunde', 'Sekunden', 'feminine');

function noun(one: string, many: string, gender: Gender): Noun {
  return { one, many, gender };
}

function compound(first: string, second: Noun): Noun {
  const join = (name: string) => first + name.charAt(0).toLowerCase() + name.slice(1);
  return { ...second, one: join(second.one), many: join(second.many) };
}

/** A noun's gender by its ending, as far as endings tell: "eine Stunde", "eine Zeitung", else "ein". */
function genderOfNoun(after: string): Gender | undefined {
  const word = /^\s(\p{Lu}\p{Ll}+)/u.exec(after)?.[1];
  if (word === undefined || /^(?:Prozent|Komma|Punkt|Millionen?|Milliarden?)$/u.test(word)) return undefined;
  return /(?:ung|heit|keit|schaft|ion|tät|ie|ik|in|[^e]e)$/u.test(word) &&
    !/(?:Junge|Name|Käse|Ende|Auge|Gebäude|Interesse)$/u.test(word)
    ? 'feminine'
    : 'masculine';
}

function counted(digits: string, unit: Noun, context: SpeakableContext): string {
  return `${cardinal(digits, context, unit.gender)} ${digits === '1' ? unit.one : unit.many}`;
}

function cardinal(digits: string, context: SpeakableContext, gender?: Gender): string {
  if (/^0\d/u.test(digits) || digits.length > 30) return digitWords(digits);
  const words = toCardinal(BigInt(digits));
  return styled(
    gender === undefined ? words : words.replace(/eins$/u, gender === 'feminine' ? 'eine' : 'ein'),
    context,
  );
}

function digitWords(digits: string): string {
  return [...digits].map((digit) => toCardinal(digit)).join(' ');
}

/** From 1100 to 1999 in hundreds: "neunzehnhundertneunundachtzig". */
function yearWords(digits: string): string {
  const value = Number(digits);
  if (value < 1100 || value > 1999) return toCardinal(value);
  const rest = value % 100;
  return `${toCardinal(Math.floor(value / 100))}hundert${rest === 0 ? '' : toCardinal(rest)}`;
}

/** `dritt`, `zwanzigst`: an ordinal without its ending. */
function toOrdinalStem(digits: string): string {
  if (/^0+$/u.test(digits)) return 'nullt';
  return toOrdinal(BigInt(digits)).replace(/e$/u, '');
}

/** The ending follows the word before it: "am zweiten", "der zweite", alone "zweiter". */
function ordinalIn(digits: string, { before, after }: Around): string {
  const stem = toOrdinalStem(String(Number(digits)));
  if (
    /\b(?:am|vom|zum|zur|bis|dem|den|des|im|beim|seit|ab|einem|einen|eines|einer|jeden|diesem|diesen|ihrem|seinem|ihren|seinen)\s$/iu.test(
      before,
    )
  )
    return `${stem}en`;
  if (/\b(?:der|die|das|diese[rs]?|jede[rs]?)\s$/iu.test(before)) return `${stem}e`;
  if (/^\.?\s(?:Jahrhundert|Mal|Jahr|Kapitel|Spiel|Tor|Kind|Buch|Album|Semester|Quartal)(?!\p{L})/u.test(after))
    return `${stem}es`;
  return /^\.?\s(?:Liga|Klasse|Runde|Etage|Auflage|Ausgabe|Staffel|Folge|Minute|Stunde|Woche|Sinfonie)(?!\p{L})/u.test(
    after,
  )
    ? `${stem}e`
    : `${stem}er`;
}

/** A number with a full stop is an ordinal where the sentence goes on in a way that asks for one. */
function ordinalWithin(digits: string, ending: string, around: Around, context: SpeakableContext): string | undefined {
  if (ending === 'er') return styled(digits.length === 4 ? yearWords(digits) : toCardinal(digits), context) + 'er';
  if (ending !== '') return styled(toOrdinalStem(digits) + ending.slice(1), context);
  if (/^[-–]\d/u.test(around.after)) return undefined;
  const isAlone = /^\s*$/u.test(around.before) && /^\s*$/u.test(around.after);
  const isAsked =
    /\b(?:am|vom|zum|zur|dem|den|der|die|das|des|im|beim|einem|einen|ein|eine|einer|ihr|ihre|ihren|ihrem|sein|seine|seinen|seinem|jede[rsn]?|diese[rsmn]?)\s$/iu.test(
      around.before,
    ) && /^\s\p{L}/u.test(around.after);
  if (
    !isAlone &&
    !isAsked &&
    !/^\s(?:\p{Ll}|Jahrhundert|Mal\b|Platz|Tag|Geburtstag|Jahrestag|Liga|Weltkrieg|Stock|Klasse|Runde)/u.test(
      around.after,
    )
  )
    return undefined;
  return styled(ordinalIn(digits, around), context);
}

/** The formal style says each part of a compound number by itself. */
function styled(words: string, context: SpeakableContext): string {
  if (context.style !== 'formal') return words;
  return words
    .replace(
      /(?<=[a-zäöüß])(?=hundert|tausend)|(?<=hundert|tausend)(?=[a-zäöüß])(?!s?t(?:e|en|er|es|em|el|stel)?$|ste|st$)/gu,
      ' ',
    )
    .replace(
      /(ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(?=zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)/gu,
      '$1 und ',
    );
}
