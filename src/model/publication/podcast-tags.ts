/** Whom listeners hear or read (Podcasting 2.0, `podcast:person`). */
export type PodcastPerson = {
  readonly name: string;
  readonly role?: string | undefined;
  readonly group?: string | undefined;
  readonly img?: string | undefined;
  readonly href?: string | undefined;
};

/** What a piece is about, or where it was made (`podcast:location`). */
export type PodcastLocation = {
  readonly name: string;
  readonly rel?: 'subject' | 'creator' | undefined;
  /** RFC 5870: `geo:53.54,9.98`. */
  readonly geo?: string | undefined;
  /** OpenStreetMap: `R113314`. */
  readonly osm?: string | undefined;
  /** ISO 3166-1, two letters. */
  readonly country?: string | undefined;
};

/** A picture besides the cover (`podcast:image`): an address, or a path below the output folder. */
export type PodcastImage = {
  readonly image: string;
  readonly alt?: string | undefined;
  /** `16/9`. */
  readonly aspectRatio?: string | undefined;
  readonly widthPx?: number | undefined;
  readonly heightPx?: number | undefined;
  readonly purpose?: readonly string[] | undefined;
};

/** Another feed, or an item of it (`podcast:remoteItem`). */
export type RemoteItem = {
  readonly feedGuid: string;
  readonly feedUrl?: string | undefined;
  readonly itemGuid?: string | undefined;
  readonly medium?: string | undefined;
  readonly title?: string | undefined;
};

/** Audio or film that presents a show or a season (`podcast:trailer`). */
export type PodcastTrailer = {
  readonly title: string;
  readonly url: string;
  /** ISO 8601. */
  readonly publishedAt: string;
  readonly sizeBytes?: number | undefined;
  readonly type?: string | undefined;
  readonly season?: number | undefined;
};

/** Where comments are welcome (`podcast:socialInteract`); `disabled` where they are not, with nothing else. */
export type SocialInteract = {
  readonly protocol: string;
  readonly uri?: string | undefined;
  readonly accountId?: string | undefined;
  readonly accountUrl?: string | undefined;
  readonly priority?: number | undefined;
};

type Funding = { readonly url: string; readonly text: string };
type Text = { readonly text: string; readonly purpose?: string | undefined };
type License = { readonly id: string; readonly url?: string | undefined };

/** What show and episode may both say. */
type SharedTags = {
  readonly people?: readonly PodcastPerson[] | undefined;
  readonly txt?: readonly Text[] | undefined;
  readonly images?: readonly PodcastImage[] | undefined;
  readonly funding?: readonly Funding[] | undefined;
  readonly license?: License | undefined;
  readonly location?: readonly PodcastLocation[] | undefined;
  readonly social?: readonly SocialInteract[] | undefined;
};

/** Tags of the Podcasting 2.0 namespace that a show states and nothing measures. */
export type ShowTags = SharedTags & {
  readonly updateFrequency?:
    | {
        readonly text: string;
        /** RFC 5545: `FREQ=WEEKLY`. */
        readonly rrule?: string | undefined;
        /** ISO 8601. */
        readonly dtstart?: string | undefined;
        readonly complete?: boolean | undefined;
      }
    | undefined;
  /** Names of seasons by their number. */
  readonly seasons?: Readonly<Record<string, string>> | undefined;
  /** Every published episode of that type is named in the channel as well. */
  readonly trailers?: boolean | undefined;
  /** Trailers that lie elsewhere. */
  readonly trailer?: readonly PodcastTrailer[] | undefined;
  readonly publisher?: { readonly feedGuid: string; readonly feedUrl: string } | undefined;
  readonly remoteItems?: readonly RemoteItem[] | undefined;
  readonly podroll?: readonly RemoteItem[] | undefined;
  /** Who may show the feed; without an id it concerns everybody. */
  readonly block?: readonly { readonly id?: string | undefined; readonly isBlocked: boolean }[] | undefined;
  readonly podping?: boolean | undefined;
  /** WebSub hubs that are told of every change. */
  readonly hubs?: readonly string[] | undefined;
};

/** The same of one episode. */
export type EpisodeTags = SharedTags & {
  readonly soundbites?:
    | readonly { readonly startMs: number; readonly durationMs: number; readonly title?: string | undefined }[]
    | undefined;
  readonly links?: readonly { readonly href: string; readonly text: string }[] | undefined;
  /** Of `podcast:episode`, which may be a decimal. */
  readonly episodeNumber?: number | undefined;
  /** Shown in place of the number: `Ch. 3`. */
  readonly episodeLabel?: string | undefined;
};
