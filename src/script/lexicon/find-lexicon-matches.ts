import type { Lexicon, LexiconEntry } from './lexicon-entry.js';

/** A place in a text where the lexicon says how it is spoken. */
export type LexiconMatch = {
  readonly start: number;
  readonly end: number;
  readonly alias: string;
  /** `lexicon:TERM`. */
  readonly rule: string;
};

/**
 * Finds the lexicon's terms in a text, left to right and without overlaps: word by word, the longest term first,
 * plural and possessive forms included. Time grows with the text alone: a term has at most 100 characters.
 */
export function findLexiconMatches(text: string, lexicon: Lexicon): readonly LexiconMatch[] {
  if (lexicon.entries.length === 0 || text === '') return [];
  const root = trieOf(lexicon);
  const folded = fold(text);
  const matches: LexiconMatch[] = [];
  let place = 0;
  while (place < text.length) {
    const match = isInsideWord(text, place) ? undefined : longestMatch({ root, text, folded, start: place });
    if (match !== undefined) matches.push(match);
    place = match?.end ?? place + 1;
  }
  return matches;
}

type TrieNode = { readonly next: Map<string, TrieNode>; entries?: LexiconEntry[] };

/** Lexicons are plain data; what is made of them to search with is kept here as long as they live. */
const TRIES = new WeakMap<Lexicon, TrieNode>();

function trieOf(lexicon: Lexicon): TrieNode {
  const known = TRIES.get(lexicon);
  if (known !== undefined) return known;
  const root: TrieNode = { next: new Map() };
  for (const entry of lexicon.entries) {
    let node = root;
    for (const character of fold(entry.term).split('')) {
      let next = node.next.get(character);
      if (next === undefined) node.next.set(character, (next = { next: new Map() }));
      node = next;
    }
    // The last entry for a term is asked first, so an article's lexicon wins over the show's.
    (node.entries ??= []).unshift(entry);
  }
  TRIES.set(lexicon, root);
  return root;
}

type Search = { readonly root: TrieNode; readonly text: string; readonly folded: string; readonly start: number };

function longestMatch({ root, text, folded, start }: Search): LexiconMatch | undefined {
  let node: TrieNode | undefined = root;
  let found: LexiconMatch | undefined;
  for (let end = start; ; end += 1) {
    node = node.next.get(folded[end] ?? '');
    if (node === undefined) return found;
    for (const entry of node.entries ?? []) {
      const match = matchAt(entry, { text, start, end: end + 1 });
      if (match === undefined) continue;
      found = match;
      break;
    }
  }
}

function matchAt(
  entry: LexiconEntry,
  { text, start, end }: { text: string; start: number; end: number },
): LexiconMatch | undefined {
  if (entry.isCaseSensitive && fold(text.slice(start, end), true) !== fold(entry.term, true)) return undefined;
  const rule = `lexicon:${entry.term}`;
  const ending = entry.hasInflections ? inflectionAt(entry, text, end) : '';
  const matchEnd = ending !== '' ? end + ending.length : end;
  if (isInsideWord(text, matchEnd) || isInAddress(text, start, end)) return undefined;
  if (!hasNeighbours(entry, { text, start, end: matchEnd })) return undefined;
  return { start, end: matchEnd, alias: inflect(entry, ending), rule };
}

/** `s`, `es`, `'s`, `s'` at the end of the term, when the word ends there. */
function inflectionAt({ term }: LexiconEntry, text: string, end: number): string {
  INFLECTION.lastIndex = end;
  const ending = INFLECTION.exec(text)?.[0] ?? '';
  if (/^['’]$/u.test(ending)) return /s$/iu.test(term) ? ending : '';
  if (ending.startsWith('e')) return SIBILANT_AT_END.test(term) ? ending : '';
  // "as" is not the plural of "a".
  return ending.startsWith('s') && /^\p{Ll}{1,2}$/u.test(term) ? '' : ending;
}

const INFLECTION = /(?:['’]s|e?s['’]?|['’](?=\s))(?![\p{L}\p{M}\p{N}_])/uy;
const SIBILANT_AT_END = /(?:[sxz]|[cs]h)$/iu;

function inflect(entry: LexiconEntry, ending: string): string {
  if (ending === '') return entry.spoken;
  if (/^['’]$/u.test(ending)) return entry.spoken;
  const isPlural = !/^['’]/u.test(ending);
  if (isPlural && entry.pluralSpoken !== undefined) return entry.pluralSpoken;
  // Letters that are spelled take an apostrophe, or the s would be read as one letter more.
  if (entry.kind === 'spell') return `${entry.spoken}'s`;
  if (!isPlural) return `${entry.spoken}'s`;
  return `${entry.spoken}${SIBILANT_AT_END.test(entry.spoken) ? 'es' : 's'}`;
}

function hasNeighbours(
  entry: LexiconEntry,
  { text, start, end }: { text: string; start: number; end: number },
): boolean {
  if (entry.after !== undefined) {
    const word = /([\p{L}\p{M}\p{N}'’]+)[^\p{L}\p{N}]*$/u.exec(text.slice(Math.max(0, start - 60), start))?.[1];
    if (!includesWord(entry.after, word)) return false;
  }
  if (entry.before === undefined) return true;
  const word = /^[^\p{L}\p{N}]*([\p{L}\p{M}\p{N}'’]+)/u.exec(text.slice(end, end + 60))?.[1];
  return includesWord(entry.before, word);
}

function includesWord(words: readonly string[], word: string | undefined): boolean {
  return word !== undefined && words.some((candidate) => fold(candidate) === fold(word));
}

/** Whether the place lies between two characters of one word. Scripts without spaces have no inside. */
function isInsideWord(text: string, place: number): boolean {
  const before = characterBefore(text, place);
  const after = characterAt(text, place);
  return WORD.test(before) && WORD.test(after) && !UNSPACED.test(before) && !UNSPACED.test(after);
}

const WORD = /[\p{L}\p{M}\p{N}_]/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

function characterAt(text: string, place: number): string {
  return place >= text.length ? '' : String.fromCodePoint(text.codePointAt(place) ?? 0);
}

function characterBefore(text: string, place: number): string {
  if (place <= 0) return '';
  const unit = text.charCodeAt(place - 1);
  const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff && place > 1;
  return isLowSurrogate ? text.slice(place - 2, place) : (text[place - 1] ?? '');
}

/** Web and mail addresses are not words: "lead" in lead.example/lead is not pronounced. */
function isInAddress(text: string, start: number, end: number): boolean {
  let first = start;
  while (first > 0 && start - first < ADDRESS_REACH && !SPACE.test(text[first - 1] ?? '')) first -= 1;
  let last = end;
  while (last < text.length && last - end < ADDRESS_REACH && !SPACE.test(text[last] ?? '')) last += 1;
  return last - first > end - start && ADDRESS.test(text.slice(first, last));
}

const SPACE = /\s/u;
const ADDRESS = /:\/\/|^www\.|[\p{L}\p{N}]@[\p{L}\p{N}]/u;
const ADDRESS_REACH = 200;

/** Lower case without change of length; all apostrophes, hyphens and spaces count as one kind each. */
function fold(text: string, keepsCase = false): string {
  const even = text
    .replace(/[’ʼ]/gu, "'")
    .replace(/[\u2010\u2011]/gu, '-')
    .replace(/\s/gu, ' ');
  if (keepsCase) return even;
  const lower = even.toLowerCase();
  if (lower.length === even.length) return lower;
  return Array.from({ length: even.length }, (_, index) => {
    const unit = even[index] ?? '';
    const small = unit.toLowerCase();
    return small.length === 1 ? small : unit;
  }).join('');
}
