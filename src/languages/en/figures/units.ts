/** How a unit is said for one and for many. */
export type Unit = { readonly one: string; readonly many: string };

/** The unit a written sign stands for; a sign of two letters or more may be in any case. */
export function findUnit(sign: string): Unit | undefined {
  const plain = sign.replace('µ', 'μ').replace('^', '').replace(/2$/u, '²').replace(/3$/u, '³').replace(/\.$/u, '');
  const exact = UNITS.get(plain);
  if (exact !== undefined) return exact;
  if (plain.length < 2) return undefined;
  return ANY_CASE_UNITS.get(plain.toLowerCase());
}

/** What is said after "per": `/h` → "hour", `/d` → "day", `/m²` → "square meter", `/person` → "person". */
export function unitAfterPer(sign: string): string | undefined {
  return (
    PER_UNITS[sign.toLowerCase().replace('^', '')] ??
    (PER_NOUNS.has(sign) ? sign : undefined) ??
    findUnit(sign.replaceAll('⁻', ''))?.one
  );
}

/** A unit with a negative exponent, `ha-1`, `s⁻²`, `m−3`, as what is said after "per". */
export function unitOfPower(sign: string, exponent: string): string | undefined {
  const power = '¹²³'.includes(exponent) ? '123'['¹²³'.indexOf(exponent)] : exponent;
  if (power === '1') return unitAfterPer(sign);
  return unitAfterPer(`${sign}${power === '2' ? '²' : '³'}`) ?? suffixed(unitAfterPer(sign), power);
}

function suffixed(unit: string | undefined, power: string | undefined): string | undefined {
  return unit === undefined ? undefined : `${unit} ${power === '2' ? 'squared' : 'cubed'}`;
}

/** Things that rates are given for, said as they are written. */
const PER_NOUNS = new Set(
  'second minute hour day night week fortnight month quarter year season person head capita household family child pupil student patient worker employee user visitor guest room vehicle car mile kilometre kilometer metre meter litre liter gallon hectare acre tonne ton kilogram kilo pound barrel share dose serving unit session'.split(
    ' ',
  ),
);

const PER_UNITS: Readonly<Record<string, string>> = {
  s: 'second',
  's²': 'second squared',
  s2: 'second squared',
  sec: 'second',
  min: 'minute',
  h: 'hour',
  hr: 'hour',
  d: 'day',
  day: 'day',
  wk: 'week',
  w: 'week',
  week: 'week',
  mo: 'month',
  mth: 'month',
  month: 'month',
  m: 'month',
  yr: 'year',
  y: 'year',
  year: 'year',
  person: 'person',
  lb: 'pound',
  night: 'night',
  hour: 'hour',
};

const PREFIXES: readonly (readonly [string, string])[] = [
  ['', ''],
  ['p', 'pico'],
  ['n', 'nano'],
  ['μ', 'micro'],
  ['m', 'milli'],
  ['c', 'centi'],
  ['d', 'deci'],
  ['h', 'hecto'],
  ['k', 'kilo'],
  ['M', 'mega'],
  ['G', 'giga'],
  ['T', 'tera'],
  ['P', 'peta'],
];

/** Base unit, its name, the prefixes in use with it, and its plural where that is not made with "s". */
const METRIC: readonly (readonly [sign: string, name: string, prefixes: string, many?: string])[] = [
  ['m', 'meter', ',p,n,μ,m,c,d,k'],
  ['g', 'gram', ',n,μ,m,k'],
  ['l', 'liter', ',μ,m,c,d,h,k,M'],
  ['L', 'liter', ',μ,m,c,d,h'],
  ['s', 'second', 'n,μ,m'],
  ['Hz', 'hertz', ',k,M,G,T', 'hertz'],
  ['W', 'watt', ',m,k,M,G,T'],
  ['Wh', 'watt hour', ',k,M,G,T'],
  ['V', 'volt', ',m,k,M'],
  ['A', 'ampere', ',m,k'],
  ['Ah', 'ampere hour', ',m,k'],
  ['J', 'joule', ',k,M,G'],
  ['N', 'newton', ',k,M'],
  ['Pa', 'pascal', ',h,k,M,G'],
  ['eV', 'electronvolt', ',k,M,G,T'],
  ['B', 'byte', 'k,M,G,T,P'],
  ['b', 'bit', 'k,M,G,T'],
  ['bps', 'bit per second', 'k,M,G,T', 'bits per second'],
  ['bit/s', 'bit per second', ',k,M,G,T', 'bits per second'],
  ['cal', 'calorie', ',k'],
  ['Sv', 'sievert', ',μ,m'],
  ['Gy', 'gray', ',m'],
  ['Bq', 'becquerel', ',k,M'],
  ['mol', 'mole', ',μ,m'],
  ['Ω', 'ohm', ',m,k,M'],
  ['F', 'farad', 'p,n,μ,m'],
  ['t', 'tonne', ',k,M,G'],
  ['T', 'tesla', 'm,μ,n', 'tesla'],
  ['H', 'henry', 'm,μ', 'henries'],
  ['lx', 'lux', ',k', 'lux'],
  ['lm', 'lumen', ','],
  ['cd', 'candela', ',', 'candelas'],
  ['Nm', 'newton meter', ',k'],
  ['N·m', 'newton meter', ',k'],
  ['VA', 'volt ampere', 'k,M'],
];

const OTHER: readonly (readonly [signs: string, one: string, many: string])[] = [
  ['ft', 'foot', 'feet'],
  ['in', 'inch', 'inches'],
  ['yd yds', 'yard', 'yards'],
  ['mi', 'mile', 'miles'],
  ['nmi', 'nautical mile', 'nautical miles'],
  ['lb lbs', 'pound', 'pounds'],
  ['oz', 'ounce', 'ounces'],
  ['st', 'stone', 'stone'],
  ['gal', 'gallon', 'gallons'],
  ['pt', 'pint', 'pints'],
  ['qt', 'quart', 'quarts'],
  ['tbsp', 'tablespoon', 'tablespoons'],
  ['tsp', 'teaspoon', 'teaspoons'],
  ['fl oz', 'fluid ounce', 'fluid ounces'],
  ['ha', 'hectare', 'hectares'],
  ['cc', 'cubic centimeter', 'cubic centimeters'],
  ['kWp', 'kilowatt peak', 'kilowatts peak'],
  ['hp bhp', 'horsepower', 'horsepower'],
  ['dB', 'decibel', 'decibels'],
  ['rpm', 'revolution per minute', 'revolutions per minute'],
  ['bpm', 'beat per minute', 'beats per minute'],
  ['fps', 'frame per second', 'frames per second'],
  ['mph', 'mile per hour', 'miles per hour'],
  ['mpg', 'mile per gallon', 'miles per gallon'],
  ['kph kmh', 'kilometer per hour', 'kilometers per hour'],
  ['kt kts kn', 'knot', 'knots'],
  ['psi', 'pound per square inch', 'pounds per square inch'],
  ['ppm', 'part per million', 'parts per million'],
  ['ppb', 'part per billion', 'parts per billion'],
  ['bar', 'bar', 'bar'],
  ['mbar', 'millibar', 'millibars'],
  ['mmHg', 'millimeter of mercury', 'millimeters of mercury'],
  ['ft-lb ft-lbs lb-ft', 'foot pound', 'foot pounds'],
  ['bbl', 'barrel', 'barrels'],
  ['nM', 'nanomolar', 'nanomolar'],
  ['mM', 'millimolar', 'millimolar'],
  ['µM μM', 'micromolar', 'micromolar'],
  ['Btu', 'British thermal unit', 'British thermal units'],
  ['MMBtu', 'million British thermal units', 'million British thermal units'],
  ['pts', 'point', 'points'],
  ['bpd b/d', 'barrel per day', 'barrels per day'],
  ['mcg', 'microgram', 'micrograms'],
  ['ac', 'acre', 'acres'],
  ['ly', 'light year', 'light years'],
  ['IU', 'international unit', 'international units'],
  ['dpi', 'dot per inch', 'dots per inch'],
  ['doz', 'dozen', 'dozen'],
  ['atm', 'atmosphere', 'atmospheres'],
  ['mAh', 'milliamp hour', 'milliamp hours'],
  ['MP', 'megapixel', 'megapixels'],
  ['px', 'pixel', 'pixels'],
  ['°C ℃ ºC', 'degree Celsius', 'degrees Celsius'],
  ['°F ℉ ºF', 'degree Fahrenheit', 'degrees Fahrenheit'],
  ['°K', 'degree Kelvin', 'degrees Kelvin'],
  ['°N', 'degree north', 'degrees north'],
  ['°S', 'degree south', 'degrees south'],
  ['°E', 'degree east', 'degrees east'],
  ['°W', 'degree west', 'degrees west'],
  ['C', 'degree Celsius', 'degrees Celsius'],
  ['F', 'degree Fahrenheit', 'degrees Fahrenheit'],
  ['K', 'kelvin', 'kelvins'],
  ['° º', 'degree', 'degrees'],
  ['h hr hrs', 'hour', 'hours'],
  ['min mins', 'minute', 'minutes'],
  ['s sec secs', 'second', 'seconds'],
  ['wk wks', 'week', 'weeks'],
  ['mo mos', 'month', 'months'],
  ['yr yrs', 'year', 'years'],
  ['yo', 'year old', 'year old'],
  ['sqm', 'square meter', 'square meters'],
  ['sqft', 'square foot', 'square feet'],
  ['″', 'inch', 'inches'],
  ['′', 'foot', 'feet'],
  ['x ×', 'time', 'times'],
  ['kg', 'kilogram', 'kilograms'],
];

const UNITS: ReadonlyMap<string, Unit> = new Map([...metricUnits(), ...otherUnits()]);

/** In capitals these are something else: `24 AC units`, `5 CD`, `10 GT`. */
const ONE_CASE_UNITS = new Set('pa in at st mo yo ha mm ac ly nm cd lm lx Nm nT mT Mt Gt kt mH'.split(' '));

/** Signs that mean the same in any case; those that differ only by case (`mW`, `MW`) are left out. */
const ANY_CASE_UNITS: ReadonlyMap<string, Unit> = new Map(
  [...UNITS]
    .filter(([sign]) => sign.length >= 2 && !/M$/u.test(sign) && !ONE_CASE_UNITS.has(sign))
    .map(([sign, unit]) => [sign.toLowerCase(), unit] as const)
    .reverse(),
);

function* metricUnits(): Generator<readonly [string, Unit]> {
  for (const [sign, name, prefixes, many] of METRIC) {
    for (const [prefix, prefixName] of PREFIXES) {
      if (!prefixes.split(',').includes(prefix)) continue;
      const unit = { one: prefixName + name, many: prefixName + (many ?? plural(name)) };
      yield [prefix + sign, unit];
      if (sign === 'm') {
        yield [`${prefix}m²`, prefixedUnit('square ', unit)];
        yield [`${prefix}m³`, prefixedUnit('cubic ', unit)];
      }
    }
  }
}

function* otherUnits(): Generator<readonly [string, Unit]> {
  for (const [signs, one, many] of OTHER) {
    for (const sign of signs === 'fl oz' ? [signs] : signs.split(' ')) yield [sign, { one, many }];
  }
  for (const length of ['ft', 'in', 'yd', 'mi']) {
    const [, one = '', many = ''] = OTHER.find(([signs]) => signs.split(' ').includes(length)) ?? [];
    for (const sign of [`${length}²`, `sq ${length}`, `sq. ${length}`])
      yield [sign, prefixedUnit('square ', { one, many })];
    for (const sign of [`${length}³`, `cu ${length}`, `cu. ${length}`])
      yield [sign, prefixedUnit('cubic ', { one, many })];
  }
  for (const [sign, name] of [
    ['m', 'meter'],
    ['km', 'kilometer'],
  ] as const) {
    yield [`sq ${sign}`, { one: `square ${name}`, many: `square ${name}s` }];
    yield [`cu ${sign}`, { one: `cubic ${name}`, many: `cubic ${name}s` }];
  }
}

function prefixedUnit(prefix: string, unit: Unit): Unit {
  return { one: prefix + unit.one, many: prefix + unit.many };
}

function plural(name: string): string {
  return `${name}s`;
}
