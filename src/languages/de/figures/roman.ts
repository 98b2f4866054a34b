import type { Around } from '../../figures/language-words.js';
import { germanGender, germanNounAfter } from './gender.js';
import { ordinalEnding, ordinalStem } from './ordinal.js';

/**
 * A Roman numeral: with a full stop the ordinal of the ruler before it or of the noun after it, in its case ("unter
 * Ludwig dem vierzehnten", "im zweiten Weltkrieg"); nothing where it is neither.
 */
export function romanOrdinalWords(value: number, { before, after }: Around): string | undefined {
  const digits = String(value);
  const ruler = RULER.exec(before);
  if (ruler !== null && (value > 1 || after.startsWith('.'))) return rulerWords(digits, ruler, before);
  if (!after.startsWith('.')) return undefined;
  const rest = after.slice(1);
  const hasNoun = germanGender(germanNounAfter(rest) ?? '') !== undefined;
  const isAsked = /(?<!\p{L})(?:am|vom|zum|zur|im|beim|de[rmns]|die|das)\s$/iu.test(before) && /^\s\p{L}/u.test(rest);
  return hasNoun || isAsked ? ordinalStem(digits) + ordinalEnding({ before, after: rest }) : undefined;
}

/** "Ludwigs des vierzehnten", "von Elisabeth der zweiten": the article stands in the case of the name. */
function rulerWords(digits: string, ruler: RegExpExecArray, before: string): string {
  const [, name = '', genitive = ''] = ruler;
  const isQueen = QUEEN.test(name);
  const governing = before.slice(0, ruler.index).replace(/(?:\p{Lu}\p{L}+\s|(?:de[mrn]|die)\s)+$/u, '');
  const preposition = /(?<!\p{L})(\p{L}+)\s$/u.exec(governing)?.[1]?.toLowerCase() ?? '';
  const stem = ordinalStem(digits);
  if (genitive !== '') return isQueen ? `der ${stem}en` : `des ${stem}en`;
  if (DATIVE.test(preposition)) return isQueen ? `der ${stem}en` : `dem ${stem}en`;
  if (ACCUSATIVE.test(preposition)) return isQueen ? `die ${stem}e` : `den ${stem}en`;
  return `${isQueen ? 'die' : 'der'} ${stem}e`;
}

const QUEEN = /^(?:Elisabeth|Katharina|Maria|Margarethe|Margrethe|Isabella|Christina|Beatrix|Königin)/u;
const RULER =
  /(?<!\p{L})((?:Papst|König|Königin|Kaiser|Zar|Kaiserin)\s\p{Lu}\p{L}+?|Karl|Friedrich|Wilhelm|Heinrich|Ludwig|Otto|Johannes Paul|Benedikt|Pius|Leo|Franz|Georg|Napoleon|Nikolaus|Philipp|Peter|Rudolf|Maximilian|Ferdinand|Leopold|Albrecht|Gregor|Urban|Clemens|Innozenz|Juan Carlos|Felipe|Carl|Gustav|Alexander|Iwan|Ramses|Jakob|Richard|Eduard|August|Konrad|Elisabeth|Katharina|Maria|Margarethe|Margrethe|Isabella|Christina|Beatrix)(s?)\s$/u;
const DATIVE = /^(?:von|mit|unter|bei|nach|zu|seit|aus|vor|zwischen|neben|hinter|gegenüber|zum|vom|beim)$/u;
const ACCUSATIVE = /^(?:für|gegen|durch|ohne|um|an|über|auf)$/u;
