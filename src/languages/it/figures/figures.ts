import { ITALIAN_CALENDAR } from '../calendar.js';
import { figuresLanguage } from '../../figures/figures-language.js';
import { currency, noun } from '../../figures/nouns.js';
import { monthNames, monthSpellings } from '../../figures/month-spellings.js';
import { metricUnits } from '../../figures/metric-units.js';
import type { Around, Figure, LanguageWords, Noun } from '../../figures/language-words.js';
import type { SpeakableContext } from '../../figures/speakable-rule.js';
import { italianGender, ITALIAN_HALF, ITALIAN_ONE } from './gender.js';
import { italianCardinal as cardinal, italianDigits, italianOrdinal } from './numerals.js';
import { ITALIAN_PER_UNITS, ITALIAN_PRICE_RATES } from './rates.js';
import { italianRoman } from './roman.js';

const MONTHS = monthNames(ITALIAN_CALENDAR);
const MILA = noun('mila', 'mila', 'masculine');
const MINUTE = noun('minuto', 'minuti', 'masculine');
const SECOND = noun('secondo', 'secondi', 'masculine');

const ITALIAN_WORDS: LanguageWords = {
  cardinal,
  year: (digits, context) => cardinal(digits, context),
  decimal: (whole, fraction, context) => `${cardinal(whole, context)} virgola ${fractionDigits(fraction, context)}`,
  nounAfter: (noun, whole, hasFraction) => (whole === '1' && !hasFraction ? noun.one : noun.many),
  ordinal: {
    ending: String.raw`\s?([°º]|ª|\^(?=\s\p{L})|mo|ma|esimo|esima|enn(?:[ei]|ale|ali|io)|['’′](?=[\s.,;)]|$))(?![\p{L}\d])`,
    say: italianOrdinalIn,
  },
  minus: 'meno',
  plus: 'più',
  to: 'a',
  ratio: 'a',
  powers: ['al quadrato', 'al cubo', 'alla'],
  afternoon: /^\s?(?:del pomeriggio|di sera|della sera)/u,
  timeBefore: /(?:\b(?:ore|alle|dalle)|all['’])\s$/iu,
  netWords: ['edu', 'html'],
  genderOf: (after, digits) => (digits === '1' ? italianGender(after) : undefined),
  asked,
  percent: 'percento',
  per: 'per',
  rates: { h: "all'ora" },
  weekdays: {
    short: {
      lun: 'lunedì',
      mar: 'martedì',
      mer: 'mercoledì',
      gio: 'giovedì',
      ven: 'venerdì',
      sab: 'sabato',
      dom: 'domenica',
    },
    from: 'da',
    to: 'a',
    opener: /(?<!\p{L})da\s$/iu,
  },
  perUnits: ITALIAN_PER_UNITS,
  priceRates: ITALIAN_PRICE_RATES,
  coordinate: {
    degree: noun('grado', 'gradi', 'masculine'),
    minute: noun('primo', 'primi', 'masculine'),
    second: SECOND,
    directions: { N: 'nord', E: 'est', S: 'sud', O: 'ovest', W: 'ovest' },
  },
  scales: {
    milione: noun('milione', 'milioni', 'masculine'),
    milioni: noun('milione', 'milioni', 'masculine'),
    mln: noun('milione', 'milioni', 'masculine'),
    miliardo: noun('miliardo', 'miliardi', 'masculine'),
    miliardi: noun('miliardo', 'miliardi', 'masculine'),
    mld: noun('miliardo', 'miliardi', 'masculine'),
    mila: MILA,
  },
  scaleOf: (counted, scale) => (scale === MILA ? counted : `di ${counted}`),
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
  clockJoint: 'a',
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
    ...currency(['€', 'eur', 'euro'], noun('euro', 'euro', 'masculine'), noun('centesimo', 'centesimi', 'masculine')),
    ...currency(
      ['$', 'usd', 'us$'],
      noun('dollaro', 'dollari', 'masculine'),
      noun('centesimo', 'centesimi', 'masculine'),
    ),
    ...currency(['£', 'gbp'], noun('sterlina', 'sterline', 'feminine'), noun('penny', 'penny', 'masculine')),
    ...currency(
      ['chf'],
      noun('franco svizzero', 'franchi svizzeri', 'masculine'),
      noun('centesimo', 'centesimi', 'masculine'),
    ),
    ...currency(['¥', 'jpy'], noun('yen', 'yen', 'masculine')),
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
      prefixes: { k: 'chilo', h: 'etto' },
      square: (length) => ({ ...length, one: `${length.one} quadrato`, many: `${length.many} quadrati` }),
      cubic: (length) => ({ ...length, one: `${length.one} cubo`, many: `${length.many} cubi` }),
    }),
    h: noun('ora', 'ore', 'feminine'),
    min: MINUTE,
    mq: noun('metro quadrato', 'metri quadrati', 'masculine'),
    kmq: noun('chilometro quadrato', 'chilometri quadrati', 'masculine'),
    mc: noun('metro cubo', 'metri cubi', 'masculine'),
    CV: noun('cavallo', 'cavalli', 'masculine'),
    ha: noun('ettaro', 'ettari', 'masculine'),
    '°C': noun('grado Celsius', 'gradi Celsius', 'masculine'),
    '°F': noun('grado Fahrenheit', 'gradi Fahrenheit', 'masculine'),
  },
  fraction(top, bottom, context) {
    if (Number(bottom) < 2) return undefined;
    const name = Number(bottom) === 2 ? 'mezzo' : italianOrdinal(bottom, 'masculine');
    return `${cardinal(top, context, 'masculine')} ${Number(top) === 1 ? name : name.replace(/o$/u, 'i')}`;
  },
  fractionOfUnit({ whole, top, bottom, unit }, context) {
    if (top !== '1' || bottom !== '2') return undefined;
    const half = unit.gender === 'feminine' ? 'mezza' : 'mezzo';
    return whole === undefined ? `${half} ${unit.one}` : `${counted(whole, unit, context)} e ${half}`;
  },
  mixed: (whole, part) => `${whole} e ${part.replace(/^un (?=mezzo$)/u, '')}`,
  dayBefore: /(?<!\p{L})(?:giorni?|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)\s\(?$/iu,
  reference: {
    joint: 'barra',
    yearJoint: 'del',
    label:
      /(?<!\p{L})(?:nn?\.|n°|nr\.|numero|pag\.|pagina|protocollo|prot\.|legge|decreto|sentenza|artt?\.|articolo)\s?$/iu,
  },
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
    'artt.': 'articoli',
  },
  roman: italianRoman,
};

/** Italian figures in words. */
export const ITALIAN_FIGURES = figuresLanguage(ITALIAN_WORDS, [ITALIAN_ONE, ITALIAN_HALF]);

function counted(digits: string, unit: Noun, context: SpeakableContext): string {
  return `${cardinal(digits, context, unit.gender)} ${digits === '1' ? unit.one : unit.many}`;
}

function fractionDigits(fraction: string, context: SpeakableContext): string {
  if (/^0|\d{4}/u.test(fraction)) return italianDigits(fraction);
  return cardinal(fraction, context);
}

/** "un'ora", "ventun ettari", "duecentomila": a number that grows together with what it counts. */
function asked({ sign, whole, fraction }: Figure, noun: Noun | undefined, around: Around, context: SpeakableContext) {
  if (sign !== '' || fraction !== undefined) return undefined;
  if (noun === MILA) return cardinal(`${whole}000`, context);
  const next = noun === undefined ? (/^\s(\p{Ll}+)(?!\p{L})/u.exec(around.after)?.[1] ?? '') : noun.many;
  if (noun !== undefined && whole === '1' && /^[aeiou]/iu.test(noun.one) && noun.gender === 'feminine')
    return `un'${noun.one}`;
  const isElided = /[2-9]1$/u.test(whole) && /^[aeiou]\p{Ll}*i$/u.test(next);
  return isElided
    ? `${cardinal(whole, context).replace(/uno$/u, 'un')}${noun === undefined ? '' : ` ${next}`}`
    : undefined;
}

/** `3º`, `la 3^`, `il 5° posto`, `al 90'`, `25enne`. */
function italianOrdinalIn(digits: string, ending: string, { before, after }: Around, context: SpeakableContext) {
  if (ending.startsWith('enn'))
    return (
      cardinal(digits, context)
        .replace(/é$/u, 'e')
        .replace(/[aio]$|(?<!tr)e$/u, '') + ending
    );
  if (/['’′]/u.test(ending))
    return digits.length < 4 && /(?<!\p{L})(?:il|al|dal|del|nel|sul)\s$/iu.test(before)
      ? italianOrdinal(digits, 'masculine')
      : undefined;
  if (ending === '°' && context.style === 'newsreader' && !/^\s\p{L}/u.test(after)) return undefined;
  return italianOrdinal(digits, /^(?:ª|\^|.*a)$/u.test(ending) ? 'feminine' : 'masculine');
}
