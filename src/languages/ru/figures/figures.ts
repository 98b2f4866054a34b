import { toCardinal } from 'n2words/ru-RU';

import { RUSSIAN_ABBREVIATIONS, RUSSIAN_NUMBERED } from './abbreviations.js';
import { RUSSIAN_CALENDAR } from '../calendar.js';
import { figuresLanguage } from '../../figures/figures-language.js';
import { figureOf } from '../../figures/figure.js';
import { monthNames, monthSpellings } from '../../figures/month-spellings.js';
import type { Around, Gender, LanguageWords, Noun } from '../../figures/language-words.js';
import type { SpeakableContext } from '../../figures/speakable-rule.js';
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
import { countedGender, genitiveCardinal } from './genitive.js';
import { russianOrdinal, type RussianForm } from './ordinal.js';

const MONTHS = monthNames(RUSSIAN_CALENDAR);

const RUSSIAN_WORDS: LanguageWords = {
  cardinal,
  year: (digits, context) => cardinal(digits, context),
  decimal,
  nounAfter,
  ordinal: {
    ending: String.raw`(?:[-–‑]?(ого|его|ому|ему|ыми|ая|ую|ое|ые|ых|ым|ом|ой|ый|го|му|ми|й|я|е|м|х|ю)(?!\p{L})|(?=\s(?:год(?:а|у|ом|е)?|век(?:а|е)?|г\.)(?![\p{L}])))`,
    say: ordinalWithin,
  },
  minus: 'минус',
  plus: 'плюс',
  to: 'до',
  ratio: 'к',
  powers: ['в квадрате', 'в кубе', 'в степени'],
  genderOf: countedGender,
  declined(digits, { before, after }) {
    if (/^\d{4}$/u.test(digits) && /(?:^|\s)с\s$/iu.test(before) && /^\sпо\s\d{4}/u.test(after))
      return russianOrdinal(digits, 'го');
    return GENITIVE_BEFORE.test(before) && !/^\d{4}$/u.test(digits) ? genitiveCardinal(digits) : undefined;
  },
  range(first, last, after) {
    if (/^\d{4}$/u.test(first) && /^\d{4}$/u.test(last) && /^(?:1\d|20)/u.test(first))
      return `${russianOrdinal(first, 'й')} – ${russianOrdinal(last, 'й')}`;
    const gender = countedGender(after, last);
    return `${said(first, gender)}-${said(last, gender)}`;
  },
  percent: (whole, hasFraction) => nounAfter(PERCENT, whole, hasFraction),
  per: 'в',
  perUnits: {
    ч: 'час',
    час: 'час',
    с: 'секунду',
    сек: 'секунду',
    мин: 'минуту',
    сут: 'сутки',
    год: 'год',
    мес: 'месяц',
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
  date({ day, month, year }, { before }) {
    const isAlone = before.trim() === '' || /[(:"«]\s*$/u.test(before);
    const yearWords = year === undefined ? '' : ` ${russianOrdinal(year, 'го')}`;
    return `${russianOrdinal(String(Number(day)), isAlone ? 'ое' : 'го')} ${MONTHS[month - 1]}${yearWords}`;
  },
  hourMark: 'ч|часов|часа|час',
  clock({ hours, minutes, seconds }, context) {
    const parts = [counted(hours, HOUR, context)];
    const isFull = context.style === 'formal' && seconds === undefined;
    const left = 60 - Number(minutes ?? 0);
    if (isFull && left <= 25 && Number(hours) < 12) return untilNextHour(Number(hours), left);
    if (minutes !== undefined && (minutes !== '0' || seconds !== undefined))
      parts.push((isFull ? 'и ' : '') + counted(minutes, MINUTE, context));
    if (seconds !== undefined) parts.push(counted(seconds, SECOND, context));
    return parts.join(' ');
  },
  currencies: RUSSIAN_CURRENCIES,
  moneyJoint: ' ',
  units: RUSSIAN_UNITS,
  fraction(top, bottom, context) {
    if (Number(bottom) < 2) return undefined;
    const isOne = /(?:^|[^1])1$/u.test(top);
    return `${cardinal(top, context, 'feminine')} ${russianOrdinal(bottom, isOne ? 'я' : 'х')}`;
  },
  mixed: (whole, part) => `${whole} и ${part}`,
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
  roman: (value, { after, before }) =>
    /^\sмировая/u.test(after)
      ? russianOrdinal(String(value), 'я')
      : /^\sмировой/u.test(after)
        ? russianOrdinal(String(value), 'ой')
        : /(?:глава|часть|раздел|том|группа)\s$/iu.test(before)
          ? cardinal(String(value))
          : /^\s(?:век|веке|века|веков|веком|в\.)(?!\p{L})/u.test(after)
            ? russianOrdinal(String(value), after.startsWith(' веке') ? 'м' : after.startsWith(' века') ? 'го' : 'й')
            : /(?:Пётр|Петр|Иван|Николай|Александр|Павел|Людовик|Карл|Генрих|Фридрих|Вильгельм|Наполеон|Папа\s\p{L}+)\s$/u.test(
                  before,
                )
              ? russianOrdinal(String(value), 'й')
              : /(?:Екатерина|Елизавета)\s$/u.test(before)
                ? russianOrdinal(String(value), 'я')
                : undefined,
};

const GENITIVE_BEFORE = /(?:^|[\s(«])(?:около|более|менее|свыше|больше|меньше|до|от|порядка|не\sменее|не\sболее)\s$/iu;

/** Russian figures in words. */
export const RUSSIAN_FIGURES = figuresLanguage(RUSSIAN_WORDS);

function said(written: string, gender: Gender | undefined): string {
  const { whole, fraction } = figureOf(written);
  return fraction === undefined ? cardinal(whole, undefined, gender) : decimal(whole, fraction);
}

function nounAfter(counting: Noun, whole: string, hasFraction: boolean): string {
  if (hasFraction) return counting.few ?? counting.many;
  if (/1[1-4]$/u.test(whole)) return counting.many;
  if (whole.endsWith('1')) return counting.one;
  return /[234]$/u.test(whole) ? (counting.few ?? counting.many) : counting.many;
}

/** `05:45` → "без пятнадцати минут шесть": what is missing stands in the genitive; the hours after noon keep the official form. */
function untilNextHour(hours: number, left: number): string {
  const words = genitiveCardinal(String(left)) ?? '';
  const isOne = left % 10 === 1 && left !== 11;
  const missing = isOne ? `${words.replace(/одного$/u, 'одной')} минуты` : `${words} минут`;
  return `без ${missing} ${hours === 0 ? 'час' : cardinal(String(hours + 1))}`;
}

function counted(digits: string, unit: Noun, context: SpeakableContext): string {
  return `${cardinal(digits, context, unit.gender)} ${nounAfter(unit, digits, false)}`;
}

function cardinal(digits: string, _?: SpeakableContext, gender?: Gender): string {
  const plain = digits.replace(/^0+(?=\d)/u, '');
  if (digits.length > 30 || /^00\d/u.test(digits)) return [...digits].map((digit) => toCardinal(digit)).join(' ');
  const words = toCardinal(BigInt(plain), { gender: gender === 'feminine' ? 'feminine' : 'masculine' });
  if (gender === 'neuter') return words.replace(/один$/u, 'одно');
  return words.replace(/^одна тысяча (?=\p{L}+(?:сот|ста|сто)|сто)/u, 'тысяча ');
}

/** `1,02` → "одна целая две сотых". */
function decimal(whole: string, fraction: string): string {
  const place = PLACES[fraction.length];
  if (place === undefined)
    return `${cardinal(whole)} запятая ${[...fraction].map((digit) => cardinal(digit)).join(' ')}`;
  const isOne = (digits: string) => /(?:^|[^1])1$/u.test(digits);
  const wholeWords = `${cardinal(whole, undefined, 'feminine')} ${isOne(whole) ? 'целая' : 'целых'}`;
  return `${wholeWords} ${cardinal(fraction.replace(/^0+(?=\d)/u, ''), undefined, 'feminine')} ${place}${isOne(fraction) ? 'ая' : 'ых'}`;
}

const PLACES: Readonly<Record<number, string>> = {
  1: 'десят',
  2: 'сот',
  3: 'тысячн',
  4: 'десятитысячн',
  5: 'стотысячн',
  6: 'миллионн',
};

function ordinalWithin(digits: string, ending: string, { before, after }: Around): string | undefined {
  if (ending === '') {
    const next = /^\s(\p{L}+)/u.exec(after)?.[1] ?? '';
    if (digits.length > 4 || (/^год/u.test(next) && digits.length < 3)) return undefined;
    return russianOrdinal(
      digits,
      FORMS_OF_YEAR[next.replace(/^век/u, 'год').replace(/^г$/u, /(?:^|\s)[вВ]\s$/u.test(before) ? 'году' : 'года')] ??
        'й',
    );
  }
  const form = FORMS[ending] ?? 'й';
  // "2-е место" is neuter, "1950-е" are years.
  if (form === 'е' && (/^\s\p{L}*[ео](?!\p{L})/u.test(after) || MONTHS.some((month) => after.startsWith(` ${month}`))))
    return russianOrdinal(digits, 'ое');
  return /\d/u.test(before.slice(-1)) ? undefined : russianOrdinal(digits, form);
}

const FORMS_OF_YEAR: Readonly<Record<string, RussianForm>> = { год: 'й', года: 'го', году: 'м', годе: 'м', годом: 'м' };

const FORMS: Readonly<Record<string, RussianForm>> = {
  й: 'й',
  ый: 'й',
  ой: 'ой',
  я: 'я',
  ая: 'я',
  е: 'е',
  ые: 'е',
  ое: 'ое',
  го: 'го',
  ого: 'го',
  его: 'го',
  му: 'му',
  ому: 'му',
  ему: 'му',
  м: 'м',
  ом: 'м',
  ым: 'м',
  х: 'х',
  ых: 'х',
  ю: 'ю',
  ую: 'ю',
  ми: 'ми',
  ыми: 'ми',
};
