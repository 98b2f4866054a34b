import { Podcast, type FeedOptions, type ItemOptions } from 'podcast';
import { LectorError } from '../errors.js';
import type { Episode, RenderedNotes } from '../model/episode.js';
import {
  episodePaths,
  PUBLISHED,
  publishedUrl,
  type PublishedTranscript,
} from '../model/publication/published-paths.js';
import { creditsOf, type Show } from '../model/publication/show.js';
import { quoteValue, toLegalText, truncateToBytes } from '../model/text.js';
import { fitDescription, MAX_DESCRIPTION_BYTES } from './fit-description.js';
import type { EpisodeNumbers, FeedNode, FeedValue } from './namespaces/feed-namespace.js';
import { FEED_NAMESPACES } from './namespaces/index.js';
import { nodeText } from './node-text.js';
import { numberEpisodes } from './number-episodes.js';
import { requireWellFormed } from './well-formed.js';

const BATCH_SIZE = 250;

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
 * The same input gives the same bytes: `lastBuildDate` is the newest date of the content. The result is parsed
 * back before it is returned.
 *
 * @throws `E_FEED`, `E_FIELD_DATE`, `E_GUID_DUPLICATE`.
 */
export function writeFeed({ show, episodes, notes, transcripts }: WriteFeedInput): string {
  const newestFirst = episodes.toSorted(byNewest);
  requireUniqueGuids(newestFirst);
  const numbers = numberEpisodes(show, newestFirst.toReversed());
  const channel = channelOptions(show, newestFirst);
  const items = (batch: readonly Episode[]): ItemOptions[] =>
    batch.map((episode) => {
      const { slug } = episode;
      return itemOptions({ show, episode, notes: notes.get(slug), numbers: numbers.get(slug) ?? {}, transcripts });
    });
  const empty = buildXml(channel, []);
  // What stands behind the items: the ends of channel and rss, with the line breaks before them.
  const [ending = ''] = /\s*<\/channel>\s*<\/rss>\s*$/u.exec(empty) ?? [];
  const head = empty.slice(0, empty.length - ending.length);
  const parts = batches(newestFirst).map((batch) => buildXml(channel, items(batch)).slice(head.length, -ending.length));
  return withBuildDate(`${head}${parts.join('')}${ending}`, newestFirst);
}

/** The channel with some of its items; its head has the same length each time, whatever the second it was made in. */
function buildXml(channel: FeedOptions, items: readonly ItemOptions[]): string {
  const feed = new Podcast(channel);
  for (const item of items) feed.addItem(item);
  return `${feed.buildXml({ indent: '  ' })}\n`;
}

/** `podcast` keeps a tree of all it is given: a few at a time take a third of the time and memory of ten thousand. */
function batches(episodes: readonly Episode[]): (readonly Episode[])[] {
  const count = Math.ceil(episodes.length / BATCH_SIZE);
  return Array.from({ length: count }, (_, nth) => episodes.slice(nth * BATCH_SIZE, (nth + 1) * BATCH_SIZE));
}

/** `podcast` writes empty owners, HTML summaries and clock durations: its iTunes part stays off, ours is used. */
function channelOptions(show: Show, newestFirst: readonly Episode[]): FeedOptions {
  const copyright = withoutCopyrightMark(show.copyright ?? '');
  const [newest] = newestFirst;
  // `rss`, below `podcast`, knows `image_url`; `podcast` hands it on without declaring it.
  const options: FeedOptions & { readonly image_url?: string } = {
    title: nodeText(show.title),
    description: truncateToBytes(toLegalText(show.description).trim(), MAX_DESCRIPTION_BYTES),
    feedUrl: publishedUrl(show, PUBLISHED.feed),
    siteUrl: show.link,
    generator: 'Lector',
    language: show.language.toLowerCase(),
    namespaces: { iTunes: false, podcast: false, simpleChapters: false },
    customNamespaces: Object.fromEntries(FEED_NAMESPACES.map(({ prefix, uri }) => [prefix, uri])),
    customElements: FEED_NAMESPACES.flatMap(({ channel }) => toNodes(channel, show)),
    ...(show.image !== undefined && { image_url: publishedUrl(show, show.image) }),
    ...(copyright !== '' && { copyright }),
    ...(newest && { pubDate: toDate(newest.publishedAt, newest) }),
  };
  return options;
}

type ItemOptionsInput = {
  readonly show: Show;
  readonly episode: Episode;
  readonly notes: RenderedNotes | undefined;
  readonly numbers: EpisodeNumbers;
  readonly transcripts: readonly PublishedTranscript[];
};

function itemOptions({ show, episode, notes, numbers, transcripts }: ItemOptionsInput): ItemOptions {
  const { audio } = episode;
  if (!(Number.isSafeInteger(audio.sizeBytes) && audio.sizeBytes > 0)) {
    throw new LectorError('E_FEED', `${quoteValue(episode.title)}: its audio file is empty or of unknown size.`, {
      hint: 'build the episode again.',
    });
  }
  const credits = creditsOf(episode.authors, show);
  const content = toLegalText(notes?.contentHtml ?? '').trim();
  return {
    title: nodeText(episode.title),
    description: fitDescription(notes?.descriptionHtml ?? '') || fitDescription(paragraph(episode.summary)),
    url: publishedUrl(show, episodePaths(episode.slug).folder),
    guid: legalGuid(episode.guid),
    date: toDate(episode.publishedAt, episode),
    enclosure: { url: publishedUrl(show, audio.path), size: audio.sizeBytes, type: audio.mimeType },
    categories: episode.tags.map((tag) => nodeText(tag)).filter(Boolean),
    ...(credits.length > 0 && { author: nodeText(credits.join(', ')) }),
    ...(content !== '' && { content }),
    // `podcast` pushes into the array it is given: it gets one of its own.
    customElements: FEED_NAMESPACES.flatMap(({ item }) => toNodes(item, { show, episode, numbers, transcripts })),
  };
}

function toNodes<Input>(
  tags: readonly { readonly name: string; readonly values: (input: Input) => readonly FeedValue[] }[],
  input: Input,
): FeedNode[] {
  return tags.flatMap(({ name, values }) => values(input).map((value): FeedNode => ({ [name]: value })));
}

function byNewest(first: Episode, second: Episode): number {
  const difference = Date.parse(second.publishedAt) - Date.parse(first.publishedAt);
  if (difference !== 0) return difference;
  return first.slug < second.slug ? -1 : 1;
}

function requireUniqueGuids(episodes: readonly Episode[]): void {
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

/** A GUID is kept as it stands, but for what XML cannot hold. */
function legalGuid(guid: string): string {
  return guid.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').trim();
}

function toDate(date: string, episode: Episode): Date {
  const parsed = new Date(date);
  if (!Number.isNaN(parsed.getTime())) return parsed;
  throw new LectorError('E_FIELD_DATE', `${quoteValue(episode.title)}: ${quoteValue(date)} is not a date.`, {
    hint: 'give a date such as 2024-12-31T09:00:00Z.',
  });
}

/** PSP-1, channel `copyright`: without the word, the sign or a year. */
function withoutCopyrightMark(text: string): string {
  const bare = text
    .replace(/\bcopyright\b|©|\(c\)/giu, ' ')
    .replace(/\b(?:19|20)\d{2}\b(?:\s*[-–]\s*(?:(?:19|20)\d{2}\b)?)?/gu, ' ');
  return nodeText(bare).replace(/^[\s,.:;–-]+|[\s,:;–-]+$/gu, '');
}

function paragraph(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.trim() === '' ? '' : `<p>${escaped}</p>`;
}

/** `rss` stamps the present moment: the newest date of the content takes its place. */
function withBuildDate(xml: string, episodes: readonly Episode[]): string {
  const range = requireWellFormed(xml, 'rss/channel/lastBuildDate');
  if (!range) return xml;
  const [opening, closing] = ['<lastBuildDate>', '</lastBuildDate>'];
  if (episodes.length === 0)
    return `${xml.slice(0, range.start - opening.length)}${xml.slice(range.end + closing.length)}`;
  const dates = episodes.flatMap(({ publishedAt, modifiedAt }) => [publishedAt, modifiedAt ?? publishedAt]);
  const times = dates.map((date) => Date.parse(date)).filter((time) => !Number.isNaN(time));
  const newest = times.reduce((latest, time) => Math.max(latest, time), 0);
  return `${xml.slice(0, range.start)}${new Date(newest).toUTCString()}${xml.slice(range.end)}`;
}
