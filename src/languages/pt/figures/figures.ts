import { toCardinal, toOrdinal } from 'n2words/pt-PT';

import { PORTUGUESE_ABBREVIATIONS, PORTUGUESE_NUMBERED } from './abbreviations.js';
import { PORTUGUESE_CALENDAR } from '../calendar.js';
import { figuresLanguage } from '../../figures/figures-language.js';
import { asWritten, currency, noun, suffixed } from '../../figures/nouns.js';
import { monthNames, monthSpellings } from '../../figures/month-spellings.js';
import { metricUnits } from '../../figures/metric-units.js';
import type { Gender, LanguageWords, Noun } from '../../figures/language-words.js';
import { halfRule } from '../../figures/rules/half.js';
import { portugueseGender } from './gender.js';
import { portugueseOrdinal, portugueseRoman } from './roman.js';
import type { SpeakableContext } from '../../figures/speakable-rule.js';

const MONTHS = monthNames(PORTUGUESE_CALENDAR);
const HOUR = noun('hora', 'horas', 'feminine');
const MINUTE = noun('minuto', 'minutos', 'masculine');
const SECOND = noun('segundo', 'segundos', 'masculine');

const MIL: Noun = { one: 'mil', many: 'mil' };
const CENTAVO = noun('centavo', 'centavos', 'masculine');

const PORTUGUESE_WORDS: LanguageWords = {
  cardinal,
  year: (digits, context) => cardinal(digits, context),
  decimal: (whole, fraction, context) =>
    `${cardinal(whole, context)} vírgula ${[...fraction].map((digit) => toCardinal(digit)).join(' ')}`,
  nounAfter: (noun, whole, hasFraction) => (whole === '1' && !hasFraction ? noun.one : noun.many),
  ordinal: {
    ending: String.raw`\s?\.?(º|ª|°|(?<=\d)(?:os?|as?))(?![\p{L}\d]|\.\p{L})`,
    say: (digits, ending, { after }, context) =>
      (ending === '°' && context.style === 'newsreader' && !/^\s\p{L}/u.test(after)) ||
      (/^[oa]s?$/u.test(ending) && digits.length > 3)
        ? undefined
        : portugueseOrdinal(digits, /^(?:ª|as?)$/u.test(ending)),
  },
  minus: 'menos',
  plus: 'mais',
  to: 'a',
  ratio: 'a',
  powers: ['ao quadrado', 'ao cubo', 'elevado a'],
  afternoon: /^\s?da (?:tarde|noite)/u,
  timeBefore: /\bàs?\s$/iu,
  netWords: ['br', 'pt', 'usuario'],
  genderOf: portugueseGender,
  percent: 'por cento',
  per: 'por',
  weekdays: {
    short: {
      seg: 'segunda',
      ter: 'terça',
      qua: 'quarta',
      qui: 'quinta',
      sex: 'sexta',
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
      'ano trimestre mês semana dia noite hora minuto segundo pessoa habitante criança unidade litro quilo quilograma ' +
        'tonelada metro hectare barril garrafa domicílio jogo',
    ),
    h: 'hora',
    s: 'segundo',
    hab: 'habitante',
    'hab.': 'habitante',
  },
  coordinate: {
    minute: MINUTE,
    second: SECOND,
    directions: { N: 'norte', E: 'leste', L: 'leste', S: 'sul', O: 'oeste', W: 'oeste' },
  },
  scales: {
    milhão: noun('milhão', 'milhão', 'masculine'),
    milhões: noun('milhão', 'milhões', 'masculine'),
    mi: noun('milhão', 'milhões', 'masculine'),
    bilhão: noun('bilhão', 'bilhão', 'masculine'),
    bilhões: noun('bilhão', 'bilhões', 'masculine'),
    bi: noun('bilhão', 'bilhões', 'masculine'),
    trilhão: noun('trilhão', 'trilhões', 'masculine'),
    trilhões: noun('trilhão', 'trilhões', 'masculine'),
    mil: MIL,
  },
  scaleOf: (counted, scale) => (scale?.one === 'mil' ? counted : `de ${counted}`),
  monthSpellings: monthSpellings(PORTUGUESE_CALENDAR),
  dateJoint: 'de',
  date: ({ day, month, year }, _, context) =>
    [
      Number(day) === 1 ? 'primeiro' : cardinal(String(Number(day)), context),
      MONTHS[month - 1],
      year === undefined ? undefined : cardinal(year, context),
    ]
      .filter((part) => part !== undefined)
      .join(' de '),
  hourMark: 'h|hs|horas?',
  clockJoint: 'a',
  stoppedPair: 'time',
  clock({ hours, minutes, seconds }, context) {
    const hour = counted(hours, HOUR, context);
    if (seconds !== undefined && seconds !== '0')
      return `${hour} e ${counted(minutes ?? '0', MINUTE, context)} e ${counted(seconds, SECOND, context)}`;
    return minutes === undefined || minutes === '0' ? hour : `${hour} e ${cardinal(minutes, context)}`;
  },
  currencies: {
    ...currency(['r$', 'brl', 'reais'], noun('real', 'reais', 'masculine'), CENTAVO),
    ...currency(['$', 'us$', 'usd'], noun('dólar', 'dólares', 'masculine'), CENTAVO),
    ...currency(['€', 'eur', 'euro', 'euros'], noun('euro', 'euros', 'masculine'), CENTAVO),
    ...currency(['£', 'gbp'], noun('libra', 'libras', 'feminine'), CENTAVO),
    ...currency(['¥', 'jpy'], noun('iene', 'ienes', 'masculine')),
    ...currency(['chf'], noun('franco suíço', 'francos suíços', 'masculine'), noun('cêntimo', 'cêntimos', 'masculine')),
  },
  // Portugal divides the euro into cêntimos.
  currencyIn: (sign, language) =>
    language === 'pt-pt' && /^(?:€|eur|euros?)$/iu.test(sign)
      ? { ...noun('euro', 'euros', 'masculine'), small: noun('cêntimo', 'cêntimos', 'masculine') }
      : undefined,
  moneyJoint: ' e ',
  units: {
    ...metricUnits({
      bases: {
        m: noun('metro', 'metros', 'masculine'),
        g: noun('grama', 'gramas', 'masculine'),
        l: noun('litro', 'litros', 'masculine'),
        t: noun('tonelada', 'toneladas', 'feminine'),
        W: noun('watt', 'watts', 'masculine'),
        Wh: noun('watt-hora', 'watts-hora', 'masculine'),
        Hz: noun('hertz', 'hertz', 'masculine'),
        V: noun('volt', 'volts', 'masculine'),
        J: noun('joule', 'joules', 'masculine'),
        Pa: noun('pascal', 'pascais', 'masculine'),
        B: noun('byte', 'bytes', 'masculine'),
        s: SECOND,
      },
      prefixes: { k: 'quilo', m: 'mili' },
      square: (length) => suffixed(length, 'quadrado'),
      cubic: (length) => suffixed(length, 'cúbico'),
    }),
    km: noun('quilômetro', 'quilômetros', 'masculine'),
    cm: noun('centímetro', 'centímetros', 'masculine'),
    mm: noun('milímetro', 'milímetros', 'masculine'),
    'km²': noun('quilômetro quadrado', 'quilômetros quadrados', 'masculine'),
    km2: noun('quilômetro quadrado', 'quilômetros quadrados', 'masculine'),
    h: HOUR,
    min: MINUTE,
    ha: noun('hectare', 'hectares', 'masculine'),
    mph: noun('milha por hora', 'milhas por hora', 'feminine'),
    '°C': noun('grau Celsius', 'graus Celsius', 'masculine'),
    '°F': noun('grau Fahrenheit', 'graus Fahrenheit', 'masculine'),
    '°': noun('grau', 'graus', 'masculine'),
  },
  fraction(top, bottom, context) {
    const value = Number(bottom);
    if (value < 2) return undefined;
    const name =
      { 2: 'meio', 3: 'terço' }[value] ??
      (value <= 10 || (value <= 1000 && value % 10 === 0 && /^[1-9]0*$/u.test(bottom)) ? toOrdinal(value) : undefined);
    const isOne = Number(top) === 1;
    if (name === undefined) return `${cardinal(top, context)} ${cardinal(bottom, context)} avos`;
    return `${cardinal(top, context, 'masculine')} ${isOne ? name : `${name}s`}`;
  },
  mixed: (whole, part) => `${whole} e ${part.replace(/^um (?=meio$)/u, '')}`,
  dayBefore:
    /(?<!\p{L})(?:dias?|em|até|desde|feira,?|sábado|domingo|(?:feira|segunda|terça|quarta|quinta|sexta|sábado|domingo)\s\()\s?$/iu,
  reference: {
    joint: 'barra',
    yearJoint: 'de',
    label: /(?<!\p{L})(?:n\.?º|n°|nº|n\.|número|pág\.|página|art\.|artigo|lei|decreto|processo|edital)\s?$/iu,
  },
  signs: {
    x: 'a',
    '&': 'e',
    '+': 'mais',
    '=': 'igual a',
    '%': 'por cento',
    '€': 'euros',
    $: 'dólares',
    '£': 'libras',
    '×': 'vezes',
    '÷': 'dividido por',
    '±': 'mais ou menos',
    '≈': 'aproximadamente',
    '°': 'graus',
    '@': 'arroba',
    '−': 'menos',
  },
  netSigns: {
    '.': 'ponto',
    '@': 'arroba',
    '/': 'barra',
    ':': 'dois pontos',
    '-': 'hífen',
    _: 'sublinhado',
    '?': 'interrogação',
    '=': 'igual',
    '&': 'e comercial',
    '#': 'cerquilha',
    '+': 'mais',
    '%': 'por cento',
  },
  abbreviations: PORTUGUESE_ABBREVIATIONS,
  numbered: PORTUGUESE_NUMBERED,
  roman: (value, around, context) => portugueseRoman(value, around, (digits) => cardinal(digits, context)),
};

/** Portuguese figures in words: Brazilian, unless the language tag says Portugal. */
export const PORTUGUESE_FIGURES = figuresLanguage(PORTUGUESE_WORDS, [
  halfRule({
    masculine: 'meio',
    feminine: 'meia',
    joint: ' ',
    and: 'e',
    genderOf: (word) => portugueseGender(` ${word}`, word.endsWith('s') ? '2' : '1'),
    cardinal,
  }),
]);

function counted(digits: string, unit: Noun, context: SpeakableContext): string {
  return `${cardinal(digits, context, unit.gender)} ${digits === '1' ? unit.one : unit.many}`;
}

function cardinal(digits: string, context: SpeakableContext, gender?: Gender): string {
  if (/^0\d/u.test(digits) || digits.length > 18) return [...digits].map((digit) => toCardinal(digit)).join(' ');
  const words = context.language === 'pt-pt' ? toCardinal(BigInt(digits)) : brazilian(BigInt(digits));
  if (gender !== 'feminine') return words;
  // Millions are masculine whatever they count.
  const [, millions = '', rest = ''] = /^(.*ilh(?:ão|ões)\s)?(.*)$/u.exec(words) ?? [];
  return (
    millions +
    rest
      .replace(/\bum$/u, 'uma')
      .replace(/\bum(?= mil)/u, 'uma')
      .replace(/\bdois(?= mil|$)/gu, 'duas')
      .replace(/entos\b/gu, 'entas')
  );
}

/** Brazil counts thousand millions as "bilhões"; below a million both countries count alike. */
function brazilian(value: bigint): string {
  const parts: string[] = [];
  let rest = value;
  for (const [size, one, many] of LARGE) {
    const count = rest / size;
    rest %= size;
    if (count > 0n) parts.push(`${brazilianSpelling(toCardinal(count))} ${count === 1n ? one : many}`);
  }
  if (parts.length === 0) return brazilianSpelling(toCardinal(rest));
  if (rest === 0n) return parts.join(' ');
  const isJoined = rest <= 100n || (rest < 1000n && rest % 100n === 0n) || rest === 1000n;
  return `${parts.join(' ')} ${isJoined ? 'e ' : ''}${brazilianSpelling(toCardinal(rest))}`;
}

const LARGE: readonly (readonly [bigint, string, string])[] = [
  [10n ** 15n, 'quatrilhão', 'quatrilhões'],
  [10n ** 12n, 'trilhão', 'trilhões'],
  [10n ** 9n, 'bilhão', 'bilhões'],
  [10n ** 6n, 'milhão', 'milhões'],
];

function brazilianSpelling(words: string): string {
  return words
    .replaceAll('dezasseis', 'dezesseis')
    .replaceAll('dezassete', 'dezessete')
    .replaceAll('dezanove', 'dezenove');
}
