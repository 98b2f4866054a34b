/** What a file says about itself wherever it ends up. */
export type AudioTags = {
  readonly title: string;
  readonly artist?: string;
  /** The show. */
  readonly album: string;
  /** ISO 8601. */
  readonly publishedAt: string;
  readonly track?: number;
  readonly comment?: string;
  /** BCP 47. */
  readonly language: string;
  /** Without the word, sign or year. */
  readonly copyright?: string;
  /** Absolute URL of the episode's page or of the article. */
  readonly url?: string;
  readonly publisher?: string;
  /** Whose voice is heard, where that is known. */
  readonly disclosure?: {
    /** IPTC. */
    readonly digitalSourceType: string;
    readonly isAiContent: boolean;
    /** As notes and page say it. */
    readonly sentence?: string;
  };
  readonly genre: 'Podcast';
  /** JPEG or PNG; a larger one is scaled to 1400 px. */
  readonly coverPath?: string;
};
