import type { DroppedBlock } from '../model/article.js';
import type { BlockDraft } from '../model/text/block-text.js';
import { present } from '../model/present.js';
import type { MarkupElement } from './element.js';
import type { Reading, ReadOptions } from './piece.js';
import { readBlocks } from './read-blocks.js';

/** A text that stands alone, in which nothing has to be found: what is read, and what is not. */
export type ArticleText = Pick<Reading, 'outsideAssets'> & {
  /** Lines of links whose scheme a page must not open. */
  readonly refusedLinks: readonly (number | undefined)[];
  /** Lines of text that no reader sees. */
  readonly hiddenTexts: readonly (number | undefined)[];
  readonly blocks: readonly BlockDraft[];
  readonly dropped: readonly DroppedBlock[];
};

/** Reads a tree that is the article alone: of Markdown, of the content of a feed. */
export function toArticle(root: MarkupElement, options: ReadOptions): ArticleText {
  const { pieces, refusedLinks, outsideAssets } = readBlocks(root, options);
  const blocks: BlockDraft[] = [];
  const dropped: DroppedBlock[] = [];
  const hiddenTexts: (number | undefined)[] = [];
  for (const { content, reason, text, element } of pieces) {
    if (reason === 'hidden-text') hiddenTexts.push(element.line);
    if (content !== undefined && reason === undefined) blocks.push(content);
    else dropped.push({ text, reason: reason ?? 'outside-article', ...present({ line: element.line }) });
  }
  return { blocks, dropped, refusedLinks: refusedLinks.map(({ line }) => line), hiddenTexts, outsideAssets };
}
