import type { Element, ElementContent } from 'hast';
import type { ListItem } from '../../model/article.js';
import { collectSpans } from './collect-spans.js';
import { pushBlock, type FlowContext } from './flow.js';
import { attribute, inherit, isElement, isPhrasing } from './tree.js';

type ListWalk = {
  readonly context: FlowContext;
  readonly root: Element;
  readonly isOrdered: boolean;
  readonly items: ListItem[];
  start: number;
};

/** A list with the lists inside it, depth kept; a listing, table or figure inside an item parts it in two. */
export function toList(element: Element, context: FlowContext): void {
  const start = Number(attribute(element, 'start') ?? 1);
  const walk: ListWalk = {
    context,
    root: element,
    isOrdered: element.tagName === 'ol',
    items: [],
    start: Number.isInteger(start) ? start : 1,
  };
  walkItems(element, { walk, depth: 0 });
  flush(walk);
}

type Level = { readonly walk: ListWalk; readonly depth: number };

function walkItems(list: Element, { walk, depth }: Level): void {
  for (const child of list.children) {
    if (isElement(child, 'li', 'dd')) walkItem(child, { walk, depth: child.tagName === 'dd' ? depth + 1 : depth });
    else if (isElement(child, 'dt')) addItem(child.children, { walk, depth });
    else if (isElement(child, 'ul', 'ol', 'dl')) walkItems(child, { walk, depth: depth + 1 });
    else if (isElement(child, 'div')) walkItems(child, { walk, depth });
  }
}

function walkItem(item: Element, { walk, depth }: Level): void {
  const { audio, lang } = inherit(item, {});
  let line: ElementContent[] = [];
  const flushLine = (): void => {
    const marked: ElementContent[] =
      audio === undefined && lang === undefined
        ? line
        : [{ type: 'element', tagName: 'span', properties: item.properties, children: line as Element['children'] }];
    addItem(marked, { walk, depth });
    line = [];
  };
  for (const child of item.children) {
    if (isPhrasing(child)) line.push(child);
    else if (isElement(child, 'p', 'div', 'summary')) line.push({ type: 'text', value: ' ' }, ...child.children);
    else if (isElement(child, 'ul', 'ol', 'dl')) {
      flushLine();
      walkItems(child, { walk, depth: depth + 1 });
    } else if (child.type === 'element') {
      flushLine();
      flush(walk);
      walk.context.convertFlow([child], walk.context);
    }
  }
  flushLine();
}

function addItem(nodes: readonly ElementContent[], { walk, depth }: Level): void {
  const pictures: Element[] = [];
  const spans = collectSpans(nodes, { ...walk.context, pictures });
  if (spans.some(({ text }) => text.trim() !== '')) walk.items.push({ spans, depth });
  if (pictures.length === 0) return;
  flush(walk);
  walk.context.convertFlow(pictures, walk.context);
}

function flush(walk: ListWalk): void {
  const items = walk.items.splice(0);
  if (items.length === 0) return;
  const { context, root, isOrdered, start } = walk;
  pushBlock({ kind: 'list', isOrdered, start, items }, { context, source: root });
  walk.start += items.filter(({ depth }) => depth === 0).length;
}
