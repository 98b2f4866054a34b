import type { Episode } from '../../model/episode.js';
import type { PublishedTranscript } from '../../model/publication/published-paths.js';
import type { Show } from '../../model/publication/show.js';

/** What an element holds, in the syntax of the `xml` package: text, attributes, or attributes and children. */
export type FeedValue = string | { readonly _attr: Readonly<Record<string, string>> } | readonly FeedNode[];

export type FeedNode = string | { readonly [name: string]: FeedValue | Readonly<Record<string, string>> };

export type ItemInput = {
  readonly show: Show;
  readonly episode: Episode;
  /** `itunes:season` and `itunes:episode`, where the episode has them. */
  readonly numbers: EpisodeNumbers;
  /** The forms a transcript is published in, in the order players should prefer them. */
  readonly transcripts: readonly PublishedTranscript[];
};

export type EpisodeNumbers = { readonly season?: number; readonly episode?: number };

/** One tag of a namespace: as many values as there are elements to write. */
export type ChannelTag = {
  readonly name: string;
  readonly values: (show: Show) => readonly FeedValue[];
};

export type ItemTag = {
  readonly name: string;
  readonly values: (input: ItemInput) => readonly FeedValue[];
};

/** The tags of one XML namespace, in the order they are written. */
export type FeedNamespace = {
  readonly prefix: string;
  readonly uri: string;
  readonly channel: readonly ChannelTag[];
  readonly item: readonly ItemTag[];
};
