import { toCardinal, toOrdinal } from 'n2words/it-IT';

import { ITALIAN_CALENDAR } from '../calendar.js';
import { figuresLanguage } from '../../figures/figures-language.js';
import { monthNames, monthSpellings } from '../../figures/month-spellings.js';
import { metricUnits } from '../../figures/metric-units.js';
import type { Gender, LanguageWords, Money, Noun } from '../../figures/language-words.js';
import type { SpeakableContext } from '../../figures/speakable-rule.js';
import { singularGender } from '../../figures/plural-gender.js';

const MONTHS = monthNames(ITALIAN_CALENDAR);
const MINUTE = noun('minuto', 'minuti', 'masculine');
const SECOND = noun('secondo', 'secondi', 'masculine');

const ITALIAN_FEMININE =
  /(?:[^m]a|zione|sione|tà|tù|ice|notte|parte|gente|morte|mano|nave|chiave|serie|crisi|moglie|madre)$/u;
/** Words that go on after a number by itself. */
const ITALIAN_WORDS_ON =
  /^(?:di|a|e|o|in|che|per|con|da|su|si|del|al|è|era|più|meno|non|se|il|la|lo|gli|le|uno?|una|sul|nel|dal|contro|mila|milioni|miliardi)$/u;

const ITALIAN_WORDS: LanguageWords = {
  cardinal,
  year: (digits, context) => cardinal(digits, context),
  decimal: (whole, fraction, context) => `${cardinal(whole, context)} virgola ${fractionDigits(fraction, context)}`,
  nounAfter: (noun, whole, hasFraction) => (whole === '1' && !hasFraction ? noun.one : noun.many),
  ordinal: {
    ending: String.raw`\s?([°º]|ª|mo|ma|esimo|esima)(?![\p{L}\d])`,
    say: (digits, ending, { after }, context) =>
      ending === '°' && context.style === 'newsreader' && !/^\s\p{L}/u.test(after)
        ? undefined
        : agreeing(toOrdinal(BigInt(digits)), /^(?:ª|.*a)$/u.test(ending)),
  },
  minus: 'meno',
  plus: 'più',
  to: 'a',
  ratio: 'a',
  powers: ['al quadrato', 'al cubo', 'alla'],
  afternoon: /^\s?(?:del pomeriggio|di sera|della sera)/u,
  timeBefore: /(?:\b(?:ore|alle|dalle)|all['’])\s$/iu,
  netWords: ['edu', 'html'],
  genderOf: (after, digits) => (digits === '1' ? singularGender(after, ITALIAN_FEMININE, ITALIAN_WORDS_ON) : undefined),
  percent: 'percento',
  per: 'per',
  perUnits: { h: 'ora', s: 'secondo', anno: 'anno', mese: 'mese', giorno: 'giorno' },
  scales: {
    milione: noun('milione', 'milioni', 'masculine'),
    milioni: noun('milione', 'milioni', 'masculine'),
    mln: noun('milione', 'milioni', 'masculine'),
    miliardo: noun('miliardo', 'miliardi', 'masculine'),
    miliardi: noun('miliardo', 'miliardi', 'masculine'),
    mld: noun('miliardo', 'miliardi', 'masculine'),
    mila: noun('mila', 'mila', 'masculine'),
  },
  scaleOf: (currency) => `di ${currency}`,
  monthSpellings: monthSpellings(ITALIAN_CALENDAR),
  date: ({ day, month, year }, _, context) =>
    [
      Number(day) === 1 ? 'primo' : cardinal(String(Number(day)), context),
      MONTHS[month - 1],
      year === undefined ? undefined : cardinal(year, context),
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  hourMark: 'h|ore',
  clock({ hours, minutes, seconds }, context) {
    const hour = cardinal(hours, context).replace(/^uno$/u, 'una');
    if (seconds !== undefined)
      return `${hour} e ${counted(minutes ?? '0', MINUTE, context)} e ${counted(seconds, SECOND, context)}`;
    if (minutes === undefined || minutes === '0') return hour;
    return context.style === 'formal'
      ? `${hour} e ${counted(minutes, MINUTE, context)}`
      : `${hour} e ${cardinal(minutes, context)}`;
  },
  currencies: {
    ...currency(['€', 'eur'], 'euro', 'euro', 'masculine', 'centesimo', 'centesimi'),
    ...currency(['$', 'usd', 'us$'], 'dollaro', 'dollari', 'masculine', 'centesimo', 'centesimi'),
    ...currency(['£', 'gbp'], 'sterlina', 'sterline', 'feminine', 'penny', 'penny'),
    ...currency(['chf'], 'franco svizzero', 'franchi svizzeri', 'masculine', 'centesimo', 'centesimi'),
    ...currency(['¥', 'jpy'], 'yen', 'yen', 'masculine'),
  },
  moneyJoint: ' ',
  units: {
    ...metricUnits({
      bases: {
        m: noun('metro', 'metri', 'masculine'),
        g: noun('grammo', 'grammi', 'masculine'),
        l: noun('litro', 'litri', 'masculine'),
        t: noun('tonnellata', 'tonnellate', 'feminine'),
        W: noun('watt', 'watt', 'masculine'),
        Wh: noun('wattora', 'wattora', 'masculine'),
        Hz: noun('hertz', 'hertz', 'masculine'),
        V: noun('volt', 'volt', 'masculine'),
        J: noun('joule', 'joule', 'masculine'),
        Pa: noun('pascal', 'pascal', 'masculine'),
        B: noun('byte', 'byte', 'masculine'),
        s: SECOND,
      },
      prefixes: {
        k: 'chilo',
        c: 'centi',
        m: 'milli',
        μ: 'micro',
        n: 'nano',
        h: 'etto',
        M: 'mega',
        G: 'giga',
        T: 'tera',
      },
      square: (length) => ({ ...length, one: `${length.one} quadrato`, many: `${length.many} quadrati` }),
      cubic: (length) => ({ ...length, one: `${length.one} cubo`, many: `${length.many} cubi` }),
    }),
    h: noun('ora', 'ore', 'feminine'),
    min: MINUTE,
    ha: noun('ettaro', 'ettari', 'masculine'),
    '°C': noun('grado Celsius', 'gradi Celsius', 'masculine'),
    '°F': noun('grado Fahrenheit', 'gradi Fahrenheit', 'masculine'),
  },
  fraction(top, bottom, context) {
    if (Number(bottom) < 2) return undefined;
    const name = Number(bottom) === 2 ? 'mezzo' : toOrdinal(BigInt(bottom));
    return `${cardinal(top, context, 'masculine')} ${Number(top) === 1 ? name : name.replace(/o$/u, 'i')}`;
  },
  mixed: (whole, part) => `${whole} e ${part.replace(/^un (?=mezzo$)/u, '')}`,
  signs: {
    '&': 'e',
    '+': 'più',
    '=': 'uguale',
    '%': 'percento',
    '€': 'euro',
    $: 'dollari',
    '£': 'sterline',
    '×': 'per',
    '÷': 'diviso',
    '±': 'più o meno',
    '≈': 'circa',
    '°': 'gradi',
    '@': 'chiocciola',
    '−': 'meno',
  },
  netSigns: {
    '.': 'punto',
    '@': 'chiocciola',
    '/': 'slash',
    ':': 'due punti',
    '-': 'trattino',
    _: 'trattino basso',
    '?': 'punto interrogativo',
    '=': 'uguale',
    '&': 'e commerciale',
    '#': 'cancelletto',
    '+': 'più',
    '%': 'percento',
  },
  abbreviations: {
    'sig.': 'signor',
    'sig.ra': 'signora',
    'sig.na': 'signorina',
    'sigg.': 'signori',
    'dott.': 'dottor',
    'dott.ssa': 'dottoressa',
    'dr.': 'dottor',
    'prof.': 'professor',
    'prof.ssa': 'professoressa',
    'ing.': 'ingegner',
    'avv.': 'avvocato',
    'on.': 'onorevole',
    'p.za': 'piazza',
    'p.zza': 'piazza',
    'v.le': 'viale',
    'c.so': 'corso',
    'l.go': 'largo',
    'ecc.': 'eccetera',
    'es.': 'esempio',
    'p.es.': 'per esempio',
    'a.C.': 'avanti Cristo',
    'd.C.': 'dopo Cristo',
    'a. C.': 'avanti Cristo',
    'd. C.': 'dopo Cristo',
    'ca.': 'circa',
    'tel.': 'telefono',
    's.p.a.': 'società per azioni',
    's.r.l.': 'società a responsabilità limitata',
    'c.a.': 'corrente anno',
    'p.v.': 'prossimo venturo',
    'c.m.': 'corrente mese',
    'spett.le': 'spettabile',
    'gent.': 'gentile',
    'gent.mo': 'gentilissimo',
    'gent.ma': 'gentilissima',
    'egr.': 'egregio',
  },
  numbered: {
    'n.': 'numero',
    'n°': 'numero',
    'nr.': 'numero',
    'pag.': 'pagina',
    'pagg.': 'pagine',
    'p.': 'pagina',
    'cap.': 'capitolo',
    'art.': 'articolo',
    'vol.': 'volume',
    'fig.': 'figura',
  },
  roman(value, { before, after }, context) {
    if (/^\ssecol[oi]\b/u.test(after)) return toOrdinal(value);
    if (/^\s(?:guerra mondiale|Guerra [Mm]ondiale|Repubblica|edizione|giornata)(?!\p{L})/u.test(after))
      return agreeing(toOrdinal(value), true);
    if (/\b(?:capitolo|parte|volume|atto|guerra mondiale|articolo|titolo)\s$/iu.test(before))
      return cardinal(String(value), context);
    return /\b(?:secolo|secoli|Papa\s\p{L}+|re\s\p{L}+|Carlo|Luigi|Enrico|Filippo|Pio|Leone|Benedetto|Paolo|Vittorio Emanuele|Umberto|Elisabetta|Federico|Giovanni|Napoleone|Ferdinando|Francesco)\s$/u.test(
      before,
    ) && value > 1
      ? agreeing(toOrdinal(value), /Elisabetta/u.test(before))
      : undefined;
  },
};

/** Italian figures in words. */
export const ITALIAN_FIGURES = figuresLanguage(ITALIAN_WORDS);

function noun(one: string, many: string, gender: Gender): Noun {
  return { one, many, gender };
}

function currency(
  signs: readonly string[],
  one: string,
  many: string,
  gender: Gender,
  smallOne?: string,
  smallMany?: string,
): Readonly<Record<string, Money>> {
  const small = smallOne === undefined ? {} : { small: noun(smallOne, smallMany ?? smallOne, 'masculine') };
  return Object.fromEntries(signs.map((sign) => [sign, { ...noun(one, many, gender), ...small }]));
}

function counted(digits: string, unit: Noun, context: SpeakableContext): string {
  return `${cardinal(digits, context, unit.gender)} ${digits === '1' ? unit.one : unit.many}`;
}

/** The library's "e" before a last group is not said; the formal style parts thousands and hundreds and drops accents. */
function cardinal(digits: string, context: SpeakableContext, gender?: Gender): string {
  if (/^0\d/u.test(digits) || digits.length > 30) return [...digits].map((digit) => toCardinal(digit)).join(' ');
  if (digits === '1' && gender !== undefined) return gender === 'feminine' ? 'una' : 'un';
  const words = toCardinal(BigInt(digits)).replaceAll(' e ', ' ').replaceAll('trémila', 'tremila');
  if (context.style !== 'formal') return words;
  return words
    .replace(/(mila|mille|cento)(?=\p{Ll})/gu, '$1 ')
    .replaceAll('é', 'e')
    .replace(/^mila /u, 'mila');
}

function fractionDigits(fraction: string, context: SpeakableContext): string {
  if (/^0|\d{4}/u.test(fraction)) return [...fraction].map((digit) => toCardinal(digit)).join(' ');
  return cardinal(fraction, context);
}

function agreeing(ordinal: string, isFeminine: boolean): string {
  return isFeminine ? ordinal.replace(/o$/u, 'a') : ordinal;
}
