import type { Script, SpokenChange, Utterance } from '../../model/script.js';
import { nameSoundOf } from '../../languages/names-of.js';
import { familiarWords } from './familiar-words.js';
import type { Lexicon } from '../lexicon/lexicon-entry.js';
import { findLexiconMatches } from '../lexicon/find-lexicon-matches.js';

/** A word that an engine must guess, because neither a rule nor the lexicon says how it is spoken. */
export type UncoveredTerm = {
  readonly term: string;
  readonly kind: 'name' | 'acronym' | 'foreign';
  readonly count: number;
  /** The first sentence it stands in, as it is shown. */
  readonly sentence: string;
  readonly utteranceId: string;
};

/**
 * Names, acronyms and foreign words whose pronunciation nothing settles: what an editor should look at before money
 * is spent. Most frequent first. Acronyms that a rule spells count, for whether "NATO" is a word is a guess as well.
 */
export function findUncovered(
  script: Pick<Script, 'utterances' | 'language'>,
  options: { readonly lexicon?: Lexicon } = {},
): readonly UncoveredTerm[] {
  const found = new Map<string, UncoveredTerm>();
  for (const utterance of script.utterances) {
    for (const { term, kind } of uncoveredIn(utterance, options.lexicon)) {
      const known = found.get(term);
      const first = { sentence: utterance.display, utteranceId: utterance.id };
      found.set(term, known ? { ...known, count: known.count + 1 } : { term, kind, count: 1, ...first });
    }
  }
  return [...found.values()].sort((one, other) => other.count - one.count || compare(one.term, other.term));
}

type Term = Pick<UncoveredTerm, 'term' | 'kind'>;

function uncoveredIn({ display, changes, lang }: Utterance, lexicon: Lexicon | undefined): readonly Term[] {
  const settled = [
    ...changes.filter(settles),
    ...(lexicon === undefined ? [] : findLexiconMatches(display, lexicon)),
  ].sort((one, other) => one.start - other.start);
  const terms: Term[] = [];
  let name: { words: string[]; end: number } | undefined;
  let next = 0;
  for (const match of display.matchAll(WORD)) {
    const [word] = match;
    const start = match.index;
    const end = start + word.length;
    while ((settled[next]?.end ?? Infinity) <= start) next += 1;
    const isSettled = (settled[next]?.start ?? Infinity) < end;
    const kind = isSettled
      ? undefined
      : kindOf({ word, lang, isFirst: isFirstWord(display, start), isShouted: isAmongCapitals(display, start, end) });
    const continues = name !== undefined && kind === 'name' && display.slice(name.end, start) === ' ';
    if (continues && name !== undefined) {
      name.words.push(word);
      name.end = end;
      continue;
    }
    if (name !== undefined) terms.push({ term: name.words.join(' '), kind: 'name' });
    name = kind === 'name' ? { words: [bare(word)], end } : undefined;
    if (kind !== undefined && kind !== 'name') terms.push({ term: bare(word), kind });
  }
  if (name !== undefined) terms.push({ term: name.words.map(bare).join(' '), kind: 'name' });
  return terms;
}

/** A change that says how the word sounds; that an acronym is spelled is only a guess. */
function settles({ rule }: SpokenChange): boolean {
  return rule !== 'full-stop' && rule !== 'acronym';
}

const WORD = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu;

function kindOf(place: {
  readonly word: string;
  readonly lang: string;
  readonly isFirst: boolean;
  readonly isShouted: boolean;
}): Term['kind'] | undefined {
  const word = bare(place.word);
  if (/^\p{Lu}$/u.test(word)) return undefined;
  if (/^\p{Lu}{2,6}s?$/u.test(word) && !place.isShouted) return 'acronym';
  const lower = word.toLowerCase();
  const familiar = familiarWords(place.lang);
  if (familiar.has(lower) || nameSoundOf(word, place.lang)) return undefined;
  const isEnglish = /^en\b/iu.test(place.lang);
  const isCapitalised = /^\p{Lu}/u.test(word);
  if (isCapitalised && !place.isFirst && !writesNounsWithCapitals(place.lang)) return 'name';
  if (!isEnglish) return undefined;
  if (/[^\u0000-\u007F]/u.test(lower) || UNENGLISH.test(lower)) return isCapitalised ? 'name' : 'foreign';
  return undefined;
}

/** Letters that do not stand together in English words. */
const UNENGLISH =
  /^(?:ng|nk|zh|xh?[^e]|dz|hr|kv|tl|vl|mb|nd|sz|cz)|q(?!u)|szcz|aa|ii|uu|jj|yy|kh[a-z]|dzh|tsk|(?:[iu]j|[vq])$/u;

/** Beside another word in capitals it is a place line or a headline: "PORT ELLERY, 3 March". */
function isAmongCapitals(display: string, start: number, end: number): boolean {
  return (
    /\p{Lu}{3,}\s$/u.test(display.slice(Math.max(0, start - 30), start)) ||
    /^\s\p{Lu}{3,}/u.test(display.slice(end, end + 30))
  );
}

/** In German every noun has a capital, so capitals tell nothing. */
function writesNounsWithCapitals(lang: string): boolean {
  return /^(?:de|lb)\b/iu.test(lang);
}

function isFirstWord(display: string, start: number): boolean {
  return !/[\p{L}\p{N}][^.!?:“”"„«»]*$/u.test(display.slice(Math.max(0, start - 40), start));
}

/** Without the possessive ending. */
function bare(word: string): string {
  return word.replace(/['’]s$|['’]$/u, '');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
