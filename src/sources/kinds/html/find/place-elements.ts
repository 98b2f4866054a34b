import type { Placement } from '../../../../markup/piece.js';
import { isCallout } from '../../../../markup/blocks/is-callout.js';
import { audioMark } from '../../../../markup/read-spans.js';
import { regionReason, tagReason } from '../clutter/region-reason.js';
import { isOwnEnd, isOwnPart } from '../clutter/is-own-part.js';
import { findCards } from './find-cards.js';
import { findGaps } from './find-gaps.js';
import { findParts } from './find-parts.js';
import { findLostRows, fitRoot } from './fit-root.js';
import { findRoot, type ArticleRoot } from './find-root.js';
import { childElements, contains, elementsIn, visibleText, type MarkupElement } from '../../../../markup/element.js';
import type { JsonLdRecipe } from '../metadata/read-json-ld.js';
import type { Page } from '../parse-page.js';

/** Where every element of a page lies, and why some inside the article are not part of it. */
export type Places = {
  readonly root: MarkupElement;
  readonly placementOf: (element: MarkupElement) => Placement;
  readonly reasonOf: (element: MarkupElement) => string | undefined;
  /** Characters of running text inside the root that Readability kept; 0 where selectors decide. */
  readonly keptLength: number;
};

/** What speaks for an element being in the article. */
export type Evidence = {
  /** Indexes of the elements Readability kept. */
  readonly kept: ReadonlySet<number>;
  readonly isHidden: (element: MarkupElement) => boolean;
  /** Elements that are for screen readers and say what the eye sees beside them. */
  readonly heard: ReadonlySet<MarkupElement>;
  /** The element the article's title stands in. */
  readonly headline: MarkupElement | undefined;
  /** Whether the page's metadata quotes this text as part of the article. */
  readonly isQuoted: (text: string) => boolean;
  /** Elements an author took out; where the article stands is found without them. */
  readonly excluded: readonly MarkupElement[];
  /** Whether what elements are called counts; names can mislead. */
  readonly isNamed: boolean;
  readonly recipe: JsonLdRecipe | undefined;
  /** Absolute URL of the page, where it is known. */
  readonly url: string | undefined;
};

/** Decides what is inside the article from its root, from what Readability kept and from names. */
export function placeElements(page: Page, evidence: Evidence): Places {
  const { kept, headline, recipe, url } = evidence;
  const excluded = new Set(evidence.excluded);
  const isLeftOut = (element: MarkupElement): boolean => evidence.isHidden(element) || excluded.has(element);
  const found = findRoot(page, kept, isLeftOut);
  const { ownProse, prose, allProse, keptProse, ownKept } = found;
  const { root, rows } = fitRoot(found, headline);
  const isAmid = amidTest(root, ownKept);
  const parts = findParts(page.root, { root, headline, recipe, isLeftOut });
  const cards = findCards({ root, ownProse, headline, url });
  const ends = evidence.isNamed ? findOwnEnds(root, found) : [];
  const judge = (element: MarkupElement): string | undefined => {
    const reason = tagReason(element);
    if (reason !== undefined || !evidence.isNamed) return reason;
    if (cards.has(element)) return 'related-links';
    if (isPart(element)) return undefined;
    const named = regionReason(element);
    if (ends.includes(element)) return undefined;
    const isOwn =
      named !== undefined && twinsOf(element).some(isAmid) && isOwnPart(element, named, allProse[element.index] ?? 0);
    return isOwn ? undefined : named;
  };
  const isPart = (element: MarkupElement): boolean => parts.some((part) => contains(part, element));
  const rootProse = prose[root.index] ?? 0;
  const reasons = new Map<number, string | undefined>();
  const reasonOf = (element: MarkupElement): string | undefined => {
    if (
      evidence.heard.has(element) ||
      contains(element, root) ||
      (headline !== undefined && contains(element, headline))
    )
      return undefined;
    if (!reasons.has(element.index)) {
      const isLarge = (prose[element.index] ?? 0) > rootProse * MAX_CLUTTER_SHARE;
      reasons.set(element.index, isLarge ? undefined : judge(element));
    }
    return reasons.get(element.index);
  };
  const inside = new Set([...kept, ...findMissed({ page, root, ownProse, prose }, evidence)]);
  for (const row of [...rows, ...findLostRows(root, found)]) {
    for (const { index } of elementsIn(row)) if ((ownProse[index] ?? 0) > 0) inside.add(index);
  }
  for (const { index, lastIndex } of [...ends, ...parts]) for (let at = index; at <= lastIndex; at += 1) inside.add(at);
  const keptCount = countBelow(page, inside);
  const isKept = ({ index }: MarkupElement): boolean => (keptCount[index] ?? 0) > 0;
  for (const { index } of findGaps(root, { isKept, isAmid, isHidden: isLeftOut, reasonOf })) inside.add(index);
  const insideCount = countBelow(page, inside);
  // What stands above the headline, in a box of its own, is no part of the text below it.
  const top = headline !== undefined && contains(root, headline) ? headline : undefined;
  const below = top === undefined ? 0 : sumOf(ownProse.subarray(top.lastIndex, root.lastIndex + 1));
  const isAbove = ({ index, lastIndex }: MarkupElement): boolean =>
    top !== undefined && lastIndex < top.index && (allProse[index] ?? 0) > 0 && below >= MIN_TEXT_CHARACTERS;
  const beside = headline === undefined ? parts : [headline, ...parts];
  const placementOf = (element: MarkupElement): Placement => {
    if (element !== root && contains(element, root)) return 'around';
    if (!contains(root, element)) {
      if (isPart(element)) return 'inside';
      return beside.some((one) => element !== one && contains(element, one)) ? 'around' : 'outside';
    }
    if (isAbove(element)) return 'outside';
    return element.textLength === 0 || (insideCount[element.index] ?? 0) > 0 ? 'inside' : 'outside';
  };
  return { root, placementOf, reasonOf, keptLength: keptProse[root.index] ?? 0 };
}

/** Tells whether an element stands between two paragraphs Readability kept. */
function amidTest(root: MarkupElement, ownKept: Readonly<Int32Array>): (element: MarkupElement) => boolean {
  const inside = ownKept.subarray(root.index, root.lastIndex + 1);
  const first = root.index + inside.findIndex((length) => length > 0);
  const last = root.index + inside.findLastIndex((length) => length > 0);
  return ({ index, lastIndex }) => index > first && lastIndex < last;
}

/** Sections after the last paragraph of the text, beside paragraphs of it, that are the author's whatever they are called. */
function findOwnEnds(root: MarkupElement, { ownKept, allProse }: ArticleRoot): readonly MarkupElement[] {
  const last = ownKept.subarray(0, root.lastIndex + 1).findLastIndex((length) => length > 0);
  return elementsIn(root).filter((element) => {
    const { index, lastIndex, parent, tag } = element;
    if (lastIndex < last || !TWIN_TAGS.has(tag) || parent === undefined) return false;
    if (!childElements(parent).some((other) => other.index < index && (ownKept[other.index] ?? 0) > 0)) return false;
    const reason = tagReason(element) === undefined ? regionReason(element) : undefined;
    return reason !== undefined && isOwnEnd(element, reason, allProse[index] ?? 0);
  });
}

/** An element and its neighbours of the same build: sections of one article are called alike. */
function twinsOf(element: MarkupElement): readonly MarkupElement[] {
  const { tag, attributes, parent } = element;
  if (parent === undefined || !TWIN_TAGS.has(tag)) return [element];
  return childElements(parent).filter(
    (other) => other.tag === tag && other.attributes['class'] === attributes['class'],
  );
}

type Measured = {
  readonly page: Page;
  readonly root: MarkupElement;
  readonly ownProse: Readonly<Int32Array>;
  readonly prose: Readonly<Int32Array>;
};

/**
 * Paragraphs Readability lost: they look like their kept siblings, or the metadata quotes them. Where it lost most of
 * the article, all running text in the root counts.
 */
function findMissed({ page, root, ownProse, prose }: Measured, { kept, isQuoted }: Evidence): readonly number[] {
  const shapes = new Map<string, number>();
  const count = (element: MarkupElement): void => {
    for (const shape of shapesOf(element)) shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  };
  const inside = page.elements.slice(root.index, root.lastIndex + 1).filter(({ textLength }) => textLength > 0);
  const keptChildren = new Map<MarkupElement | undefined, number>();
  let keptProse = 0;
  for (const element of inside) {
    const length = ownProse[element.index] ?? 0;
    if (length === 0 || !kept.has(element.index)) continue;
    keptProse += length;
    keptChildren.set(element.parent, (keptChildren.get(element.parent) ?? 0) + 1);
    count(element);
  }
  const isFailed = keptProse < (prose[root.index] ?? 0) * MIN_KEPT_SHARE;
  const lost = inside.filter((element) => !kept.has(element.index) && isPlain(element));
  const missed = lost.filter((element) => {
    if ((ownProse[element.index] ?? 0) === 0 || !(isFailed || isQuoted(visibleText(element)))) return false;
    count(element);
    return true;
  });
  const isBetween = (element: MarkupElement): boolean =>
    (ownProse[element.index] ?? 0) > 0 &&
    element.linkTextLength === 0 &&
    (keptChildren.get(element.parent) ?? 0) >= MIN_ALIKE;
  const isAlike = (element: MarkupElement): boolean =>
    TEXT_TAGS.has(element.tag) &&
    !element.hasBlocks &&
    shapesOf(element).some((shape, index) => (shapes.get(shape) ?? 0) >= MIN_ALIKE + index);
  const asides = lost.filter(isTextAside);
  const marked = inside.filter(({ attributes }) => audioMark(attributes['data-audio']) !== undefined);
  const whole = [...asides, ...marked].flatMap(({ index, lastIndex }) => page.elements.slice(index, lastIndex + 1));
  return [...missed, ...whole, ...lost.filter((element) => isAlike(element) || isBetween(element))].map(
    ({ index }) => index,
  );
}

/** Readability takes out every aside; one that is text without links is the author's own box or pull quote. */
function isTextAside(element: MarkupElement): boolean {
  const { tag, textLength, linkTextLength } = element;
  if (textLength < MIN_ASIDE_CHARACTERS || textLength > MAX_ASIDE_CHARACTERS) return false;
  return (
    (tag === 'aside' && linkTextLength === 0) || (isCallout(element) && linkTextLength < textLength * MAX_LINK_SHARE)
  );
}

/** Text elements of one parent with the same classes are of one kind, and so are those with the same first class. */
function shapesOf({ tag, attributes, parent }: MarkupElement): readonly string[] {
  const classes = (attributes['class'] ?? '').trim();
  const ofParent = `${parent?.index ?? 0} ${tag} ${classes}`;
  return classes === '' ? [ofParent] : [ofParent, `${tag} ${classes.split(/\s+/)[0] ?? ''}`];
}

function isPlain({ textLength, linkTextLength }: MarkupElement): boolean {
  return linkTextLength < textLength * MAX_LINK_SHARE;
}

function sumOf(lengths: Readonly<Int32Array>): number {
  return lengths.reduce((sum, length) => sum + length, 0);
}

/** How many marked elements each element holds, itself included. */
function countBelow(page: Page, marked: ReadonlySet<number>): Int32Array {
  const counts = new Int32Array(page.elements.length);
  for (let index = counts.length - 1; index >= 0; index -= 1) {
    if (marked.has(index)) counts[index] = (counts[index] ?? 0) + 1;
    const parent = page.elements[index]?.parent;
    if (parent !== undefined) counts[parent.index] = (counts[parent.index] ?? 0) + (counts[index] ?? 0);
  }
  return counts;
}

const TWIN_TAGS: ReadonlySet<string> = new Set(['section', 'div', 'article']);
const MAX_CLUTTER_SHARE = 0.35;
const MIN_TEXT_CHARACTERS = 120;
const MAX_LINK_SHARE = 0.3;
const MIN_KEPT_SHARE = 0.5;
const MIN_ALIKE = 2;
const MIN_ASIDE_CHARACTERS = 25;
const MAX_ASIDE_CHARACTERS = 1_500;
const TEXT_TAGS: ReadonlySet<string> = new Set(['p', 'div']);
