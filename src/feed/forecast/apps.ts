import type { ItemChange } from './compare-feeds.js';

/** What a subscriber meets. */
export type Effect =
  /** Nothing at all. */
  | 'nothing'
  /** An episode that was not there before. */
  | 'new'
  /** Another text, date or picture of an episode that stays. */
  | 'renewed'
  /** The file comes once more, for those who play or keep the episode. */
  | 'downloaded again'
  /** Who has the old file keeps it, though the feed means another. */
  | 'old file kept'
  /** The same episode stands there twice, or has lost its place and played state. */
  | 'duplicate'
  /** It is no longer to be found, but by those who have it. */
  | 'gone';

/** Apps that know an episode by the same signs. */
export type AppFamily = {
  readonly name: string;
  /** What it is known to do, and where from. */
  readonly rule: string;
  readonly effectOf: (change: ItemChange) => Effect;
};

type Effects = Readonly<Record<ItemChange['kind'], Effect>>;

const family = (name: string, rule: string, effects: Effects): AppFamily => ({
  name,
  rule,
  effectOf: ({ kind }) => effects[kind],
});

const BY_GUID: Effects = {
  same: 'nothing',
  words: 'renewed',
  date: 'renewed',
  audio: 'downloaded again',
  bytes: 'old file kept',
  guid: 'duplicate',
  new: 'new',
  gone: 'gone',
};

/** The families whose rules are known. */
export const APP_FAMILIES: readonly AppFamily[] = [
  family(
    'Apple Podcasts, and directories that crawl',
    'guid alone (Apple, "Podcast RSS feed requirements": a guid never changes); a file is fetched once for its address',
    { ...BY_GUID, audio: 'old file kept' },
  ),
  {
    name: 'AntennaPod',
    rule: 'guid, else address, else title, day, duration within ten minutes and type (its guess at duplicates); a new address replaces the file not yet fetched',
    effectOf: (change) => {
      if (change.kind === 'guid') return isGuessedSame(change) ? 'renewed' : 'duplicate';
      // What leaves a feed stays in its list.
      return change.kind === 'gone' ? 'nothing' : BY_GUID[change.kind];
    },
  },
  family('gPodder and newsboat', 'guid alone; what leaves the feed leaves the list unless it was fetched', {
    ...BY_GUID,
    audio: 'old file kept',
  }),
  family('podget, podboat and others that fetch by address', 'the address of the file alone', {
    ...BY_GUID,
    words: 'nothing',
    date: 'nothing',
    guid: 'nothing',
    gone: 'nothing',
  }),
];

const GUESS_MS = 600_000;

function isGuessedSame({ before, after }: Extract<ItemChange, { kind: 'guid' }>): boolean {
  if (before.audio?.url === after.audio?.url) return true;
  const isSameDay = Math.abs((before.publishedMs ?? 0) - (after.publishedMs ?? 0)) < 86_400_000;
  const isSameLength = Math.abs((before.durationMs ?? 0) - (after.durationMs ?? 0)) < GUESS_MS;
  return before.title === after.title && isSameDay && isSameLength && before.audio?.type === after.audio?.type;
}
