import { metricUnits } from '../../figures/metric-units.js';
import type { Money, Noun } from '../../figures/language-words.js';

/** Most Dutch measures stay in the singular after a number: "tien meter", "drie euro". */
const same = (name: string): Noun => ({ one: name, many: name });
const noun = (one: string, many: string): Noun => ({ one, many });

export const HOUR = same('uur');
export const MINUTE = noun('minuut', 'minuten');
export const SECOND = noun('seconde', 'seconden');
const MILLION = same('miljoen');
const BILLION = same('miljard');

/** Large numbers by the word or sign after the figures. */
export const DUTCH_SCALES: Readonly<Record<string, Noun>> = {
  miljoen: MILLION,
  mln: MILLION,
  'mln.': MILLION,
  miljard: BILLION,
  mld: BILLION,
  'mld.': BILLION,
  biljoen: same('biljoen'),
};

const EURO: Money = { ...same('euro'), small: same('cent') };
const DOLLAR: Money = { ...same('dollar'), small: same('cent') };
const POUND: Money = { ...same('pond'), small: noun('penny', 'pence') };

/** Currencies by sign and abbreviation. */
export const DUTCH_CURRENCIES: Readonly<Record<string, Money>> = {
  '€': EURO,
  eur: EURO,
  euro: EURO,
  $: DOLLAR,
  us$: DOLLAR,
  usd: { ...same('Amerikaanse dollar'), small: same('cent') },
  '£': POUND,
  gbp: POUND,
  chf: { ...same('Zwitserse frank'), small: same('rappen') },
  '¥': same('yen'),
};

/** Units by their signs. */
export const DUTCH_UNITS: Readonly<Record<string, Noun>> = {
  ...metricUnits({
    bases: {
      m: same('meter'),
      g: same('gram'),
      l: same('liter'),
      t: same('ton'),
      W: same('watt'),
      Wh: same('wattuur'),
      Hz: same('hertz'),
      V: same('volt'),
      J: same('joule'),
      Pa: same('pascal'),
      B: same('byte'),
      s: SECOND,
    },
    square: ({ one }) => same(`vierkante ${one}`),
    cubic: ({ one }) => same(`kubieke ${one}`),
  }),
  u: HOUR,
  h: HOUR,
  min: MINUTE,
  'min.': MINUTE,
  sec: SECOND,
  'sec.': SECOND,
  ha: same('hectare'),
  pk: same('paardenkracht'),
  '°C': noun('graad Celsius', 'graden Celsius'),
  '°F': noun('graad Fahrenheit', 'graden Fahrenheit'),
  '°': noun('graad', 'graden'),
};
