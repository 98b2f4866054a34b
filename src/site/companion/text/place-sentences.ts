/** Words of a page on which a sentence stands: numbers of the first and the last. */
export type Place = { readonly first: number; readonly last: number };

type Candidate = Place & { readonly sentence: number; readonly score: number };

/** So many words in a row lead to where a sentence may stand. */
const SEED_WORDS = 3;
/** Seeds that stand more often tell nothing. */
const SEEDS_KEPT = 40;
const CANDIDATES = 6;
const MATCH = 2;
const OTHER_WORD = -1;
/** A word of the sentence is not on the page; a word of the page is none of the sentence: a link, a mark, an advertisement. */
const MISSING = -1;
const INSERTED = -0.35;
/** What it costs to go on elsewhere than right behind. */
const JUMP = 0.15;
const JUMP_BACK = 3;
const OVERLAP = 8;
/** Places before are looked at so far. */
const BEFORE = 40;
/** Between two sentences that were found, one is looked for in so many words. */
const GAP_WORDS = 400;

/**
 * Where on a page each sentence of an article stands, as far as it does: the page may have other words before, between and
 * behind, the article in another order or twice, sentences changed or left out.
 *
 * @param sentences Each as its words.
 * @param page Its words.
 * @param blocks For each word of the page the number of the block it stands in.
 */
export function placeSentences(
  sentences: readonly (readonly string[])[],
  page: readonly string[],
  blocks: readonly number[],
): readonly (Place | undefined)[] {
  const seeds = indexSeeds(page);
  const candidates = sentences.flatMap((words, sentence) => findCandidates(words, sentence, { page, seeds }));
  const places: (Place | undefined)[] = sentences.map(() => undefined);
  for (const { sentence, first, last } of bestChain(candidates, sentences)) places[sentence] = { first, last };
  fillGaps(places, { sentences, page, blocks });
  return places;
}

function indexSeeds(page: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const seeds = new Map<string, number[]>();
  for (let at = 0; at + SEED_WORDS <= page.length; at += 1) {
    const seed = page.slice(at, at + SEED_WORDS).join(' ');
    const found = seeds.get(seed);
    if (!found) seeds.set(seed, [at]);
    else if (found.length < SEEDS_KEPT) found.push(at);
  }
  return seeds;
}

function findCandidates(
  words: readonly string[],
  sentence: number,
  { page, seeds }: { readonly page: readonly string[]; readonly seeds: ReadonlyMap<string, readonly number[]> },
): readonly Candidate[] {
  const votes = new Map<number, number>();
  for (let at = 0; at + SEED_WORDS <= words.length; at += 1) {
    for (const place of seeds.get(words.slice(at, at + SEED_WORDS).join(' ')) ?? [])
      votes.set(place - at, (votes.get(place - at) ?? 0) + 1);
  }
  const starts: number[] = [];
  for (const [start] of [...votes].sort((one, other) => other[1] - one[1])) {
    if (starts.length < CANDIDATES && starts.every((known) => Math.abs(known - start) > words.length / 2))
      starts.push(start);
  }
  return starts.flatMap((start) => {
    const slack = 6 + (words.length >> 1);
    const found = align(words, page, { from: start - slack, to: start + words.length + slack });
    return found ? [{ ...found, sentence }] : [];
  });
}

/** The best way to lay a sentence on a stretch of the page (Smith and Waterman 1981); nothing when too little fits. */
function align(
  words: readonly string[],
  page: readonly string[],
  stretch: { readonly from: number; readonly to: number },
): (Place & { readonly score: number }) | undefined {
  const from = Math.max(0, stretch.from);
  const to = Math.min(page.length, stretch.to);
  type Cell = { readonly score: number; readonly first: number; readonly matched: number };
  const empty: Cell = { score: 0, first: -1, matched: 0 };
  let row: Cell[] = Array.from({ length: to - from + 1 }, () => empty);
  let best: Cell & { readonly last: number } = { ...empty, last: -1 };
  for (const word of words) {
    const next: Cell[] = [empty];
    for (let column = 1; column < row.length; column += 1) {
      const isSame = page[from + column - 1] === word;
      const before = row[column - 1] ?? empty;
      const above = row[column] ?? empty;
      const left = next[column - 1] ?? empty;
      let cell: Cell = empty;
      const scores = [before.score + (isSame ? MATCH : OTHER_WORD), above.score + MISSING, left.score + INSERTED];
      const top = Math.max(...scores);
      if (top > 0 && top === scores[0])
        cell = {
          score: top,
          first: before.score > 0 ? before.first : from + column - 1,
          matched: before.matched + Number(isSame),
        };
      else if (top > 0) cell = { ...(top === scores[1] ? above : left), score: top };
      next.push(cell);
      if (isSame && cell.score > best.score) best = { ...cell, last: from + column - 1 };
    }
    row = next;
  }
  return best.last >= 0 && best.matched >= wordsNeeded(words.length) ? best : undefined;
}

/** Of a short sentence every word, of a long one three of five. */
function wordsNeeded(count: number): number {
  return count <= 4 ? count : Math.ceil(count * (count <= 7 ? 0.7 : 0.6));
}

/** Of all candidates those that follow each other best, one a sentence at most. */
function bestChain(candidates: readonly Candidate[], sentences: readonly (readonly string[])[]): readonly Candidate[] {
  const wordsBefore = [0];
  for (const words of sentences) wordsBefore.push((wordsBefore.at(-1) ?? 0) + words.length);
  const totals: number[] = [];
  const previous: (number | undefined)[] = [];
  candidates.forEach((candidate, index) => {
    totals[index] = candidate.score;
    for (let at = Math.max(0, index - BEFORE); at < index; at += 1) {
      const before = candidates[at];
      if (!before || before.sentence >= candidate.sentence) continue;
      const skipped = (wordsBefore[candidate.sentence] ?? 0) - (wordsBefore[before.sentence + 1] ?? 0);
      const total = (totals[at] ?? 0) + candidate.score - costOf(before, candidate, skipped);
      if (total > (totals[index] ?? 0)) [totals[index], previous[index]] = [total, at];
    }
  });
  const chain: Candidate[] = [];
  let at: number | undefined = totals.length === 0 ? undefined : totals.indexOf(Math.max(...totals));
  while (at !== undefined) {
    const candidate = candidates[at];
    if (candidate) chain.unshift(candidate);
    at = previous[at];
  }
  return chain;
}

/** @param skipped Words of the sentences between the two. */
function costOf(before: Place, after: Place, skipped: number): number {
  if (after.first <= before.last) return after.last < before.first ? JUMP_BACK : OVERLAP;
  return JUMP * Math.log2(1 + Math.abs(after.first - before.last - 1 - skipped));
}

/** Short and much changed sentences are looked for between their neighbours; of one alone that is changed, its place is known. */
function fillGaps(
  places: (Place | undefined)[],
  text: {
    readonly sentences: readonly (readonly string[])[];
    readonly page: readonly string[];
    readonly blocks: readonly number[];
  },
): void {
  const { sentences, page, blocks } = text;
  if (!places.some(Boolean)) return;
  sentences.forEach((words, sentence) => {
    if (places[sentence] || words.length === 0) return;
    const before = places.slice(0, sentence).findLast(Boolean);
    const after = places.slice(sentence).find(Boolean);
    const from = before ? before.last + 1 : Math.max(0, (after?.first ?? 0) - GAP_WORDS);
    const to = after && after.first >= from ? after.first : Math.min(page.length, from + GAP_WORDS);
    const found = align(words, page, { from, to: Math.min(to, from + GAP_WORDS) });
    if (found) return void (places[sentence] = { first: found.first, last: found.last });
    const isAlone = before && before === places[sentence - 1] && after && after === places[sentence + 1];
    const isInside = isAlone && blocks[before.last] === blocks[after.first];
    const length = to - from;
    if (isInside && length > 0 && length <= words.length * 3) places[sentence] = { first: from, last: to - 1 };
  });
}
