import { asWritten } from '../../figures/nouns.js';

/** What stands below a slash, after "per". */
export const ITALIAN_PER_UNITS: Readonly<Record<string, string>> = {
  ...asWritten('secondo minuto anno trimestre mese giorno persona abitante litro chilo tonnellata metro ettaro barile'),
  s: 'secondo',
  ab: 'abitante',
  'ab.': 'abitante',
  ora: 'ora',
  notte: 'notte',
  settimana: 'settimana',
};

/** The same in a price, with its article: "al chilo". */
export const ITALIAN_PRICE_RATES: Readonly<Record<string, string>> = {
  g: 'al grammo',
  kg: 'al chilogrammo',
  chilo: 'al chilo',
  l: 'al litro',
  litro: 'al litro',
  t: 'alla tonnellata',
  tonnellata: 'alla tonnellata',
  m: 'al metro',
  km: 'al chilometro',
  'm²': 'al metro quadrato',
  m2: 'al metro quadrato',
  mq: 'al metro quadrato',
  'm³': 'al metro cubo',
  ha: "all'ettaro",
  kWh: 'al chilowattora',
  MWh: 'al megawattora',
  barile: 'al barile',
  ora: "all'ora",
  giorno: 'al giorno',
  settimana: 'a settimana',
  mese: 'al mese',
  anno: "all'anno",
  notte: 'a notte',
  persona: 'a persona',
  testa: 'a testa',
  pezzo: 'al pezzo',
};
