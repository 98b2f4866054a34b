import { present } from '../../../model/present.js';
import { metricUnits } from '../../figures/metric-units.js';
import type { Gender, Money, Noun } from '../../figures/language-words.js';

export const HOUR = noun('godzina godziny godzin godziny', 'feminine');
export const MINUTE = noun('minuta minuty minut minuty', 'feminine');
export const SECOND = noun('sekunda sekundy sekund sekundy', 'feminine');
const THOUSAND = noun('tysiąc tysiące tysięcy tysiąca', 'masculine');
const MILLION = noun('milion miliony milionów miliona', 'masculine');
const BILLION = noun('miliard miliardy miliardów miliarda', 'masculine');

/** Large numbers by the word or sign after the figures. */
export const POLISH_SCALES: Readonly<Record<string, Noun>> = {
  'tys.': THOUSAND,
  tys: THOUSAND,
  mln: MILLION,
  'mln.': MILLION,
  milion: MILLION,
  miliony: MILLION,
  milionów: MILLION,
  mld: BILLION,
  'mld.': BILLION,
  miliard: BILLION,
  miliardy: BILLION,
  miliardów: BILLION,
  bln: noun('bilion biliony bilionów biliona', 'masculine'),
};

const CENT = noun('cent centy centów centa', 'masculine');

/** Currencies by sign and abbreviation. */
export const POLISH_CURRENCIES: Readonly<Record<string, Money>> = {
  ...currency(
    'zł zł. pln',
    noun('złoty złote złotych złotego', 'masculine'),
    noun('grosz grosze groszy grosza', 'masculine'),
  ),
  ...currency('gr', noun('grosz grosze groszy grosza', 'masculine')),
  ...currency('€ eur', noun('euro euro euro euro', 'neuter'), CENT),
  ...currency('$ usd us$', noun('dolar dolary dolarów dolara', 'masculine'), CENT),
  ...currency('£ gbp', noun('funt funty funtów funta', 'masculine'), noun('pens pensy pensów pensa', 'masculine')),
  ...currency('chf', noun('frank franki franków franka', 'masculine'), CENT),
  ...currency('¥', noun('jen jeny jenów jena', 'masculine')),
};

/** Units by their signs. */
export const POLISH_UNITS: Readonly<Record<string, Noun>> = {
  ...metricUnits({
    bases: {
      m: noun('metr metry metrów metra', 'masculine'),
      g: noun('gram gramy gramów grama', 'masculine'),
      l: noun('litr litry litrów litra', 'masculine'),
      t: noun('tona tony ton tony', 'feminine'),
      W: noun('wat waty watów wata', 'masculine'),
      Wh: noun('watogodzina watogodziny watogodzin watogodziny', 'feminine'),
      Hz: noun('herc herce herców herca', 'masculine'),
      V: noun('wolt wolty woltów wolta', 'masculine'),
      J: noun('dżul dżule dżuli dżula', 'masculine'),
      Pa: noun('paskal paskale paskali paskala', 'masculine'),
      B: noun('bajt bajty bajtów bajta', 'masculine'),
      s: SECOND,
    },
    prefixes: { c: 'centy', m: 'mili', μ: 'mikro', h: 'hekto' },
    square: (length) => adjectival(length, 'kwadratow'),
    cubic: (length) => adjectival(length, 'sześcienn'),
  }),
  h: HOUR,
  'godz.': HOUR,
  min: MINUTE,
  'min.': MINUTE,
  'sek.': SECOND,
  ha: noun('hektar hektary hektarów hektara', 'masculine'),
  KM: noun('koń_mechaniczny konie_mechaniczne koni_mechanicznych konia_mechanicznego', 'masculine'),
  '°C': degree('_Celsjusza'),
  '°F': degree('_Fahrenheita'),
  '°': degree(''),
};

function degree(scale: string): Noun {
  return noun(`stopień${scale} stopnie${scale} stopni${scale} stopnia${scale}`, 'masculine');
}

/** The forms for one, a few, many and a fraction; an underscore is a space within a form. */
function noun(forms: string, gender: Gender): Noun {
  const [one = '', few = '', many = '', part = ''] = forms.split(' ').map((form) => form.replaceAll('_', ' '));
  return { one, few, many, part, gender };
}

function adjectival({ one, few, many, part, ...rest }: Noun, stem: string): Noun {
  return {
    ...rest,
    one: `${one} ${stem}y`,
    few: `${few ?? many} ${stem}e`,
    many: `${many} ${stem}ych`,
    part: `${part ?? many} ${stem}ego`,
  };
}

function currency(signs: string, whole: Noun, small?: Noun): Readonly<Record<string, Money>> {
  return Object.fromEntries(signs.split(' ').map((sign) => [sign, { ...whole, ...present({ small }) }]));
}
