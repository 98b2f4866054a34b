import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Episode } from '../../model/episode.js';
import { searchFile, PUBLISHED } from '../../model/publication/paths/show-paths.js';
import type { OutputFile } from '../../model/publication/site.js';
import { fileOfPart, type Catalogue, type CataloguePart, type Posting } from '../player/search/search-shard.js';
import { shortPairsOf, termsOf } from '../player/search/search-terms.js';

/** What an episode is found by. */
export type SearchEntry = {
  readonly slug: string;
  /** Words of its title, its chapters and what it is filed under, each once. */
  readonly titled: readonly string[];
  /** Of each few sentences, one passage after the other, the words, each once. */
  readonly passages: readonly (readonly string[])[];
};

/** So few that words that stand in one were likely said together. */
const SENTENCES_PER_PASSAGE = 4;

/** The words of an episode, which is whole. */
export function toSearchEntry(episode: Episode): SearchEntry {
  const { slug, title, summary, section = '', authors, tags, chapters, transcript } = episode;
  const titles = [title, summary, section, ...authors, ...tags, ...chapters.map((chapter) => chapter.title)];
  const said = (transcript?.cues ?? []).map(({ text }) => text);
  return { slug, titled: unique(titles.flatMap(wordsOf)), passages: toPassages(said) };
}

/** Sentences as passages; there is always one. */
export function toPassages(sentences: readonly string[]): SearchEntry['passages'] {
  const count = Math.max(1, Math.ceil(sentences.length / SENTENCES_PER_PASSAGE));
  return Array.from({ length: count }, (_, nth) => {
    const start = nth * SENTENCES_PER_PASSAGE;
    const terms = termsOf(sentences.slice(start, start + SENTENCES_PER_PASSAGE).join('\n'));
    return unique([...terms.map(({ text }) => text), ...shortPairsOf(terms)]);
  });
}

function wordsOf(text: string): readonly string[] {
  return termsOf(text).map((term) => term.text);
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}

/**
 * Episodes in the first part come by as many as this: it is made again once for so many new ones, and what a new one
 * changes is no longer than this.
 */
const EPISODES_PER_STEP = 256;

/** How many of the oldest episodes belong to the part that stays as it is. */
export function countSettled(episodeCount: number): number {
  return episodeCount - (episodeCount % EPISODES_PER_STEP);
}

export type IndexPart = { readonly part: CataloguePart; readonly files: readonly OutputFile[] };

/** Before compression; a search asks for one shard a word in each part. A word that needs more has a shard for itself. */
const SHARD_BYTES = 3_000;
/** A search looks for a word whose list is longer than this last. */
const OFTEN_BYTES = 2_500;

/** One part of the index. The same episodes in the same order, oldest first, give the same bytes. */
export function writeIndexPart(entries: readonly SearchEntry[]): IndexPart {
  const { shards, often } = writeShards(postingsOf(entries));
  const episodes: (readonly [number, Uint8Array])[] = [];
  let passageCount = 0;
  for (let start = 0; start < entries.length; start += EPISODES_PER_FILE) {
    const some = entries.slice(start, start + EPISODES_PER_FILE);
    const lines = some.map(({ slug, passages }) => `${slug} ${passages.length}`);
    episodes.push([passageCount, Buffer.from(lines.join('\n'))]);
    passageCount += some.reduce((sum, { passages }) => sum + passages.length, 0);
  }
  const contents = [...shards, ...episodes].map(([, bytes]) => bytes);
  const hash = createHash('sha256');
  for (const bytes of contents) hash.update(`${bytes.length} `).update(bytes);
  const name = hash.digest('hex').slice(0, NAME_LENGTH);
  const files = contents.map((bytes, number) => ({
    path: searchFile(fileOfPart({ name }, number)),
    content: gzipSync(bytes, { level: 9 }),
  }));
  const beginnings = shards.map(([beginning]) => beginning);
  return { part: { passageCount, often, name, shards: beginnings, episodes: episodes.map(([first]) => first) }, files };
}

/** As many words as go into each shard, in their order, with what each begins with. */
function writeShards(postings: readonly CountedPosting[]): {
  readonly shards: readonly (readonly [beginning: string, bytes: Uint8Array])[];
  readonly often: CataloguePart['often'];
} {
  const shards: (readonly [string, Uint8Array])[] = [];
  const often: (readonly [string, number])[] = [];
  let pieces: Buffer[] = [];
  let sizeBytes = 0;
  let first = '';
  let before = '';
  let last = '';
  const close = (): void => {
    if (sizeBytes > 0) shards.push([first, Buffer.concat(pieces)]);
    [pieces, sizeBytes, before] = [[], 0, ''];
  };
  for (const posting of postings) {
    let bytes = encodePosting(posting, before);
    // A word that is said often is nobody's neighbour: who looks for another has not to fetch it.
    if (sizeBytes + bytes.length > SHARD_BYTES && sizeBytes > 0) {
      close();
      bytes = encodePosting(posting, before);
    }
    if (posting.isCut || bytes.length > OFTEN_BYTES) often.push([posting.term, Math.max(bytes.length, posting.count)]);
    if (sizeBytes === 0) first = posting.term.slice(0, countShared(last, posting.term) + 1);
    pieces.push(bytes);
    sizeBytes += bytes.length;
    last = posting.term;
    before = posting.term;
  }
  close();
  return { shards, often };
}

/** Episodes told of in one file: a search asks for the file of each it shows. */
const EPISODES_PER_FILE = 64;
/** Of a word that is said in more than this share of all passages the newest are kept: it tells nothing of the others. */
const MOST_SHARE = 1 / 3;
const NEWEST_COUNT = 500;

/** Digits of a part's name, to which four are put for each file. */
const NAME_LENGTH = 12;

/** With how many passages say the word; of those of one that is cut the newest alone are there. */
type CountedPosting = Posting & { readonly count: number; readonly isCut: boolean };

function postingsOf(entries: readonly SearchEntry[]): readonly CountedPosting[] {
  const byTerm = new Map<string, { term: string; said: number[]; titled: number[] }>();
  const of = (term: string): { said: number[]; titled: number[] } => {
    const known = byTerm.get(term);
    if (known) return known;
    const fresh = { term, said: [], titled: [] };
    byTerm.set(term, fresh);
    return fresh;
  };
  let number = 0;
  for (const { titled, passages } of entries) {
    for (const term of titled) of(term).titled.push(number);
    for (const words of passages) {
      for (const term of words) of(term).said.push(number);
      number += 1;
    }
  }
  const most = Math.max(NEWEST_COUNT, number * MOST_SHARE);
  return [...byTerm.values()]
    .map(({ term, said, titled }) => {
      const isCut = said.length > most;
      return { term, isCut, count: said.length, said: isCut ? said.slice(-NEWEST_COUNT) : said, titled };
    })
    .sort((one, other) => (one.term < other.term ? -1 : 1));
}

function encodePosting({ term, said, titled }: Posting, before: string): Buffer {
  const shared = countShared(before, term);
  const rest = Buffer.from(term.slice(shared));
  return Buffer.concat([
    Buffer.from([...toVarint(shared), ...toVarint(rest.length)]),
    rest,
    Buffer.from([...encodeList(said), ...encodeList(titled)]),
  ]);
}

/** UTF-16 units that two words begin with alike; half a character is none. */
function countShared(one: string, other: string): number {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return /[\ud800-\udbff]/u.test(other[shared - 1] ?? '') ? shared - 1 : shared;
}

function encodeList(numbers: readonly number[]): number[] {
  const bytes = toVarint(numbers.length);
  let last = -1;
  for (const number of numbers) {
    bytes.push(...toVarint(number - last));
    last = number;
  }
  return bytes;
}

function toVarint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

/** What leads to the parts, the oldest first. */
export function writeCatalogue(parts: readonly CataloguePart[]): OutputFile {
  const catalogue: Catalogue = { version: 2, parts };
  return { path: PUBLISHED.searchCatalogue, content: gzipSync(JSON.stringify(catalogue), { level: 9 }) };
}

/** The whole index of these episodes, oldest first. */
export function* writeSearchIndex(entries: readonly SearchEntry[]): Generator<OutputFile> {
  const settled = countSettled(entries.length);
  const parts = [entries.slice(0, settled), entries.slice(settled)]
    .filter(({ length }) => length > 0)
    .map(writeIndexPart);
  for (const { files } of parts) yield* files;
  yield writeCatalogue(parts.map(({ part }) => part));
}
