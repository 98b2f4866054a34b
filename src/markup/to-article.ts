import type { DroppedBlock } from '../model/article.js';
import type { BlockDraft } from '../model/text/block-text.js';
import { present } from '../model/present.js';
import type { MarkupElement } from './element.js';
import type { Reading, ReadOptions } from './piece.js';
import { readBlocks } from './read-blocks.js';

/** A text that stands alone, in which nothing has to be found: what is read, and what is not. */
export type ArticleText = Pick<Reading, 'refusedLinks' | 'outsideAssets'> & {
  readonly blocks: readonly BlockDraft[];
  readonly dropped: readonly DroppedBlock[];
};

/** Reads a tree that is the article alone: of Markdown, of the content of a feed. */
export function toArticle(root: MarkupElement, options: ReadOptions): ArticleText {
  const { pieces, refusedLinks, outsideAssets } = readBlocks(root, options);
  const blocks: BlockDraft[] = [];
  const dropped: DroppedBlock[] = [];
  for (const { content, reason, text, element } of pieces) {
    if (content !== undefined && reason === undefined) blocks.push(content);
    else dropped.push({ text, reason: reason ?? 'outside-article', ...present({ line: element.line }) });
  }
  return { blocks, dropped, refusedLinks, outsideAssets };
}
