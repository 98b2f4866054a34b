/** Text as the embedded voice can read it. */
export type AsciiText = {
  /** One per white-space separated token of the text, in order; empty where nothing of it can be read. */
  readonly tokens: readonly string[];
  /** Tokens with letters or digits of which nothing is left. */
  readonly dropped: readonly string[];
};

const REPLACED: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '″': '"',
  '–': ', ',
  '—': ', ',
  '―': ', ',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  '·': ' ',
  '•': ' ',
  '×': ' times ',
  '÷': ' divided by ',
  '°': ' degrees ',
  '€': ' euros ',
  '£': ' pounds ',
  '¥': ' yen ',
  '©': ' ',
  '®': ' ',
  '™': ' ',
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'th',
  Ð: 'Th',
  þ: 'th',
  Þ: 'Th',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
};

/** A token of n letters costs n² of the voice's time; no English word is longer than this. */
const MAX_TOKEN_LETTERS = 40;
const OVERLONG = new RegExp(`[A-Za-z0-9]{${MAX_TOKEN_LETTERS}}(?=[A-Za-z0-9])`, 'gu');

/** Writes text in ASCII, token by token, as an English reader would: accents dropped, dashes as pauses. */
export function toAscii(text: string): AsciiText {
  const dropped: string[] = [];
  const tokens = text.split(/\s+/u).filter((token) => token !== '');
  return {
    tokens: tokens.map((token) => {
      const ascii = foldToken(token);
      if (!/[A-Za-z0-9]/u.test(ascii) && /[\p{L}\p{N}]/u.test(token)) dropped.push(token);
      return ascii;
    }),
    dropped,
  };
}

function foldToken(token: string): string {
  return Array.from(token, (character) => REPLACED[character] ?? character)
    .join('')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^ -~]/gu, '')
    .replace(OVERLONG, '$& ')
    .trim();
}
