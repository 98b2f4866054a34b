import { LectorError } from '../errors.js';
import type { Episode, RenderedNotes } from '../model/episode.js';
import { audioUrl, publishedUrl } from '../model/publication/paths/addresses.js';
import { episodePaths, type PublishedTranscript } from '../model/publication/paths/episode-paths.js';
import { creditsOf, type Show } from '../model/publication/show.js';
import { quoteValue, toLegalText } from '../model/text.js';
import { fitDescription } from './fit-description.js';
import { ALTERNATE_TAG, alternateValues } from './namespaces/podcast.js';
import { FEED_NAMESPACES } from './namespaces/index.js';
import type { EpisodeNumbers, FeedNode, FeedValue } from './namespaces/feed-namespace.js';
import { nodeText } from './node-text.js';
import { writeElement, writeParent } from './write-node.js';

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
  const categories = episode.tags.map((tag) => nodeText(tag)).filter(Boolean);
  let text = '';
  const put = (name: string, value: FeedValue): void => {
    text += writeElement(name, value, DEPTH + 1);
  };
  put('title', { _cdata: nodeText(episode.title) });
  if (description !== '') put('description', { _cdata: description });
  put('link', link);
  put('guid', [{ _attr: { isPermaLink: 'false' } }, legalGuid(episode.guid)]);
  for (const category of categories) put('category', { _cdata: category });
  if (credits.length > 0) put('dc:creator', { _cdata: nodeText(credits.join(', ')) });
  put('pubDate', toDate(episode.publishedAt, episode).toUTCString());
  text += audioElements({ show, episode }).enclosure;
  const input = { show, episode, numbers, transcripts };
  for (const { item } of FEED_NAMESPACES)
    for (const { name, values } of item) for (const value of values(input)) put(name, value);
  if (content !== '') put('content:encoded', { _cdata: content });
  return writeParent('item', text, DEPTH);
}

/** The audio of an item as it stands in it, and the same in other formats. */
export function audioElements({ show, episode }: Pick<FeedItemInput, 'show' | 'episode'>) {
  const { audio } = episode;
  const enclosure = { url: audioUrl(show, audio), length: String(audio.sizeBytes), type: audio.mimeType };
  return {
    enclosure: writeElement('enclosure', { _attr: enclosure }, DEPTH + 1),
    alternates: alternateValues({ show, episode })
      .map((value) => writeElement(ALTERNATE_TAG, value, DEPTH + 1))
      .join(''),
  };
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
