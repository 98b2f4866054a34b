import type { ListItem } from '../../../../model/article.js';
import type { BlockContent } from '../draft.js';
import type { PageElement, PageNode } from '../page-tree.js';
import { holdsCaption } from './read-figure.js';
import { readSpans, type SpanContext } from './read-spans.js';

/**
 * An HTML list as a block; nested lists become items of a greater depth, a term and what it
 * means one item.
 */
export function readList(list: PageElement, context: SpanContext): Extract<BlockContent, { kind: 'list' }> {
  const items: ListItem[] = [];
  collectItems(list, { items, depth: 0, context });
  const start = Number.parseInt(list.attributes['start'] ?? '1', 10);
  return { kind: 'list', isOrdered: list.tag === 'ol', start: Number.isNaN(start) ? 1 : start, items };
}

type Collection = { readonly items: ListItem[]; readonly depth: number; readonly context: SpanContext };

function collectItems(list: PageElement, collection: Collection): void {
  const { items, depth, context } = collection;
  let run: PageNode[] = [];
  let isTerm = false;
  let isDefinition = false;
  let openTerm: ListItem | undefined;
  const flush = (): void => {
    const spans = readSpans(run, context);
    run = [];
    if (spans.length === 0) return;
    const term = isDefinition ? items.at(-1) : undefined;
    if (term && term === openTerm)
      items.splice(-1, 1, { depth, spans: [...term.spans, { text: joinOf(term) }, ...spans] });
    else items.push({ spans, depth });
    openTerm = isTerm ? items.at(-1) : undefined;
  };
  const visit = (node: PageNode): void => {
    if (node.kind === 'element') {
      if (LIST_TAGS.has(node.tag)) {
        flush();
        collectItems(node, { ...collection, depth: depth + 1 });
        return;
      }
      if (node.hasBlocks || ITEM_TAGS.has(node.tag)) {
        if (context.isHidden(node) || context.isLeftOut(node)) return;
        if (ITEM_TAGS.has(node.tag)) flush();
        isTerm = node.tag === 'dt';
        isDefinition = node.tag === 'dd';
        for (const child of node.children) visit(child);
        if (ITEM_TAGS.has(node.tag)) flush();
        return;
      }
    }
    run.push(node, { kind: 'text', text: node.kind === 'element' && isBlockTag(node.tag) ? ' ' : '' });
  };
  for (const child of list.children) visit(child);
  flush();
}

/** What stands between a term and what it means; a question needs no colon. */
function joinOf({ spans }: ListItem): string {
  return /[:?!.…]\s*$/u.test(spans.at(-1)?.text ?? '') ? ' ' : ': ';
}

/** Lists that lay out whole paragraphs (galleries, live blogs) are containers. */
export function isProseList(list: PageElement): boolean {
  return list.children.some(
    (item) =>
      item.kind === 'element' && (item.textLength > MAX_ITEM_CHARACTERS || holdsHeading(item) || holdsCaption(item)),
  );
}

function holdsHeading(element: PageElement): boolean {
  return (
    element.hasBlocks &&
    element.children.some(
      (child) =>
        child.kind === 'element' && (/^(?:h[1-6]|figure|blockquote|table|pre)$/.test(child.tag) || holdsHeading(child)),
    )
  );
}

function isBlockTag(tag: string): boolean {
  return tag === 'p' || tag === 'div' || /^h[1-6]$/.test(tag);
}

/** Elements that are lists. */
export const LIST_TAGS: ReadonlySet<string> = new Set(['ul', 'ol', 'dl', 'menu', 'dir']);
const MAX_ITEM_CHARACTERS = 600;
const ITEM_TAGS: ReadonlySet<string> = new Set(['li', 'dt', 'dd']);
