/** A word as it is looked up, and where it stands in its text. */
export type Term = {
  readonly text: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
};

/**
 * Numbers with their groups of digits; words; and single characters of scripts that put no spaces between words. The last
 * two letters of each alternative may carry marks.
 */
const PIECE =
  /\p{N}{1,3}(?:[.,'’ \u00a0\u202f]\p{N}{3})+(?!\p{N})|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}ー々]+|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}])[\p{L}\p{N}]\p{M}*ـ*)+/gu;
const UNSPACED = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}ー々]/u;
/** Of Latin, Greek, Cyrillic, Hebrew and Arabic: without them a word is the same word. In other scripts marks are vowels. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/gu;
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'a',
  œ: 'o',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ة: 'ه',
  ى: 'ي',
};
const ODD_LETTERS = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/**
 * The words of a text, without case, accents and signs, so that a quotation is found however it is set. Texts without
 * spaces give every two characters that stand together, and their last alone. What the index is written with.
 */
export function termsOf(text: string): readonly Term[] {
  return readTerms(text, false);
}

/** The same of what somebody looks for: its last character stands before any other in what was said. */
export function soughtTermsOf(text: string): readonly Term[] {
  return readTerms(text, true);
}

function readTerms(text: string, isSought: boolean): readonly Term[] {
  const terms: Term[] = [];
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    if (UNSPACED.test(piece))
      terms.push(...pairsOf(piece, index).slice(0, isSought && piece.length > 1 ? -1 : undefined));
    else terms.push({ text: fold(piece), start: index, end: index + piece.length });
  }
  return terms;
}

function pairsOf(piece: string, offset: number): readonly Term[] {
  const characters = [...piece.matchAll(/./gsu)].map(({ 0: character, index }) => ({ character, index }));
  return characters.map(({ character, index }, nth) => {
    const next = characters[nth + 1]?.character ?? '';
    const start = offset + index;
    return { text: (character + next).normalize('NFKC'), start, end: start + character.length + next.length };
  });
}

function fold(word: string): string {
  const plain = word
    .normalize('NFKD')
    .replace(MARKS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(ODD_LETTERS, (letter) => LETTERS[letter] ?? letter);
  if (/^\p{N}/u.test(plain)) return plain.replace(/[.,'’\s](?=\p{N}{3})/gu, '');
  // Müller and Mueller are one name; an Arabic word is the same with its article.
  return plain.replace(/([aou])e/gu, '$1').replace(/^ال(?=.{3})/u, '');
}

/** A word that says little by itself: it is also looked up together with its neighbour. */
export function isShort({ text }: Pick<Term, 'text'>): boolean {
  return text.length <= SHORT_LENGTH && !UNSPACED.test(text);
}

const SHORT_LENGTH = 3;

/** Short words that stand beside each other, as one. */
export function shortPairsOf(terms: readonly Term[]): readonly string[] {
  return terms.flatMap((term, nth) => {
    const next = terms[nth + 1];
    return next && isShort(term) && isShort(next) ? [`${term.text} ${next.text}`] : [];
  });
}
