import { count, quoteValue } from '../../model/text.js';
import { APP_FAMILIES, type Effect } from './apps.js';
import { compareFeeds, type ItemChange } from './compare-feeds.js';
import { readSubscribed, type SubscribedItem } from './subscribed-item.js';

/** What subscribers would see of a feed that takes the place of another. */
export type Forecast = {
  /** How many items of the new feed and of those gone changed in which way; what no item did is absent. */
  readonly changes: Readonly<Partial<Record<ItemChange['kind'], number>>>;
  readonly isReordered: boolean;
  readonly apps: readonly {
    readonly name: string;
    readonly rule: string;
    readonly effects: Readonly<Partial<Record<Effect, number>>>;
  }[];
  /** What nobody can take back once it was out; empty when all is well. */
  readonly dangers: readonly Danger[];
};

/** A change that hurts subscribers. */
export type Danger = {
  readonly kind: 'guid' | 'gone' | 'bytes' | 'texts';
  readonly message: string;
  readonly fix: string;
};

/** Of the episodes subscribers know; a show of a few may lose one. */
const MAX_GONE_SHARE = 0.1;
const NAMED_COUNT = 3;

/**
 * Foretells what the apps of subscribers do when one feed takes the place of another.
 *
 * @param input.before The feed as it is out there; absent before the first publish.
 * @param input.takenBack GUIDs of episodes the publisher took out on purpose.
 * @param input.archived GUIDs the show still publishes: what leaves the feed for an archive page is among them.
 * @param input.overwritten Paths of transcripts and chapters that lie there with other bytes.
 * @throws {@link LectorError} as `readXml`, for a feed that is none.
 */
export function forecast(input: {
  readonly before?: string;
  readonly after: string;
  readonly takenBack?: ReadonlySet<string>;
  readonly archived?: ReadonlySet<string>;
  readonly overwritten?: readonly string[];
}): Forecast {
  const before = input.before === undefined ? [] : readSubscribed(input.before, 'the feed that is out there');
  const { items, isReordered } = compareFeeds(before, readSubscribed(input.after, 'the feed that is to be'));
  return {
    changes: countBy(items.map(({ kind }) => kind)),
    isReordered,
    apps: APP_FAMILIES.map(({ name, rule, effectOf }) => ({ name, rule, effects: countBy(items.map(effectOf)) })),
    dangers: dangersOf(items, {
      knownCount: before.length,
      meant: new Set([...(input.takenBack ?? []), ...(input.archived ?? [])]),
      overwritten: input.overwritten ?? [],
    }),
  };
}

function countBy<Key extends string>(keys: readonly Key[]): Readonly<Partial<Record<Key, number>>> {
  const counts: Partial<Record<Key, number>> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function dangersOf(
  items: readonly ItemChange[],
  {
    knownCount,
    meant,
    overwritten,
  }: {
    readonly knownCount: number;
    readonly meant: ReadonlySet<string>;
    readonly overwritten: readonly string[];
  },
): readonly Danger[] {
  const titlesOf = (kind: ItemChange['kind']): readonly string[] =>
    items.flatMap((change) => {
      const item = 'before' in change ? change.before : change.after;
      const isMeant = kind === 'gone' && meant.has(item.key);
      return change.kind === kind && !isMeant ? [titleOf(item)] : [];
    });
  const [guids, gone, bytes] = [titlesOf('guid'), titlesOf('gone'), titlesOf('bytes')];
  const isMuchGone = gone.length > Math.max(1, knownCount * MAX_GONE_SHARE);
  return [
    ...told(guids, {
      kind: 'guid',
      says: 'would get another guid: most apps would show it twice and forget what was heard',
      fix: 'keep the guid: write it into the front matter or side-car.',
    }),
    ...told(isMuchGone ? gone : [], {
      kind: 'gone',
      says: `of ${knownCount} would be gone from the feed`,
      fix: 'bring their sources back, or look whether this is the right show.',
    }),
    ...told(bytes, {
      kind: 'bytes',
      says: 'would have other bytes under the address apps know: who has the file keeps the old one, who streams it jumps',
      fix: 'publish the new file under a name of its own.',
    }),
    ...told(overwritten, {
      kind: 'texts',
      says: 'would be written over: the times in it are not those of the audio people hold',
      fix: 'name it for its audio, as "lector build" does.',
    }),
  ];
}

function told(
  names: readonly string[],
  { kind, says, fix }: { readonly kind: Danger['kind']; readonly says: string; readonly fix: string },
): readonly Danger[] {
  if (names.length === 0) return [];
  const named = names.slice(0, NAMED_COUNT).map((name) => quoteValue(name));
  const more = names.length > NAMED_COUNT ? ` and ${names.length - NAMED_COUNT} more` : '';
  const what = kind === 'texts' ? 'file' : 'episode';
  return [{ kind, message: `${count(names.length, what)} ${says}: ${named.join(', ')}${more}.`, fix }];
}

function titleOf({ title, key }: SubscribedItem): string {
  return title === '' ? key : title;
}
