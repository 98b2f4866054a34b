import { Podcast, type FeedOptions } from 'podcast';
import { LectorError } from '../errors.js';
import type { Episode, RenderedNotes } from '../model/episode.js';
import { publishedUrl } from '../model/publication/paths/addresses.js';
import { type PublishedTranscript } from '../model/publication/paths/episode-paths.js';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import type { Show } from '../model/publication/show.js';
import { quoteValue, toLegalText, truncateToBytes } from '../model/text.js';
import { MAX_DESCRIPTION_BYTES } from './fit-description.js';
import type { FeedDocument } from './namespaces/feed-namespace.js';
import { FEED_NAMESPACES } from './namespaces/index.js';
import { nodeText } from './node-text.js';
import { numberEpisodes } from './number-episodes.js';
import { openWellFormed } from './well-formed.js';
import { collectBytes } from './collect-bytes.js';
import { legalGuid, toDate, toNodes, writeItem } from './write-item.js';

type WriteFeedInput = {
  readonly show: Show;
  readonly episodes: readonly Episode[];
  /** By slug; an episode without any gets its summary. */
  readonly notes: ReadonlyMap<string, RenderedNotes>;
  /** The forms a transcript is published in, in the order players should prefer them. */
  readonly transcripts: readonly PublishedTranscript[];
};

/**
 * Writes the RSS feed of a show, newest episode first: PSP-1, Apple's and the Podcasting 2.0 tags.
 *
 * @throws `E_FEED`, `E_FIELD_DATE`, `E_GUID_DUPLICATE`.
 */
export function writeFeed({ show, episodes, notes, transcripts }: WriteFeedInput): string {
  const newestFirst = episodes.toSorted(byNewest);
  const numbers = numberEpisodes(show, newestFirst.toReversed());
  function* writeItems(): Generator<string> {
    for (const episode of newestFirst) {
      const { slug } = episode;
      yield writeItem({ show, episode, notes: notes.get(slug), numbers: numbers.get(slug) ?? {}, transcripts });
    }
  }
  const document = { path: PUBLISHED.feed };
  return writeFeedDocument({ show, episodes: newestFirst, items: writeItems(), document }).toString('utf8');
}

/** An item as `writeItem` gives it; one that was parsed in a feed of this show before need not be parsed again. */
export type FeedText = string | { readonly parsed: string };

export type FeedDocumentInput = {
  /** As this feed tells of it. */
  readonly show: Show;
  /** Those of the document, newest first. */
  readonly episodes: readonly Episode[];
  /** In the same order; asked for one by one. */
  readonly items: Iterable<FeedText>;
  readonly document: FeedDocument;
};

/**
 * One document of a feed, in UTF-8: the text of a long one would take up to twice as much.
 *
 * The same input gives the same bytes: `lastBuildDate` is the newest date of the content. The result is parsed
 * back before it is returned.
 *
 * @throws `E_FEED`, `E_FIELD_DATE`, `E_GUID_DUPLICATE`.
 */
export function writeFeedDocument({ show, episodes, items, document }: FeedDocumentInput): Buffer {
  requireUniqueGuids(episodes);
  const frame = withBuildDate(
    `${new Podcast(channelOptions(show, episodes, document)).buildXml({ indent: '  ' })}\n`,
    episodes,
  );
  // What stands behind the items: the ends of channel and rss, with the line breaks before them.
  const [ending = ''] = /\s*<\/channel>\s*<\/rss>\s*$/u.exec(frame) ?? [];
  const parsed = openWellFormed();
  const output = collectBytes();
  // Item by item, each parsed and encoded while it is at hand: of a long feed nothing else has to be kept.
  const put = (text: string): void => {
    parsed.write(text);
    output.put(text);
  };
  put(frame.slice(0, frame.length - ending.length));
  for (const item of items) {
    if (typeof item === 'string') put(`\n${item.trimEnd()}`);
    else output.put(`\n${item.parsed.trimEnd()}`);
  }
  put(ending);
  parsed.close();
  return output.bytes();
}

/** `podcast` writes empty owners, HTML summaries and clock durations: its iTunes part stays off, ours is used. */
function channelOptions(show: Show, newestFirst: readonly Episode[], document: FeedDocument): FeedOptions {
  const copyright = withoutCopyrightMark(show.copyright ?? '');
  const [newest] = newestFirst;
  const namespaces = FEED_NAMESPACES.filter(({ isDeclared }) => isDeclared?.(document) ?? true);
  // `rss`, below `podcast`, knows `image_url`; `podcast` hands it on without declaring it.
  const options: FeedOptions & { readonly image_url?: string } = {
    title: nodeText(show.title),
    description: truncateToBytes(toLegalText(show.description).trim(), MAX_DESCRIPTION_BYTES),
    feedUrl: publishedUrl(show, document.path),
    siteUrl: show.link,
    generator: 'Lector',
    language: show.language.toLowerCase(),
    namespaces: { iTunes: false, podcast: false, simpleChapters: false },
    customNamespaces: Object.fromEntries(namespaces.map(({ prefix, uri }) => [prefix, uri])),
    customElements: FEED_NAMESPACES.flatMap(({ channel }) =>
      toNodes(channel, { show, episodes: newestFirst, document }),
    ),
    ...(show.image !== undefined && { image_url: publishedUrl(show, show.image) }),
    ...(copyright !== '' && { copyright }),
    ...(newest && { pubDate: toDate(newest.publishedAt, newest) }),
  };
  return options;
}

/** Newest first; of two of one moment, by their addresses. */
export function byNewest(first: Episode, second: Episode): number {
  const difference = Date.parse(second.publishedAt) - Date.parse(first.publishedAt);
  if (difference !== 0) return difference;
  return first.slug < second.slug ? -1 : 1;
}

/** @throws `E_GUID_DUPLICATE` */
export function requireUniqueGuids(episodes: readonly Episode[]): void {
  const titles = new Map<string, string>();
  for (const { guid, title } of episodes) {
    const other = titles.get(legalGuid(guid));
    if (other !== undefined) {
      throw new LectorError(
        'E_GUID_DUPLICATE',
        `guid ${quoteValue(guid)} is used by two episodes: ${quoteValue(other)} and ${quoteValue(title)}.`,
        { hint: 'give one of them a guid of its own.' },
      );
    }
    titles.set(legalGuid(guid), title);
  }
}

/** PSP-1, channel `copyright`: without the word, the sign or a year. */
function withoutCopyrightMark(text: string): string {
  const bare = text
    .replace(/\bcopyright\b|©|\(c\)/giu, ' ')
    .replace(/\b(?:19|20)\d{2}\b(?:\s*[-–]\s*(?:(?:19|20)\d{2}\b)?)?/gu, ' ');
  return nodeText(bare).replace(/^[\s,.:;–-]+|[\s,:;–-]+$/gu, '');
}

/** `rss` stamps the present moment: the newest date of the content takes its place. */
function withBuildDate(xml: string, episodes: readonly Episode[]): string {
  const parsed = openWellFormed('rss/channel/lastBuildDate');
  parsed.write(xml);
  const range = parsed.close();
  if (!range) return xml;
  const [opening, closing] = ['<lastBuildDate>', '</lastBuildDate>'];
  if (episodes.length === 0)
    return `${xml.slice(0, range.start - opening.length)}${xml.slice(range.end + closing.length)}`;
  const dates = episodes.flatMap(({ publishedAt, modifiedAt }) => [publishedAt, modifiedAt ?? publishedAt]);
  const times = dates.map((date) => Date.parse(date)).filter((time) => !Number.isNaN(time));
  const newest = times.reduce((latest, time) => Math.max(latest, time), 0);
  return `${xml.slice(0, range.start)}${new Date(newest).toUTCString()}${xml.slice(range.end)}`;
}
