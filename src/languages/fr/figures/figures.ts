import { toCardinal } from 'n2words/fr-FR';

import { FRENCH_CALENDAR } from '../calendar.js';
import { figuresLanguage } from '../../figures/figures-language.js';
import { currency, noun, suffixed } from '../../figures/nouns.js';
import { FRENCH_PER_UNITS, FRENCH_WEEKDAYS } from './names.js';
import { monthNames, monthSpellings } from '../../figures/month-spellings.js';
import { metricUnits } from '../../figures/metric-units.js';
import type { LanguageWords, Noun } from '../../figures/language-words.js';
import { frenchCardinal as cardinal, frenchOrdinal } from './numerals.js';
import { FRENCH_FEMININE, FRENCH_RULES } from './rules.js';
import type { SpeakableContext } from '../../figures/speakable-rule.js';

const MONTHS = monthNames(FRENCH_CALENDAR);

const CENTIME = noun('centime', 'centimes', 'masculine');
const CENT = noun('cent', 'cents', 'masculine');

const FRENCH_WORDS: LanguageWords = {
  cardinal,
  year: (digits, context) => cardinal(digits, context),
  decimal: (whole, fraction, context) => `${cardinal(whole, context)} virgule ${fractionWords(fraction)}`,
  nounAfter: (noun, whole, hasFraction) =>
    Number(whole) < 2 && (!hasFraction || Number(whole) < 2) ? noun.one : noun.many,
  ordinal: {
    ending: String.raw`\s?(er|ers|re|ère|nde|nd|de|ème|èmes|ième|ièmes|es|e|ᵉʳ|ʳᵉ|ᵉ|°)(?![\p{L}\d])`,
    say(digits, ending, { after }, context) {
      if (ending === '°')
        return context.style === 'formal' && after.trim() === '' ? frenchOrdinal(digits, context) : undefined;
      if (digits === '1') return /^(?:re|ère|ʳᵉ)$/u.test(ending) ? 'première' : 'premier';
      if (digits === '2' && /^n?de?$/u.test(ending)) return ending === 'nd' ? 'second' : 'seconde';
      return frenchOrdinal(digits, context) + (/s$/u.test(ending) ? 's' : '');
    },
  },
  minus: 'moins',
  plus: 'plus',
  to: 'à',
  ratio: 'à',
  powers: ['au carré', 'au cube', 'puissance'],
  afternoon: /^\s?(?:du soir|de l['’]après-midi)/u,
  genderOf: (after, digits) =>
    digits.endsWith('1') && !/1[1]$/u.test(digits) && FRENCH_FEMININE.test(after) ? 'feminine' : undefined,
  percent: 'pour cent',
  per: 'par',
  scales: {
    million: noun('million', 'millions', 'masculine'),
    millions: noun('million', 'millions', 'masculine'),
    M: noun('million', 'millions', 'masculine'),
    Mio: noun('million', 'millions', 'masculine'),
    milliard: noun('milliard', 'milliards', 'masculine'),
    milliards: noun('milliard', 'milliards', 'masculine'),
    Md: noun('milliard', 'milliards', 'masculine'),
    Mds: noun('milliard', 'milliards', 'masculine'),
    billions: noun('billion', 'billions', 'masculine'),
  },
  scaleOf: (currency) => (/^[aeiouéh]/iu.test(currency) ? `d'${currency}` : `de ${currency}`),
  monthSpellings: monthSpellings(FRENCH_CALENDAR),
  date: ({ day, month, year }, _, context) =>
    [
      Number(day) === 1 ? 'premier' : cardinal(String(Number(day)), context),
      MONTHS[month - 1],
      year === undefined ? undefined : cardinal(year, context),
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  hourMark: 'h|heures?',
  clockJoint: 'à',
  stoppedPair: 'date',
  clock({ hours, minutes, seconds }, context) {
    const parts = [counted(hours, noun('heure', 'heures', 'feminine'), context)];
    if (seconds !== undefined)
      parts.push(
        counted(minutes ?? '0', noun('minute', 'minutes', 'feminine'), context),
        counted(seconds, noun('seconde', 'secondes', 'feminine'), context),
      );
    else if (minutes !== undefined && minutes !== '0') parts.push(cardinal(minutes, context));
    return parts.join(' ');
  },
  currencies: {
    ...currency(['€', 'eur', 'euro', 'euros'], noun('euro', 'euros', 'masculine'), CENTIME),
    ...currency(['$'], noun('dollar', 'dollars', 'masculine'), CENT),
    ...currency(['us$', 'usd'], noun('dollar américain', 'dollars américains', 'masculine'), CENT),
    ...currency(['£', 'gbp'], noun('livre', 'livres', 'feminine'), noun('penny', 'pence', 'masculine')),
    ...currency(['chf'], noun('franc suisse', 'francs suisses', 'masculine'), CENTIME),
    ...currency(['¥'], noun('yen', 'yens', 'masculine')),
  },
  moneyJoint: ' et ',
  units: {
    ...metricUnits({
      bases: {
        m: noun('mètre', 'mètres', 'masculine'),
        g: noun('gramme', 'grammes', 'masculine'),
        l: noun('litre', 'litres', 'masculine'),
        t: noun('tonne', 'tonnes', 'feminine'),
        W: noun('watt', 'watts', 'masculine'),
        Wh: noun('wattheure', 'wattheures', 'masculine'),
        Hz: noun('hertz', 'hertz', 'masculine'),
        V: noun('volt', 'volts', 'masculine'),
        J: noun('joule', 'joules', 'masculine'),
        Pa: noun('pascal', 'pascals', 'masculine'),
        o: noun('octet', 'octets', 'masculine'),
        s: noun('seconde', 'secondes', 'feminine'),
      },
      prefixes: { M: 'méga', T: 'téra' },
      square: (length) => suffixed(length, 'carré'),
      cubic: (length) => suffixed(length, 'cube'),
    }),
    ko: noun('kilooctet', 'kilooctets', 'masculine'),
    Mo: noun('mégaoctet', 'mégaoctets', 'masculine'),
    Go: noun('gigaoctet', 'gigaoctets', 'masculine'),
    To: noun('téraoctet', 'téraoctets', 'masculine'),
    min: noun('minute', 'minutes', 'feminine'),
    ha: noun('hectare', 'hectares', 'masculine'),
    '°C': noun('degré Celsius', 'degrés Celsius', 'masculine'),
    '°F': noun('degré Fahrenheit', 'degrés Fahrenheit', 'masculine'),
  },
  weekdays: FRENCH_WEEKDAYS,
  perUnits: FRENCH_PER_UNITS,
  coordinate: {
    degree: noun('degré', 'degrés', 'masculine'),
    minute: noun('minute', 'minutes', 'feminine'),
    second: noun('seconde', 'secondes', 'feminine'),
    directions: { N: 'nord', E: 'est', S: 'sud', O: 'ouest', W: 'ouest' },
  },
  fraction(top, bottom, context) {
    const name =
      { 2: 'demi', 3: 'tiers', 4: 'quart' }[Number(bottom)] ??
      (Number(bottom) > 1 ? frenchOrdinal(bottom, context) : undefined);
    if (name === undefined) return undefined;
    return `${cardinal(top, context, 'masculine')} ${Number(top) === 1 || name === 'tiers' ? name : `${name}s`}`;
  },
  mixed: (whole, part) => `${whole} et ${part.replace(/^un (?=demi$)/u, '')}`,
  reference: {
    joint: 'barre oblique',
    label: /(?<!\p{L})(?:n°|nᵒ|nº|no\.?|numéro|page|p\.|dossier|affaire|article|art\.|loi|décret)\s?$/iu,
  },
  signs: {
    '&': 'et',
    '+': 'plus',
    '=': 'égale',
    '%': 'pour cent',
    '€': 'euros',
    $: 'dollars',
    '£': 'livres',
    '§': 'paragraphe',
    '×': 'fois',
    '÷': 'divisé par',
    '±': 'plus ou moins',
    '≈': 'environ',
    '°': 'degrés',
    '@': 'arobase',
    '−': 'moins',
  },
  netSigns: {
    '.': 'point',
    '@': 'arobase',
    '/': 'barre oblique',
    ':': 'deux points',
    '-': 'tiret',
    _: 'tiret bas',
    '?': "point d'interrogation",
    '=': 'égale',
    '&': 'et',
    '#': 'dièse',
    '+': 'plus',
    '%': 'pour cent',
  },
  abbreviations: {
    'M.': 'monsieur',
    'MM.': 'messieurs',
    Mme: 'madame',
    Mmes: 'mesdames',
    Mlle: 'mademoiselle',
    Mlles: 'mesdemoiselles',
    Mᵐᵉ: 'madame',
    Mᵐᵉˢ: 'mesdames',
    Mˡˡᵉ: 'mademoiselle',
    Mˡˡᵉˢ: 'mesdemoiselles',
    Dr: 'docteur',
    'Dr.': 'docteur',
    Pr: 'professeur',
    Dʳ: 'docteur',
    Pʳ: 'professeur',
    Mᵍʳ: 'monseigneur',
    Mgr: 'monseigneur',
    Vᵛᵉ: 'veuve',
    Mᵉ: 'maître',
    Sᵗ: 'saint',
    Sᵗᵉ: 'sainte',
    Cⁱᵉ: 'compagnie',
    Cie: 'compagnie',
    'Cie.': 'compagnie',
    St: 'saint',
    Ste: 'sainte',
    'cf.': 'confer',
    'ex. :': 'exemple :',
    'tél.': 'téléphone',
    'dept.': 'département',
    'hab.': 'habitants',
    'J.-C.': 'Jésus-Christ',
    'boul.': 'boulevard',
    'av.': 'avenue',
    'pl.': 'place',
    'lun.': 'lundi',
    'mar.': 'mardi',
    'mer.': 'mercredi',
    'jeu.': 'jeudi',
    'ven.': 'vendredi',
    'sam.': 'samedi',
    'dim.': 'dimanche',
    Me: 'maître',
    'etc.': 'et cetera',
    'p. ex.': 'par exemple',
    'p.ex.': 'par exemple',
    'c.-à-d.': "c'est-à-dire",
    'av. J.-C.': 'avant Jésus-Christ',
    'apr. J.-C.': 'après Jésus-Christ',
    'env.': 'environ',
    bd: 'boulevard',
    'St.': 'Saint',
  },
  numbered: {
    'n°': 'numéro',
    nᵒ: 'numéro',
    nº: 'numéro',
    'N°': 'numéro',
    'p.': 'page',
    'chap.': 'chapitre',
    'art.': 'article',
    'vol.': 'volume',
    'fig.': 'figure',
  },
  roman(value, { before, after }, context) {
    if (/^(?:er?|ème|ᵉʳ?)?\s(?:siècles?|arrondissement|République)\b|^(?:e|ème|ᵉ)/u.test(after)) {
      const ordinal = value === 1 ? 'premier' : frenchOrdinal(String(value), context);
      return /République/u.test(after) ? ordinal.replace(/premier$/u, 'première') : ordinal;
    }
    if (value === 1 && after.startsWith('er')) return 'premier';
    // The fifteen and the thirteen of rugby.
    if (
      /^(?:13|15)$/u.test(String(value)) &&
      /(?<!\p{L})(?:le|du|au)\s$/iu.test(before) &&
      /^\s(?:de|d['’]|tricolore)/u.test(after)
    )
      return cardinal(String(value), context);
    if (/\b(?:siècle|chapitre|chap\.|vol\.|tome|acte|partie|volume|livre|titre|guerre mondiale)\s$/iu.test(before))
      return cardinal(String(value), context);
    return value > 1 && KINGS.test(before) ? cardinal(String(value), context) : undefined;
  },
};

const KINGS =
  /(?<!\p{L})(?:Louis|Henri|Charles|François|Philippe|Napoléon|Jean|Paul|Pie|Benoît|Léon|Elizabeth|Élisabeth|Guillaume|Nicolas|Georges|Marie|Isabelle|Catherine|roi\s\p{L}+|pape\s\p{L}+)\s$/u;

/** French figures in words. */
export const FRENCH_FIGURES = figuresLanguage(FRENCH_WORDS, FRENCH_RULES);

function counted(digits: string, unit: Noun, context: SpeakableContext): string {
  return `${cardinal(digits, context, unit.gender)} ${Number(digits) < 2 ? unit.one : unit.many}`;
}

/** "virgule zéro cinq", "virgule vingt-cinq": leading zeros one by one, then a number of up to two figures. */
function fractionWords(fraction: string): string {
  const zeros = /^0*/u.exec(fraction)?.[0] ?? '';
  const rest = fraction.slice(zeros.length);
  const words = [...zeros].map(() => 'zéro');
  if (rest === '') return words.join(' ');
  return [...words, ...(rest.length <= 3 ? [toCardinal(rest)] : [...rest].map((digit) => toCardinal(digit)))].join(' ');
}
