import { present } from '../../../model/present.js';
/** How a currency is said. */
export type Currency = {
  readonly one: string;
  readonly many: string;
  readonly smallOne?: string;
  readonly smallMany?: string;
};

/** Currencies by symbol and by ISO 4217 code. */
export const CURRENCIES: Readonly<Record<string, Currency>> = {
  ...named(['$', 'USD'], 'dollar', 'dollars', 'cent', 'cents'),
  ...named(['US$', 'U.S.$', 'US $'], 'U S dollar', 'U S dollars', 'cent', 'cents'),
  ...named(['A$', 'AU$', 'AUD'], 'Australian dollar', 'Australian dollars', 'cent', 'cents'),
  ...named(['C$', 'CA$', 'CAD'], 'Canadian dollar', 'Canadian dollars', 'cent', 'cents'),
  ...named(['NZ$', 'NZD'], 'New Zealand dollar', 'New Zealand dollars', 'cent', 'cents'),
  ...named(['HK$', 'HKD'], 'Hong Kong dollar', 'Hong Kong dollars', 'cent', 'cents'),
  ...named(['S$', 'SGD'], 'Singapore dollar', 'Singapore dollars', 'cent', 'cents'),
  ...named(['NT$', 'TWD'], 'Taiwan dollar', 'Taiwan dollars', 'cent', 'cents'),
  ...named(['R$', 'BRL'], 'real', 'reais', 'centavo', 'centavos'),
  ...named(['€', 'EUR'], 'euro', 'euros', 'cent', 'cents'),
  ...named(['£', 'GBP'], 'pound', 'pounds', 'penny', 'pence'),
  ...named(['¥', 'JPY'], 'yen', 'yen'),
  ...named(['CNY', 'RMB', 'CN¥'], 'yuan', 'yuan'),
  ...named(['₹', 'INR', 'Rs', 'Rs.'], 'rupee', 'rupees', 'paisa', 'paise'),
  ...named(['₽', 'RUB'], 'rouble', 'roubles', 'kopeck', 'kopecks'),
  ...named(['₩', 'KRW'], 'won', 'won'),
  ...named(['₺', 'TRY'], 'lira', 'lira', 'kurus', 'kurus'),
  ...named(['₴', 'UAH'], 'hryvnia', 'hryvnias', 'kopiyka', 'kopiykas'),
  ...named(['₪', 'ILS'], 'shekel', 'shekels', 'agora', 'agorot'),
  ...named(['₦', 'NGN'], 'naira', 'naira', 'kobo', 'kobo'),
  ...named(['₫', 'VND'], 'dong', 'dong'),
  ...named(['฿', 'THB'], 'baht', 'baht', 'satang', 'satang'),
  ...named(['₱', 'PHP'], 'peso', 'pesos', 'centavo', 'centavos'),
  ...named(['₿', 'BTC'], 'bitcoin', 'bitcoins'),
  ...named(['CHF'], 'Swiss franc', 'Swiss francs', 'centime', 'centimes'),
  ...named(['SEK'], 'Swedish krona', 'Swedish kronor', 'öre', 'öre'),
  ...named(['NOK'], 'Norwegian krone', 'Norwegian kroner', 'øre', 'øre'),
  ...named(['kr', 'kr.'], 'krone', 'kroner'),
  ...named(['DKK'], 'Danish krone', 'Danish kroner', 'øre', 'øre'),
  ...named(['PLN', 'zł'], 'zloty', 'zlotys', 'grosz', 'groszy'),
  ...named(['CZK'], 'Czech koruna', 'Czech korunas'),
  ...named(['HUF'], 'forint', 'forints'),
  ...named(['MXN'], 'Mexican peso', 'Mexican pesos', 'centavo', 'centavos'),
  ...named(['ZAR'], 'rand', 'rand', 'cent', 'cents'),
  ...named(['AED'], 'dirham', 'dirhams'),
  ...named(['SAR'], 'Saudi riyal', 'Saudi riyals'),
  ...named(['KES'], 'Kenyan shilling', 'Kenyan shillings'),
};

function named(
  signs: readonly string[],
  one: string,
  many: string,
  smallOne?: string,
  smallMany?: string,
): Record<string, Currency> {
  const currency = {
    one,
    many,
    ...present({ smallOne, smallMany }),
  };
  return Object.fromEntries(signs.map((sign) => [sign, currency]));
}

const SIGNS = Object.keys(CURRENCIES)
  .sort((a, b) => b.length - a.length)
  .map((sign) => sign.replace(/[.$]/gu, String.raw`\$&`));

/** Pattern of any currency sign or code; longest first. One look behind for all codes: each class of letters is costly. */
export const CURRENCY = String.raw`(?:${SIGNS.filter((sign) => !/^\p{L}/u.test(sign)).join('|')}|(?<![\p{L}\p{N}])(?:${SIGNS.filter((sign) => /^\p{L}/u.test(sign)).join('|')}))`;
