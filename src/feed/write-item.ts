import { LectorError } from '../errors.js';
import type { Episode, RenderedNotes } from '../model/episode.js';
import {
  audioUrl,
  episodePaths,
  publishedUrl,
  type PublishedTranscript,
} from '../model/publication/published-paths.js';
import { creditsOf, type Show } from '../model/publication/show.js';
import { quoteValue, toLegalText } from '../model/text.js';
import { fitDescription } from './fit-description.js';
import { FEED_NAMESPACES } from './namespaces/index.js';
import type { EpisodeNumbers, FeedNode, FeedValue } from './namespaces/feed-namespace.js';
import { nodeText } from './node-text.js';
import { writeNode } from './write-node.js';

export type FeedItemInput = {
  readonly show: Show;
  readonly episode: Episode;
  readonly notes: RenderedNotes | undefined;
  readonly numbers: EpisodeNumbers;
  readonly transcripts: readonly PublishedTranscript[];
};

/** Where an item stands: in a channel in the document. */
const DEPTH = 2;

/**
 * One item of the feed, the same in every feed the episode is in.
 *
 * @throws `E_FEED`, `E_FIELD_DATE`.
 */
export function writeItem({ show, episode, notes, numbers, transcripts }: FeedItemInput): string {
  const { audio } = episode;
  if (!(Number.isSafeInteger(audio.sizeBytes) && audio.sizeBytes > 0)) {
    throw new LectorError('E_FEED', `${quoteValue(episode.title)}: its audio file is empty or of unknown size.`, {
      hint: 'build the episode again.',
    });
  }
  const credits = creditsOf(episode.authors, show);
  const content = toLegalText(notes?.contentHtml ?? '').trim();
  const description = descriptionOf(episode, notes);
  const link = publishedUrl(show, episodePaths(episode.slug).folder);
  const enclosure = { url: audioUrl(show, audio), length: String(audio.sizeBytes), type: audio.mimeType };
  const categories = episode.tags.map((tag) => nodeText(tag)).filter(Boolean);
  const nodes: readonly FeedNode[] = [
    { title: { _cdata: nodeText(episode.title) } },
    ...(description === '' ? [] : [{ description: { _cdata: description } }]),
    { link },
    { guid: [{ _attr: { isPermaLink: 'false' } }, legalGuid(episode.guid)] },
    ...categories.map((category): FeedNode => ({ category: { _cdata: category } })),
    ...(credits.length > 0 ? [{ 'dc:creator': { _cdata: nodeText(credits.join(', ')) } }] : []),
    { pubDate: toDate(episode.publishedAt, episode).toUTCString() },
    { enclosure: { _attr: enclosure } },
    ...FEED_NAMESPACES.flatMap(({ item }) => toNodes(item, { show, episode, numbers, transcripts })),
    ...(content === '' ? [] : [{ 'content:encoded': { _cdata: content } }]),
  ];
  return writeNode({ item: nodes }, DEPTH);
}

/** What apps show below an episode: its notes, else its summary. */
export function descriptionOf(episode: Episode, notes: RenderedNotes | undefined): string {
  return fitDescription(notes?.descriptionHtml ?? '') || fitDescription(paragraph(episode.summary));
}

export function toNodes<Input>(
  tags: readonly { readonly name: string; readonly values: (input: Input) => readonly FeedValue[] }[],
  input: Input,
): FeedNode[] {
  return tags.flatMap(({ name, values }) => values(input).map((value): FeedNode => ({ [name]: value })));
}

/** A GUID is kept as it stands, but for what XML cannot hold. */
export function legalGuid(guid: string): string {
  return guid.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').trim();
}

/** @throws `E_FIELD_DATE` */
export function toDate(date: string, episode: Episode): Date {
  const parsed = new Date(date);
  if (!Number.isNaN(parsed.getTime())) return parsed;
  throw new LectorError('E_FIELD_DATE', `${quoteValue(episode.title)}: ${quoteValue(date)} is not a date.`, {
    hint: 'give a date such as 2024-12-31T09:00:00Z.',
  });
}

function paragraph(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.trim() === '' ? '' : `<p>${escaped}</p>`;
}
