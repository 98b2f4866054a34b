import type { AudioMark, TableReading } from '../model/article.js';
import { foldSpace } from '../model/text/clean-text.js';
import { INLINE_TAGS, SILENT_TAGS } from './tags.js';

/** A piece of text, as parsed. */
export type MarkupText = {
  readonly kind: 'text';
  readonly text: string;
  /** 1-based, where the source has lines. */
  readonly line: number | undefined;
  /** What a comment of the author's at this point says of what follows; the text is then empty. */
  readonly directive?: Directive;
};

/** `<!-- table: rows -->` says how the next table is read, `<!-- audio: skip -->` who the next block is for. */
export type Directive = { readonly table: TableReading } | { readonly audio: AudioMark };

/**
 * An element of a page, of what Markdown becomes, or of the content of a feed: Lector's own read-only copy of what a
 * parser made. Every count is made once, so that no rule ever walks a subtree to learn how much text it holds.
 */
export type MarkupElement = {
  readonly kind: 'element';
  /** Position in reading order. */
  readonly index: number;
  /** Index of the last element inside it (its own when it has none). */
  readonly lastIndex: number;
  /** Lower case. */
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** `class` and `id` in lower case, with dashes between camelCase words: what rules about names look at. */
  readonly names: string;
  readonly children: readonly MarkupNode[];
  readonly parent: MarkupElement | undefined;
  /** 1-based, where the source has lines. */
  readonly line: number | undefined;
  /** Characters of visible text, white space folded. */
  readonly textLength: number;
  /** Of those, inside links. */
  readonly linkTextLength: number;
  /** Whether anything inside starts a line of its own. */
  readonly hasBlocks: boolean;
};

export type MarkupNode = MarkupText | MarkupElement;

/** A line break that no document holds, to set nodes apart that come from different elements. */
export const LINE_BREAK: MarkupElement = {
  kind: 'element', index: -1, lastIndex: -1, tag: 'br', attributes: {}, names: '', children: [], parent: undefined,
  line: undefined, textLength: 0, linkTextLength: 0, hasBlocks: false,
}; // prettier-ignore

/** The text below a node as a reader sees it, white space folded. */
export function visibleText(node: MarkupNode): string {
  const parts: string[] = [];
  collectText(node, parts);
  return foldSpace(parts.join(''));
}

/** All text below a node as it stands, that of silent elements too; a line break is one. */
export function rawText(node: MarkupNode): string {
  if (node.kind === 'text') return node.text;
  return node.tag === 'br' ? '\n' : node.children.map(rawText).join('');
}

/** All elements below (and with) an element, in reading order. */
export function elementsIn(element: MarkupElement): readonly MarkupElement[] {
  const elements: MarkupElement[] = [];
  const visit = (current: MarkupElement): void => {
    elements.push(current);
    for (const child of current.children) if (child.kind === 'element') visit(child);
  };
  visit(element);
  return elements;
}

/** The elements directly inside one. */
export function childElements({ children }: MarkupElement): readonly MarkupElement[] {
  return children.filter((child): child is MarkupElement => child.kind === 'element');
}

/** Whether `inner` lies in `outer` or is it. */
export function contains(outer: MarkupElement, inner: MarkupElement): boolean {
  return inner.index >= outer.index && inner.index <= outer.lastIndex;
}

/** The nearest element, itself included, that passes. */
export function closest(
  element: MarkupElement,
  passes: (element: MarkupElement) => boolean,
): MarkupElement | undefined {
  for (let current: MarkupElement | undefined = element; current !== undefined; current = current.parent) {
    if (passes(current)) return current;
  }
  return undefined;
}

/** Whether a node is text of nothing but white space. */
export function isBlank(node: MarkupNode): boolean {
  return node.kind === 'text' && node.text.trim() === '';
}

function collectText(node: MarkupNode, parts: string[]): void {
  if (node.kind === 'text') {
    parts.push(node.text);
    return;
  }
  if (SILENT_TAGS.has(node.tag)) return;
  const isBreak = !INLINE_TAGS.has(node.tag) || node.tag === 'br';
  if (isBreak) parts.push(' ');
  for (const child of node.children) collectText(child, parts);
  if (isBreak) parts.push(' ');
}
