import type { Element, RootContent } from 'hast';
import { present } from '../../model/present.js';
import type { BlockDraft, ConvertOptions, Inherited, Notes } from './block-draft.js';
import { lineOf, rawText } from './tree.js';

/** What every converter of one kind of block gets. */
export type FlowContext = {
  readonly options: ConvertOptions;
  readonly notes: Notes;
  readonly inherited: Inherited;
  /** Kind of the text blocks made here. */
  readonly textKind?: 'paragraph' | 'aside';
  /** Converts what stands inside a block that holds other blocks. */
  readonly convertFlow: (nodes: readonly RootContent[], context: FlowContext) => void;
};

/** Notes something as left out. */
export function drop(
  element: Element,
  { reason, context }: { readonly reason: string; readonly context: FlowContext },
): void {
  const text = rawText(element).replace(/\s+/gu, ' ').trim();
  const line = lineOf(element, context.options.lineOffset);
  if (text !== '') context.notes.dropped.push({ text, reason, ...present({ line }) });
}

/** Adds a block with its line, language and audio mark. */
export function pushBlock(
  block: BlockDraft,
  from: { readonly context: FlowContext; readonly source: RootContent; readonly anchor?: string },
): void {
  const { context, source, anchor } = from;
  const line = lineOf(source, context.options.lineOffset);
  const { notes } = context;
  const audio = notes.nextAudio;
  delete notes.nextAudio;
  notes.blocks.push({
    ...block,
    ...context.inherited,
    ...present({ audio, anchor, line }),
  });
}
