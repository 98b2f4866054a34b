/** Pattern of a multiplying word or letter after an amount of money. */
export const SCALE = String.raw`(?:[\s-]?(thousand|million|billion|trillion|quadrillion|lakh|crore|bn|mln|mn|tn|trn)(?![\p{L}\d])|\s?([mMbBkKtT])(?![\p{L}\d]))`;

/** "million" for `m`, `mn` or `million`. */
export function scaleWord(written: string): string {
  return SCALES[written.toLowerCase()] ?? written.toLowerCase();
}

const SCALES: Readonly<Record<string, string>> = {
  k: 'thousand',
  m: 'million',
  mn: 'million',
  mln: 'million',
  b: 'billion',
  bn: 'billion',
  t: 'trillion',
  tn: 'trillion',
  trn: 'trillion',
};
