/** Spanish ordinals: `undécimo`, `vigesimoprimer`, `centésima trigésima cuarta`, `cienmilésimo`; nothing above a million. */
export function spanishOrdinal(value: number, gender: 'masculine' | 'feminine', isShort: boolean): string | undefined {
  if (value < 1 || value > 999_999) return undefined;
  const masculine = isShort
    ? masculineOrdinal(value, true).replace(/(prim|terc)ero$/u, '$1er')
    : masculineOrdinal(value);
  if (gender === 'masculine') return masculine;
  return masculineOrdinal(value).replace(/o(?= |$)/gu, 'a');
}

const UNITS = ['', 'primero', 'segundo', 'tercero', 'cuarto', 'quinto', 'sexto', 'séptimo', 'octavo', 'noveno'];
const TENS = [
  '',
  'décimo',
  'vigésimo',
  'trigésimo',
  'cuadragésimo',
  'quincuagésimo',
  'sexagésimo',
  'septuagésimo',
  'octogésimo',
  'nonagésimo',
];
const HUNDREDS = [
  '',
  'centésimo',
  'ducentésimo',
  'tricentésimo',
  'cuadringentésimo',
  'quingentésimo',
  'sexcentésimo',
  'septingentésimo',
  'octingentésimo',
  'noningentésimo',
];
const THOUSANDS: Readonly<Record<number, string>> = {
  1: '',
  2: 'dos',
  3: 'tres',
  4: 'cuatro',
  5: 'cinco',
  6: 'seis',
  7: 'siete',
  8: 'ocho',
  9: 'nueve',
  10: 'diez',
  20: 'veinte',
  50: 'cincuenta',
  100: 'cien',
  200: 'doscientos',
  500: 'quinientos',
};

function masculineOrdinal(value: number, isShort = false): string {
  const thousands = Math.floor(value / 1000);
  const rest = value % 1000;
  const parts = [
    thousands === 0 ? '' : `${THOUSANDS[thousands] ?? `${masculineOrdinal(thousands)} `}milésimo`,
    HUNDREDS[Math.floor(rest / 100)] ?? '',
    underHundred(rest % 100, isShort),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** From eleventh to twenty-ninth in one word; above, in two. */
function underHundred(value: number, isShort: boolean): string {
  if (value < 10) return UNITS[value] ?? '';
  if (value === 11) return isShort ? 'decimoprimero' : 'undécimo';
  if (value === 12) return 'duodécimo';
  const unit = UNITS[value % 10] ?? '';
  const ten = TENS[Math.floor(value / 10)] ?? '';
  if (unit === '') return ten;
  return value < 30 ? `${ten.replace('é', 'e')}${unit}`.replace('oo', 'o') : `${ten} ${unit}`;
}
