import type { Money } from '../../figures/language-words.js';
import { currency, noun } from '../../figures/nouns.js';

/** Currencies of the Spanish-speaking countries and those they trade in, by sign and ISO 4217 code in lower case. */
export const SPANISH_CURRENCIES: Readonly<Record<string, Money>> = {
  ...currency(
    ['€', 'eur', 'euro', 'euros'],
    noun('euro', 'euros', 'masculine'),
    noun('céntimo', 'céntimos', 'masculine'),
  ),
  ...currency(['$'], noun('dólar', 'dólares', 'masculine'), noun('centavo', 'centavos', 'masculine')),
  ...currency(
    ['us$', 'u$s', 'usd'],
    noun('dólar estadounidense', 'dólares estadounidenses', 'masculine'),
    noun('centavo', 'centavos', 'masculine'),
  ),
  ...currency(['£', 'gbp'], noun('libra', 'libras', 'feminine'), noun('penique', 'peniques', 'masculine')),
  ...currency(['₩', 'krw'], noun('won', 'wones', 'masculine')),
  ...currency(['¥', 'jpy'], noun('yen', 'yenes', 'masculine')),
  ...currency(['cny'], noun('yuan', 'yuanes', 'masculine')),
  ...currency(['rs', '₹', 'inr'], noun('rupia', 'rupias', 'feminine'), noun('paisa', 'paisas', 'masculine')),
  ...currency(['chf'], noun('franco suizo', 'francos suizos', 'masculine'), noun('céntimo', 'céntimos', 'masculine')),
  ...currency(['kr', 'sek', 'nok', 'dkk'], noun('corona', 'coronas', 'feminine')),
  ...currency(['₧', 'ptas', 'pta'], noun('peseta', 'pesetas', 'feminine')),
  ...currency(['r$'], noun('real', 'reales', 'masculine'), noun('centavo', 'centavos', 'masculine')),
  ...currency(
    ['brl'],
    noun('real brasileño', 'reales brasileños', 'masculine'),
    noun('centavo', 'centavos', 'masculine'),
  ),
  ...currency(
    ['mxn', 'mx$'],
    noun('peso mexicano', 'pesos mexicanos', 'masculine'),
    noun('centavo', 'centavos', 'masculine'),
  ),
  ...currency(
    ['ars', 'ar$'],
    noun('peso argentino', 'pesos argentinos', 'masculine'),
    noun('centavo', 'centavos', 'masculine'),
  ),
  ...currency(['clp'], noun('peso chileno', 'pesos chilenos', 'masculine'), noun('centavo', 'centavos', 'masculine')),
  ...currency(
    ['cop', 'col$'],
    noun('peso colombiano', 'pesos colombianos', 'masculine'),
    noun('centavo', 'centavos', 'masculine'),
  ),
  ...currency(
    ['uyu'],
    noun('peso uruguayo', 'pesos uruguayos', 'masculine'),
    noun('centésimo', 'centésimos', 'masculine'),
  ),
  ...currency(['cup'], noun('peso cubano', 'pesos cubanos', 'masculine'), noun('centavo', 'centavos', 'masculine')),
  ...currency(
    ['dop', 'rd$'],
    noun('peso dominicano', 'pesos dominicanos', 'masculine'),
    noun('centavo', 'centavos', 'masculine'),
  ),
  ...currency(['pen', 's/'], noun('sol', 'soles', 'masculine'), noun('céntimo', 'céntimos', 'masculine')),
  ...currency(['bob', 'bs'], noun('boliviano', 'bolivianos', 'masculine'), noun('centavo', 'centavos', 'masculine')),
  ...currency(['ves'], noun('bolívar', 'bolívares', 'masculine'), noun('céntimo', 'céntimos', 'masculine')),
  ...currency(['pyg', '₲'], noun('guaraní', 'guaraníes', 'masculine'), noun('céntimo', 'céntimos', 'masculine')),
  ...currency(
    ['crc', '₡'],
    noun('colón costarricense', 'colones costarricenses', 'masculine'),
    noun('céntimo', 'céntimos', 'masculine'),
  ),
  ...currency(['gtq', 'q'], noun('quetzal', 'quetzales', 'masculine'), noun('centavo', 'centavos', 'masculine')),
  ...currency(['hnl'], noun('lempira', 'lempiras', 'masculine'), noun('centavo', 'centavos', 'masculine')),
  ...currency(['nio', 'c$'], noun('córdoba', 'córdobas', 'feminine'), noun('centavo', 'centavos', 'masculine')),
  ...currency(['pab'], noun('balboa', 'balboas', 'masculine'), noun('centésimo', 'centésimos', 'masculine')),
  ...currency(
    ['awg'],
    noun('florín arubeño', 'florines arubeños', 'masculine'),
    noun('centavo', 'centavos', 'masculine'),
  ),
  ...currency(
    ['cad'],
    noun('dólar canadiense', 'dólares canadienses', 'masculine'),
    noun('centavo', 'centavos', 'masculine'),
  ),
  ...currency(
    ['aud'],
    noun('dólar australiano', 'dólares australianos', 'masculine'),
    noun('centavo', 'centavos', 'masculine'),
  ),
};

const PESO: Money = { ...noun('peso', 'pesos', 'masculine'), small: noun('centavo', 'centavos', 'masculine') };

/** "$" is what the country of the tag pays with. */
export function spanishCurrencyIn(sign: string, language: string): Money | undefined {
  return sign === '$' && /-(?:mx|ar|cl|co|uy|do|cu)$/u.test(language) ? PESO : undefined;
}
