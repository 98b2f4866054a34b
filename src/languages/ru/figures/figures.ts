import { RUSSIAN_ABBREVIATIONS, RUSSIAN_NUMBERED } from './abbreviations.js';
import { RUSSIAN_CALENDAR } from '../calendar.js';
import { figuresLanguage } from '../../figures/figures-language.js';
import { figureOf } from '../../figures/figure.js';
import { asWritten } from '../../figures/nouns.js';
import { monthSpellings } from '../../figures/month-spellings.js';
import type { Gender, LanguageWords, Noun } from '../../figures/language-words.js';
import {
  BILLION,
  HOUR,
  MILLION,
  MINUTE,
  PERCENT,
  RUSSIAN_CURRENCIES,
  RUSSIAN_UNITS,
  SECOND,
  THOUSAND,
  TRILLION,
} from './nouns.js';
import { agreement, countedGender } from './agreement.js';
import { askedNumber } from './asked-number.js';
import { russianCardinal, russianDecimal, russianNoun } from './cardinal.js';
import { caseAfterPreposition, caseAround, type RussianCase } from './cases.js';
import { RUSSIAN_CENTURIES } from './centuries.js';
import { dayForm, formOfDayAhead, RUSSIAN_MONTHS } from './day.js';
import { numberWithEnding } from './number-with-ending.js';
import { russianOrdinal, type RussianForm } from './ordinal.js';
import { centuryName, russianRoman } from './roman.js';
import { RUSSIAN_YEARS } from './year.js';

const RUSSIAN_WORDS: LanguageWords = {
  cardinal: (digits, _, gender) => russianCardinal(digits, gender),
  year: (digits) => russianCardinal(digits),
  decimal: (whole, fraction) => russianDecimal(whole, fraction),
  nounAfter: (noun, whole, hasFraction) => russianNoun(noun, whole, hasFraction),
  ordinal: {
    ending: String.raw`(?:[-–‑]?((?<=[-–‑])\p{Ll}{4,}|ого|его|ому|ему|ыми|ая|ую|ое|ые|ых|ым|ом|ой|ый|ти|мя|го|му|ми|й|я|е|м|х|ю)(?!\p{L})|(?=\s(?:век(?:а|е|у|ом)?)(?!\p{L})))`,
    say: numberWithEnding,
  },
  minus: 'минус',
  plus: 'плюс',
  to: 'до',
  ratio: 'к',
  ratioEnd: (digits) => russianCardinal(digits, undefined, 'dative'),
  powers: ['в квадрате', 'в кубе', 'в степени'],
  genderOf: countedGender,
  asked: askedNumber,
  range(first, last, around, noun) {
    const form = noun === undefined ? formOfDayAhead(around) : undefined;
    if (form !== undefined && /^\d{1,2}$/u.test(last))
      return `${russianOrdinal(first, form)} – ${russianOrdinal(last, form)}`;
    const { gender, asked } =
      noun === undefined ? agreement(around, last) : { gender: noun.gender, asked: caseAround(around) };
    const ends = `${said(first, gender, asked)}-${said(last, gender, asked)}`;
    const { whole, fraction } = figureOf(last);
    return noun === undefined ? ends : `${ends} ${russianNoun(noun, whole, fraction !== undefined, asked)}`;
  },
  percent: PERCENT,
  per: (sign, isPrice) => (PERIODS.has(sign.replace('.', '')) ? 'в' : isPrice ? 'за' : 'на'),
  weekdays: {
    short: {
      пн: ['понедельника', 'понедельник'],
      вт: ['вторника', 'вторник'],
      ср: ['среды', 'среду'],
      чт: ['четверга', 'четверг'],
      пт: ['пятницы', 'пятницу'],
      сб: ['субботы', 'субботу'],
      вс: ['воскресенья', 'воскресенье'],
    },
    from: (day) => (day === 'вторника' ? 'со' : 'с'),
    to: 'по',
    opener: /(?<!\p{L})со?\s$/iu,
  },
  perUnits: {
    ...asWritten('сутки день неделю месяц минуту секунду ночь человека штуку литр килограмм тонну гектар баррель'),
    'сут.': 'сутки',
    'мес.': 'месяц',
    'ч.': 'час',
    'мин.': 'минуту',
    'сек.': 'секунду',
    неделя: 'неделю',
    нед: 'неделю',
    'нед.': 'неделю',
    чел: 'человека',
    'чел.': 'человека',
    шт: 'штуку',
    'шт.': 'штуку',
    т: 'тонну',
    ч: 'час',
    час: 'час',
    с: 'секунду',
    сек: 'секунду',
    мин: 'минуту',
    сут: 'сутки',
    год: 'год',
    мес: 'месяц',
  },
  coordinate: {
    minute: MINUTE,
    second: SECOND,
    directions: {
      N: 'северной широты',
      S: 'южной широты',
      E: 'восточной долготы',
      W: 'западной долготы',
      'с. ш.': 'северной широты',
      'с.ш.': 'северной широты',
      'ю. ш.': 'южной широты',
      'ю.ш.': 'южной широты',
      'в. д.': 'восточной долготы',
      'в.д.': 'восточной долготы',
      'з. д.': 'западной долготы',
      'з.д.': 'западной долготы',
    },
  },
  scales: {
    'тыс.': THOUSAND,
    тыс: THOUSAND,
    'млн.': MILLION,
    млн: MILLION,
    'млрд.': BILLION,
    млрд: BILLION,
    трлн: TRILLION,
    миллионов: MILLION,
    миллиона: MILLION,
    миллиардов: BILLION,
    миллиарда: BILLION,
    тысяч: THOUSAND,
    тысячи: THOUSAND,
  },
  scaleOf: (currency) => currency,
  monthSpellings: monthSpellings(RUSSIAN_CALENDAR, ['февр', 'мар', 'июн', 'июл']),
  date({ day, month, year }, around) {
    const yearWords = year === undefined ? '' : ` ${russianOrdinal(year, 'го')}`;
    return `${russianOrdinal(String(Number(day)), dayForm(around))} ${RUSSIAN_MONTHS[month - 1]}${yearWords}`;
  },
  timeBefore: /(?<!\p{L})в\s$/iu,
  hourMark: 'ч|часов|часа|час',
  clock({ hours, minutes, seconds }, context, around) {
    const asked = caseAfterPreposition(around.before, around.after);
    const parts = [counted(hours, HOUR, asked)];
    const isFull = context.style === 'formal' && seconds === undefined;
    const left = 60 - Number(minutes ?? 0);
    if (isFull && left <= 25 && Number(hours) < 12) return untilNextHour(Number(hours), left);
    if (minutes !== undefined && (minutes !== '0' || seconds !== undefined))
      parts.push((isFull ? 'и ' : '') + counted(minutes, MINUTE, asked));
    if (seconds !== undefined) parts.push(counted(seconds, SECOND, asked));
    return parts.join(' ');
  },
  currencies: RUSSIAN_CURRENCIES,
  moneyJoint: ' ',
  units: RUSSIAN_UNITS,
  fraction(top, bottom, _, { before, after }) {
    if (Number(bottom) < 2) return undefined;
    const inPlace = /(?<!\p{L})во?\s$/iu.test(before) ? 'prepositional' : caseAfterPreposition(before, after);
    const isOne = /(?:^|[^1])1$/u.test(top);
    if (bottom === '3' && !isOne)
      return `${russianCardinal(top, 'feminine', inPlace)} ${THIRDS[inPlace ?? 'nominative']}`;
    const form = isOne
      ? inPlace === undefined
        ? 'я'
        : inPlace === 'accusative'
          ? 'ю'
          : 'ой'
      : FORM_OF_PARTS[inPlace ?? 'nominative'];
    return `${russianCardinal(top, 'feminine', inPlace)} ${russianOrdinal(bottom, form)}`;
  },
  mixed: (whole, part) => `${whole} и ${part}`,
  reference: {
    joint: 'дробь',
    label: /(?:№|(?<!\p{L})(?:номер|стр\.|страница|ст\.|статья|дело|дома?|д\.|закон))\s?$/iu,
  },
  signs: {
    '&': 'и',
    '+': 'плюс',
    '=': 'равно',
    '%': 'процент',
    '€': 'евро',
    $: 'доллар',
    '£': 'фунт',
    '₽': 'рубль',
    '×': 'на',
    '±': 'плюс минус',
    '≈': 'примерно',
    '°': 'градус',
    '№': 'номер',
    '§': 'параграф',
    '−': 'минус',
  },
  netSigns: {
    '.': 'точка',
    '@': 'собака',
    '/': 'слэш',
    ':': 'двоеточие',
    '-': 'тире',
    _: 'нижнее подчеркивание',
    '?': 'вопросительный знак',
    '=': 'равно',
    '&': 'амперсанд',
    '#': 'решетка',
    '+': 'плюс',
    '%': 'процент',
  },
  latinLetters: {
    com: 'ком',
    ru: 'ру',
    a: 'эй',
    b: 'би',
    c: 'си',
    d: 'ди',
    e: 'и',
    f: 'эф',
    g: 'джи',
    h: 'эйч',
    i: 'ай',
    j: 'джей',
    k: 'кей',
    l: 'эл',
    m: 'эм',
    n: 'эн',
    o: 'оу',
    p: 'пи',
    q: 'кью',
    r: 'ар',
    s: 'эс',
    t: 'ти',
    u: 'ю',
    v: 'ви',
    w: 'дабл ю',
    x: 'икс',
    y: 'уай',
    z: 'зед',
  },
  abbreviations: RUSSIAN_ABBREVIATIONS,
  numbered: RUSSIAN_NUMBERED,
  afterNumber: {
    'г.': 'года',
    'гг.': ({ before }) =>
      /(?<!\p{L})в\s\S+\s$/iu.test(before) ? 'годах' : /-[хx]\s$/u.test(before) ? 'годов' : 'годы',
    'в.': centuryName,
    'вв.': ({ before }) => (/(?<!\p{L})в\s\S+\s$/iu.test(before) ? 'веках' : 'веков'),
    мск: 'по московскому времени',
    'чел.': 'человек',
  },
  roman: russianRoman,
};

const PERIODS = new Set('ч час с сек мин сут год мес сутки день неделя неделю нед месяц минуту секунду'.split(' '));

/** Several thirds have a noun of their own. */
const THIRDS: Readonly<Record<RussianCase, string>> = {
  nominative: 'трети',
  accusative: 'трети',
  genitive: 'третей',
  dative: 'третям',
  instrumental: 'третями',
  prepositional: 'третях',
};

const FORM_OF_PARTS: Readonly<Record<RussianCase, RussianForm>> = {
  nominative: 'х',
  accusative: 'х',
  genitive: 'х',
  dative: 'ым',
  instrumental: 'ми',
  prepositional: 'х',
};

/** Russian figures in words. */
export const RUSSIAN_FIGURES = figuresLanguage(RUSSIAN_WORDS, [RUSSIAN_YEARS, RUSSIAN_CENTURIES]);

/** `05:45` → "без пятнадцати минут шесть"; the hours after noon keep the official form. */
function untilNextHour(hours: number, left: number): string {
  const missing = counted(String(left), MINUTE, 'genitive');
  return `без ${missing} ${hours === 0 ? 'час' : russianCardinal(String(hours + 1))}`;
}

function counted(digits: string, unit: Noun, asked: RussianCase | undefined): string {
  return `${russianCardinal(digits, unit.gender, asked)} ${russianNoun(unit, digits, false, asked)}`;
}

function said(written: string, gender: Gender | undefined, asked: RussianCase | undefined): string {
  const { whole, fraction } = figureOf(written);
  return fraction === undefined ? russianCardinal(whole, gender, asked) : russianDecimal(whole, fraction, asked);
}
