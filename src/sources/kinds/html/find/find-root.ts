import { elementsIn, type MarkupElement } from '../../../../markup/element.js';
import { INLINE_TAGS, SILENT_TAGS } from '../../../../markup/tags.js';
import type { Page } from '../parse-page.js';
import { regionReason } from '../clutter/region-reason.js';

/** The element the article stands in, and what was counted to find it. */
export type ArticleRoot = {
  readonly root: MarkupElement;
  /** Characters of running text each element holds itself, not in a block inside it, by index; clutter counts nothing. */
  readonly ownProse: Readonly<Int32Array>;
  /** The same with everything below. */
  readonly prose: Readonly<Int32Array>;
  /** Of everything below, clutter too. */
  readonly allProse: Readonly<Int32Array>;
  /** Of that, what Readability kept. */
  readonly keptProse: Readonly<Int32Array>;
  /** Characters of running text Readability kept in each element itself. */
  readonly ownKept: Readonly<Int32Array>;
};

/**
 * Finds the smallest element that holds the article: where most of what Readability kept stands, corrected by what
 * the page itself calls its article body, and by running text that Readability missed.
 */
export function findRoot(
  page: Page,
  kept: ReadonlySet<number>,
  isHidden: (element: MarkupElement) => boolean,
): ArticleRoot {
  const all = measureProse(page, isHidden);
  const ownKept = all.map((length, index) => (kept.has(index) ? length : 0));
  const keptProse = sumUp(page, ownKept);
  const keptTotal = keptProse[0] ?? 0;
  const isClutter = (element: MarkupElement): boolean =>
    (keptProse[element.index] ?? 0) <= keptTotal * MAX_REGION_SHARE && regionReason(element) !== undefined;
  const ownProse = measureProse(page, (element) => isHidden(element) || isClutter(element));
  const prose = sumUp(page, ownProse);
  const counts = { prose, keptProse, keptTotal, total: prose[0] ?? 0 };
  const root = findHinted(page, counts) ?? findDense(page.root, counts);
  return { root, ownProse, prose, allProse: sumUp(page, all), keptProse, ownKept };
}

/** Where the running text is densest. */
function findDense(start: MarkupElement, { prose, keptProse, keptTotal }: Counts): MarkupElement {
  const narrowed = descend(start, keptTotal > 0 ? keptProse : prose, KEPT_SHARE);
  const alternative = descend(start, prose, OWN_SHARE);
  const isMissed = (prose[alternative.index] ?? 0) > (prose[narrowed.index] ?? 0) * MISSED_FACTOR;
  return isMissed ? alternative : narrowed;
}

/** Running text that stands in each element itself; passed-over elements and all in them count nothing. */
function measureProse(page: Page, isPassedOver: (element: MarkupElement) => boolean): Int32Array {
  const own = new Int32Array(page.elements.length);
  const visit = (element: MarkupElement): void => {
    if (SILENT_TAGS.has(element.tag) || isPassedOver(element)) return;
    own[element.index] = proseLength(element);
    for (const child of element.children) {
      if (child.kind === 'element' && (child.hasBlocks || !INLINE_TAGS.has(child.tag))) visit(child);
    }
  };
  visit(page.root);
  return own;
}

function proseLength(element: MarkupElement): number {
  let length = 0;
  let linked = 0;
  let hasSentence = false;
  for (const child of element.children) {
    if (child.kind === 'text') {
      length += child.text.trim().length;
      hasSentence ||= SENTENCE_MARK.test(child.text);
    } else if (!child.hasBlocks && INLINE_TAGS.has(child.tag)) {
      length += child.textLength;
      linked += child.linkTextLength;
    }
  }
  const isProse =
    length - linked >= MIN_PROSE_CHARACTERS &&
    linked < length * 0.5 &&
    (hasSentence || length >= LONG_PROSE_CHARACTERS);
  return isProse && !/^h[1-6]$/.test(element.tag) ? length : 0;
}

function sumUp(page: Page, own: Int32Array): Int32Array {
  const sums = Int32Array.from(own);
  for (let index = sums.length - 1; index > 0; index -= 1) {
    const parent = page.elements[index]?.parent;
    if (parent !== undefined) sums[parent.index] = (sums[parent.index] ?? 0) + (sums[index] ?? 0);
  }
  return sums;
}

/** Walks down while one child holds the given share of the text. */
function descend(start: MarkupElement, sums: Int32Array, share: number): MarkupElement {
  const total = sums[start.index] ?? 0;
  let current = start;
  for (;;) {
    const next = current.children.find(
      (child): child is MarkupElement =>
        child.kind === 'element' && (sums[child.index] ?? 0) >= total * share && total > 0,
    );
    if (next === undefined || LEAF_TAGS.has(next.tag)) return current;
    current = next;
  }
}

type Counts = {
  readonly prose: Int32Array;
  readonly keptProse: Int32Array;
  readonly keptTotal: number;
  readonly total: number;
};

/** The element the page itself calls the article's body, when enough of the running text stands in it. */
function findHinted(page: Page, { prose, keptProse, keptTotal, total }: Counts): MarkupElement | undefined {
  let best: MarkupElement | undefined;
  for (const element of elementsIn(page.root)) {
    if (!isArticleBody(element)) continue;
    const held = prose[element.index] ?? 0;
    const heldKept = keptProse[element.index] ?? 0;
    const isRight = heldKept >= keptTotal * HINT_SHARE && held >= MIN_HINT_CHARACTERS;
    const isMissed = held >= total * 0.4 && held > keptTotal * MISSED_FACTOR;
    if ((isRight || isMissed) && (best === undefined || element.index > best.index)) best = element;
  }
  return best;
}

function isArticleBody({ attributes, names }: MarkupElement): boolean {
  return /(?:^|\s)articlebody(?:\s|$)/i.test(attributes['itemprop'] ?? '') || BODY_NAMES.test(names);
}

const KEPT_SHARE = 0.85;
const OWN_SHARE = 0.6;
const HINT_SHARE = 0.85;
const MISSED_FACTOR = 2;
const MAX_REGION_SHARE = 0.3;
const MIN_HINT_CHARACTERS = 250;
const MIN_PROSE_CHARACTERS = 40;
const LONG_PROSE_CHARACTERS = 100;
const SENTENCE_MARK = /[.!?…。！？”"»]/u;
const LEAF_TAGS: ReadonlySet<string> = new Set(['p', 'li', 'blockquote', 'ul', 'ol', 'dl', 'pre', 'h1', 'h2', 'h3']);
const BODY_NAMES =
  /(?:^|[\s_])(?:(?:article|story|post|entry)-?_*(?:body|content|text)|(?:body|content)-?_*(?:article|story|post|entry)|body-?copy|(?:main|page)-?_*article)(?:$|[\s_])/;
