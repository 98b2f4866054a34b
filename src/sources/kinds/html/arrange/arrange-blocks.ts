import type { Block, DroppedBlock, Span } from '../../../../model/article.js';
import { present } from '../../../../model/present.js';
import { findOpening, markRepeatedTitle, nameOpeningLines, type Opening } from './arrange-opening.js';
import type { BlockDraft } from '../../../../model/text/block-text.js';
import type { Piece } from '../../../../markup/piece.js';
import type { PageMetadata } from '../metadata/read-metadata.js';
import type { MarkupElement } from '../../../../markup/element.js';

/** What is known of the article besides its lines. */
export type ArrangeContext = {
  readonly headline: MarkupElement | undefined;
  readonly metadata: PageMetadata;
};

/** Puts title, standfirst and date line before the text and parts what is kept from what is not. */
export function arrangeBlocks(
  drafts: readonly Piece[],
  { headline, metadata }: ArrangeContext,
): { readonly blocks: readonly Block[]; readonly dropped: readonly DroppedBlock[] } {
  const opening = findOpening(drafts, headline, metadata);
  markRepeatedTitle(drafts, opening, metadata.title);
  nameOpeningLines(drafts, opening, metadata);
  const blocks: Block[] = [];
  const dropped: DroppedBlock[] = [];
  const add = (content: BlockDraft): void => {
    blocks.push({ id: `b${blocks.length + 1}`, ...content });
  };
  for (const content of openingBlocks(opening, metadata)) add(content);
  const isOpening = new Set<Piece | undefined>(Object.values(opening));
  for (const draft of drafts) {
    if (isOpening.has(draft)) continue;
    const { content, reason, text } = draft;
    if (content === undefined || reason !== undefined) dropped.push({ text, reason: reason ?? 'outside-article' });
    else add(content);
  }
  return { blocks, dropped };
}

function openingBlocks({ title, standfirst, dateline }: Opening, metadata: PageMetadata): readonly BlockDraft[] {
  const titleText = title?.text ?? metadata.title;
  return [
    ...(titleText === undefined ? [] : [{ kind: 'title' as const, ...wordsOf(title, titleText) }]),
    ...(standfirst === undefined ? [] : [{ kind: 'standfirst' as const, ...wordsOf(standfirst, standfirst.text) }]),
    ...(dateline === undefined ? [] : [{ kind: 'dateline' as const, ...wordsOf(dateline, dateline.text) }]),
  ];
}

/** A line inside the article keeps its links and languages; one from elsewhere on the page is plain but for its language. */
function wordsOf(draft: Piece | undefined, text: string): { readonly spans: readonly Span[]; readonly lang?: string } {
  const content = draft?.content;
  const lang = content?.lang ?? draft?.lang;
  return {
    spans: content !== undefined && 'spans' in content ? content.spans : [{ text }],
    ...present({ lang }),
  };
}
