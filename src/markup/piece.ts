import type { AudioMark, TableReading } from '../model/article.js';
import type { BlockDraft } from '../model/text/block-text.js';
import type { MarkupElement, MarkupNode } from './element.js';
import type { SpanContext } from './read-spans.js';

/** A piece of text of a document on its way into the article, or out of it. */
export type Piece = {
  /** Absent for text that was never a candidate, such as a page's navigation. */
  readonly content?: BlockDraft;
  /** The element the block was made from. */
  readonly element: MarkupElement;
  readonly text: string;
  /** Characters of `text` inside links. */
  readonly linkedLength: number;
  /** Of text without content, where it is not that of the document. */
  readonly lang?: string;
  /** Why it is not part of the article. */
  reason?: string;
};

/** Where an element lies: in the article, around it, or somewhere else on the page. */
export type Placement = 'inside' | 'around' | 'outside';

/** How to read a document; what is left out holds for a text that stands alone, such as Markdown. */
export type ReadOptions = {
  /** Relative links are resolved against it; without it they are text. */
  readonly baseUrl?: string | undefined;
  /** Language of the article, which blocks need not repeat. */
  readonly language?: string | undefined;
  /** Where each element of a page lies; without it all is inside. */
  readonly placementOf?: (element: MarkupElement) => Placement;
  /** Why an element and all in it is not part of the article; without it `tagReason` judges. */
  readonly reasonOf?: (element: MarkupElement) => string | undefined;
  /** Which elements are not shown; without it `isHiddenByItself` judges. */
  readonly isHidden?: (element: MarkupElement) => boolean;
  /** Whether a table, list or quotation only lays out what stands in it; without it none does. */
  readonly isLayout?: (element: MarkupElement) => boolean;
  /** The path of a local picture relative to the project; nothing for one outside of it. */
  readonly resolveAsset?: (reference: string) => string | undefined;
};

/** What was read. */
export type Reading = {
  /** In reading order; some were left out and say why. */
  readonly pieces: readonly Piece[];
  /** Links whose scheme a page must not open. */
  readonly refusedLinks: readonly MarkupElement[];
  /** References to files outside the project. */
  readonly outsideAssets: readonly { readonly reference: string; readonly line: number | undefined }[];
};

/** The box an element stands in: what an author set beside the text, or what a reader opens. */
export type Box = 'aside' | 'details';

/** What the walk over a document carries; whatever makes blocks hands them to `push` and `drop`. */
export type Walk = {
  readonly pieces: Piece[];
  readonly options: ReadOptions & Required<Pick<ReadOptions, 'placementOf' | 'reasonOf' | 'isHidden' | 'isLayout'>>;
  readonly spans: SpanContext;
  readonly lang: string | undefined;
  readonly audio: AudioMark | undefined;
  readonly box: Box | undefined;
  /** Said in comments of what comes next. */
  readonly next: { table?: TableReading; audio?: AudioMark };
  readonly outsideAssets: { readonly reference: string; readonly line: number | undefined }[];
  /** Reads an element with all in it. */
  readonly visit: (element: MarkupElement, walk: Walk) => void;
  /** Reads what stands in an element. */
  readonly flow: (element: MarkupElement, walk: Walk) => void;
  readonly push: (content: BlockDraft, from: Origin, walk: Walk) => void;
  readonly drop: (element: MarkupElement, reason: string, walk: Walk) => void;
};

/** What a block was made from. */
export type Origin = {
  readonly element: MarkupElement;
  /** Where the block begins, when not with the element. */
  readonly first?: MarkupNode | undefined;
  /** Characters inside links, when not those of the element. */
  readonly linkedLength?: number;
  /** Lies outside of the article; its text is told as left out. */
  readonly isOutside?: boolean;
};
