import { createHash } from 'node:crypto';
import path from 'node:path';
import type { ShowState } from '../../context.js';
import { isLectorError, LectorError, warning } from '../../errors.js';
import { quoteValue } from '../../model/text.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';
import { readBytes } from '../../open-file.js';
import { limitsOf } from '../../sources/collect/read-context.js';
import { fetchDocument } from '../../sources/fetch/fetch-document.js';
import type { FetchOptions } from '../../sources/fetch/fetch-page.js';
import { parseFeed } from '../../sources/kinds/feed.js';
import type { FeedItem, ParsedFeed } from '../../sources/kinds/feed/feed-item.js';
import type { SourceDocument } from '../../sources/source.js';
import { sourcesContextOf } from '../items/collect-items.js';

/** A podcast as its feed tells it, over all pages of the feed, the newest item first. */
export type ForeignPodcast = { readonly feed: ParsedFeed; readonly items: readonly FeedItem[] };

/** An archive is a chain of documents, and one that leads round in a circle has an end all the same. */
const MAX_PAGES = 200;

/** How files and pages of the old place are fetched: as sources are. */
export function fetchOptionsOf(state: ShowState): FetchOptions {
  const { now, warn } = state;
  return { ...sourcesContextOf(state, { isCached: false }).fetch, now, warn };
}

/**
 * Reads the feed of a podcast, from a file or an address, with every further page it names (RFC 5005 §3 and §4).
 *
 * @throws {@link LectorError} What the feed or a page of it is refused with.
 */
export async function readPodcast(
  state: ShowState,
  { feed: wanted, cwd }: { readonly feed: string; readonly cwd?: string },
): Promise<ForeignPodcast> {
  const limits = limitsOf(sourcesContextOf(state, { isCached: false }));
  const fetch = fetchOptionsOf(state);
  const read = (document: SourceDocument): Promise<ParsedFeed> => parseFeed(document, { limits, warn: state.warn });
  const isWeb = (text: string): boolean => /^https?:\/\//iu.test(text);
  const load = async (url: string): Promise<SourceDocument> => {
    const { document, failure } = await fetchDocument({ url, maxBytes: limits.maxFeedBytes }, { fetch });
    if (failure) throw failure;
    return document;
  };
  const first = await read(isWeb(wanted) ? await load(wanted) : await openDocument(wanted, cwd ?? state.config.root));
  const items = new Map(first.items.map((item) => [keyOf(item), item]));
  const seen = new Set([wanted]);
  for (let next = first.show?.nextPageUrl; next !== undefined && !seen.has(next);) {
    if (seen.size >= MAX_PAGES) {
      state.warn(warning('W_FEED_LIMIT', `the feed has more than ${MAX_PAGES} pages; the rest is not read.`));
      break;
    }
    seen.add(next);
    const base = isWeb(wanted) ? wanted : undefined;
    if (!canParseUrl(next, base)) {
      state.warn(
        warning('W_IMPORT', `the further page ${quoteValue(next)} of the feed is no address; it is not read.`),
      );
      break;
    }
    const page = await read(await load(new URL(next, base).href));
    for (const item of page.items) if (!items.has(keyOf(item))) items.set(keyOf(item), item);
    next = page.show?.nextPageUrl;
  }
  return { feed: first, items: [...items.values()] };
}

function keyOf({ id, enclosures, number, title = '' }: FeedItem): string {
  return id ?? enclosures[0]?.url ?? `${number} ${title}`;
}

async function openDocument(wanted: string, cwd: string): Promise<SourceDocument> {
  const file = path.resolve(cwd, wanted);
  const bytes = await readBytes(file).catch((cause: unknown) => {
    if (isLectorError(cause)) throw cause;
    throw new LectorError('E_INPUT', `${wanted} cannot be read.`, {
      hint: 'name a feed: a file or an address.',
      cause,
    });
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { origin: 'articles', location: wanted, name: path.basename(file).toLowerCase(), bytes, sha256 };
}
