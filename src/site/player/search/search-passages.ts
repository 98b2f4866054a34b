import { likeness } from './search-index.js';
import { soughtTermsOf, termsOf, type Term } from './search-terms.js';

/** A sentence of an episode, or the title of one of its chapters, and when it is heard. */
export type Sentence = { readonly startMs: number; readonly text: string };

/** A sentence that has what is looked for. */
export type Passage = Sentence & {
  /** The words found, to be marked: UTF-16 offsets into its text, rising. */
  readonly marks: readonly (readonly [start: number, end: number])[];
  /** 3 when every word is there, one after the other as it was asked; the less of them, the less. */
  readonly score: number;
};

/** More than this of a quotation is not compared: its first words tell where it begins. */
const MAX_TERMS = 60;

/**
 * The sentences that have most of what is looked for, best first: where a quotation begins before all others, whatever
 * signs stand in it and wherever sentences end.
 */
export function findPassages(query: string, sentences: readonly Sentence[]): readonly Passage[] {
  const sought = soughtTermsOf(query).slice(0, MAX_TERMS);
  const heard = sentences.flatMap(({ text }, sentence) => termsOf(text).map((term) => ({ ...term, sentence })));
  const alike = likenessesOf(sought, heard);
  const run = longestRuns(sought, heard, alike);
  const length = sought.reduce((sum, { text }) => sum + text.length, 0);
  const found = new Map<number, { best: number[]; marks: [number, number][] }>();
  for (const [nth, { sentence, start, end }] of heard.entries()) {
    for (const [which, likenesses] of alike.entries()) {
      const value = likenesses[nth] ?? 0;
      if (value === 0) continue;
      const known = found.get(sentence) ?? { best: [], marks: [] };
      known.best[which] = Math.max(known.best[which] ?? 0, value);
      const last = known.marks.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else known.marks.push([start, end]);
      found.set(sentence, known);
    }
  }
  return [...found]
    .map(([nth, { best, marks }]) => {
      const covered = sought.reduce((sum, { text }, which) => sum + text.length * (best[which] ?? 0), 0) / length;
      const inRow = (run.get(nth) ?? 0) / sought.length;
      const sentence = sentences[nth] ?? { startMs: 0, text: '' };
      return { ...sentence, marks, score: Math.max(covered, inRow) + 2 * inRow ** 2 };
    })
    .sort((one, other) => other.score - one.score || one.startMs - other.startMs);
}

type Heard = Term & { readonly sentence: number };

/** Of each word looked for how much each word heard is it. */
function likenessesOf(sought: readonly Term[], heard: readonly Heard[]): readonly (readonly number[])[] {
  const known = new Map<string, readonly number[]>();
  return sought.map(({ text }) => {
    const values = known.get(text) ?? heard.map((term) => likeness(text, term.text));
    known.set(text, values);
    return values;
  });
}

/** Words found one after the other as they were asked for, by the sentence in which the first of them stands. */
function longestRuns(
  sought: readonly Term[],
  heard: readonly Heard[],
  alike: readonly (readonly number[])[],
): ReadonlyMap<number, number> {
  const longest = new Map<number, number>();
  let after: number[] = [];
  for (let nth = heard.length - 1; nth >= 0; nth -= 1) {
    const line: number[] = [];
    for (let which = 0; which < sought.length; which += 1) {
      const value = alike[which]?.[nth] ?? 0;
      line.push(value === 0 ? 0 : value + (after[which + 1] ?? 0));
    }
    const { sentence } = heard[nth] ?? { sentence: 0 };
    longest.set(sentence, Math.max(longest.get(sentence) ?? 0, ...line));
    after = line;
  }
  return longest;
}
