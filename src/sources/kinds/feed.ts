import { isLectorError, LectorError, warning } from '../../errors.js';
import { present } from '../../model/present.js';
import { spellingKey } from '../../model/publication/identity.js';
import { publicAddress } from '../../model/text/secrets.js';
import { checkArticle } from '../text/check-article.js';
import { decodeText, decodeLoosely } from '../text/decode-text.js';
import { type FeedItem, type ParsedFeed, identityOfItem } from './feed/feed-item.js';
import { parseJsonFeed } from './feed/parse-json-feed.js';
import { parseDate } from '../fields/parse-date.js';
import type { ReadContext, Reading, Source, SourceDocument } from '../source.js';

/** RSS, Atom and JSON Feed, as a file or fetched: one article per item, in the order of the feed. */
export const feed: Source = {
  kind: 'feed',
  version: 3,
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
  const { readFeedItem } = await import('./feed/read-feed-item.js');
  const parsed = await parseFeed(document, context);
  reportFeed(parsed, { document, context });
  const readings: Reading[] = [];
  for (const item of chooseItems(refuseTwins(parsed.items, context), { document, context })) {
    try {
      const reading = await readFeedItem(item, { feed: parsed, document, context });
      if (!reading) continue;
      checkArticle(reading.blocks, {
        location: reading.location ?? document.location,
        limits: context.limits,
        isExtracted: false,
      });
      readings.push(reading);
    } catch (error) {
      if (!isLectorError(error)) throw error;
      context.refuse({ ...error.toFinding(), message: `item ${item.number}: ${error.message}` });
    }
  }
  return readings;
}

async function parseFeed(document: SourceDocument, context: ReadContext): Promise<ParsedFeed> {
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
  if (movedTo !== undefined) {
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

/** Everything published before, and the newest of what is new: an old feed must not become a hundred episodes at once. */
function chooseItems(items: readonly FeedItem[], { document, context }: In): readonly FeedItem[] {
  const { maxNewItems } = context.feed;
  const isKnown = knowing(items, { document, context });
  const fresh = items.filter((item) => item.heldBack === undefined && !isKnown(item));
  if (fresh.length <= maxNewItems) return items;
  const timeOf = ({ published, updated }: FeedItem): number => {
    const date = parseDate(published ?? updated ?? '', { timeZone: context.timeZone, isField: true });
    return date ? Date.parse(date.iso) : 0;
  };
  const newest = new Set(fresh.toSorted((first, second) => timeOf(second) - timeOf(first)).slice(0, maxNewItems));
  const left = fresh.length - newest.size;
  context.warn(
    warning('W_FEED_LIMIT', `${left} of ${fresh.length} new items are left for later; one run takes ${maxNewItems}.`, {
      hint: 'raise the number of new items of the source to take more at once.',
    }),
  );
  return items.filter((item) => newest.has(item) || isKnown(item) || item.heldBack !== undefined);
}

/** Whether an item was published before, under this id in whatever spelling or under a link no other item has. */
function knowing(items: readonly FeedItem[], { document, context }: In): (item: FeedItem) => boolean {
  const { known } = context.feed;
  const links = items.flatMap(({ link }) => (link === undefined ? [] : [spellingKey(publicAddress(link))]));
  const isOwn = (key: string): boolean => links.indexOf(key) === links.lastIndexOf(key);
  return (item) => {
    const link = item.link === undefined ? undefined : spellingKey(publicAddress(item.link));
    return (
      known.has(spellingKey(identityOfItem(item, document.location) ?? '')) ||
      (link !== undefined && known.has(link) && isOwn(link))
    );
  };
}
