import type { Synthesis } from '../model/publication/disclosure.js';
import type {
  Block,
  DroppedBlock,
  Enclosure,
  ItemOptions,
  ProgrammeChapter,
  Provenance,
  SourceKind,
} from '../model/article.js';
import type { Warn } from '../model/finding.js';
import type { UrlRules } from './fetch/check-fetch-url.js';
import type { SourceLimits } from './limits.js';

/** Turns one document into articles or a programme; knows nothing of folders, slugs, other documents or the cache. */
export interface Source {
  readonly kind: SourceKind;
  /** Part of the cache key: change it when the same bytes would be read differently. */
  readonly version: number;
  /** Whether the same bytes always give the same readings; else they are read again in every run. */
  readonly isPure: boolean;
  /** Whether it reads this document; of the table's sources the first that says so gets it. */
  recognises(document: SourceDocument): boolean;
  /**
   * What the document holds, in its own order. What concerns one item of several goes to `context.refuse`.
   *
   * @throws LectorError with a code of its own when nothing of the document can be published.
   */
  read(document: SourceDocument, context: ReadContext): Promise<readonly Reading[]>;
}

/** The bytes of one file or one answer of a server, and where they came from. */
export type SourceDocument = {
  /** `programmes` documents are sidecars of recordings; `address` ones were fetched. */
  readonly origin: 'articles' | 'programmes' | 'address';
  /** Path relative to the project folder with forward slashes, or the URL that was asked for. */
  readonly location: string;
  /** Last part of the path, in lower case. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of the bytes, in hex. */
  readonly sha256: string;
  /** Where it was found after redirects. */
  readonly url?: string;
  /** `text/html`, as the server said. */
  readonly mediaType?: string;
  /** As the server said. */
  readonly charset?: string;
  /** Of a sidecar: its recording and what else lies beside it, relative to the project folder. */
  readonly recording?: RecordingFiles;
};

export type RecordingFiles = {
  readonly audio?: string;
  /** A .vtt or .srt file of the same name. */
  readonly transcript?: string;
  /** `<name>.chapters.json` or `<name>.chapters.txt`. */
  readonly chapters?: string;
};

export type ReadContext = {
  readonly limits: SourceLimits;
  /** Where a date says no offset, it is read in this IANA zone. */
  readonly timeZone: string;
  /** BCP 47 of the show. */
  readonly language: string;
  /** Selectors for pages, by the host they came from. */
  readonly sites: SiteSelectors;
  readonly warn: Warn;
  /** Reports one item of several as refused. */
  readonly refuse: Warn;
  /** Reads another file of the project that the document names, by its path relative to the project folder. */
  readonly readAsset?: (path: string) => Promise<Uint8Array>;
  readonly now: () => Date;
  /** Which addresses may be asked for. */
  readonly urlRules: UrlRules;
  /** How feeds are read. */
  readonly feed: FeedPolicy;
  /**
   * Fetches a page an item only points to; absent where nothing may be fetched.
   *
   * @param version What changes when the item does: while it stays, a page fetched a short while ago is used again.
   */
  readonly fetchPage?: (url: string, version: string) => Promise<SourceDocument>;
};

export type FeedPolicy = {
  /**
   * Where an item's text comes from: from the feed, from the page it links to, or from the feed where that carries the
   * whole text and else from the page.
   */
  readonly fullText: 'auto' | 'feed' | 'page';
  /** Items never published before that one run takes, the newest first. */
  readonly maxNewItems: number;
  /** What is already published, as the spelling keys of every id and link: these items are always taken. */
  readonly known: ReadonlySet<string>;
};

/** CSS selectors of what to keep and what to leave out, by host name (`example.org` also means its subdomains, `*` all others). */
export type SiteSelectors = Readonly<
  Record<string, { readonly include?: readonly string[]; readonly exclude?: readonly string[] }>
>;

type ReadingBase = {
  readonly title: string;
  readonly standfirst?: string;
  readonly authors: readonly string[];
  /** ISO 8601 with offset. */
  readonly publishedAt?: string;
  readonly modifiedAt?: string;
  /** Absent where the source says nothing; the show's language is taken then. */
  readonly language?: string;
  readonly section?: string;
  readonly tags: readonly string[];
  /** Absolute URL, or path relative to the project folder. */
  readonly image?: string;
  readonly canonicalUrl?: string;
  readonly siteName?: string;
  readonly provenance: Readonly<Record<string, Provenance>>;
  readonly options: ItemOptions;
  /** An identity the source states (front matter `id` or `guid`, CMS id, feed item id). */
  readonly statedIdentity?: string;
  /** The id a feed gives its item: its GUID, unless another episode has that. */
  readonly suggestedGuid?: string;
  /** A slug the editor chose. */
  readonly statedSlug?: string;
  /** Of one item of several: its own place and the hash of what it was made from, instead of the document's. */
  readonly location?: string;
  readonly sha256?: string;
};

export type ArticleReading = ReadingBase & {
  readonly kind: 'article';
  readonly blocks: readonly Block[];
  readonly dropped: readonly DroppedBlock[];
};

/** An article without its text. */
export type ArticleOutline = Omit<ArticleReading, 'blocks' | 'dropped'>;

export type ProgrammeReading = ReadingBase & {
  readonly kind: 'programme';
  /** Relative to the project folder; absent where it stays at the address of its enclosure. */
  readonly audio?: string;
  readonly isAsIs?: boolean;
  readonly enclosure?: Enclosure;
  readonly description: string;
  readonly chapters: readonly ProgrammeChapter[];
  /** Relative to the project folder. */
  readonly transcript?: string;
  readonly isAiNarrated: boolean;
  readonly recordedVoice?: Synthesis;
};

/** One item as its source gives it, before it has a slug and a place among the others. */
export type Reading = ArticleReading | ProgrammeReading;
