import { isLectorError, LectorError, warning } from '../../errors.js';
import { present } from '../../model/present.js';
import { spellingKey } from '../../model/publication/identity.js';
import { publicAddress } from '../../model/text/secrets.js';
import { checkArticle } from '../text/check-article.js';
import { decodeText, decodeLoosely } from '../text/decode-text.js';
import { type FeedItem, type ParsedFeed, identityOfItem } from './feed/feed-item.js';
import { parseJsonFeed } from './feed/parse-json-feed.js';
import { settleDates } from './feed/settle-dates.js';
import { parseDate } from '../fields/parse-date.js';
import type { ReadContext, Reading, Source, SourceDocument } from '../source.js';

/** New items that cannot be read are passed over, but not a whole archive of them. */
const FAILURES_PER_ITEM = 2;
const MIN_FAILURES = 20;

/** RSS, Atom and JSON Feed, as a file or fetched: one article per item, in the order of the feed. */
export const feed: Source = {
  kind: 'feed',
  version: 4,
  isPure: false,
  recognises: ({ origin, name, mediaType, bytes }) => {
    if (origin === 'programmes') return false;
    if (/^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)$/u.test(mediaType ?? '')) return true;
    if (origin === 'articles' && /\.(?:xml|rss|atom|rdf)$/u.test(name)) return true;
    return looksLikeFeed(decodeLoosely(bytes, 2_000));
  },
  read: readFeed,
};

function looksLikeFeed(head: string): boolean {
  if (/^\s*\{/u.test(head)) return /"version"\s*:\s*"https:\\?\/\\?\/jsonfeed\.org\\?\/version\\?\//u.test(head);
  return /^\s*(?:<\?xml[^>]{0,200}\?>)?(?:\s|<!--[\s\S]*?-->|<\?[^>]*>)*<(?:rss|feed|rdf:RDF)[\s>]/u.test(head);
}

async function readFeed(document: SourceDocument, context: ReadContext): Promise<readonly Reading[]> {
  const parsed = await parseFeed(document, context);
  reportFeed(parsed, { document, context });
  const items = settleDates({ ...parsed, items: refuseTwins(parsed.items, context) }, context);
  const isKnown = knowing(items, { document, context });
  const readings = new Map<FeedItem, Reading>();
  const read = async (item: FeedItem): Promise<void> => {
    const reading = await readItem(item, { feed: parsed, document, context });
    if (reading) readings.set(item, reading);
  };
  const isFresh = (item: FeedItem): boolean => item.heldBack === undefined && !isKnown(item);
  for (const item of items) if (!isFresh(item)) await read(item);
  await readFresh(items.filter(isFresh), { context, read, isRead: (item) => readings.has(item) });
  return items.flatMap((item) => readings.get(item) ?? []);
}

/**
 * Reads the newest of what is new: an old feed must not become a hundred episodes at once. An item that cannot be read
 * takes no other's place, as far as patience goes.
 */
async function readFresh(
  fresh: readonly FeedItem[],
  run: {
    readonly context: ReadContext;
    readonly read: (item: FeedItem) => Promise<void>;
    readonly isRead: (item: FeedItem) => boolean;
  },
): Promise<void> {
  const { context, read, isRead } = run;
  const { maxNewItems } = context.feed;
  const waiting = fresh.length <= maxNewItems ? [...fresh] : newestFirst(fresh, context);
  const maxFailures = Math.max(MIN_FAILURES, FAILURES_PER_ITEM * maxNewItems);
  let count = 0;
  let failureCount = 0;
  while (waiting.length > 0 && count < maxNewItems && failureCount < maxFailures) {
    const item = waiting.shift();
    if (!item) break;
    await read(item);
    if (isRead(item)) count += 1;
    else failureCount += 1;
  }
  if (waiting.length === 0) return;
  context.warn(
    warning(
      'W_FEED_LIMIT',
      `${waiting.length} of ${fresh.length} new items are left for later; one run takes ${maxNewItems}.`,
      {
        hint: 'raise the number of new items of the source to take more at once.',
      },
    ),
  );
}

function newestFirst(items: readonly FeedItem[], { timeZone }: ReadContext): FeedItem[] {
  const timeOf = ({ published, updated }: FeedItem): number => {
    const date = parseDate(published ?? updated ?? '', { timeZone, isField: true });
    return date ? Date.parse(date.iso) : 0;
  };
  return items.toSorted((first, second) => timeOf(second) - timeOf(first));
}

async function readItem(item: FeedItem, from: { readonly feed: ParsedFeed } & In): Promise<Reading | undefined> {
  const { document, context } = from;
  const { readFeedItem } = await import('./feed/read-feed-item.js');
  try {
    const reading = await readFeedItem(item, from);
    if (!reading) return undefined;
    const location = reading.location ?? document.location;
    checkArticle(reading.blocks, { location, limits: context.limits });
    return reading;
  } catch (error) {
    if (!isLectorError(error)) throw error;
    context.refuse({ ...error.toFinding(), message: `item ${item.number}: ${error.message}` });
    return undefined;
  }
}

/**
 * Reads a feed in whatever format, and nothing of what its items point to.
 *
 * @throws LectorError `E_FEED_…`, `E_XML…`, `E_JSON…` and what {@link decodeText} throws.
 */
export async function parseFeed(
  document: SourceDocument,
  context: Pick<ReadContext, 'limits' | 'warn'>,
): Promise<ParsedFeed> {
  const { limits } = context;
  const declared = /^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{1,40})/u.exec(
    decodeLoosely(document.bytes, 300),
  )?.[1];
  const text = decodeText(document, {
    limits,
    warn: context.warn,
    maxBytes: limits.maxFeedBytes,
    ...present({ declared }),
  });
  const options = { file: document.location, maxItems: limits.maxFeedItems };
  if (/^\s*[{[]/u.test(text)) {
    return parseJsonFeed(text, { ...options, maxBytes: limits.maxFeedBytes, maxDepth: limits.maxJsonDepth });
  }
  const { parseXmlFeed } = await import('./feed/parse-xml-feed.js');
  return parseXmlFeed(text, { ...options, warn: context.warn });
}

type In = { readonly document: SourceDocument; readonly context: ReadContext };

function reportFeed(parsed: ParsedFeed, { document, context }: In): void {
  const { unknown, movedTo, items } = parsed;
  if (unknown.length > 0) {
    const names = unknown.slice(0, 10).join(', ');
    context.warn(warning('W_FEED_UNKNOWN', `The feed has elements RSS does not know: ${names}; they are not read.`));
  }
  // After a move the feed at the new place names itself.
  if (movedTo !== undefined && movedTo !== document.location) {
    const message = `The feed ${document.location} says it moved to ${movedTo.slice(0, 200)}; this is not followed.`;
    context.warn(
      warning('W_FEED_MOVED', message, { hint: 'if that is right, change the address in the configuration.' }),
    );
  }
  if (items.length === 0) context.warn(warning('W_FEED_EMPTY', `The feed ${document.location} has no item.`));
}

/** Two items of one id would be one episode: the first is taken. */
function refuseTwins(items: readonly FeedItem[], context: ReadContext): readonly FeedItem[] {
  const owners = new Map<string, FeedItem>();
  return items.filter((item) => {
    const owner = item.id === undefined ? undefined : owners.get(item.id);
    if (item.id !== undefined && !owner) owners.set(item.id, item);
    if (!owner) return true;
    const titles = `"${(owner.title ?? '').slice(0, 60)}" and "${(item.title ?? '').slice(0, 60)}"`;
    const error = new LectorError(
      'E_GUID_DUPLICATE',
      `guid "${(item.id ?? '').slice(0, 60)}" belongs to both ${titles}.`,
      {
        hint: 'the first is taken; tell the publisher.',
      },
    );
    context.refuse(error.toFinding());
    return false;
  });
}

/** Whether an item was published before, under this id in whatever spelling or under a link no other item has. */
function knowing(items: readonly FeedItem[], { document, context }: In): (item: FeedItem) => boolean {
  const { known } = context.feed;
  const links = items.flatMap(({ link }) => (link === undefined ? [] : [spellingKey(publicAddress(link))]));
  const counts = new Map<string, number>();
  for (const link of links) counts.set(link, (counts.get(link) ?? 0) + 1);
  return (item) => {
    const link = item.link === undefined ? undefined : spellingKey(publicAddress(item.link));
    return (
      known.has(spellingKey(identityOfItem(item, document.location) ?? '')) ||
      (link !== undefined && known.has(link) && counts.get(link) === 1)
    );
  };
}
