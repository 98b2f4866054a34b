/** Written without spaces: each letter counts as a word. */
const LETTER = '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmr}\\p{sc=Mymr}]';
const WORD = new RegExp(`${LETTER}\\p{M}*|(?:(?!${LETTER})[\\p{L}\\p{N}\\p{M}\\u00ad\\u200b-\\u200d\\u0640])+`, 'gu');
/** Marks over and under letters, what is not seen, and what stretches Arabic words. */
const UNSEEN = /[\p{M}\u00ad\u200b-\u200d\u0640]/gu;

export type Word = {
  /** As words are compared: without case, marks and what is not seen. */
  readonly name: string;
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
};

/** The words of a text; signs between them are none. */
export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const name = word.normalize('NFKD').replace(UNSEEN, '').toLowerCase();
    return name === '' ? [] : [{ name, start: index, end: index + word.length }];
  });
}
