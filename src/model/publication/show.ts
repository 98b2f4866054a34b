import type { AudioFormat } from '../audio-file.js';
import type { ShowTags } from './podcast-tags.js';
import type { ShowLinks, Theme } from './theme.js';

/** The podcast itself. Everything here is configuration; nothing is measured. */
export type Show = {
  readonly title: string;
  readonly description: string;
  /** Absolute URL of the published folder, with a trailing slash. */
  readonly baseUrl: string;
  /** The show's web page; the published index unless configured. */
  readonly link: string;
  /** BCP 47. */
  readonly language: string;
  readonly author?: string;
  readonly owner?: { readonly name: string; readonly email: string };
  /** Apple categories: `News > Daily News` as `['News', 'Daily News']`. */
  readonly categories: readonly (readonly string[])[];
  /** Path of the cover below the output folder; its name changes when its bytes do. */
  readonly image?: string;
  /** Path below the output folder of a small square copy of the cover, for pages; they show the cover itself without it. */
  readonly thumbnail?: string;
  readonly isExplicit: boolean;
  readonly type: 'episodic' | 'serial';
  /** Without the word, sign or year (PSP-1, channel OPTIONAL). */
  readonly copyright?: string;
  readonly isLocked: boolean;
  /** Podcasting 2.0 medium: `podcast`, `newsletter`, `blog`… */
  readonly medium: string;
  /** Podcasting 2.0 guid, minted once from the first feed address and kept in the manifest. */
  readonly guid: string;
  readonly funding?: { readonly url: string; readonly text: string };
  /** Where another host serves the main feed from now on; written only by an explicit move. */
  readonly newFeedUrl?: string;
  /** The show was published elsewhere before: each of its feeds tells where it is now. */
  readonly isMoved?: boolean;
  /** Further tags of the Podcasting 2.0 namespace. */
  readonly tags?: ShowTags;
  /** Feeds besides the main one. */
  readonly feeds?: readonly FeedRule[];
  readonly feedSize?: FeedSize;
  /** Of pages. */
  readonly theme?: Theme;
  readonly links?: ShowLinks;
  /** Links to episodes are shown with a picture drawn of the title: the colour it stands on, if any is chosen. */
  readonly linkPictures?: { readonly color?: string };
  /** Whether pages search what was said; they do unless this is false. */
  readonly isSearchable?: false;
};

/** A feed besides the main one: which episodes it has, and what it tells otherwise than the show. */
export type FeedRule = {
  /** Below the output folder: `science.xml`. */
  readonly path: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** BCP 47. */
  readonly language?: string | undefined;
  readonly medium?: string | undefined;
  /** What its enclosures are; what the show has first unless set. */
  readonly format?: AudioFormat | undefined;
  /** Who may have it: everybody, or those it was given to. */
  readonly access?: 'public' | 'private' | undefined;
  /** An episode has one of the values in each of these. */
  readonly where?:
    | Readonly<
        Partial<Record<'section' | 'author' | 'tag' | 'language' | 'kind' | 'type', readonly string[] | undefined>>
      >
    | undefined;
};

/** How many items a feed holds, and each of its archive pages. */
export type FeedSize = { readonly items: number; readonly pageItems: number };

/** Whom a piece is credited to: its own authors, or the show's where it names none. What is spoken names its own alone. */
export function creditsOf(authors: readonly string[], { author }: Pick<Show, 'author'>): readonly string[] {
  return authors.length > 0 || author === undefined ? authors : [author];
}
