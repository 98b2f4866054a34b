import { wordsOf } from './passage/count-words.js';

/** A paragraph of a text without headings. */
export type Paragraph = { readonly text: string };

/** Players show few chapters well: about one each so many words (four minutes), never more than these. */
const WORDS_A_TOPIC = 620;
const MOST_TURNS = 8;
/** Two minutes of a newsreader: a topic that is left sooner is an aside. */
const LEAST_WORDS = 310;
/** What is compared on both sides of a gap. */
const WINDOW_WORDS = 250;
/** Words in more of the paragraphs than this hold a text together everywhere. */
const COMMON_SHARE = 0.5;
/** Inflected forms of a word mostly share so many letters at their beginning. */
const STEM_LETTERS = 6;
const LEAST_LETTERS = 4;
const ALPHABETIC = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}]/u;

type Unit = { readonly wordCount: number; readonly terms: ReadonlyMap<string, number> };

/**
 * Finds where a long text without headings turns to another topic: where the words of the minutes before have least in
 * common with those of the minutes after (M. A. Hearst, "TextTiling", Computational Linguistics 23 (1), 1997), looked
 * for between paragraphs and in words told by their beginnings, so that no language needs a list of its own.
 *
 * @returns Indices of the paragraphs topics begin with, ascending, without the first; none where no gap stands out.
 */
export function topicTurns(paragraphs: readonly Paragraph[]): readonly number[] {
  const units = unitsOf(paragraphs);
  const before = runningWords(units);
  const total = before.at(-1) ?? 0;
  const wanted = Math.min(MOST_TURNS, Math.round(total / WORDS_A_TOPIC) - 1);
  const depths = depthsOf(units, before);
  const least = mean(depths) + deviation(depths) / 2;
  const turns: number[] = [];
  const isFree = (index: number): boolean =>
    [0, total, ...turns.map((turn) => before[turn] ?? 0)].every(
      (place) => Math.abs((before[index] ?? 0) - place) >= LEAST_WORDS,
    );
  const deepest = depths.map((depth, gap) => ({ depth, index: gap + 1 })).sort((a, b) => b.depth - a.depth);
  for (const { depth, index } of deepest) {
    if (turns.length >= wanted || depth < least || depth <= 0) break;
    if (isFree(index)) turns.push(index);
  }
  return turns.sort((a, b) => a - b);
}

/** Each paragraph's words with what each of them tells: the rarer, the more. */
function unitsOf(paragraphs: readonly Paragraph[]): readonly Unit[] {
  const counted = paragraphs.map(({ text }) => {
    const words = wordsOf(text);
    const counts = new Map<string, number>();
    for (const term of termsOf(words)) counts.set(term, (counts.get(term) ?? 0) + 1);
    return { wordCount: words.length, counts };
  });
  const spread = new Map<string, number>();
  for (const { counts } of counted) for (const term of counts.keys()) spread.set(term, (spread.get(term) ?? 0) + 1);
  const most = Math.max(2, paragraphs.length * COMMON_SHARE);
  return counted.map(({ wordCount, counts }) => ({
    wordCount,
    terms: new Map(
      [...counts].flatMap(([term, count]) => {
        const paragraphsWith = spread.get(term) ?? 0;
        // A word of one paragraph links it to no other.
        if (paragraphsWith < 2 || paragraphsWith > most) return [];
        return [[term, (1 + Math.log(count)) * Math.log(paragraphs.length / paragraphsWith)]];
      }),
    ),
  }));
}

function termsOf(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    const folded = word.toLowerCase();
    if (ALPHABETIC.test(folded)) return folded.length < LEAST_LETTERS ? [] : [folded.slice(0, STEM_LETTERS)];
    // Scripts without spaces come letter by letter: two neighbours tell more than one.
    if (!/\p{L}/u.test(folded)) return [];
    return folded.length > 1 ? [folded] : [folded + (words[index + 1] ?? '')];
  });
}

/** Words before each paragraph, and those of all. */
function runningWords(units: readonly Unit[]): readonly number[] {
  const places = [0];
  for (const { wordCount } of units) places.push((places.at(-1) ?? 0) + wordCount);
  return places;
}

/** How far the likeness of both sides drops at each gap below the highest points on either side of it. */
function depthsOf(units: readonly Unit[], before: readonly number[]): readonly number[] {
  const likeness = units.slice(1).map((_, gap) => likenessAt(gap + 1, { units, before }));
  return likeness.map((value, gap) => climb(likeness, gap, -1) - value + (climb(likeness, gap, 1) - value));
}

/** The height reached by going up from a gap as long as it goes up. */
function climb(values: readonly number[], from: number, step: 1 | -1): number {
  let highest = values[from] ?? 0;
  for (let at = from + step; at >= 0 && at < values.length; at += step) {
    const value = values[at] ?? 0;
    if (value < highest) break;
    highest = value;
  }
  return highest;
}

/** The cosine between the words on both sides, 0 to 1. */
function likenessAt(
  index: number,
  { units, before }: { readonly units: readonly Unit[]; readonly before: readonly number[] },
): number {
  const place = before[index] ?? 0;
  const isLeft = (at: number): boolean => at < index && (before[at + 1] ?? 0) > place - WINDOW_WORDS;
  const isRight = (at: number): boolean => at >= index && (before[at] ?? 0) < place + WINDOW_WORDS;
  const left = sum(units.filter((_, at) => isLeft(at)));
  const right = sum(units.filter((_, at) => isRight(at)));
  let shared = 0;
  for (const [term, weight] of left) shared += weight * (right.get(term) ?? 0);
  const size = length(left) * length(right);
  return size === 0 ? 0 : shared / size;
}

function sum(units: readonly Unit[]): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  for (const { terms } of units) for (const [term, weight] of terms) all.set(term, (all.get(term) ?? 0) + weight);
  return all;
}

function length(vector: ReadonlyMap<string, number>): number {
  return Math.hypot(...vector.values());
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / Math.max(1, values.length);
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}
