import type { ListItem, Span } from '../../model/article.js';
import { present } from '../../model/present.js';
import {
  childElements,
  closest,
  isBlank,
  LINE_BREAK,
  visibleText,
  type MarkupElement,
  type MarkupNode,
} from '../element.js';
import type { Walk } from '../piece.js';
import { hasText, ownMarks, readSpans, type InlinePicture, type Marks } from '../read-spans.js';
import { HEADING_TAGS, INLINE_TAGS, ITEM_TAGS, LIST_TAGS } from '../tags.js';
import { displayMath } from './read-math.js';

/**
 * A list with the lists inside it, depth kept, a term and what it means one item; a listing, table, quotation or
 * picture inside an item parts it in two.
 */
export function readList(list: MarkupElement, walk: Walk): void {
  const start = Number.parseInt(list.attributes['start'] ?? '1', 10);
  const collection: Collection = {
    list,
    walk,
    items: [],
    start: Number.isNaN(start) ? 1 : start,
    next: 'reversed' in list.attributes ? firstOfReversed(list) : undefined,
    openTerm: undefined,
  };
  collectItems(list, { collection, depth: 0, marks: {}, role: undefined });
  endList(collection);
}

type Collection = {
  readonly list: MarkupElement;
  readonly walk: Walk;
  readonly items: ListItem[];
  start: number;
  /** Number of the next item, where the list counts down. */
  next: number | undefined;
  /** A term that waits for what it means. */
  openTerm: ListItem | undefined;
};

/** Where in the list the walk is. */
type Level = {
  readonly collection: Collection;
  readonly depth: number;
  readonly marks: Marks;
  readonly role: 'term' | 'meaning' | undefined;
  /** The number an item says it has (HTML §4.4.8). */
  readonly value?: number;
  /** Whether something of the same item came before. */
  readonly isContinued?: boolean;
};

function collectItems(parent: MarkupElement, level: Level): void {
  const { collection, depth } = level;
  const { walk } = collection;
  let run: MarkupNode[] = [];
  let isContinued = false;
  const flush = (): void => {
    const count = collection.items.length;
    addItem(run, { ...level, isContinued });
    isContinued ||= ITEM_TAGS.has(parent.tag) && collection.items.length > count;
    run = [];
  };
  const collect = (node: MarkupNode): void => {
    if (node.kind === 'text') {
      run.push(node);
      return;
    }
    const isInLine = INLINE_TAGS.has(node.tag) && !node.hasBlocks;
    const reason = isInLine ? undefined : walk.spans.leftOut(node);
    if (reason !== undefined) return walk.drop(node, reason, walk);
    if (LIST_TAGS.has(node.tag)) {
      flush();
      collectItems(node, { collection, depth: depth + 1, marks: {}, role: undefined });
    } else if (ITEM_TAGS.has(node.tag)) {
      flush();
      const role = node.tag === 'dt' ? 'term' : node.tag === 'dd' ? 'meaning' : undefined;
      collectItems(node, { collection, depth, marks: ownMarks(node), role, ...present({ value: valueOf(node) }) });
    } else if (partsList(node)) {
      flush();
      endList(collection);
      walk.visit(node, walk);
    } else if (node.hasBlocks) {
      run.push(LINE_BREAK);
      for (const child of node.children) collect(child);
      run.push(LINE_BREAK);
    } else {
      // A paragraph that ends as a sentence does is heard to end; another is not.
      if (node.tag === 'p' && !/[.!?…:;。！？]["”’)»]*$/u.test(run.map(visibleText).join(' ').trim())) flush();
      run.push(node);
    }
  };
  for (const child of parent.children) collect(child);
  flush();
}

/** Whether an element is a block of its own that cannot stand in an item. */
function partsList(element: MarkupElement): boolean {
  return PARTING_TAGS.has(element.tag) || HEADING_TAGS.has(element.tag) || displayMath(element) !== undefined;
}

/** HTML §4.4.5: without `start`, a list that counts down ends at one. */
function firstOfReversed(list: MarkupElement): number {
  const start = Number.parseInt(list.attributes['start'] ?? '', 10);
  return Number.isNaN(start) ? childElements(list).filter(({ tag }) => tag === 'li').length : start;
}

function valueOf({ attributes }: MarkupElement): number | undefined {
  const value = Number.parseInt(attributes['value'] ?? '', 10);
  return Number.isNaN(value) ? undefined : value;
}

function addItem(
  run: readonly MarkupNode[],
  { collection, depth, marks, role, value, isContinued = false }: Level,
): void {
  if (run.every(isBlank)) return;
  const { walk, items } = collection;
  const pictures: InlinePicture[] = [];
  const spans = readSpans(run, walk.spans, {
    lang: walk.lang,
    audio: walk.audio,
    marks: withoutKnown(marks, walk),
    pictures,
    drop: (element, reason) => walk.drop(element, reason, walk),
  });
  if (hasText(spans)) {
    const term = items.at(-1);
    if (role === 'meaning' && term !== undefined && term === collection.openTerm) {
      items.splice(-1, 1, { depth, spans: [...term.spans, { text: joinOf(term) }, ...spans] });
    } else {
      const number =
        !isContinued && depth === 0 && collection.list.tag === 'ol' ? (value ?? collection.next) : undefined;
      if (number !== undefined && collection.next !== undefined) collection.next = number - 1;
      items.push({ spans, depth, ...present({ number }), ...(isContinued && { isContinued: true as const }) });
    }
    collection.openTerm = role === 'term' ? items.at(-1) : undefined;
  }
  readPictures(pictures, collection, linkShare(run));
}

/** Marks the block says already need not be said of its items. */
function withoutKnown({ lang, audio, ...marks }: Marks, walk: Walk): Marks {
  return {
    ...marks,
    ...(lang !== undefined && lang !== walk.lang && { lang }),
    ...(audio !== undefined && audio !== walk.audio && { audio }),
  };
}

/** A picture that has words stands between two lists; without any, or in a list of links, it is an ornament. */
function readPictures(pictures: readonly InlinePicture[], collection: Collection, share: number): void {
  const { walk } = collection;
  for (const { element } of pictures) {
    const isInLink = closest(element, ({ tag }) => tag === 'a') !== undefined;
    const isOrnament = Number.isNaN(share) ? isInLink : share > MAX_LINK_SHARE;
    if (isOrnament || !hasWords(element)) continue;
    endList(collection);
    walk.visit(element, walk);
  }
}

function hasWords(picture: MarkupElement): boolean {
  const images = picture.tag === 'img' ? [picture] : childElements(picture);
  return images.some(({ attributes }) => (attributes['alt'] ?? '').trim() !== '' || 'data-caption' in attributes);
}

/** Share of the words of a line that are links; not a number where there are none. */
function linkShare(run: readonly MarkupNode[]): number {
  let text = 0;
  let linked = 0;
  for (const node of run) {
    text += node.kind === 'text' ? node.text.trim().length : node.textLength;
    linked += node.kind === 'text' ? 0 : node.linkTextLength;
  }
  return linked / text;
}

/** What stands between a term and what it means; a question needs no colon. */
function joinOf({ spans }: ListItem): string {
  const last: Span | undefined = spans.at(-1);
  return /[:?!.…]\s*$/u.test(last?.text ?? '') ? ' ' : ': ';
}

function endList(collection: Collection): void {
  const { list, walk, start } = collection;
  const items = collection.items.splice(0);
  collection.openTerm = undefined;
  if (items.length === 0) return;
  walk.push({ kind: 'list', isOrdered: list.tag === 'ol', start, items }, { element: list }, walk);
  collection.start += items.filter(({ depth, isContinued }) => depth === 0 && isContinued !== true).length;
}

const MAX_LINK_SHARE = 0.5;
const PARTING_TAGS: ReadonlySet<string> = new Set(
  'pre table figure blockquote iframe video audio object embed'.split(' '),
);
