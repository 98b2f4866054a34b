import type { AudioMark, Block, DroppedBlock, TableReading } from '../../model/article.js';

/** A block before it has its number. */
export type BlockDraft = Block extends infer Kind ? (Kind extends Block ? Omit<Kind, 'id'> : never) : never;

/** What the converter notes while it walks. */
export type Notes = {
  readonly blocks: BlockDraft[];
  readonly dropped: DroppedBlock[];
  /** Links whose scheme a page must not open, by line. */
  readonly refusedLinks: (number | undefined)[];
  /** References to files outside the project. */
  readonly outsideAssets: { readonly reference: string; readonly line: number | undefined }[];
  /** Said in a comment before a table. */
  tableReading?: TableReading;
  /** Said in a comment before a block: the next one is for the eye or for the ear alone. */
  nextAudio?: AudioMark;
};

export type ConvertOptions = {
  /** Added to the lines of the tree; without it blocks have no line, for text that no file holds as it stands. */
  readonly lineOffset?: number;
  /** Relative links are resolved against it; without it they are text. */
  readonly baseUrl?: string;
  /** The path of a local picture relative to the project; absent for pages from elsewhere. */
  readonly resolveAsset?: (reference: string) => string | undefined;
};

/** What a block takes over from the elements around it. */
export type Inherited = {
  readonly lang?: string;
  readonly audio?: AudioMark;
};

/** Numbers blocks in reading order. */
export function numberBlocks(drafts: readonly BlockDraft[]): readonly Block[] {
  return drafts.map((draft, index): Block => ({ ...draft, id: `b${index + 1}` }));
}
