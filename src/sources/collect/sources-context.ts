import type { Warn } from '../../model/finding.js';
import type { BriefingDefinition } from '../kinds/briefing.js';
import type { FetchOptions } from '../fetch/fetch-page.js';
import type { SourceLimits } from '../limits.js';
import type { DocumentMemo } from './document-memo.js';
import type { ParseCache } from './read-document.js';
import type { FeedPolicy, SiteSelectors, Source } from '../source.js';

/** What collecting sources needs of its surroundings. */
export type SourcesContext = {
  /** The project folder. */
  readonly root: string;
  readonly articlesDir: string;
  readonly programmesDir: string;
  /** Pages and feeds to fetch. */
  readonly addresses?: readonly SourceAddress[];
  /** BCP 47 of the show. */
  readonly language: string;
  readonly briefings: readonly BriefingDefinition[];
  readonly warn: Warn;
  /** Parsed documents by content hash, and answers of servers by address. */
  readonly cache?: ParseCache;
  /** What files gave, by their places: the text of an article that is known is read when it is asked for. */
  readonly memo?: DocumentMemo;
  readonly now: () => Date;
  /** What configuration changes of the defaults. */
  readonly limits?: Partial<SourceLimits>;
  /** IANA zone of dates without an offset; UTC by default. */
  readonly timeZone?: string;
  readonly sites?: SiteSelectors;
  /** What is private is taken, for subscribers. */
  readonly hasSubscribers?: boolean;
  /** Sources a caller brings, asked before those of the program. */
  readonly sources?: readonly Source[];
  /** Spelling keys of what is already published: items of feeds that are always taken. */
  readonly known?: ReadonlySet<string>;
  /** How addresses are fetched. Without it and without addresses nothing is fetched, linked pages included. */
  readonly fetch?: Omit<FetchOptions, 'now' | 'warn'>;
};

/** A page or a feed on the web. */
export type SourceAddress = {
  readonly url: string;
  /** For protected pages; sent to the host of `url` alone. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly fullText?: FeedPolicy['fullText'];
  readonly maxNewItems?: number;
  /** What was read of it last is enough, where there is something. */
  readonly isResting?: boolean;
  /** Hears why it could not be read. */
  readonly failed?: Warn;
};
