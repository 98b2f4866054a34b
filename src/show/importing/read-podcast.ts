import { createHash } from 'node:crypto';
import path from 'node:path';
import type { ShowState } from '../../context.js';
import { isLectorError, LectorError, warning } from '../../errors.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';
import { readBytes } from '../../open-file.js';
import { limitsOf } from '../../sources/collect/read-context.js';
import { fetchDocument } from '../../sources/fetch/fetch-document.js';
import type { FetchOptions } from '../../sources/fetch/fetch-page.js';
import { parseFeed } from '../../sources/kinds/feed.js';
import type { FeedItem, ParsedFeed } from '../../sources/kinds/feed/feed-item.js';
import type { PodcastFields } from '../../sources/kinds/feed/read-podcast-fields.js';
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
  const document = isWeb(wanted) ? await load(wanted) : await openDocument(wanted, cwd ?? state.config.root);
  const first = withAddresses(await read(document), document.url);
  const items = new Map(first.items.map((item) => [keyOf(item), item]));
  const seen = new Set([wanted]);
  for (let next = first.show?.nextPageUrl; next !== undefined && !seen.has(next);) {
    if (seen.size >= MAX_PAGES) {
      state.warn(warning('W_FEED_LIMIT', `the feed has more than ${MAX_PAGES} pages; the rest is not read.`));
      break;
    }
    seen.add(next);
    if (!canParseUrl(next)) {
      state.warn(
        warning('W_IMPORT', `the further page ${quoteValue(next)} of the feed is no address; it is not read.`),
      );
      break;
    }
    const further = await load(next);
    const page = withAddresses(await read(further), further.url);
    for (const item of page.items) if (!items.has(keyOf(item))) items.set(keyOf(item), item);
    next = page.show?.nextPageUrl;
  }
  return { feed: first, items: [...items.values()] };
}

/** An item that stands on two pages is one; two that share no more than a GUID are not. */
function keyOf({ id = '', enclosures, number, title = '' }: FeedItem): string {
  return JSON.stringify([id, title, enclosures[0]?.url ?? number]);
}

/**
 * A feed with every address of it absolute: they are relative to where the document came from (RFC 3986 §5.1.3), and
 * those of a file to the site it names.
 */
function withAddresses(feed: ParsedFeed, url: string | undefined): ParsedFeed {
  const base = url ?? feed.link;
  // What is absolute stays as it is written: where an item has no GUID, apps know it by these very letters.
  const whole = (text: string): string => {
    const written = text.trim();
    return canParseUrl(written) || !canParseUrl(written, base) ? written : new URL(written, base).href;
  };
  const items = feed.items.map(({ link, image, podcast, enclosures, ...item }) => ({
    ...item,
    ...present({ link: link && whole(link), image: image && whole(image) }),
    enclosures: enclosures.map((enclosure) => ({ ...enclosure, url: whole(enclosure.url) })),
    ...(podcast && { podcast: withTextAddresses(podcast, whole) }),
  }));
  const { imageUrl, nextPageUrl, ...show } = feed.show ?? { categories: [] };
  return {
    ...feed,
    ...present({ link: feed.link && whole(feed.link) }),
    items,
    show: {
      ...show,
      ...present({
        imageUrl: imageUrl && whole(imageUrl),
        nextPageUrl: nextPageUrl && (url === undefined ? nextPageUrl : whole(nextPageUrl)),
      }),
    },
  };
}

function withTextAddresses(podcast: PodcastFields, whole: (text: string) => string): PodcastFields {
  const { chaptersUrl, transcripts, ...rest } = podcast;
  return {
    ...rest,
    ...present({ chaptersUrl: chaptersUrl && whole(chaptersUrl) }),
    transcripts: transcripts.map((transcript) => ({ ...transcript, url: whole(transcript.url) })),
  };
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
