import type { Synthesis } from './publication/disclosure.js';
import type { Place } from './finding.js';
import type { CorrectionNote } from './publication/correction.js';
import type { EpisodeTags } from './publication/podcast-tags.js';

/** A run of display text with one set of properties. A block's text is its spans joined as they stand. */
export type Span = {
  readonly text: string;
  /** Absolute http(s) URL this text links to. */
  readonly href?: string;
  /** BCP 47 tag where it differs from the block's. */
  readonly lang?: string;
  readonly emphasis?: 'em' | 'strong';
  readonly isCode?: boolean;
  /** Seen crossed out (`<del>`, `<s>`, `~~`), and not heard. */
  readonly isStruck?: boolean;
  /** The label of the footnote this span refers to; its text is the mark a reader sees. */
  readonly footnoteRef?: string;
  /** The author's own mark: never spoken, or spoken but not shown. */
  readonly audio?: AudioMark;
  /** `[pause 800ms]` in the source: silence at this point; such a span has no text. */
  readonly pauseMs?: number;
};

export type AudioMark = 'skip' | 'only';

type BlockBase = {
  /** Unique in the article and stable while the text of the block stays: `b1`, `b2`… in reading order. */
  readonly id: string;
  readonly lang?: string;
  /** Fragment id of the block in the source page, without `#`. */
  readonly anchor?: string;
  readonly audio?: AudioMark;
  /** 1-based line in the source file, where the source has lines. */
  readonly line?: number;
};

export type TextBlock = BlockBase & {
  readonly kind: 'title' | 'standfirst' | 'dateline' | 'paragraph' | 'aside';
  readonly spans: readonly Span[];
};

export type HeadingBlock = BlockBase & {
  readonly kind: 'heading';
  /** 1 to 6; the article's own title is a `title` block, so 1 is rare. */
  readonly level: number;
  readonly spans: readonly Span[];
};

export type ListItem = {
  readonly spans: readonly Span[];
  /** Of an item of an ordered list, where it is not the one after that of the item before. */
  readonly number?: number;
  /** A further paragraph of the item before; it has no number of its own. */
  readonly isContinued?: true;
  /** 0 for the outermost list. */
  readonly depth: number;
};

export type ListBlock = BlockBase & {
  readonly kind: 'list';
  readonly isOrdered: boolean;
  /** Number of the first item of an ordered list. */
  readonly start: number;
  readonly items: readonly ListItem[];
};

export type QuoteBlock = BlockBase & {
  readonly kind: 'quote';
  readonly paragraphs: readonly (readonly Span[])[];
  /** Who is quoted, where the source says so (`<cite>`, `— Name`). */
  readonly speaker?: string;
};

export type FigureBlock = BlockBase & {
  readonly kind: 'figure';
  readonly caption?: readonly Span[];
  /** Empty text means decorative. */
  readonly alt?: string;
  readonly src?: string;
};

export type TableBlock = BlockBase & {
  readonly kind: 'table';
  readonly caption?: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How this table is read, where the author says so. */
  readonly reading?: TableReading;
};

export type TableReading = 'skip' | 'rows' | 'summary';

export type CodeBlock = BlockBase & {
  readonly kind: 'code';
  readonly language?: string;
  readonly code: string;
};

export type MathBlock = BlockBase & {
  readonly kind: 'math';
  readonly tex: string;
};

export type FootnoteBlock = BlockBase & {
  readonly kind: 'footnote';
  readonly label: string;
  readonly spans: readonly Span[];
};

export type EmbedBlock = BlockBase & {
  readonly kind: 'embed';
  readonly url?: string;
  readonly title?: string;
};

export type Block =
  | TextBlock
  | HeadingBlock
  | ListBlock
  | QuoteBlock
  | FigureBlock
  | TableBlock
  | CodeBlock
  | MathBlock
  | FootnoteBlock
  | EmbedBlock;

/** Something the source holds that is not part of the article, and why it was left out. */
export type DroppedBlock = {
  readonly text: string;
  /** A permanent kebab-case word (`navigation`, `share-bar`, `duplicate-headline`, `player-clock`…). */
  readonly reason: string;
  readonly line?: number;
  /** Of a player's clock: the time it shows. */
  readonly durationMs?: number;
};

/** Where a metadata field came from, strongest first. */
export type Provenance =
  'front-matter' | 'sidecar' | 'json-ld' | 'open-graph' | 'meta' | 'page' | 'feed' | 'file' | 'address' | 'config';

type BuiltInSourceKind = 'markdown' | 'html' | 'text' | 'page-dump' | 'feed' | 'url' | 'programme' | 'briefing';

/** What read an item: a source of the program, or one of a caller under the name it has there. */
export type SourceKind = BuiltInSourceKind | (string & Record<never, never>);

/** Which file or address an item came from. */
export type SourceReference = {
  readonly kind: SourceKind;
  /** Path relative to the project folder with forward slashes, or the URL. */
  readonly location: string;
  /** Hex SHA-256 of the bytes read. */
  readonly sha256: string;
};

/** What every published item, narrated or recorded, says about itself. */
export type ItemMetadata = {
  /** Canonical URL or CMS id where there is one, else the source's location; never the title or the slug. */
  readonly identity: string;
  /** Other addresses it is known by; weaker witnesses than the identity, for several items may link one page. */
  readonly aliases?: readonly string[];
  /** The id its feed gives it: published as GUID as it stands, unless another episode has it. */
  readonly suggestedGuid?: string;
  /** Suggested address: `[a-z0-9-]`, at most 80 characters. Unique within one collection. */
  readonly slug: string;
  readonly source: SourceReference;
  readonly title: string;
  readonly standfirst?: string;
  readonly authors: readonly string[];
  /** ISO 8601 with offset. */
  readonly publishedAt?: string;
  readonly modifiedAt?: string;
  /** BCP 47. */
  readonly language: string;
  readonly section?: string;
  readonly tags: readonly string[];
  /** Absolute URL of, or path to, the item's own picture. */
  readonly image?: string;
  readonly canonicalUrl?: string;
  /** The publication the text first stood in. */
  readonly siteName?: string;
  readonly provenance: Readonly<Record<string, Provenance>>;
  readonly options: ItemOptions;
  readonly arrival?: Arrival;
};

/** What gives an item a date and a place among others where its source does not; no part of what is published. */
export type Arrival = {
  /** Without a date of its own it is published as of `fileTime`, or of the first build that sees it. */
  readonly isDated?: boolean;
  /** ISO 8601. */
  readonly fileTime?: string;
  /** Among the items of one document: of two with one date the greater is the later. */
  readonly position?: number;
};

/** Music before, after and between what is said, and beneath it. */
export const MUSIC_KINDS = ['intro', 'outro', 'chapter', 'bed'] as const;

export type MusicKind = (typeof MUSIC_KINDS)[number];

/** What an editor may set for one item, in front matter or a sidecar. */
export type ItemOptions = {
  /** A GUID this item was already published under elsewhere; kept exactly as it stands. */
  readonly guid?: string;
  /** Left out of the show, for whatever reason. */
  readonly isDraft?: boolean;
  /** The field that says so, as it stands: `published: false`. */
  readonly heldBack?: string;
  /** For subscribers alone, where the show has any; else held back. */
  readonly isPrivate?: boolean;
  /** Dated by the first build that sees it. */
  readonly isDatedNow?: boolean;
  /** ISO 8601; from then on it is left out of the show. */
  readonly expiresAt?: string;
  readonly isExplicit?: boolean;
  readonly season?: number;
  readonly episode?: number;
  readonly episodeType?: 'full' | 'trailer' | 'bonus';
  /** Voice of the narrator for this item. */
  readonly voice?: string;
  /** Pronunciations for this item alone: term → alias. */
  readonly lexicon?: Readonly<Record<string, string>>;
  readonly tables?: TableReading;
  readonly footnotes?: 'skip' | 'end';
  /** Which of the show's music is heard in it; all of it unless set. */
  readonly music?: readonly MusicKind[];
  /** What is to be told of corrections; `silent`: nothing. */
  readonly corrections?: 'silent' | readonly CorrectionNote[];
  /** Further tags of the Podcasting 2.0 namespace. */
  readonly podcast?: EpisodeTags;
};

/** A written article as it stands in the source, block by block; display text is never changed after this. */
export type Article = ItemMetadata & {
  readonly kind: 'article';
  readonly blocks: readonly Block[];
  readonly dropped: readonly DroppedBlock[];
};

/** A recorded audio file with the metadata of its sidecar. */
export type Programme = ItemMetadata & {
  readonly kind: 'programme';
  /** Absolute path of the recording; absent where it stays at the address of its {@link Enclosure}. */
  readonly audioPath?: string;
  /** It is published byte for byte: neither mastered nor tagged. */
  readonly isAsIs?: boolean;
  readonly enclosure?: Enclosure;
  /** Markdown. */
  readonly description: string;
  readonly chapters: readonly ProgrammeChapter[];
  /** Absolute path of a transcript that came with the recording (.vtt or .srt). */
  readonly transcriptPath?: string;
  /** Whether a synthetic voice is heard in it; false unless the sidecar says otherwise. */
  readonly isAiNarrated: boolean;
  /** How the voice in it comes about, where its publisher says. */
  readonly recordedVoice?: Synthesis;
};

/** A programme whose recording lies on this machine. */
export type RecordedProgramme = Programme & { readonly audioPath: string };

/** Audio that was published elsewhere and stays there, as the feed says that names it; nothing of it is measured. */
export type Enclosure = {
  /** Absolute http(s) address. */
  readonly url: string;
  readonly sizeBytes: number;
  /** `audio/mpeg`. */
  readonly mimeType: string;
  readonly durationMs: number;
};

export type ProgrammeChapter = {
  readonly startMs: number;
  readonly endMs?: number;
  readonly title: string;
  readonly href?: string;
  readonly imageUrl?: string;
  /** Where and how it was written, for messages alone; absent where nobody wrote it. */
  readonly written?: WrittenChapter;
};

/** A chapter as it stands in a list somebody wrote. */
export type WrittenChapter = {
  /** In its list, from 1. */
  readonly number: number;
  readonly place: Place;
  /** The start as it was written. */
  readonly time: string;
};

/** Several articles in one episode, one chapter each. */
export type Briefing = ItemMetadata & {
  readonly kind: 'briefing';
  readonly articles: readonly Article[];
};

export type SourceItem = Article | Programme | Briefing;

/** A block's id where several articles share one script: `a2-b7` is block `b7` of the second article. */
export function blockIdInBriefing(articleNumber: number, blockId: string): string {
  return `a${articleNumber}-${blockId}`;
}
