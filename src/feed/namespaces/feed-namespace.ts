import type { Episode } from '../../model/episode.js';
import type { PublishedTranscript } from '../../model/publication/paths/episode-paths.js';
import type { Show } from '../../model/publication/show.js';

/** What an element holds, in the syntax of the `xml` package: text, attributes, or attributes and children. */
export type FeedValue =
  string | { readonly _attr: Readonly<Record<string, string>> } | { readonly _cdata: string } | readonly FeedNode[];

export type FeedNode = string | { readonly [name: string]: FeedValue | Readonly<Record<string, string>> };

export type ItemInput = {
  readonly show: Show;
  readonly episode: Episode;
  /** `itunes:season` and `itunes:episode`, where the episode has them. */
  readonly numbers: EpisodeNumbers;
  /** The forms a transcript is published in, in the order players should prefer them. */
  readonly transcripts: readonly PublishedTranscript[];
};

/** A channel and what is in it. */
export type ChannelInput = {
  readonly show: Show;
  /** Newest first. */
  readonly episodes: readonly Episode[];
  readonly document: FeedDocument;
};

/** One of the files a feed is published as. */
export type FeedDocument = {
  /** Below the output folder. */
  readonly path: string;
  /** Other documents of the feed by their part in it (RFC 5005 §3 and §4), as paths. */
  readonly links?: readonly { readonly rel: FeedRelation; readonly path: string }[];
  /** It holds old items, is full, and never changes again (RFC 5005 §4). */
  readonly isArchive?: boolean;
  /** For whom its address was given to; no directory may list it. */
  readonly isPrivate?: boolean;
};

export type FeedRelation = 'current' | 'next' | 'prev-archive';

export type EpisodeNumbers = { readonly season?: number; readonly episode?: number };

/** One tag of a namespace: as many values as there are elements to write. */
export type ChannelTag = {
  readonly name: string;
  readonly values: (input: ChannelInput) => readonly FeedValue[];
};

export type ItemTag = {
  readonly name: string;
  readonly values: (input: ItemInput) => readonly FeedValue[];
};

/** The tags of one XML namespace, in the order they are written. */
export type FeedNamespace = {
  readonly prefix: string;
  readonly uri: string;
  /** Whether a document declares it; every one does unless told otherwise. */
  readonly isDeclared?: (document: FeedDocument) => boolean;
  readonly channel: readonly ChannelTag[];
  readonly item: readonly ItemTag[];
};
