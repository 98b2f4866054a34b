import { toCardinal, toOrdinal } from 'n2words/pt-PT';

import { PORTUGUESE_ABBREVIATIONS, PORTUGUESE_NUMBERED } from './abbreviations.js';
import { PORTUGUESE_CALENDAR } from '../calendar.js';
import { figuresLanguage } from '../../figures/figures-language.js';
import { monthNames, monthSpellings } from '../../figures/month-spellings.js';
import { metricUnits } from '../../figures/metric-units.js';
import type { Gender, LanguageWords, Money, Noun } from '../../figures/language-words.js';
import { pluralGender, singularGender } from '../../figures/plural-gender.js';
import type { SpeakableContext } from '../../figures/speakable-rule.js';

const MONTHS = monthNames(PORTUGUESE_CALENDAR);
const HOUR = noun('hora', 'horas', 'feminine');
const MINUTE = noun('minuto', 'minutos', 'masculine');
const SECOND = noun('segundo', 'segundos', 'masculine');

const PORTUGUESE_FEMININE =
  /(?:[^m]a|ção|são|dade|tude|mulher|vez|noite|parte|gente|morte|mão|nave|chave|série|cidade)$/u;
/** Words that go on after a number by itself. */
const PORTUGUESE_WORDS_ON =
  /^(?:de|do|da|ao?|à|e|o|ou|em|que|por|para|com|sem|se|é|foi|era|são|até|como|contra|mais|menos|já|não|os|as|um|uma|no|na|dia|mapa|mil|milhão|milhões|bilhão|bilhões)$/u;

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
        : agreeing(toOrdinal(BigInt(digits)), /^(?:ª|as?)$/u.test(ending)),
  },
  minus: 'menos',
  plus: 'mais',
  to: 'a',
  ratio: 'a',
  powers: ['ao quadrado', 'ao cubo', 'elevado a'],
  afternoon: /^\s?da (?:tarde|noite)/u,
  timeBefore: /\bàs?\s$/iu,
  netWords: ['br', 'pt', 'usuario'],
  genderOf: (after, digits) =>
    (digits === '1' ? singularGender(after, PORTUGUESE_FEMININE, PORTUGUESE_WORDS_ON) : undefined) ??
    (/^\s(?:mil\s)?(?:mulheres|vezes|horas|partes|noites|cidades|ações|nações|\p{Ll}+(?:dades|ções|sões))(?!\p{L})/u.test(
      after,
    )
      ? 'feminine'
      : undefined) ??
    pluralGender(
      after,
      'as',
      /^(?:dias|problemas|programas|sistemas|temas|idiomas|poemas|planetas|mapas|dramas|diplomas|quilogramas|gramas)$/u,
    ),
  percent: 'por cento',
  per: 'por',
  perUnits: { h: 'hora', s: 'segundo', ano: 'ano', mês: 'mês', dia: 'dia', hab: 'habitante' },
  scales: {
    milhão: noun('milhão', 'milhão', 'masculine'),
    milhões: noun('milhão', 'milhões', 'masculine'),
    mi: noun('milhão', 'milhões', 'masculine'),
    bilhão: noun('bilhão', 'bilhão', 'masculine'),
    bilhões: noun('bilhão', 'bilhões', 'masculine'),
    bi: noun('bilhão', 'bilhões', 'masculine'),
    trilhão: noun('trilhão', 'trilhões', 'masculine'),
    trilhões: noun('trilhão', 'trilhões', 'masculine'),
    mil: noun('mil', 'mil', 'masculine'),
  },
  scaleOf: (currency) => `de ${currency}`,
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
  stoppedPair: 'time',
  clock({ hours, minutes, seconds }, context) {
    const hour = counted(hours, HOUR, context);
    if (seconds !== undefined && seconds !== '0')
      return `${hour} e ${counted(minutes ?? '0', MINUTE, context)} e ${counted(seconds, SECOND, context)}`;
    return minutes === undefined || minutes === '0' ? hour : `${hour} e ${cardinal(minutes, context)}`;
  },
  currencies: {
    ...currency(['r$', 'brl'], 'real', 'reais', 'masculine', 'centavo', 'centavos'),
    ...currency(['$', 'us$', 'usd'], 'dólar', 'dólares', 'masculine', 'centavo', 'centavos'),
    ...currency(['€', 'eur'], 'euro', 'euros', 'masculine', 'centavo', 'centavos'),
    ...currency(['£', 'gbp'], 'libra', 'libras', 'feminine', 'centavo', 'centavos'),
    ...currency(['¥', 'jpy'], 'iene', 'ienes', 'masculine'),
    ...currency(['chf'], 'franco suíço', 'francos suíços', 'masculine', 'cêntimo', 'cêntimos'),
  },
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
      prefixes: {
        k: 'quilo',
        c: 'centi',
        m: 'mili',
        μ: 'micro',
        n: 'nano',
        h: 'hecto',
        M: 'mega',
        G: 'giga',
        T: 'tera',
      },
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
  roman(value, { before, after }, context) {
    if (/^\s(?:Guerra Mundial|República|Conferência|Cúpula|Cimeira|edição|Copa)(?!\p{L})/iu.test(after))
      return agreeing(toOrdinal(value), true);
    if (
      /\b(?:séculos?(?:\s[IVXLC]+,?(?:\se|\s?[-–]|,))?|capítulo|tomo|parte|volume|título|ato|guerra mundial)\s$/iu.test(
        before,
      )
    )
      return cardinal(String(value), context);
    if (
      !/\b(?:João|Pedro|Carlos|Afonso|Henrique|Filipe|Luís|Paulo|Bento|Pio|Leão|Manuel|Maria|Isabel|Elizabeth|Napoleão|rei\s\p{L}+|rainha\s\p{L}+|papa\s\p{L}+)\s$/u.test(
        before,
      )
    )
      return undefined;
    return value <= 10
      ? agreeing(toOrdinal(value), /Maria|Isabel|Elizabeth|rainha/u.test(before))
      : cardinal(String(value), context);
  },
};

/** Portuguese figures in words: Brazilian, unless the language tag says Portugal. */
export const PORTUGUESE_FIGURES = figuresLanguage(PORTUGUESE_WORDS);

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

function suffixed(length: Noun, word: string): Noun {
  return { ...length, one: `${length.one} ${word}`, many: `${length.many} ${word}s` };
}

function counted(digits: string, unit: Noun, context: SpeakableContext): string {
  return `${cardinal(digits, context, unit.gender)} ${digits === '1' ? unit.one : unit.many}`;
}

function cardinal(digits: string, context: SpeakableContext, gender?: Gender): string {
  if (/^0\d/u.test(digits) || digits.length > 18) return [...digits].map((digit) => toCardinal(digit)).join(' ');
  const words = context.language === 'pt-pt' ? toCardinal(BigInt(digits)) : brazilian(BigInt(digits));
  if (gender !== 'feminine') return words;
  return words
    .replace(/\bum$/u, 'uma')
    .replace(/\bdois$/u, 'duas')
    .replace(/entos\b/gu, 'entas');
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

function agreeing(ordinal: string, isFeminine: boolean): string {
  return isFeminine ? ordinal.replace(/o(?= |$)/gu, 'a') : ordinal;
}
