import type { AudioFormat } from '../model/audio-file.js';
import type { Episode, RenderedNotes } from '../model/episode.js';
import type { FeedRecord } from '../model/publication/manifest.js';
import { present } from '../model/present.js';
import { publishedUrl } from '../model/publication/paths/addresses.js';
import { type PublishedTranscript } from '../model/publication/paths/episode-paths.js';
import { jsonFeedPath, PUBLISHED } from '../model/publication/paths/show-paths.js';
import { showGuid } from '../model/publication/guid.js';
import type { Show } from '../model/publication/show.js';
import type { OutputFile } from '../model/publication/site.js';
import type { FeedDocument } from './namespaces/feed-namespace.js';
import { inFormat } from './rules/in-format.js';
import { archiveName, pageFeed } from './page-feed.js';
import { numberAll } from './number-episodes.js';
import { selectEpisodes } from './rules/select-episodes.js';
import { byNewest, requireUniqueGuids, writeFeedDocument, type FeedText } from './write-feed.js';
import { writeItem, type FeedItemInput } from './write-item.js';
import { writeJsonFeed, writeJsonItem } from './write-json-feed.js';
import { writeOpml } from './write-opml.js';

export type FeedsInput = {
  readonly show: Show;
  readonly episodes: readonly Episode[];
  /** By slug; an episode without any gets its summary. */
  readonly notes: ReadonlyMap<string, RenderedNotes>;
  /** The forms a transcript is published in, in the order players should prefer them. */
  readonly transcripts: readonly PublishedTranscript[];
  /** Items that are what they were, by slug: nothing is written of those episodes. */
  readonly ready?: Pick<ReadonlyMap<string, FeedItem>, 'get' | 'has'> | undefined;
  /** The feeds as they were published last. */
  readonly known?: readonly FeedRecord[] | undefined;
  /** Folders of subscribers, with a slash at the end; each has every private feed. */
  readonly privateFolders?: readonly string[] | undefined;
};

/** Every feed of a show, ready to be published. */
export type Feeds = {
  /** Everything but the main feed, in an order in which none names what comes after it. */
  readonly files: readonly OutputFile[];
  readonly feedXml: Buffer;
  readonly records: readonly FeedRecord[];
  /** Every item that was not ready, by slug. */
  readonly items: ReadonlyMap<string, FeedItem>;
};

/** An episode as it stands in a feed, in each form. */
export type FeedItem = {
  readonly xml: string;
  readonly json: string;
  /** It stood in a feed that was parsed. */
  readonly isParsed?: boolean;
};
type Items = { readonly get: (slug: string) => FeedItem | undefined };

const NOTHING: FeedItem = { xml: '', json: '' };

/**
 * Writes every feed of a show, each as RSS and as JSON Feed: the main one, those its rules make, and a list of all of them.
 * An episode is the same item in each.
 *
 * @throws `E_FEED`, `E_FIELD_DATE`, `E_GUID_DUPLICATE`.
 */
export function writeFeeds(input: FeedsInput): Feeds {
  const { show, known = [] } = input;
  const episodes = input.episodes.toSorted(byNewest);
  requireUniqueGuids(episodes);
  const written = writeItems({ ...input, episodes });
  const items: Items = { get: (slug) => written.get(slug) ?? input.ready?.get(slug) };
  const shows = feedShows(show, known);
  const [main = { path: PUBLISHED.feed, show }, ...others] = shows;
  const open = episodes.filter(({ isPrivate }) => isPrivate !== true);
  const feeds = [...others, main].map(({ path, show: own }) => {
    const rule = show.feeds?.find((feed) => feed.path === path);
    const chosen = selectEpisodes(open, rule);
    const before = known.find((record) => record.path === path)?.archives;
    const itemOf = itemsIn({ show, items, format: rule?.format });
    return writeOne({ path, show: own, episodes: chosen, itemOf, before });
  });
  const opml = others.length === 0 ? [] : [{ path: PUBLISHED.feedList, content: writeOpml(show.title, shows) }];
  const last = feeds.at(-1);
  return {
    files: [...writePrivate(input, { episodes, items }), ...feeds.flatMap(({ files }) => files), ...opml],
    feedXml: last?.xml ?? Buffer.alloc(0),
    records: feeds.map(({ record }) => record),
    items: written,
  };
}

/** Each episode as it stands in every feed it is in. */
function writeItems({ show, episodes, notes, transcripts, ready }: FeedsInput): ReadonlyMap<string, FeedItem> {
  const numbers = numberAll(show, episodes);
  const missing = episodes.filter(({ slug }) => ready?.has(slug) !== true);
  return new Map(
    missing.map((episode) => {
      const { slug } = episode;
      const own = { notes: notes.get(slug), numbers: numbers.get(slug) ?? {} };
      return [slug, writeFeedItem({ show, episode, transcripts, ...own })];
    }),
  );
}

/** An episode as it stands in every feed it is in. */
export function writeFeedItem(input: FeedItemInput): FeedItem {
  return { xml: writeItem(input), json: writeJsonItem(input) };
}

type FeedShow = { readonly path: string; readonly show: Show };

/**
 * The show as each of its feeds tells of it, the main one first. With a publisher's feed among them each of the others names
 * it, and it names them (`publisher.md`).
 */
function feedShows(show: Show, known: readonly FeedRecord[]): readonly FeedShow[] {
  const feeds = (show.feeds ?? []).filter(({ access }) => access !== 'private');
  const main = { path: PUBLISHED.feed, show };
  const others = feeds.map(({ path, title, description, language, medium }): FeedShow => {
    // Minted once from the address it has first.
    const guid = known.find((record) => record.path === path)?.guid ?? showGuid(publishedUrl(show, path));
    return { path, show: { ...show, guid, ...present({ title, description, language, medium }) } };
  });
  const all = [main, ...others];
  const publisher = others.find((feed) => feed.show.medium === 'publisher');
  if (!publisher) return all;
  const addressOf = (feed: FeedShow) => ({ feedGuid: feed.show.guid, feedUrl: publishedUrl(show, feed.path) });
  const published = all.filter((feed) => feed !== publisher);
  return all.map((feed): FeedShow => {
    const tags = { publisher: addressOf(publisher), ...feed.show.tags };
    const remoteItems = published.map((one) => ({ ...addressOf(one), medium: one.show.medium, title: one.show.title }));
    return { ...feed, show: { ...feed.show, tags: feed === publisher ? { ...show.tags, remoteItems } : tags } };
  });
}

/** The private feeds of each subscriber, whole: who has such an address can be told of no other. */
function writePrivate(
  { show, privateFolders = [] }: FeedsInput,
  { episodes, items }: { readonly episodes: readonly Episode[]; readonly items: Items },
): readonly OutputFile[] {
  const rules = (show.feeds ?? []).filter(({ access }) => access === 'private');
  return privateFolders.flatMap((folder) =>
    rules.flatMap((rule): readonly OutputFile[] => {
      const path = folder + rule.path;
      const { title, description, language, medium } = rule;
      const own = {
        ...show,
        guid: showGuid(publishedUrl(show, path)),
        ...present({ title, description, language, medium }),
      };
      const chosen = selectEpisodes(episodes, rule);
      const written = chosen.map(itemsIn({ show, items, format: rule.format }));
      const paths = { xml: path, json: jsonFeedPath(path) };
      const { xml, json } = writeBoth({
        show: own,
        episodes: chosen,
        items: () => written,
        paths,
        older: undefined,
        isPrivate: true,
      });
      return [
        { path: paths.json, content: json },
        { path, content: xml },
      ];
    }),
  );
}

/** Items as they stand in a feed of that format. */
function itemsIn({ show, items, format }: { show: Show; items: Items; format: AudioFormat | undefined }) {
  return (episode: Episode): FeedItem => inFormat(items.get(episode.slug) ?? NOTHING, { show, episode, format });
}

type OneFeed = FeedShow & {
  readonly episodes: readonly Episode[];
  readonly itemOf: (episode: Episode) => FeedItem;
  /** GUIDs of its archive pages as they were. */
  readonly before: FeedRecord['archives'];
};

type Paths = { readonly xml: string; readonly json: string };

/** The documents of one feed: full archive pages from the oldest on, each naming the one before, and the feed itself. */
function writeOne({ path, show, episodes, itemOf, before }: OneFeed) {
  const { archives, current } = pageFeed(episodes, show.feedSize, before);
  const paths: Paths = { xml: path, json: jsonFeedPath(path) };
  const files: OutputFile[] = [];
  let older: Paths | undefined;
  for (const [index, page] of archives.entries()) {
    if (page.length === 0) continue;
    const own = page.map(itemOf);
    const write = (as: Paths, written: readonly FeedItem[]) =>
      writeBoth({ show, episodes: page, items: () => written, paths: as, older, current: path });
    // Named by everything it holds but its own name.
    const frame = write(paths, []);
    const nameOf = (form: keyof Paths): string =>
      archiveName(paths[form], { number: index + 1, content: [frame[form], ...own.map((item) => item[form])] });
    const named: Paths = { xml: nameOf('xml'), json: nameOf('json') };
    const { xml, json } = write(named, own);
    files.push({ path: named.json, content: json }, { path: named.xml, content: xml });
    older = named;
  }
  // One by one: of a long feed they need never be there together.
  const own = function* (): Generator<FeedItem> {
    for (const episode of current) yield itemOf(episode);
  };
  const { xml, json } = writeBoth({ show, episodes: current, items: own, paths, older });
  const guids = archives.map((page) => page.map(({ guid }) => guid));
  files.push({ path: paths.json, content: json });
  if (path !== PUBLISHED.feed) files.push({ path, content: xml });
  return { xml, files, record: { path, guid: show.guid, ...(guids.length > 0 && { archives: guids }) } };
}

function* textsOf(items: Iterable<FeedItem>): Generator<FeedText> {
  for (const { xml, isParsed } of items) yield isParsed === true ? { parsed: xml } : xml;
}

function* jsonOf(items: Iterable<FeedItem>): Generator<string> {
  for (const { json } of items) yield json;
}

function writeBoth(input: {
  readonly show: Show;
  readonly episodes: readonly Episode[];
  /** Asked for once for each form. */
  readonly items: () => Iterable<FeedItem>;
  readonly paths: Paths;
  /** The archive page with the items before these. */
  readonly older: Paths | undefined;
  /** Of an archive page: the feed it is of. */
  readonly current?: string;
  readonly isPrivate?: boolean;
}): { readonly xml: Buffer; readonly json: Buffer } {
  const { show, episodes, items, paths, older, current, isPrivate = false } = input;
  const isArchive = current !== undefined;
  const links: FeedDocument['links'] = [
    ...(current === undefined ? [] : [{ rel: 'current', path: current } as const]),
    ...(older === undefined
      ? []
      : [{ rel: 'prev-archive', path: older.xml } as const, { rel: 'next', path: older.xml } as const]),
  ];
  const document = { path: paths.xml, links, isArchive, isPrivate };
  return {
    xml: writeFeedDocument({ show, episodes, items: textsOf(items()), document }),
    json: writeJsonFeed({
      show,
      items: jsonOf(items()),
      document: { path: paths.json, isArchive, isPrivate },
      next: older?.json,
    }),
  };
}
