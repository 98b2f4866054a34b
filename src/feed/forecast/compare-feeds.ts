import type { SubscribedItem } from './subscribed-item.js';

/** What becomes of one item between two states of a feed. */
export type ItemChange =
  | {
      readonly kind: 'same' | 'words' | 'date' | 'audio' | 'bytes';
      readonly before: SubscribedItem;
      readonly after: SubscribedItem;
    }
  /** Another guid, and all else says that it is the same episode. */
  | { readonly kind: 'guid'; readonly before: SubscribedItem; readonly after: SubscribedItem }
  | { readonly kind: 'new'; readonly after: SubscribedItem }
  | { readonly kind: 'gone'; readonly before: SubscribedItem };

export type FeedChange = {
  readonly items: readonly ItemChange[];
  /** Items known to both that stand in another order by their dates. */
  readonly isReordered: boolean;
};

/** Durations as feeds round them, and as encoders pad them. */
const DURATION_TOLERANCE_MS = 2000;
const DAY_MS = 86_400_000;

/**
 * Compares a feed as it is out there with the feed as it would be: item by item, by GUID, and what is left over by the
 * address of its audio, or by title, day and duration. The items of the second feed in its order, then those that are gone.
 *
 * `bytes`: the same address with another length, which apps that hold the file never notice.
 */
export function compareFeeds(before: readonly SubscribedItem[], after: readonly SubscribedItem[]): FeedChange {
  const left = new Map(before.map((item) => [item.key, item]));
  const pairs = after.map((item) => {
    const known = left.get(item.key);
    if (known) left.delete(item.key);
    return { after: item, before: known };
  });
  const twins = twinsOf([...left.values()]);
  const items = pairs.map(({ before: known, after: item }): ItemChange => {
    if (known) return changeOf(known, item);
    const twin = twins.take(item);
    return twin ? { kind: 'guid', before: twin, after: item } : { kind: 'new', after: item };
  });
  const gone = twins.rest().map((item): ItemChange => ({ kind: 'gone', before: item }));
  return { items: [...items, ...gone], isReordered: isReordered(pairs) };
}

function changeOf(before: SubscribedItem, after: SubscribedItem): ItemChange {
  const kind =
    before.audio?.url !== after.audio?.url
      ? 'audio'
      : before.audio?.length !== after.audio?.length
        ? 'bytes'
        : before.publishedMs !== after.publishedMs
          ? 'date'
          : before.words === after.words && before.durationMs === after.durationMs
            ? 'same'
            : 'words';
  return { kind, before, after };
}

/** Items whose GUID is not in the other feed, to be found by what else tells an episode. */
function twinsOf(items: readonly SubscribedItem[]) {
  const waiting = new Set(items);
  const byUrl = new Map(items.map((item) => [item.audio?.url ?? '', item]));
  const byTitle = new Map(items.map((item) => [titleKey(item), item]));
  return {
    take(item: SubscribedItem): SubscribedItem | undefined {
      const sameUrl = item.audio && byUrl.get(item.audio.url);
      const sameTitle = byTitle.get(titleKey(item));
      const found = [sameUrl, sameTitle && isTwin(sameTitle, item) ? sameTitle : undefined].find(
        (twin) => twin && waiting.has(twin),
      );
      if (found) waiting.delete(found);
      return found;
    },
    rest: () => items.filter((item) => waiting.has(item)),
  };
}

function titleKey({ title }: SubscribedItem): string {
  return title.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ');
}

function isTwin(one: SubscribedItem, other: SubscribedItem): boolean {
  const days = Math.abs((one.publishedMs ?? 0) - (other.publishedMs ?? 0));
  const durations = Math.abs((one.durationMs ?? 0) - (other.durationMs ?? 0));
  return days < DAY_MS && durations <= DURATION_TOLERANCE_MS;
}

function isReordered(pairs: readonly { before: SubscribedItem | undefined; after: SubscribedItem }[]): boolean {
  const known = pairs.flatMap(({ before, after }) => (before ? [{ before, after }] : []));
  const byDate = (side: 'before' | 'after'): string =>
    known
      .toSorted((one, other) => (other[side].publishedMs ?? 0) - (one[side].publishedMs ?? 0))
      .map(({ after }) => after.key)
      .join('\n');
  return byDate('before') !== byDate('after');
}
