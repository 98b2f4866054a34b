import type { Article, Briefing, Programme } from '../article.js';
import { textOfBlock } from './block-text.js';

/** Sentences a sketch keeps: of longer texts a sample that is the same for the same sentences. */
const SKETCH_LENGTH = 64;
/** Two short texts share a sentence or two by chance, or because every item of a feed ends with it. */
const FEWEST_SENTENCES = 5;
const HASH_LETTERS = 6;

/**
 * The words of an item in little room, to be told from others: the smallest hashes of its sentences, six letters each,
 * without a blank between them. Case, punctuation and markup have no part in it. Empty where there are no words.
 */
export function sketchOf(item: Worded): string {
  const hashes = new Set(textsOf(item).flatMap(sentencesOf).map(hashOf));
  return [...hashes].sort().slice(0, SKETCH_LENGTH).join('');
}

/** What of an item has words. */
type Worded =
  | Pick<Article, 'kind' | 'blocks'>
  | Pick<Programme, 'kind' | 'description'>
  | (Pick<Briefing, 'kind'> & { readonly articles: readonly Pick<Article, 'kind' | 'blocks'>[] });

/** How alike two sketches are. */
export type Likeness = {
  /** 0 to 1: the share of sentences that stand in both (Jaccard, estimated as Broder 1997 does). */
  readonly share: number;
  /** Whether both texts are long enough for their words alone to be a witness. */
  readonly isWitness: boolean;
};

/** The hashes of a sketch, for comparing it with many. */
export function readSketch(sketch = ''): ReadonlySet<string> {
  return new Set(sketch.match(/.{6}/gu) ?? []);
}

/** Nothing where one of the two has no words, or nobody kept them. */
export function likenessOf(first: ReadonlySet<string>, second: ReadonlySet<string>): Likeness | undefined {
  if (first.size === 0 || second.size === 0) return undefined;
  const isWitness = Math.min(first.size, second.size) >= FEWEST_SENTENCES;
  const shared = [...first].filter((hash) => second.has(hash));
  if (shared.length === 0) return { share: 0, isWitness };
  const sample = new Set([...new Set([...first, ...second])].sort().slice(0, SKETCH_LENGTH));
  return { share: shared.filter((hash) => sample.has(hash)).length / sample.size, isWitness };
}

function textsOf(item: Worded): readonly string[] {
  switch (item.kind) {
    case 'article':
      return item.blocks.filter(({ kind }) => kind !== 'title').map(textOfBlock);
    case 'briefing':
      return item.articles.flatMap(textsOf);
    case 'programme':
      return [item.description];
  }
}

/** Sentences as far as punctuation tells them, in letters and figures alone: whether two are the same is all that counts. */
function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?…][\p{Pe}\p{Pf}"']?)\s|(?<=[。！？])|\n/u)
    .map((part) => part.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''))
    .filter((part) => part !== '');
}

/** FNV-1a of 32 bits, in six letters of base 36. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0)
    .toString(36)
    .padStart(HASH_LETTERS + 1, '0')
    .slice(-HASH_LETTERS);
}
