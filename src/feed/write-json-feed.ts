import type { Episode, RenderedNotes } from '../model/episode.js';
import { present } from '../model/present.js';
import { modifiedOf } from '../model/publication/correction.js';
import { audioUrl, publishedUrl } from '../model/publication/paths/addresses.js';
import { episodePaths } from '../model/publication/paths/episode-paths.js';
import { creditsOf, type Show } from '../model/publication/show.js';
import { toLegalText } from '../model/text.js';
import { toWholeSeconds } from '../model/time.js';
import { collectBytes } from './collect-bytes.js';
import type { FeedDocument } from './namespaces/feed-namespace.js';
import { isWebUrl } from './node-text.js';
import { descriptionOf, legalGuid, toDate } from './write-item.js';

/** JSON Feed 1.1, `version`. */
export const JSON_FEED_VERSION = 'https://jsonfeed.org/version/1.1';

/** One item of a JSON Feed as JSON, the same in every feed the episode is in. */
export function writeJsonItem(input: {
  readonly show: Show;
  readonly episode: Episode;
  readonly notes: RenderedNotes | undefined;
}): string {
  const { show, episode, notes } = input;
  const { title, summary, tags } = episode;
  const modifiedAt = modifiedOf(episode);
  const content = toLegalText(notes?.contentHtml ?? '').trim() || descriptionOf(episode, notes);
  const authors = creditsOf(episode.authors, show).map((name) => ({ name }));
  const item = JSON.stringify({
    id: legalGuid(episode.guid),
    url: publishedUrl(show, episodePaths(episode.slug).folder),
    ...(isWebUrl(episode.sourceUrl) && { external_url: episode.sourceUrl }),
    title,
    // One of the two has to be there.
    ...(content === '' ? { content_text: title } : { content_html: content }),
    ...(summary !== '' && { summary }),
    ...(episode.image !== undefined && { image: publishedUrl(show, episode.image) }),
    date_published: toDate(episode.publishedAt, episode).toISOString(),
    ...(modifiedAt !== undefined && { date_modified: toDate(modifiedAt, episode).toISOString() }),
    ...(authors.length > 0 && { authors }),
    ...(tags.length > 0 && { tags }),
    language: episode.language,
  });
  return `${item.slice(0, -1)},${attachmentsOf({ show, episode })}}`;
}

/** The audio of an item in every format, as it stands in it. */
export function attachmentsOf({ show, episode }: { readonly show: Show; readonly episode: Episode }): string {
  const attachments = [episode.audio, ...(episode.alternates ?? [])].map((file) => ({
    url: audioUrl(show, file),
    mime_type: file.mimeType,
    size_in_bytes: file.sizeBytes,
    duration_in_seconds: Math.max(1, toWholeSeconds(episode.durationMs)),
  }));
  return `"attachments":${JSON.stringify(attachments)}`;
}

/**
 * A feed as JSON Feed 1.1, beside the RSS of the same items.
 *
 * @param items As {@link writeJsonItem} gives them, newest first.
 */
export function writeJsonFeed(input: {
  readonly show: Show;
  readonly items: Iterable<string>;
  readonly document: FeedDocument;
  /** Path of the document with the items before these. */
  readonly next?: string | undefined;
}): Buffer {
  const { show, items, document, next } = input;
  const { author, image, tags = {} } = show;
  const isOpen = document.isPrivate !== true && document.isArchive !== true;
  const frame = {
    version: JSON_FEED_VERSION,
    title: show.title,
    home_page_url: show.link,
    feed_url: publishedUrl(show, document.path),
    description: show.description,
    ...present({ next_url: next === undefined ? undefined : publishedUrl(show, next) }),
    ...(image !== undefined && { icon: publishedUrl(show, image) }),
    ...(author !== undefined && { authors: [{ name: author }] }),
    language: show.language,
    ...(tags.updateFrequency?.complete === true && { expired: true }),
    ...(isOpen && tags.hubs && tags.hubs.length > 0 && { hubs: tags.hubs.map((url) => ({ type: 'WebSub', url })) }),
  };
  const output = collectBytes();
  output.put(`${JSON.stringify(frame).slice(0, -1)},"items":[\n`);
  let isFirst = true;
  for (const item of items) {
    output.put(isFirst ? item : `,\n${item}`);
    isFirst = false;
  }
  output.put('\n]}\n');
  return output.bytes();
}
