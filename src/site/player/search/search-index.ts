import {
  fileOfPart,
  readEpisodes,
  readShard,
  type Catalogue,
  type CataloguePart,
  type Posting,
} from './search-shard.js';
import { isShort, shortPairsOf, soughtTermsOf } from './search-terms.js';

/** Gives the bytes of a file of the index as they were before compression. */
export type ReadFile = (name: string) => Promise<Uint8Array>;

export type SearchIndex = {
  /** Passages that have these words, the likeliest first, newer ones before older. */
  find(query: string): Promise<readonly FoundPassage[]>;
  /** The slug of the episode a passage is of. */
  slugOf(found: FoundPassage): Promise<string>;
};

export type FoundPassage = { readonly part: number; readonly number: number; readonly score: number };

/** A quotation is mostly known by its longest words: more are fetched where they leave it open, so many times at most. */
const WORDS_AT_ONCE = 6;
const MAX_WORDS = 18;
/** Before compression: what is fetched for a query is not more, whatever it asks; the first word is looked for at any cost. */
const BUDGET_BYTES = 120_000;
/** Of a shard of a word that is not said often, as far as is known before. */
const SHARD_BYTES = 3_000;
/** It is open which passage is meant while more than so many have nearly all of what the best has. */
const OPEN_COUNT = 5;
const NEARLY = 0.95;
/** How much a word counts that only begins like the one looked for, that is another form of it, or one with a slip. */
const PREFIX_WEIGHT = 0.7;
const ALIKE_WEIGHT = 0.5;
/** Shards that are looked at for one word. */
const MAX_SHARDS = 3;
/** How much more a word counts that stands in a title. */
const TITLE_WEIGHT = 1.5;
/** How much a word counts that is said in the passage after: sentences that belong together may be parted. */
const NEXT_WEIGHT = 0.5;
const MAX_FOUND = 100;

export function openSearchIndex({ parts }: Catalogue, readFile: ReadFile): SearchIndex {
  const episodes = new Map<string, Promise<ReturnType<typeof readEpisodes>>>();
  const shards = new Map<string, Promise<readonly Posting[]>>();
  let fetchedBytes = 0;
  const readPostings = (name: string): Promise<readonly Posting[]> =>
    remember(shards, name, async () => {
      const bytes = await readFile(name);
      fetchedBytes += bytes.length;
      return readShard(bytes);
    });
  const total = parts.reduce((sum, { passageCount }) => sum + passageCount, 0);
  const costs = costsOf(parts);

  return {
    async find(query) {
      const words = soughtIn(query, costs);
      const scores = parts.map(({ passageCount }) => new Float32Array(passageCount));
      let found = best(scores);
      const allowedBytes = fetchedBytes + BUDGET_BYTES;
      while (words.length > 0 && isOpen(found)) {
        const some = takeAffordable(words, allowedBytes - fetchedBytes);
        if (some.length === 0) break;
        const looked = await Promise.all(
          some.map((word) => Promise.all(parts.map((part) => postingsFor(part, word, readPostings)))),
        );
        for (const [nth, word] of some.entries()) {
          const postings = looked[nth] ?? [];
          const rarity = rarityOf(word, postings.flat(), total);
          for (const [part, own] of postings.entries()) addWord(scores[part], { word, postings: own, rarity });
        }
        found = best(scores);
      }
      return found;
    },
    async slugOf({ part, number }) {
      const of = parts[part];
      const nth = of?.episodes.findLastIndex((first) => first <= number) ?? -1;
      if (!of || nth < 0) return '';
      const name = fileOfPart(of, of.shards.length + nth);
      let left = number - (of.episodes[nth] ?? 0);
      const listed = await remember(episodes, name, async () => readEpisodes(await readFile(name)));
      return listed.find(([, count]) => (left -= count) < 0)?.[0] ?? '';
    },
  };
}

function isOpen(found: readonly FoundPassage[]): boolean {
  const [first] = found;
  return first === undefined || (found[OPEN_COUNT]?.score ?? 0) >= first.score * NEARLY;
}

/** Of a word that is nowhere that of the most frequent one like it. */
function rarityOf({ text }: Sought, postings: readonly Posting[], total: number): number {
  const count = ({ said, titled }: Posting): number => said.length + titled.length;
  const same = postings.filter(({ term }) => term === text).reduce((sum, posting) => sum + count(posting), 0);
  const most = same || postings.reduce((max, posting) => Math.max(max, count(posting)), 1);
  return Math.log(1 + total / most);
}

function addWord(
  scores: Float32Array | undefined,
  { word, postings, rarity }: { readonly word: Sought; readonly postings: readonly Posting[]; readonly rarity: number },
): void {
  if (!scores || postings.length === 0) return;
  const weights = new Float32Array(scores.length + 1);
  for (const { term, said, titled } of postings) {
    const weight = rarity * likeness(word.text, term);
    for (const number of said) weights[number] = Math.max(weights[number] ?? 0, weight);
    for (const number of titled) weights[number] = Math.max(weights[number] ?? 0, weight * TITLE_WEIGHT);
  }
  for (let number = 0; number < scores.length; number += 1) {
    scores[number] = (scores[number] ?? 0) + Math.max(weights[number] ?? 0, NEXT_WEIGHT * (weights[number + 1] ?? 0));
  }
}

function best(scores: readonly Float32Array[]): readonly FoundPassage[] {
  const all = Float32Array.from(scores.flatMap((one) => [...one.filter((score) => score > 0)])).sort();
  const least = all[Math.max(0, all.length - MAX_FOUND)] ?? Infinity;
  return scores
    .flatMap((one, part) => {
      const found: FoundPassage[] = [];
      for (let number = one.length - 1; number >= 0; number -= 1) {
        const score = one[number] ?? 0;
        if (score >= least) found.push({ part, number, score });
      }
      return found;
    })
    .sort((one, other) => other.score - one.score || other.part - one.part || other.number - one.number)
    .slice(0, MAX_FOUND);
}

/** A failure is not remembered. */
function remember<Value>(
  known: Map<string, Promise<Value>>,
  name: string,
  make: (name: string) => Promise<Value>,
): Promise<Value> {
  const made = known.get(name) ?? make(name);
  known.set(name, made);
  made.catch(() => known.delete(name));
  return made;
}

/** Bytes of the lists of words that are said often, in all parts. */
type Costs = ReadonlyMap<string, number>;

function costsOf(parts: Catalogue['parts']): Costs {
  const often = new Map<string, number>();
  for (const [term, sizeBytes] of parts.flatMap((part) => part.often))
    often.set(term, (often.get(term) ?? 0) + sizeBytes);
  return often;
}

/** A word of a query, or two short ones that stand together; one that is whole is looked for as it is. */
type Sought = { readonly text: string; readonly isWhole: boolean; readonly costBytes: number };

function soughtIn(query: string, often: Costs): Sought[] {
  const terms = soughtTermsOf(query);
  const isWhole = terms.length >= QUOTATION_LENGTH;
  const words = unique(terms.filter((term) => !isShort(term)).map(({ text }) => text));
  const pairs = unique(shortPairsOf(terms));
  const paired = new Set(pairs.flatMap((text) => text.split(' ')));
  const short = unique(terms.filter((term) => isShort(term) && !paired.has(term.text)).map(({ text }) => text));
  const toSought = (text: string, isExact: boolean): Sought => ({
    text,
    isWhole: isExact,
    costBytes: often.get(text) ?? SHARD_BYTES * (isExact ? 1 : MAX_SHARDS),
  });
  // The seldom ones first, the longer before the shorter: they tell most, and weigh least.
  const weight = ({ text }: Sought): number => often.get(text) ?? 0;
  return [...words.map((text) => toSought(text, isWhole)), ...[...pairs, ...short].map((text) => toSought(text, true))]
    .sort((one, other) => weight(one) - weight(other) || other.text.length - one.text.length)
    .slice(0, MAX_WORDS);
}

/** Takes the words out that are looked for next: some at once, and no more than may be fetched. */
function takeAffordable(words: Sought[], leftBytes: number): readonly Sought[] {
  const taken: Sought[] = [];
  let left = leftBytes;
  while (taken.length < WORDS_AT_ONCE) {
    const at = words.findIndex(({ costBytes }) => costBytes <= left || left === BUDGET_BYTES);
    const [word] = at < 0 ? [] : words.splice(at, 1);
    if (!word) break;
    left -= word.costBytes;
    taken.push(word);
  }
  return taken;
}

/** Whoever writes so many words writes them as they were said. */
const QUOTATION_LENGTH = 4;

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}

/** The words of a part that are, or are like, the one looked for. */
async function postingsFor(
  part: CataloguePart,
  { text, isWhole }: Sought,
  read: (name: string) => Promise<readonly Posting[]>,
): Promise<readonly Posting[]> {
  const lookIn = async (prefix: string, most = MAX_SHARDS): Promise<readonly Posting[]> => {
    const names = shardsOf(part, prefix).slice(0, most);
    return (await Promise.all(names.map(read))).flat();
  };
  const like = (postings: readonly Posting[]): readonly Posting[] =>
    postings.filter(({ term }) => likeness(text, term) > 0);
  const same = isWhole ? (await lookIn(text, 1)).filter(({ term }) => term === text) : [];
  if (same.length > 0 || text.includes(' ')) return same;
  const near = like(await lookIn(text.length > 4 ? text.slice(0, Math.max(4, text.length - 3)) : text));
  // A slip may stand further in front.
  return near.length > 0 || text.length < 4 ? near : like(await lookIn(text.slice(0, 2)));
}

/** Names of the shards in which words with this beginning stand, the one in which it would stand itself first. */
function shardsOf(part: CataloguePart, prefix: string): readonly string[] {
  const { shards } = part;
  let low = 0;
  for (let high = shards.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((shards[middle] ?? '') <= prefix) low = middle + 1;
    else high = middle;
  }
  const first = Math.max(0, low - 1);
  let end = first + 1;
  while (shards[end]?.startsWith(prefix)) end += 1;
  return shards.slice(first, end).map((_, nth) => fileOfPart(part, first + nth));
}

/**
 * How much a word is the one looked for: 1 the same, less one that begins like it, or is another form of it or has a slip.
 * Nothing else is like it.
 */
export function likeness(sought: string, word: string): number {
  if (sought === word) return 1;
  if (word.includes(' ') || sought.includes(' ')) return 0;
  const isCharacter =
    sought.length === 1 && word.length === 2 && !/^[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}\p{N}]/u.test(sought);
  if (word.startsWith(sought) && (sought.length >= 3 || isCharacter)) return PREFIX_WEIGHT;
  if (sought.length < 4 || /\p{N}/u.test(sought + word)) return 0;
  if (isOtherForm(sought, word)) return ALIKE_WEIGHT;
  const allowed = sought.length >= 8 ? 2 : 1;
  return distance(sought, word, allowed) <= allowed ? ALIKE_WEIGHT : 0;
}

/** Whether two words differ in their ends alone: "ferry" and "ferries". */
function isOtherForm(one: string, other: string): boolean {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  const rests = [one.length - shared, other.length - shared];
  return shared >= 4 && Math.min(...rests) <= 1 && Math.max(...rests) <= 3;
}

/** Letters put in, left out, put for others or swapped with their neighbour; no further than it matters. */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit || one[0] !== other[0]) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      line.push(cost);
    }
    if (Math.min(...line) > limit) return limit + 1;
    beforeLast = last;
    last = line;
  }
  return last[other.length] ?? 0;
}
