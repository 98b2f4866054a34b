import type { Noun } from './language-words.js';

/** What a language needs to name metric units. */
export type MetricNames = {
  /** Base units by sign: `m g l t W Wh Hz V A J Pa B bit s`. */
  readonly bases: Readonly<Record<string, Noun>>;
  /** Those that are not spelt as in {@link SI_PREFIXES}, by sign. */
  readonly prefixes?: Readonly<Record<string, string>>;
  readonly square: (length: Noun) => Noun;
  readonly cubic: (length: Noun) => Noun;
};

/** All units of a language that are made of a prefix and a base, squares and cubes included, by their signs. */
export function metricUnits({ bases, prefixes, square, cubic }: MetricNames): Readonly<Record<string, Noun>> {
  const names: Readonly<Record<string, string>> = { ...SI_PREFIXES, ...prefixes };
  const units: Record<string, Noun> = {};
  for (const [sign, noun] of Object.entries(bases)) {
    units[sign] = noun;
    for (const prefix of PREFIXES_IN_USE[sign] ?? '') {
      const name = names[prefix];
      if (name !== undefined) units[prefix + sign] = withPrefix(name, noun);
    }
  }
  for (const length of ['m', 'km', 'cm', 'mm']) {
    const noun = units[length];
    if (noun === undefined) continue;
    for (const [power, make] of [
      ['²', square],
      ['2', square],
      ['³', cubic],
      ['3', cubic],
    ] as const)
      units[length + power] = make(noun);
  }
  for (const [sign, noun] of Object.entries(units)) {
    if (sign.startsWith('μ')) units[sign.replace('μ', 'µ')] = noun;
    // Signs of two letters or more are also met in small letters; a sign that means something else there keeps its meaning.
    if (sign.length > 1) units[sign.toLowerCase()] ??= noun;
  }
  return units;
}

/** Names of the prefixes as the SI Brochure (9th edition, table 7) spells them. */
const SI_PREFIXES = {
  k: 'kilo',
  c: 'centi',
  m: 'milli',
  μ: 'micro',
  n: 'nano',
  h: 'hecto',
  M: 'mega',
  G: 'giga',
  T: 'tera',
} as const;

const PREFIXES_IN_USE: Readonly<Record<string, string>> = {
  m: 'kcmμn',
  g: 'kmμ',
  l: 'hcm',
  W: 'kMGTm',
  Wh: 'kMGT',
  Hz: 'kMGT',
  V: 'kmM',
  A: 'km',
  J: 'kMG',
  Pa: 'hkM',
  B: 'kMGT',
  t: 'kM',
  s: 'mμn',
};

function withPrefix(prefix: string, noun: Noun): Noun {
  const join = (name: string) => prefix + name.charAt(0).toLowerCase() + name.slice(1);
  return {
    ...noun,
    one: join(noun.one),
    many: join(noun.many),
    ...(noun.few !== undefined && { few: join(noun.few) }),
    ...(noun.part !== undefined && { part: join(noun.part) }),
  };
}
