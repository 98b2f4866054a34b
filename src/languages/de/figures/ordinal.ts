import { toOrdinal } from 'n2words/de-DE';

import type { Around, Gender } from '../../figures/language-words.js';
import { germanGender, germanNounAfter } from './gender.js';

/** `dritt`, `zwanzigst`: an ordinal without its ending. */
export function ordinalStem(digits: string): string {
  if (/^0+$/u.test(digits)) return 'nullt';
  return toOrdinal(BigInt(digits)).replace(/e$/u, '');
}

/** Whether a number with a full stop is an ordinal: the sentence goes on in a way that asks for one. */
export function isOrdinal({ before, after }: Around): boolean {
  if (/^\s*$/u.test(before) && /^\s*$/u.test(after)) return true;
  const ahead = before.replace(ORDINALS_BEFORE, '');
  if (DETERMINER.test(ahead) && (/^\s\p{L}/u.test(after) || ORDINALS_AHEAD.test(after))) return true;
  if (/(?<!\p{L})(?:am|vom|zum|den)\s$/iu.test(ahead) && /^\s*$/u.test(after)) return true;
  if (/^\s\p{Ll}/u.test(after)) return true;
  const noun = germanNounAfter(after);
  return noun !== undefined && germanGender(noun) !== undefined;
}

/**
 * The ending follows the article or preposition before it and the gender of the noun after it: "der zweite Platz", "in
 * der zweiten Liga", "ein zweites Kind", "in zweiter Lesung"; alone it is that of a man's: "zweiter".
 */
export function ordinalEnding({ before, after }: Around, gender = genderAhead(after)): string {
  const ahead = before.replace(ORDINALS_BEFORE, '').replace(/\s(?:\p{Lu}\p{Ll}+tag|Sonnabend|Mittwoch),\s$/u, ' ');
  const determiner = /(?<!\p{L})(\p{L}+)\s$/u.exec(ahead)?.[1]?.toLowerCase() ?? '';
  if (WEAK_N.test(determiner)) return 'en';
  if (
    /^(?:die|das|diese|jede[s]?|dieses|ins|ans|aufs|fürs|durchs|(?:k?ein|mein|dein|sein|ihr|unser|eur)e)$/u.test(
      determiner,
    )
  )
    return 'e';
  if (/^(?:der|dieser|jeder|welcher)$/u.test(determiner)) {
    const isOblique = gender === 'feminine' || (gender === undefined && OBLIQUE_BEFORE.test(ahead));
    return isOblique ? 'en' : 'e';
  }
  if (STRONG_DATIVE.test(determiner) && gender !== undefined) return gender === 'feminine' ? 'er' : 'em';
  return { masculine: 'er', feminine: 'e', neuter: 'es' }[gender ?? 'masculine'];
}

function genderAhead(after: string): Gender | undefined {
  return germanGender(germanNounAfter(after) ?? '');
}

/** Ordinals that stand before another one of the same noun: "3., 5. und ". */
const ORDINALS_BEFORE = /(?:(?:\d{1,3}|[IVX]{1,6})\.(?:,\s|\s(?:und|oder|bis|sowie)\s)){1,4}$/u;
const ORDINALS_AHEAD = /^(?:,|\s(?:und|oder|bis|sowie))\s\d{1,3}\./u;

/** Articles and contractions after which an adjective ends in -en in every gender. */
const WEAK_N =
  /^(?:am|vom|zum|zur|bis|im|beim|seit|ab|dem|den|des|(?:k?ein|mein|dein|sein|ihr|unser|eur)e[nmrs]|diese[nm]|jede[nm]|welche[nm])$/u;
const DETERMINER =
  /(?<!\p{L})(?:am|vom|zum|zur|im|beim|ins|de[rmns]|die|das|(?:k?ein|mein|dein|sein|ihr|unser|eur)(?:e[nmrs]?)?|jede[rsnm]?|diese[rsmn]?|welche[rsmn]?)\s$/iu;
const OBLIQUE_BEFORE =
  /(?<!\p{L})(?:in|aus|mit|nach|von|vor|auf|bei|während|wegen|seit|an|über|unter|zwischen|trotz|hinter|neben|zu|laut|dank)\sder\s$/iu;
const STRONG_DATIVE = /^(?:in|mit|nach|von|aus|bei|auf|vor|unter|zu)$/u;
