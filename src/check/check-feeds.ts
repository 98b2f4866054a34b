import { z } from 'zod';
import { checkFeed } from '../feed/check-feed.js';
import { JSON_FEED_VERSION } from '../feed/write-json-feed.js';
import { childNamed, childrenNamed } from '../feed/standards/feed-report.js';
import { pathBelow, publishedBase } from '../feed/check-published-enclosures.js';
import { isLectorError } from '../errors.js';
import { readXml, type XmlElement } from '../markup/xml-tree.js';
import { present } from '../model/present.js';
import {
  isArchivePath,
  isFeedPath,
  isPrivatePath,
  jsonFeedPath,
  PUBLISHED,
} from '../model/publication/paths/show-paths.js';
import { quoteValue } from '../model/text.js';
import { TRANSCRIPT_TYPES } from './check-transcripts.js';
import type { CheckedPlace } from './checked-place.js';
import { readPublishedFeed, type PublishedItem } from './published-item.js';

const JSON_FEED = z.object({
  version: z.literal(JSON_FEED_VERSION),
  title: z.string().min(1),
  feed_url: z.string(),
  next_url: z.string().optional(),
  items: z.array(
    z.object({
      id: z.string().min(1),
      attachments: z.array(z.object({ url: z.string(), mime_type: z.string(), size_in_bytes: z.number() })).min(1),
    }),
  ),
});

/** One published feed in RSS. */
type ReadFeed = {
  readonly file: string;
  readonly channel: XmlElement;
  readonly items: readonly PublishedItem[];
  /** Address of the published folder. */
  readonly top?: string;
  /** Path of the document with older items, as the feed names it. */
  readonly older?: string;
};

/**
 * Every feed of the place: each breaks no rule and names what is there; its archive pages lead from one to the next and hold
 * no episode twice; the JSON Feed beside it says the same; and the list of feeds has all of them.
 *
 * @param main The main feed, which is checked already.
 * @param others XML that is no feed.
 * @returns The items of all other feeds, archive pages among them: of public ones, and of those of subscribers.
 */
export async function checkFeeds(
  main: XmlElement,
  { place, others: notFeeds }: { readonly place: CheckedPlace; readonly others: ReadonlySet<string> },
): Promise<{ readonly open: readonly PublishedItem[]; readonly hidden: readonly PublishedItem[] }> {
  const feeds = new Map<string, ReadFeed>();
  const channel = childNamed(main, 'channel');
  if (channel) feeds.set(PUBLISHED.feed, toFeed(PUBLISHED.feed, main, channel));
  for (const file of [...place.files.keys()].filter((name) => isFeedPath(name) && name !== PUBLISHED.feed).sort()) {
    if (notFeeds.has(file)) continue;
    const feed = await readFeed(file, place);
    if (feed) feeds.set(file, feed);
  }
  for (const feed of [...feeds.values()].filter(({ file }) => !isArchivePath(file))) {
    const pages = pagesOf(feed, feeds, place);
    checkApart(pages, place);
    await checkJson(pages, place);
  }
  await checkList(feeds, place);
  const others = [...feeds.values()].filter(({ file }) => file !== PUBLISHED.feed);
  const itemsOf = (isHidden: boolean) =>
    others.flatMap(({ file, items }) => (isPrivatePath(file) === isHidden ? items : []));
  return { open: itemsOf(false), hidden: itemsOf(true) };
}

async function readFeed(file: string, place: CheckedPlace): Promise<ReadFeed | undefined> {
  const xml = (await place.readText(file)) ?? '';
  const sizeOf = (name: string): number | undefined => place.files.get(name)?.sizeBytes;
  // What an item costs somebody is told of the main feed, which has it too.
  const faults = checkFeed(xml, { fileName: file, sizeOf, transcriptTypes: TRANSCRIPT_TYPES }).filter(
    ({ severity }) => severity === 'error',
  );
  place.tell(faults);
  try {
    const root = readXml(xml, { file, isUtf8Only: true });
    const channel = childNamed(root, 'channel');
    return channel && toFeed(file, root, channel);
  } catch (error) {
    if (isLectorError(error)) return undefined;
    throw error;
  }
}

function toFeed(file: string, root: XmlElement, channel: XmlElement): ReadFeed {
  const link = childrenNamed(channel, 'atom:link').find(({ attributes }) => attributes['rel'] === 'prev-archive');
  const base = publishedBase(channel);
  // The self link of a feed in a folder names that folder.
  const up = file.split('/').length - 1;
  const top = base === undefined ? undefined : new URL('../'.repeat(up), base).href;
  const older = link && (pathBelow(top, link.attributes['href'] ?? '') ?? link.attributes['href']);
  return { file, channel, items: readPublishedFeed(root, top).items, ...present({ top, older }) };
}

/** RFC 5005 §4: the feed and its archive pages, from the newest to the oldest, each once. */
function pagesOf(feed: ReadFeed, feeds: ReadonlyMap<string, ReadFeed>, place: CheckedPlace): readonly ReadFeed[] {
  const pages = [feed];
  for (let page = feed; page.older !== undefined;) {
    const next = feeds.get(page.older);
    if (!next || pages.includes(next)) {
      const why = next ? 'leads back to' : 'names an archive page that is not there:';
      place.error('E_FEED_ARCHIVE', `${page.file} ${why} ${quoteValue(page.older)}.`, { file: page.file });
      break;
    }
    pages.push(next);
    page = next;
  }
  return pages;
}

function checkApart(pages: readonly ReadFeed[], place: CheckedPlace): void {
  const seen = new Map<string, string>();
  for (const { file, items } of pages) {
    for (const { guid = '', label } of items) {
      const other = seen.get(guid);
      if (other !== undefined) {
        place.error('E_FEED_ARCHIVE', `${quoteValue(label)} stands in ${other} and in ${file}.`, { file });
      }
      seen.set(guid, file);
    }
  }
}

/** JSON Feed 1.1: page by page the same items in the same order, with the same files. */
async function checkJson(pages: readonly ReadFeed[], place: CheckedPlace): Promise<void> {
  let beside: string | undefined = jsonFeedPath(pages[0]?.file ?? PUBLISHED.feed);
  for (const { file, top, channel, items } of pages) {
    if (beside === undefined) {
      const last = jsonFeedPath(pages[0]?.file ?? PUBLISHED.feed);
      place.error('E_FEED_JSON', `${last} and its pages end before those of RSS do.`, { file: last });
      return;
    }
    const text = await place.readText(beside);
    // Versions before this wrote none.
    if (text === undefined && file === pages[0]?.file) return;
    const feed = parseJsonFeed(text ?? '');
    if (feed === undefined) {
      place.error('E_FEED_JSON', `${beside} is no JSON Feed 1.1.`, { file: beside });
      return;
    }
    const enclosures = childrenNamed(channel, 'item').map((item) => childNamed(item, 'enclosure')?.attributes ?? {});
    const told = items.map(({ guid }, at) => `${guid} ${enclosures[at]?.['url']} ${enclosures[at]?.['length']}`);
    const same = feed.items.map(({ id, attachments: [audio] }) => `${id} ${audio?.url} ${audio?.size_in_bytes}`);
    const at = Array.from({ length: Math.max(told.length, same.length) }, (_, index) => index).find(
      (index) => told[index] !== same[index],
    );
    if (at !== undefined) {
      const what = items[at]?.label ?? feed.items[at]?.id ?? '';
      const message = `item ${at + 1}, ${quoteValue(what)}, is another one in ${beside} than in ${file}.`;
      place.error('E_FEED_JSON', message, { file: beside });
    }
    beside = feed.next_url === undefined ? undefined : pathBelow(top, feed.next_url);
  }
}

function parseJsonFeed(text: string): z.infer<typeof JSON_FEED> | undefined {
  try {
    return JSON_FEED.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The list of feeds names every feed once, and no other. */
async function checkList(feeds: ReadonlyMap<string, ReadFeed>, place: CheckedPlace): Promise<void> {
  const file = PUBLISHED.feedList;
  const text = await place.readText(file);
  if (text === undefined) return;
  const open = [...feeds.values()].filter(({ file: path }) => !isArchivePath(path) && !isPrivatePath(path));
  const wanted = open.map(({ channel }) => selfOf(channel)).sort();
  let listed: readonly string[];
  try {
    const body = childNamed(readXml(text, { file, isUtf8Only: true }), 'body');
    listed = (body ? childrenNamed(body, 'outline') : []).map(({ attributes }) => attributes['xmlUrl'] ?? '').sort();
  } catch (error) {
    if (!isLectorError(error)) throw error;
    place.tell([error.toFinding()]);
    return;
  }
  const missing = wanted.find((url) => !listed.includes(url)) ?? listed.find((url) => !wanted.includes(url));
  if (missing !== undefined) {
    place.error('E_FEED_LIST', `${file} and the feeds that are there disagree on ${quoteValue(missing)}.`, { file });
  }
}

function selfOf(channel: XmlElement): string {
  const self = childrenNamed(channel, 'atom:link').find(({ attributes }) => attributes['rel'] === 'self');
  return self?.attributes['href'] ?? '';
}
