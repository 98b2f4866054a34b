import type { Gender, Money, Noun } from '../../figures/language-words.js';
import { currency } from '../../figures/nouns.js';

export const THOUSAND = noun('тысяча', 'тысячи', 'тысяч', 'feminine');
export const MILLION = noun('миллион', 'миллиона', 'миллионов', 'masculine');
export const BILLION = noun('миллиард', 'миллиарда', 'миллиардов', 'masculine');
export const TRILLION = noun('триллион', 'триллиона', 'триллионов', 'masculine');
export const HOUR = noun('час', 'часа', 'часов', 'masculine');
export const MINUTE = noun('минута', 'минуты', 'минут', 'feminine');
export const SECOND = noun('секунда', 'секунды', 'секунд', 'feminine');
export const PERCENT = noun('процент', 'процента', 'процентов', 'masculine');

/** Currencies by sign and abbreviation. */
export const RUSSIAN_CURRENCIES: Readonly<Record<string, Money>> = {
  ...currency(
    ['₽', 'руб.', 'руб', 'р.', 'rub'],
    noun('рубль', 'рубля', 'рублей', 'masculine'),
    noun('копейка', 'копейки', 'копеек', 'feminine'),
  ),
  ...currency(['коп.', 'коп'], noun('копейка', 'копейки', 'копеек', 'feminine')),
  ...currency(
    ['$', 'usd', 'us$', 'долл.', 'долл'],
    noun('доллар', 'доллара', 'долларов', 'masculine'),
    noun('цент', 'цента', 'центов', 'masculine'),
  ),
  ...currency(['€', 'eur'], noun('евро', 'евро', 'евро', 'masculine'), noun('цент', 'цента', 'центов', 'masculine')),
  ...currency(['£', 'gbp'], noun('фунт', 'фунта', 'фунтов', 'masculine'), noun('пенс', 'пенса', 'пенсов', 'masculine')),
  ...currency(
    ['₴', 'грн', 'грн.'],
    noun('гривна', 'гривны', 'гривен', 'feminine'),
    noun('копейка', 'копейки', 'копеек', 'feminine'),
  ),
  ...currency(['¥', 'jpy'], noun('иена', 'иены', 'иен', 'feminine')),
};

/** Units by their Russian signs. */
export const RUSSIAN_UNITS: Readonly<Record<string, Noun>> = {
  ...metric('м', 'метр'),
  ...metric('г', 'грамм'),
  ...metric('л', 'литр'),
  ...metric('Вт', 'ватт'),
  ...metric('Гц', 'герц'),
  ...metric('В', 'вольт'),
  т: noun('тонна', 'тонны', 'тонн', 'feminine'),
  ц: noun('центнер', 'центнера', 'центнеров', 'masculine'),
  га: noun('гектар', 'гектара', 'гектаров', 'masculine'),
  ч: HOUR,
  мин: MINUTE,
  'мин.': MINUTE,
  сек: SECOND,
  'сек.': SECOND,
  с: SECOND,
  МБ: noun('мегабайт', 'мегабайта', 'мегабайт', 'masculine'),
  ГБ: noun('гигабайт', 'гигабайта', 'гигабайт', 'masculine'),
  ТБ: noun('терабайт', 'терабайта', 'терабайт', 'masculine'),
  'м²': adjectival('квадратный', 'квадратных', metric('м', 'метр')['м']),
  'км²': adjectival('квадратный', 'квадратных', metric('м', 'метр')['км']),
  'кв. м': adjectival('квадратный', 'квадратных', metric('м', 'метр')['м']),
  'кв. км': adjectival('квадратный', 'квадратных', metric('м', 'метр')['км']),
  'м³': adjectival('кубический', 'кубических', metric('м', 'метр')['м']),
  'куб. м': adjectival('кубический', 'кубических', metric('м', 'метр')['м']),
  '°C': { ...noun('градус Цельсия', 'градуса Цельсия', 'градусов Цельсия', 'masculine') },
  '°С': { ...noun('градус Цельсия', 'градуса Цельсия', 'градусов Цельсия', 'masculine') },
  '°': noun('градус', 'градуса', 'градусов', 'masculine'),
  '%': PERCENT,
};

function noun(one: string, few: string, many: string, gender: Gender): Noun {
  return { one, few, many, gender };
}

/** Masculine units of regular declension with their prefixes. */
function metric(sign: string, name: string): Readonly<Record<string, Noun>> {
  const prefixes = { '': '', к: 'кило', с: 'санти', м: 'милли', мк: 'микро', М: 'мега', Г: 'гига', д: 'деци' };
  const regular = (stem: string) =>
    noun(stem, `${stem}а`, /(?:ватт|герц|вольт)$/u.test(stem) ? stem : `${stem}ов`, 'masculine');
  return Object.fromEntries(Object.entries(prefixes).map(([prefix, full]) => [prefix + sign, regular(full + name)]));
}

function adjectival(one: string, many: string, length: Noun | undefined): Noun {
  return noun(
    `${one} ${length?.one ?? ''}`,
    `${many} ${length?.few ?? ''}`,
    `${many} ${length?.many ?? ''}`,
    'masculine',
  );
}
