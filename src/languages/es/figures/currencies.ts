import type { Gender, Money } from '../../figures/language-words.js';

/** Currencies of the Spanish-speaking countries and those they trade in, by sign and ISO 4217 code in lower case. */
export const SPANISH_CURRENCIES: Readonly<Record<string, Money>> = {
  ...currency(['€', 'eur'], 'euro', 'euros', 'masculine', 'céntimo', 'céntimos'),
  ...currency(['$'], 'dólar', 'dólares', 'masculine', 'centavo', 'centavos'),
  ...currency(
    ['us$', 'u$s', 'usd'],
    'dólar estadounidense',
    'dólares estadounidenses',
    'masculine',
    'centavo',
    'centavos',
  ),
  ...currency(['£', 'gbp'], 'libra', 'libras', 'feminine', 'penique', 'peniques'),
  ...currency(['₩', 'krw'], 'won', 'wones', 'masculine'),
  ...currency(['¥', 'jpy'], 'yen', 'yenes', 'masculine'),
  ...currency(['cny'], 'yuan', 'yuanes', 'masculine'),
  ...currency(['rs', '₹', 'inr'], 'rupia', 'rupias', 'feminine', 'paisa', 'paisas'),
  ...currency(['chf'], 'franco suizo', 'francos suizos', 'masculine', 'céntimo', 'céntimos'),
  ...currency(['kr', 'sek', 'nok', 'dkk'], 'corona', 'coronas', 'feminine'),
  ...currency(['₧', 'ptas', 'pta'], 'peseta', 'pesetas', 'feminine'),
  ...currency(['r$'], 'real', 'reales', 'masculine', 'centavo', 'centavos'),
  ...currency(['brl'], 'real brasileño', 'reales brasileños', 'masculine', 'centavo', 'centavos'),
  ...currency(['mxn', 'mx$'], 'peso mexicano', 'pesos mexicanos', 'masculine', 'centavo', 'centavos'),
  ...currency(['ars', 'ar$'], 'peso argentino', 'pesos argentinos', 'masculine', 'centavo', 'centavos'),
  ...currency(['clp'], 'peso chileno', 'pesos chilenos', 'masculine', 'centavo', 'centavos'),
  ...currency(['cop', 'col$'], 'peso colombiano', 'pesos colombianos', 'masculine', 'centavo', 'centavos'),
  ...currency(['uyu'], 'peso uruguayo', 'pesos uruguayos', 'masculine', 'centésimo', 'centésimos'),
  ...currency(['cup'], 'peso cubano', 'pesos cubanos', 'masculine', 'centavo', 'centavos'),
  ...currency(['dop', 'rd$'], 'peso dominicano', 'pesos dominicanos', 'masculine', 'centavo', 'centavos'),
  ...currency(['pen', 's/'], 'sol', 'soles', 'masculine', 'céntimo', 'céntimos'),
  ...currency(['bob', 'bs'], 'boliviano', 'bolivianos', 'masculine', 'centavo', 'centavos'),
  ...currency(['ves'], 'bolívar', 'bolívares', 'masculine', 'céntimo', 'céntimos'),
  ...currency(['pyg', '₲'], 'guaraní', 'guaraníes', 'masculine', 'céntimo', 'céntimos'),
  ...currency(['crc', '₡'], 'colón costarricense', 'colones costarricenses', 'masculine', 'céntimo', 'céntimos'),
  ...currency(['gtq', 'q'], 'quetzal', 'quetzales', 'masculine', 'centavo', 'centavos'),
  ...currency(['hnl'], 'lempira', 'lempiras', 'masculine', 'centavo', 'centavos'),
  ...currency(['nio', 'c$'], 'córdoba', 'córdobas', 'feminine', 'centavo', 'centavos'),
  ...currency(['pab'], 'balboa', 'balboas', 'masculine', 'centésimo', 'centésimos'),
  ...currency(['awg'], 'florín arubeño', 'florines arubeños', 'masculine', 'centavo', 'centavos'),
  ...currency(['cad'], 'dólar canadiense', 'dólares canadienses', 'masculine', 'centavo', 'centavos'),
  ...currency(['aud'], 'dólar australiano', 'dólares australianos', 'masculine', 'centavo', 'centavos'),
};

function currency(
  signs: readonly string[],
  one: string,
  many: string,
  gender: Gender,
  smallOne?: string,
  smallMany?: string,
): Readonly<Record<string, Money>> {
  const small =
    smallOne === undefined
      ? {}
      : { small: { one: smallOne, many: smallMany ?? smallOne, gender: 'masculine' as const } };
  return Object.fromEntries(signs.map((sign) => [sign, { one, many, gender, ...small }]));
}
