import { toCardinal } from 'n2words/es-ES';

import { SPANISH_ABBREVIATIONS, SPANISH_NUMBERED } from './abbreviations.js';
import { SPANISH_CALENDAR } from '../calendar.js';
import { figuresLanguage } from '../../figures/figures-language.js';
import { asWritten, noun, suffixed } from '../../figures/nouns.js';
import { monthNames, monthSpellings } from '../../figures/month-spellings.js';
import { metricUnits } from '../../figures/metric-units.js';
import type { Gender, LanguageWords, Noun } from '../../figures/language-words.js';
import { halfRule } from '../../figures/rules/half.js';
import type { SpeakableContext } from '../../figures/speakable-rule.js';
import { SPANISH_CURRENCIES, spanishCurrencyIn } from './currencies.js';
import { spanishFraction, spanishPart } from './fraction.js';
import { spanishGender } from './gender.js';
import { spanishOrdinal } from './ordinal.js';
import { spanishRoman } from './roman.js';

const MONTHS = monthNames(SPANISH_CALENDAR);

const MIL: Noun = { one: 'mil', many: 'mil' };
const HOUR = noun('hora', 'horas', 'feminine');
const MINUTE = noun('minuto', 'minutos', 'masculine');
const SECOND = noun('segundo', 'segundos', 'masculine');

const SPANISH_WORDS: LanguageWords = {
  cardinal,
  year: (digits, context) => cardinal(digits, context),
  decimal: (whole, fraction, context, gender) =>
    `${cardinal(whole, context)} coma ${gender === 'masculine' ? fractionDigits(fraction).replace(/uno$/u, 'un') : fractionDigits(fraction)}`,
  nounAfter: (noun, whole, hasFraction) => (whole === '1' && !hasFraction ? noun.one : noun.many),
  ordinal: {
    ending: String.raw`(?:\s?\.?\s?(ᵉʳ|[ºª°]|er|ero|era|ro|ra|do|da|to|ta|mo|ma|no|na|vo|va)(?![\p{L}\d]))`,
    say: (digits, ending, { after }, context) =>
      ending === '°' && context.style === 'newsreader' && !/^\s\p{Ll}/u.test(after)
        ? undefined
        : spanishOrdinal(
            Number(digits),
            /^(?:ª|.*a)$/u.test(ending) ? 'feminine' : 'masculine',
            /^(?:ᵉʳ|er)$/u.test(ending),
          ),
  },
  minus: 'menos',
  plus: 'más',
  to: 'a',
  ratio: 'a',
  powers: ['al cuadrado', 'al cubo', 'elevado a'],
  afternoon: /^\s?de la (?:tarde|noche)/u,
  timeBefore: /(?<!\p{L})(?:a|de|desde|hasta|hacia|sobre|entre|y)\slas?\s$/iu,
  netSpelled: ['amazon'],
  netWords: ['gob'],
  genderOf: spanishGender,
  telephoneBefore: /(?:tel[ée]fono|tel\.|llam\p{L}+|whatsapp)\P{L}{0,3}(?:(?:al|en el)\s)?(?:número\s)?$/iu,
  percent: 'por ciento',
  per: 'por',
  weekdays: {
    short: {
      lun: 'lunes',
      mar: 'martes',
      mié: 'miércoles',
      mie: 'miércoles',
      jue: 'jueves',
      vie: 'viernes',
      sáb: 'sábado',
      sab: 'sábado',
      dom: 'domingo',
    },
    from: 'de',
    to: 'a',
    opener: /(?<!\p{L})de\s$/iu,
  },
  perUnits: {
    ...asWritten(
      'año trimestre mes semana día noche hora minuto segundo persona habitante niño unidad litro kilo kilogramo ' +
        'tonelada metro kilómetro hectárea barril botella hogar partido',
    ),
    s: 'segundo',
    h: 'hora',
    min: 'minuto',
    hab: 'habitante',
    'hab.': 'habitante',
  },
  coordinate: {
    degree: noun('grado', 'grados', 'masculine'),
    minute: MINUTE,
    second: SECOND,
    directions: { N: 'norte', E: 'este', S: 'sur', O: 'oeste', W: 'oeste' },
  },
  scales: {
    mdd: noun('millón de dólares', 'millones de dólares', 'masculine'),
    millón: noun('millón', 'millones', 'masculine'),
    millones: noun('millón', 'millones', 'masculine'),
    'mill.': noun('millón', 'millones', 'masculine'),
    billón: noun('billón', 'billones', 'masculine'),
    billones: noun('billón', 'billones', 'masculine'),
    mil: MIL,
  },
  scaleOf: (counted, scale) => (scale?.one === 'mil' ? counted : `de ${counted}`),
  monthSpellings: monthSpellings(SPANISH_CALENDAR),
  dateJoint: 'de',
  date({ day, month, year }, _, context) {
    const dayWords =
      Number(day) === 1 && context.language !== 'es-es' ? 'primero' : cardinal(String(Number(day)), context);
    const joint = year !== undefined && /^20/u.test(year) ? 'del' : 'de';
    return `${dayWords} de ${MONTHS[month - 1]}${year === undefined ? '' : ` ${context.style === 'formal' ? joint : 'de'} ${cardinal(year, context)}`}`;
  },
  hourMark: 'h|hs|horas?',
  clockJoint: 'a',
  stoppedPair: 'time',
  clock({ hours, minutes, seconds }, context) {
    if (seconds !== undefined && seconds !== '0')
      return `${counted(hours, HOUR, context)} ${counted(minutes ?? '0', MINUTE, context)} y ${counted(seconds, SECOND, context)}`;
    const hour = cardinal(hours, context, 'feminine').replace(/ún$/u, 'una');
    if (minutes === undefined || minutes === '0') return hour;
    return `${hour} y ${cardinal(minutes, context)}`;
  },
  halves: ['de la mañana', 'de la tarde'],
  currencies: SPANISH_CURRENCIES,
  currencyIn: spanishCurrencyIn,
  moneyJoint: ' ',
  units: {
    ...metricUnits({
      bases: {
        m: noun('metro', 'metros', 'masculine'),
        g: noun('gramo', 'gramos', 'masculine'),
        l: noun('litro', 'litros', 'masculine'),
        t: noun('tonelada', 'toneladas', 'feminine'),
        W: noun('vatio', 'vatios', 'masculine'),
        Wh: noun('vatio hora', 'vatios hora', 'masculine'),
        Hz: noun('hercio', 'hercios', 'masculine'),
        V: noun('voltio', 'voltios', 'masculine'),
        J: noun('julio', 'julios', 'masculine'),
        Pa: noun('pascal', 'pascales', 'masculine'),
        B: noun('byte', 'bytes', 'masculine'),
        s: noun('segundo', 'segundos', 'masculine'),
      },
      prefixes: { m: 'mili' },
      square: (length) => suffixed(length, 'cuadrado'),
      cubic: (length) => suffixed(length, 'cúbico'),
    }),
    km: noun('kilómetro', 'kilómetros', 'masculine'),
    cm: noun('centímetro', 'centímetros', 'masculine'),
    mm: noun('milímetro', 'milímetros', 'masculine'),
    'km²': noun('kilómetro cuadrado', 'kilómetros cuadrados', 'masculine'),
    km2: noun('kilómetro cuadrado', 'kilómetros cuadrados', 'masculine'),
    h: HOUR,
    min: MINUTE,
    ha: noun('hectárea', 'hectáreas', 'feminine'),
    mph: noun('milla por hora', 'millas por hora', 'feminine'),
    kph: noun('kilómetro por hora', 'kilómetros por hora', 'masculine'),
    mi: noun('milla', 'millas', 'feminine'),
    ft: noun('pie', 'pies', 'masculine'),
    lb: noun('libra', 'libras', 'feminine'),
    oz: noun('onza', 'onzas', 'feminine'),
    '°C': noun('grado Celsius', 'grados Celsius', 'masculine'),
    '° C': noun('grado Celsius', 'grados Celsius', 'masculine'),
    '°F': noun('grado Fahrenheit', 'grados Fahrenheit', 'masculine'),
    '°K': noun('grado Kelvin', 'grados Kelvin', 'masculine'),
    '° k': noun('grado kelvin', 'grados kelvin', 'masculine'),
  },
  fraction: (top, bottom, context, { after }) =>
    spanishPart(top, bottom, after, (digits) => cardinal(digits, context, 'feminine')) ??
    spanishFraction(top, bottom, (digits, gender) => cardinal(digits, context, gender)),
  mixed: (whole, part) => `${whole} y ${part.replace(/^un (?=medio$)/u, '')}`,
  fractionOfUnit({ whole, top, bottom, unit }, context) {
    const isHalf = top === '1' && bottom === '2';
    const half = unit.gender === 'feminine' ? 'media' : 'medio';
    const part = isHalf ? half : spanishFraction(top, bottom, (digits, gender) => cardinal(digits, context, gender));
    if (part === undefined) return undefined;
    const name = isHalf ? (whole === undefined || whole === '1' ? unit.one : unit.many) : `de ${unit.one}`;
    return `${whole === undefined ? '' : `${cardinal(whole, context, unit.gender)} y `}${part} ${name}`;
  },
  dayBefore: /(?<!\p{L})(?:días?|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\s\(?$/iu,
  reference: {
    joint: 'barra',
    label: /(?<!\p{L})(?:n\.?º|n°|nº|núm\.|número|pág\.|página|art\.|artículo|ley|decreto|sentencia|expediente)\s?$/iu,
  },
  signs: {
    '&': 'y',
    '+': 'más',
    '=': 'igual a',
    '%': 'por ciento',
    '€': 'euros',
    $: 'dólares',
    '£': 'libras',
    '×': 'por',
    '÷': 'dividido por',
    '±': 'más o menos',
    '≈': 'aproximadamente',
    '°': 'grados',
    '§': 'párrafo',
    '@': 'arroba',
    '−': 'menos',
  },
  netSigns: {
    '.': 'punto',
    '@': 'arroba',
    '/': 'barra',
    ':': 'dos puntos',
    '-': 'guion',
    _: 'guion bajo',
    '?': 'signo de interrogación',
    '=': 'igual',
    '&': 'y',
    '#': 'numeral',
    '+': 'más',
    '%': 'por ciento',
    '|': 'barra vertical',
    '^': 'acento circunflejo',
    '~': 'virgulilla',
    '*': 'asterisco',
  },
  abbreviations: SPANISH_ABBREVIATIONS,
  numbered: SPANISH_NUMBERED,
  roman: (value, around, context) => spanishRoman(value, around, context.style, (digits) => cardinal(digits, context)),
};

/** Spanish figures in words. */
export const SPANISH_FIGURES = figuresLanguage(SPANISH_WORDS, [
  halfRule({
    masculine: 'medio',
    feminine: 'media',
    joint: ' ',
    and: 'y',
    genderOf: (word) => spanishGender(` ${word}`, word.endsWith('s') ? '2' : '1'),
    cardinal,
  }),
]);

function counted(digits: string, unit: Noun, context: SpeakableContext): string {
  return `${cardinal(digits, context, unit.gender)} ${digits === '1' ? unit.one : unit.many}`;
}

/** Before a masculine noun "uno" is cut short; before a feminine one the hundreds agree as well. */
function cardinal(digits: string, _: SpeakableContext, gender?: Gender): string {
  if (/^0\d/u.test(digits) || digits.length > 30) return [...digits].map((digit) => toCardinal(digit)).join(' ');
  const words = shortened(
    accented(toCardinal(BigInt(digits), { gender: gender === 'feminine' ? 'feminine' : 'masculine' })),
  );
  if (gender === 'feminine' && digits === '1') return 'una';
  if (gender === 'feminine')
    return words
      .replace(/cienta(?= )/gu, 'ciento')
      .replace(/(?<=cient|quinient|setecient|novecient)os(?= mil)(?!.*mill)/gu, 'as');
  return gender === 'masculine' ? words.replace(/veintiuno$/u, 'veintiún').replace(/uno$/u, 'un') : words;
}

/** Before "mil" and "millones" the last "uno" is cut short as well. */
function shortened(words: string): string {
  return words.replace(/veintiuno(?= mil)/gu, 'veintiún').replace(/(?<=y |ciento )uno(?= mil)/gu, 'un');
}

/** The accents that the library leaves out. */
function accented(words: string): string {
  return words.replace(
    /\b(dieci|veinti)(seis|dos|tres)\b/gu,
    (_, ten: string, unit: string) => ten + unit.replace(/e(?=i?s)/u, 'é').replace('o', 'ó'),
  );
}

/** "coma cincuenta y tres treinta y dos": figures after the comma are said in pairs, a leading zero by itself. */
function fractionDigits(fraction: string): string {
  const pairs = fraction.match(/\d\d?/gu) ?? [];
  return pairs
    .map((pair) => (pair.startsWith('0') ? [...pair].map((digit) => toCardinal(digit)).join(' ') : toCardinal(pair)))
    .join(' ');
}
