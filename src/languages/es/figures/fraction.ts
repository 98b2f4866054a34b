import { spanishOrdinal } from './ordinal.js';

/** Spanish fractions: `un tercio`, `dos quintos`, `un doceavo`, `uno sobre ciento uno`. */
export function spanishFraction(
  top: string,
  bottom: string,
  cardinal: (digits: string, gender?: 'masculine') => string,
): string | undefined {
  const name = partName(Number(bottom), cardinal);
  if (Number(bottom) === 0) return undefined;
  if (name === undefined) return `${cardinal(top)} sobre ${cardinal(bottom)}`;
  return Number(top) === 1 ? `un ${name}` : `${cardinal(top, 'masculine')} ${name}s`;
}

function partName(bottom: number, cardinal: (digits: string) => string): string | undefined {
  if (bottom < 2) return undefined;
  if (bottom === 2) return 'medio';
  if (bottom === 3) return 'tercio';
  if (bottom <= 10) return spanishOrdinal(bottom, 'masculine', false);
  if (bottom < 100) {
    // "treinta y uno" is drawn together: "treintaiunavo".
    const stem = cardinal(String(bottom))
      .replace(' y ', 'i')
      .replace(/uno$/u, 'un')
      .normalize('NFC')
      .replace('é', 'e')
      .replace('ú', 'u')
      .replace('ó', 'o');
    return `${stem}avo`.replace('aavo', 'avo');
  }
  return bottom % 100 === 0 && (bottom < 1000 || bottom % 1000 === 0)
    ? spanishOrdinal(bottom, 'masculine', false)
    : undefined;
}

/** "tres cuartas partes": before the word for parts the fraction is an ordinal. */
export function spanishPart(
  top: string,
  bottom: string,
  after: string,
  cardinal: (digits: string) => string,
): string | undefined {
  if (!/^\spartes?(?!\p{L})/u.test(after)) return undefined;
  const name = spanishOrdinal(Number(bottom), 'feminine', false);
  if (name === undefined) return undefined;
  return top === '1' ? `una ${name}` : `${cardinal(top)} ${name}s`;
}
