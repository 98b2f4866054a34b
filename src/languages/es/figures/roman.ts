import type { Around } from '../../figures/language-words.js';
import type { SpokenStyle } from '../../figures/speakable-rule.js';
import { spanishOrdinal } from './ordinal.js';

/** A Roman numeral: a number after "siglo", the ordinal of a ruler up to ten, and of the noun whose article it follows. */
export function spanishRoman(
  value: number,
  { before, after }: Around,
  style: SpokenStyle,
  cardinal: (digits: string) => string,
): string | undefined {
  if (NUMBERED.test(before)) return cardinal(String(value));
  if (RULER.test(before))
    return value <= 10
      ? spanishOrdinal(value, QUEEN.test(before) ? 'feminine' : 'masculine', false)
      : cardinal(String(value));
  const isAlone = before.trim() === '' && after.trim() === '' && style === 'formal';
  if (isAlone) return spanishOrdinal(value, 'masculine', false);
  if (!/^\s(?!(?:que|con|por|para|del|los|las|una?|fue)(?!\p{L}))\p{L}{3,}/u.test(after)) return undefined;
  const article = ARTICLE.exec(before);
  const isFeminine = article === null ? FEMININE_EVENT.test(after) : article[1] === undefined;
  if (article === null && !isFeminine && !MASCULINE_EVENT.test(after)) return undefined;
  const isShort = !isFeminine && [1, 3, 21, 23].includes(value);
  return spanishOrdinal(value, isFeminine ? 'feminine' : 'masculine', isShort);
}

const NUMBERED =
  /(?<!\p{L})(?:siglos?(?:\s[IVXLC]+,?(?:\s(?:y|e|o|u|al?|hasta)(?:\s(?:el|del|al))?|\s?[-–]|,))?|s\.|capítulo|cap\.|vol\.|art\.|tomo|parte|volumen|título|acto|copa|mundial|guerra mundial|fase|tipo|grupo|apartado|anexo)\s$/iu;
const ARTICLE = /(?<!\p{L})(?:(el|del|al|un|este|su)|la|una|esta)\s$/iu;
const FEMININE_EVENT =
  /^\s(?:Guerra Mundial|República|Cumbre|Conferencia|Feria|Edición|edición|Copa|Bienal|Asamblea)(?!\p{L})/iu;
const MASCULINE_EVENT = /^\s(?:Congreso|Juegos|Festival|Foro|Encuentro|Premio|Concurso)(?!\p{L})/iu;
const QUEEN = /(?:Isabel|Catalina|María|Margarita|Cristina|reina\s\p{L}+)\s$/u;
const RULER = new RegExp(
  String.raw`(?<!\p{L})(?:Alfonso|Felipe|Carlos|Juan|Pablo|Enrique|Fernando|Luis|Francisco|Benedicto|Pío|León|Napoleón|Jorge|Pedro|Sancho|Alejandro|Nicolás|Guillermo|Jaime|Gregorio|Clemente|Inocencio|Ramsés|Iván|Federico|Eduardo|Ricardo|rey\s\p{L}+|papa\s\p{L}+)\s$|${QUEEN.source}`,
  'u',
);
