/** What a source may hold. All are defaults; configuration may raise them. */
export type SourceLimits = {
  /** Fewer words than this in an extracted page is a teaser, a wall or an error page, not an article. */
  readonly minArticleWords: number;
  /** About two hours of speech. */
  readonly maxArticleWords: number;
  /** Of a decoded document. */
  readonly maxBodyBytes: number;
  readonly maxFeedBytes: number;
  readonly maxFeedItems: number;
  readonly maxNewFeedItems: number;
  readonly maxYamlBytes: number;
  readonly maxYamlDepth: number;
  readonly maxJsonBytes: number;
  readonly maxJsonDepth: number;
  readonly maxMarkdownDepth: number;
  readonly maxTitleLength: number;
  readonly maxDescriptionLength: number;
  /** Markdown for the notes, which pages and `content:encoded` hold whole. */
  readonly maxNotesLength: number;
  readonly maxGuidLength: number;
  readonly maxTagLength: number;
};

export const SOURCE_LIMITS: SourceLimits = {
  minArticleWords: 40,
  maxArticleWords: 20_000,
  maxBodyBytes: 5_000_000,
  maxFeedBytes: 20_000_000,
  maxFeedItems: 10_000,
  maxNewFeedItems: 20,
  maxYamlBytes: 65_536,
  maxYamlDepth: 32,
  maxJsonBytes: 5_000_000,
  maxJsonDepth: 64,
  maxMarkdownDepth: 100,
  // Apple, "Podcast RSS feed requirements": longer texts are cut by apps.
  maxTitleLength: 255,
  maxDescriptionLength: 4_000,
  maxNotesLength: 40_000,
  maxGuidLength: 1_024,
  maxTagLength: 64,
};
