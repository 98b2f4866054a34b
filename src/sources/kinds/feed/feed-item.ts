import type { EpisodeExtras, PodcastFields, ShowFields } from './read-podcast-fields.js';
import { publicAddress } from '../../../model/text/secrets.js';

/** One entry of a feed, in whatever format it came. All text is decoded once and not yet cleaned. */
export type FeedItem = {
  /** From 1, in the order of the feed. */
  readonly number: number;
  /** As it stands, byte for byte. */
  readonly id?: string;
  /** Whether the feed says outright that the id is an address. */
  readonly isPermalink?: boolean;
  readonly link?: string;
  readonly title?: string;
  readonly authors: readonly string[];
  /** As written. */
  readonly published?: string;
  readonly updated?: string;
  readonly tags: readonly string[];
  readonly language?: string;
  readonly image?: string;
  /** The whole text, where the feed carries it. */
  readonly contentHtml?: string;
  readonly contentText?: string;
  /** A description that may be the whole text or a teaser. */
  readonly summaryHtml?: string;
  readonly enclosures: readonly Enclosure[];
  readonly podcast?: PodcastFields;
  readonly extras?: EpisodeExtras;
  /** What an export says of an entry that is not public: `wp:status: draft`. */
  readonly heldBack?: string;
};

export type Enclosure = { readonly url: string; readonly length?: string; readonly type?: string };

export type ParsedFeed = {
  readonly title?: string;
  readonly language?: string;
  /** Address of the site. */
  readonly link?: string;
  /** Where the feed says it moved. */
  readonly movedTo?: string;
  /** When the feed says it was written, as written. */
  readonly updated?: string;
  readonly show?: ShowFields;
  /** Elements that RSS does not know. */
  readonly unknown: readonly string[];
  readonly items: readonly FeedItem[];
};

/**
 * What an item is in all feeds: an id that is an address or another URI stands for itself, a bare one only within its
 * feed; without an id the link.
 */
export function identityOfItem({ id, link }: FeedItem, feedLocation: string): string | undefined {
  if (id === undefined) return link === undefined ? undefined : publicAddress(link);
  return /^(?:https?:\/\/|tag:|urn:)/iu.test(id) ? publicAddress(id) : `${feedLocation}#${id}`;
}
