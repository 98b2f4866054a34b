import { childElements, elementsIn, visibleText, type MarkupElement } from '../../../../markup/element.js';
import { HEADING_TAGS, INLINE_TAGS, SILENT_TAGS } from '../../../../markup/tags.js';

/** What is known when the gaps of an article are looked at. */
export type GapFacts = {
  /** Tells whether an element holds anything that is in the article already. */
  readonly isKept: (element: MarkupElement) => boolean;
  readonly isAmid: (element: MarkupElement) => boolean;
  readonly isHidden: (element: MarkupElement) => boolean;
  readonly reasonOf: (element: MarkupElement) => string | undefined;
};

/**
 * Elements Readability left out between two that it kept, and that are text by their build: headings in wrappers,
 * lists, short paragraphs, a sentence that is one link. Cards that repeat one shape are not.
 */
export function findGaps(root: MarkupElement, facts: GapFacts): readonly MarkupElement[] {
  const found: MarkupElement[] = [];
  const visit = (element: MarkupElement, isRejected = false): void => {
    for (const child of childElements(element)) {
      if (child.textLength === 0 || SILENT_TAGS.has(child.tag) || facts.isHidden(child)) continue;
      if (INLINE_TAGS.has(child.tag) && !child.hasBlocks && child.tag !== 'a') continue;
      if (facts.reasonOf(child) !== undefined) continue;
      if (facts.isKept(child)) visit(child);
      else if (facts.isAmid(child)) {
        const isFound = isRejected ? isSentence(child) : isText(child) && !isCard(child);
        if (isFound) found.push(...elementsIn(child));
        else visit(child, true);
      }
    }
  };
  visit(root);
  return found;
}

function isText(element: MarkupElement): boolean {
  const { textLength, linkTextLength } = element;
  if (!/\p{L}{2}/u.test(visibleText(element))) return false;
  if (linkTextLength < textLength * MAX_LINK_SHARE) return true;
  if (isPlace(element) || isTitleBar(element)) return true;
  return isLinkedSentence(element);
}

/** Running text that stands in a box of links. */
function isSentence({ textLength, linkTextLength, hasBlocks }: MarkupElement): boolean {
  return !hasBlocks && linkTextLength === 0 && textLength >= MIN_SENTENCE_CHARACTERS;
}

/** A heading that links to its own place. */
function isPlace(element: MarkupElement): boolean {
  const parts = elementsIn(element);
  if (!parts.some(({ tag }) => HEADING_TAGS.has(tag))) return false;
  return parts.every(({ tag, attributes }) => tag !== 'a' || (attributes['href'] ?? '#').startsWith('#'));
}

/** A heading in a frame with a link or two beside it, to edit its part or to come back to it. */
function isTitleBar(element: MarkupElement): boolean {
  const parts = elementsIn(element);
  const headings = parts.filter(({ tag }) => HEADING_TAGS.has(tag));
  const [heading] = headings;
  if (heading === undefined || headings.length > 1 || parts.some(({ tag }) => APART_TAGS.has(tag))) return false;
  return isPlace(heading) && element.textLength - heading.textLength <= MAX_BESIDE_CHARACTERS;
}

/** A whole sentence that leads elsewhere, with nothing of a teaser: no picture, no headline. */
function isLinkedSentence(element: MarkupElement): boolean {
  const text = visibleText(element);
  if (text.length < MIN_SENTENCE_CHARACTERS || !/[.!?…。]["”’»)]*$/u.test(text)) return false;
  const parts = elementsIn(element);
  const isBare = parts.every(({ tag }) => !HEADING_TAGS.has(tag) && tag !== 'img' && tag !== 'li');
  return isBare && parts.filter(({ tag }) => tag === 'a').length === 1 && !hasTwin(element);
}

/** A box with a headline that is a link, or one of several of the same build with a picture each. */
function isCard(element: MarkupElement): boolean {
  const parts = elementsIn(element);
  const hasLink = element.linkTextLength > 0;
  const hasTitle = parts.some(({ tag }) => HEADING_TAGS.has(tag));
  return hasLink && hasTitle && !isPlace(element) && !isTitleBar(element) && (hasTwin(element) || isTitleLinked(parts));
}

function isTitleLinked(parts: readonly MarkupElement[]): boolean {
  return parts.some(
    ({ tag, textLength, linkTextLength }) => HEADING_TAGS.has(tag) && linkTextLength >= textLength * 0.9,
  );
}

/** Whether a neighbour has the same build. */
function hasTwin({ parent, tag, attributes, index }: MarkupElement): boolean {
  if (parent === undefined || (attributes['class'] ?? '') === '') return false;
  return childElements(parent).some(
    (other) => other.index !== index && other.tag === tag && other.attributes['class'] === attributes['class'],
  );
}

const MAX_LINK_SHARE = 0.3;
const MAX_BESIDE_CHARACTERS = 60;
const APART_TAGS: ReadonlySet<string> = new Set(['img', 'p', 'ul', 'ol', 'table', 'figure', 'picture', 'form']);
const MIN_SENTENCE_CHARACTERS = 60;
