import type { Block, Span } from '../article.js';
import { foldSpace } from './clean-text.js';

/** A block before it has its number. */
export type BlockDraft = Block extends infer Kind ? (Kind extends Block ? Omit<Kind, 'id'> : never) : never;

/** Numbers blocks in reading order. */
export function numberBlocks(drafts: readonly BlockDraft[]): readonly Block[] {
  return drafts.map((draft, index): Block => ({ ...draft, id: `b${index + 1}` }));
}

/** Spans joined as they stand. */
export function textOfSpans(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}

/**
 * Everything a block shows or that stands for what is seen, part by part in reading order: one part an item, a cell, a
 * paragraph, a caption. Some may be empty.
 */
export function partsOfBlock(block: BlockDraft): readonly (readonly Span[])[] {
  switch (block.kind) {
    case 'list':
      return block.items.map(({ spans }) => spans);
    case 'quote':
      return [...block.paragraphs, plain(block.speaker)];
    case 'figure':
      return [block.caption ?? [], plain(block.alt)];
    case 'table':
      return [plain(block.caption), ...[block.header, ...block.rows].flat().map(plain)];
    case 'code':
      return [plain(block.code)];
    case 'math':
      return [plain(block.tex)];
    case 'embed':
      return [plain(block.title)];
    default:
      return [block.spans];
  }
}

/** The words of a block, a line a part; of a picture its caption, else its description. Code keeps its own lines. */
export function textOfBlock(block: BlockDraft): string {
  return writeBlock(block, ({ text }) => text);
}

/** The same, each span written in a way of the caller's own. */
export function writeBlock(block: BlockDraft, write: (span: Span) => string): string {
  if (block.kind === 'code') return block.code;
  const parts = partsOfBlock(block);
  const lines = parts
    .map((spans) => foldSpace(spans.map((span) => write(span)).join('')))
    .filter((line) => line !== '');
  return (block.kind === 'figure' ? lines.slice(0, 1) : lines).join('\n');
}

function plain(text: string | undefined): readonly Span[] {
  return text === undefined ? [] : [{ text }];
}
