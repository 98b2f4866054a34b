import type { SourceItem } from '../../model/article.js';
import { documentOf, pageKeys, spellingKey } from '../../model/publication/identity.js';
import { isUnpublished, type EpisodeRecord } from '../../model/publication/manifest.js';
import { wordsOf } from '../../model/text/article-text.js';
import { likenessOf, readSketch, type Likeness } from '../../model/text/likeness.js';

/** Texts that share this much are one text with a few sentences changed. */
const SAME_TEXT_SHARE = 0.7;
const SAME_SHORT_TEXT_SHARE = 0.9;
/** Texts that share this much may be one. */
const RESEMBLING_SHARE = 0.4;
/** Texts that share less have nothing to do with each other. */
const OTHER_TEXT_SHARE = 0.1;
/** A file knows a day where a feed knows an hour; the next issue of a daily is farther away. */
const SAME_DATE_MS = 12 * 3_600_000;

/** Which record is whose, and where that cannot be told. */
export type Matches = {
  readonly records: ReadonlyMap<SourceItem, EpisodeRecord>;
  /** Items nobody may publish before somebody says whether they are the episode of this record. */
  readonly questions: ReadonlyMap<SourceItem, EpisodeRecord>;
  /** Items that are taken for new although much speaks for this record. */
  readonly doubts: ReadonlyMap<SourceItem, EpisodeRecord>;
};

/** An item and a record that may be one, with what speaks for and against it. */
type Pair = {
  readonly item: SourceItem;
  readonly record: EpisodeRecord;
  readonly isSameTitle: boolean;
  /** Milliseconds between what the item states and what the record holds; nothing where the item states none. */
  readonly apartMs: number | undefined;
  readonly likeness: Likeness | undefined;
};

type Stage = {
  readonly keysOfItem: (item: SourceItem) => readonly string[];
  readonly keysOfRecord: (record: EpisodeRecord) => readonly string[];
  readonly isMatch: (pair: Pair) => boolean;
};

/**
 * Finds for every item the record that was made of it before, whatever became of its ids, place, title and words since:
 * what says most comes first, each record is given once, and of several the one that agrees most.
 *
 * @param isSilent Whether nothing is known of a document in this run, because it could not be read.
 */
export function matchRecords(
  items: readonly SourceItem[],
  records: readonly EpisodeRecord[],
  isSilent: (location: string) => boolean,
): Matches {
  const matches = new Map<SourceItem, EpisodeRecord>();
  const free = new Set(records);
  const compare = pairing();
  const places = new Set(items.map(({ source }) => source.location));
  // An item of a feed that has no record by its own id lies where another lay, when the feed numbers its items anew.
  const isGone = ({ location }: EpisodeRecord): boolean =>
    !isSilent(location) && (!places.has(location) || location.includes('#'));
  for (const stage of stagesOf(isGone)) {
    if (matches.size === items.length || free.size === 0) break;
    const waiting = items.filter((item) => !matches.has(item));
    for (const { item, record } of rank(candidatesOf(stage, { items: waiting, records: [...free], compare }))) {
      if (matches.has(item) || !free.has(record)) continue;
      matches.set(item, record);
      free.delete(record);
    }
  }
  return { records: matches, ...ask({ items, matches, free, isGone, compare }) };
}

function stagesOf(isGone: (record: EpisodeRecord) => boolean): readonly Stage[] {
  const nothing = [''];
  return [
    { keysOfItem: ({ identity }) => [identity], keysOfRecord: ({ identity }) => [identity], isMatch: hasOwnId },
    { keysOfItem: ({ identity }) => [identity], keysOfRecord: idsOf, isMatch: hasOwnId },
    {
      keysOfItem: ({ identity }) => [spellingKey(identity)],
      keysOfRecord: (record) => idsOf(record).map(spellingKey),
      isMatch: hasOwnId,
    },
    {
      keysOfItem: ({ options }) => (options.guid === undefined ? [] : [options.guid]),
      keysOfRecord: ({ guid }) => [guid],
      isMatch: () => true,
    },
    // The identity changed (an id or address was added), but the file lies where it lay.
    {
      keysOfItem: ({ source }) => (source.kind === 'feed' ? [] : [source.location]),
      keysOfRecord: ({ location }) => [location],
      isMatch: () => true,
    },
    // A renamed or moved file: its old place is empty and its bytes are the same.
    {
      keysOfItem: ({ source }) => [source.sha256],
      keysOfRecord: ({ sourceSha256 }) => [sourceSha256],
      isMatch: ({ record }) => isGone(record),
    },
    // A feed gave it another id and the same link, or the other way round.
    {
      keysOfItem: ({ identity, aliases = [] }) => pageKeys([identity, ...aliases]),
      keysOfRecord: (record) => pageKeys(idsOf(record)),
      isMatch: (pair) => isGone(pair.record) && agreementOf(pair) >= 2,
    },
    // The number a feed gives says nothing outside of it, unless the feed itself lies elsewhere now.
    {
      keysOfItem: ({ suggestedGuid }) => (suggestedGuid === undefined ? [] : [suggestedGuid]),
      keysOfRecord: ({ guid }) => [guid],
      isMatch: (pair) => isGone(pair.record) && agreementOf(pair) >= 1,
    },
    {
      keysOfItem: ({ title }) => [title],
      keysOfRecord: ({ title }) => [title],
      isMatch: (pair) => isGone(pair.record) && pair.apartMs === 0 && !isOfOtherWords(pair),
    },
    {
      keysOfItem: () => nothing,
      keysOfRecord: () => nothing,
      isMatch: (pair) =>
        isGone(pair.record) && isOfSameWords(pair) && (pair.isSameTitle || (pair.apartMs ?? 0) < SAME_DATE_MS),
    },
  ];
}

/** Every id and address a record is known by. */
export function idsOf({ identity, aliases = [] }: EpisodeRecord): readonly string[] {
  return [identity, ...aliases];
}

/**
 * Whether an id means the same as before. What an editor calls it always does. A feed may use one for another article,
 * on another page, and where it gives none a link is all there is, which many items may have.
 */
function hasOwnId(pair: Pair): boolean {
  const { item, record } = pair;
  if (item.source.kind !== 'feed') return true;
  if (item.suggestedGuid === undefined) return agreementOf(pair) >= 1 || pair.likeness === undefined;
  const pages = new Set(pageKeys(idsOf(record)));
  const isOnSamePage = pageKeys([item.identity, ...(item.aliases ?? [])]).some((key) => pages.has(key));
  const isOther = !pair.isSameTitle && pair.apartMs !== undefined && pair.apartMs > 0 && isOfOtherWords(pair);
  return isOnSamePage || !isOther;
}

/** What speaks for a pair besides its ids: two is enough where a page is shared, one where an id is. */
function agreementOf(pair: Pair): number {
  const { isSameTitle, apartMs } = pair;
  const date = apartMs === undefined ? 0 : apartMs === 0 ? 1 : apartMs < SAME_DATE_MS ? 0.5 : 0;
  const share = pair.likeness?.share ?? 0;
  const isResembling = share >= RESEMBLING_SHARE && pair.likeness?.isWitness === true;
  const words = share >= SAME_TEXT_SHARE ? 2 : isResembling ? 1 : isOfOtherWords(pair) ? -1 : 0;
  return (isSameTitle ? 2 : 0) + date + words;
}

/** Of a text that is too short to be a witness nearly every word has to be the same, and the date as well. */
function isOfSameWords({ item, likeness, apartMs }: Pair): boolean {
  if (!likeness) return false;
  if (likeness.isWitness) return likeness.share >= SAME_TEXT_SHARE;
  const isOfSameDate = apartMs === undefined ? item.source.kind !== 'feed' : apartMs === 0;
  return isOfSameDate && likeness.share >= SAME_SHORT_TEXT_SHARE;
}

function isOfOtherWords({ likeness }: Pair): boolean {
  return likeness !== undefined && likeness.share < OTHER_TEXT_SHARE;
}

type Compare = (item: SourceItem, record: EpisodeRecord) => Pair;

/** Compares items and records, and reads the words of each item once. */
function pairing(): Compare {
  const sketches = new Map<SourceItem | EpisodeRecord, ReadonlySet<string>>();
  const sketchOf = (owner: SourceItem | EpisodeRecord, read: () => string | undefined): ReadonlySet<string> => {
    const words = sketches.get(owner) ?? readSketch(read());
    sketches.set(owner, words);
    return words;
  };
  return (item, record) => {
    const { publishedAt } = item;
    let likeness: Likeness | undefined;
    let isCompared = false;
    return {
      item,
      record,
      isSameTitle: item.title.trim().toLowerCase() === record.title.trim().toLowerCase(),
      apartMs:
        publishedAt === undefined ? undefined : Math.abs(Date.parse(publishedAt) - Date.parse(record.publishedAt)),
      // Most pairs are told by their ids alone, and never asked for their words.
      get likeness() {
        if (!isCompared) {
          likeness = likenessOf(
            sketchOf(item, () => wordsOf(item)),
            sketchOf(record, () => record.words),
          );
        }
        isCompared = true;
        return likeness;
      },
    };
  };
}

function candidatesOf(
  { keysOfItem, keysOfRecord, isMatch }: Stage,
  { items, records, compare }: { items: readonly SourceItem[]; records: readonly EpisodeRecord[]; compare: Compare },
): readonly Pair[] {
  const byKey = new Map<string, EpisodeRecord[]>();
  for (const record of records) {
    for (const key of new Set(keysOfRecord(record))) {
      const sharing = byKey.get(key);
      if (sharing) sharing.push(record);
      else byKey.set(key, [record]);
    }
  }
  return items.flatMap((item) => {
    const found = new Set([...new Set(keysOfItem(item))].flatMap((key) => byKey.get(key) ?? []));
    return [...found].map((record) => compare(item, record)).filter(isMatch);
  });
}

/** Pairs with those that agree most before the others; what agrees alike stays in its order. */
function rank(pairs: readonly Pair[]): readonly Pair[] {
  if (pairs.length < 2) return pairs;
  const scores = new Map(pairs.map((pair) => [pair, agreementOf(pair)]));
  return pairs.toSorted((first, second) => (scores.get(second) ?? 0) - (scores.get(first) ?? 0));
}

/**
 * Where an item is left without a record although much speaks for one. An editor can be asked who works in files; of a
 * feed every issue of a series may say nearly the same, and only its date tells.
 */
function ask(input: {
  items: readonly SourceItem[];
  matches: ReadonlyMap<SourceItem, EpisodeRecord>;
  free: ReadonlySet<EpisodeRecord>;
  isGone: (record: EpisodeRecord) => boolean;
  compare: Compare;
}): Pick<Matches, 'questions' | 'doubts'> {
  const { items, matches, free, isGone, compare } = input;
  const questions = new Map<SourceItem, EpisodeRecord>();
  const doubts = new Map<SourceItem, EpisodeRecord>();
  const gone = [...free].filter((record) => isGone(record) || isUnpublished(record));
  for (const item of items) {
    if (matches.has(item)) continue;
    const reused = [...free].find(({ identity }) => identity === item.identity);
    const [alike] = rank(gone.map((record) => compare(item, record)).filter(isOfSameWords));
    const isAnswered = item.source.kind === 'feed' || item.identity !== item.source.location;
    // What was taken back on purpose comes back on purpose alone.
    if (alike && (!isAnswered || isUnpublished(alike.record))) questions.set(item, alike.record);
    else if (reused ?? alike?.record) doubts.set(item, (reused ?? alike?.record) as EpisodeRecord);
  }
  return { questions, doubts };
}

/** Where the documents of records went: a feed whose items were found at another address was moved as a whole. */
export function movedDocuments(matches: Matches['records']): ReadonlyMap<string, string> {
  const documents = new Set([...matches.keys()].map(({ source }) => documentOf(source.location)));
  const moves = [...matches].flatMap(([{ source }, { location }]): [string, string][] => {
    const from = documentOf(location);
    const isFeed = location.includes('#') && source.location.includes('#');
    return isFeed && !documents.has(from) ? [[from, documentOf(source.location)]] : [];
  });
  return new Map(moves);
}
