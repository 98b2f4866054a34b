import { toOrdinal } from 'n2words/pt-PT';

import type { Around } from '../../figures/language-words.js';

/** A Roman numeral: a number after "século", the ordinal of a ruler up to ten, and of the noun whose article it follows. */
export function portugueseRoman(
  value: number,
  { before, after }: Around,
  cardinal: (digits: string) => string,
): string | undefined {
  const digits = String(value);
  if (NUMBERED.test(before)) return cardinal(digits);
  if (RULER.test(before)) return value <= 10 ? portugueseOrdinal(digits, QUEEN.test(before)) : cardinal(digits);
  if (FEMININE_EVENT.test(after)) return portugueseOrdinal(digits, true);
  const article = ARTICLE.exec(before);
  const hasNoun = /^\s(?!(?:que|com|por|para|dos|das|uma?|foi)(?!\p{L}))\p{L}{3,}/u.test(after);
  return article === null || !hasNoun ? undefined : portugueseOrdinal(digits, article[1] === undefined);
}

/** `21` → "vigésimo primeiro", in the feminine "vigésima primeira". */
export function portugueseOrdinal(digits: string, isFeminine: boolean): string {
  const ordinal = toOrdinal(BigInt(digits));
  return isFeminine ? ordinal.replace(/o(?= |$)/gu, 'a') : ordinal;
}

const NUMBERED =
  /(?<!\p{L})(?:séculos?(?:\s[IVXLC]+,?(?:\s(?:e|ou|ao?|até)(?:\s(?:o|do))?|\s?[-–]|,))?|séc\.|capítulo|cap\.|vol\.|art\.|tomo|parte|volume|título|ato|guerra mundial|fase|tipo|grupo|anexo)\s$/iu;
const FEMININE_EVENT =
  /^\s(?:Guerra Mundial|República|Conferência|Cúpula|Cimeira|edição|Copa|Bienal|Assembleia)(?!\p{L})/iu;
const ARTICLE = /(?<!\p{L})(?:([oO]|do|no|ao|pelo|um|num)|a|da|na|à|pela|uma|numa)\s$/u;
const QUEEN = /(?:Maria|Isabel|Elizabeth|Catarina|Margarida|Cristina|rainha\s\p{L}+)\s$/u;
const RULER = new RegExp(
  String.raw`(?<!\p{L})(?:João|Pedro|Carlos|Afonso|Henrique|Filipe|Luís|Paulo|Bento|Pio|Leão|Manuel|Napoleão|Sancho|Fernando|Dinis|Miguel|Alexandre|Nicolau|Guilherme|Jorge|Eduardo|Ricardo|Francisco|Gregório|Clemente|Ramsés|Ivan|Frederico|rei\s\p{L}+|papa\s\p{L}+)\s$|${QUEEN.source}`,
  'u',
);
