import type { Around } from '../../figures/language-words.js';
import type { SpeakableContext } from '../../figures/speakable-rule.js';
import { italianGender } from './gender.js';
import { italianCardinal, italianOrdinal } from './numerals.js';

/** A Roman numeral: an ordinal after a ruler and before the noun it numbers, a number after "capitolo". */
export function italianRoman(value: number, { before, after }: Around, context: SpeakableContext): string | undefined {
  const digits = String(value);
  if (
    /\b(?:capitolo|cap\.|vol\.|art\.|parte|volume|atto|guerra mondiale|articolo|titolo|libro|canto|scena|tipo|fase|classe|grado|livello|gruppo|serie)\s$/iu.test(
      before,
    )
  )
    return italianCardinal(digits, context);
  if (RULER.test(before) && value > 1) return italianOrdinal(digits, QUEEN.test(before) ? 'feminine' : 'masculine');
  if (/\bsecol[oi]\s$/u.test(before)) return italianOrdinal(digits, 'masculine');
  const rest = ANOTHER.exec(after)?.[1] ?? after;
  const noun = /^\s(\p{L}{3,})/u.exec(rest)?.[1] ?? '';
  const gender = italianGender(` ${noun.toLowerCase()}`);
  const hasArticle = ARTICLE.test(before);
  if (gender === undefined || !(hasArticle || (value > 1 && /^\p{Ll}/u.test(noun)))) return undefined;
  return italianOrdinal(digits, gender);
}

/** A second numeral that shares the noun: "tra il XV e il XVI secolo". */
const ANOTHER =
  /^(?:\s?[-–]\s?|,?\s(?:ed?|od?|al?)\s(?:(?:il|lo|la|del|della|al|alla)\s|l['’]|dell['’]|all['’])?)[IVXLC]{1,8}(\s\p{L}{3,})/u;
const ARTICLE =
  /(?<!\p{L})(?:(?:il|lo|la|i|gli|le|(?:de|ne|a|da|su)l(?:lo|la|le)?|(?:de|ne|a|da|su)i)\s|\p{L}{0,5}l['’])$/iu;
const QUEEN = /(?:Elisabetta|Caterina|Isabella|Maria|Margherita|Vittoria|Cristina|Giovanna|Anna|regina\s\p{L}+)\s$/u;
const RULER = new RegExp(
  String.raw`(?<!\p{L})(?:papa\s\p{L}+|re\s\p{L}+|Carlo|Luigi|Enrico|Filippo|Pio|Leone|Benedetto|Paolo|Vittorio Emanuele|Umberto|Federico|Giovanni|Napoleone|Ferdinando|Francesco|Alessandro|Nicola|Guglielmo|Gregorio|Innocenzo|Clemente|Urbano|Sisto|Giulio|Adriano|Bonifacio|Celestino|Giorgio|Giacomo|Edoardo|Riccardo|Pietro|Ivan|Amedeo|Alfonso|Leopoldo|Alberto|Cosimo|Giuseppe|Ramses|Tolomeo|Dario|Juan Carlos|Felipe)\s$|${QUEEN.source}`,
  'iu',
);
