import { childElements, closest, contains, elementsIn, type MarkupElement } from '../../../../markup/element.js';
import { HEADING_TAGS } from '../../../../markup/tags.js';
import { regionReason } from '../clutter/region-reason.js';
import type { ArticleRoot } from './find-root.js';

/** The root fitted to the headline, and parts of the article that were found outside of the old one. */
export type FittedRoot = { readonly root: MarkupElement; readonly rows: readonly MarkupElement[] };

/**
 * Fits the root to where the headline stands: stories of the same build as the one with the headline are other
 * stories, rows of the same build as the one with the text are the article's, and a short text in an `article` or
 * `main` of its own is not lost to long comments beside it.
 */
export function fitRoot(found: ArticleRoot, headline: MarkupElement | undefined): FittedRoot {
  const rows = findRows(found, headline);
  const wide = rows.length > 0 ? (rows[0]?.parent ?? found.root) : found.root;
  if (headline === undefined) return { root: wide, rows };
  if (wide.lastIndex < headline.index) {
    const below = closest(headline, (element) => element.tag !== 'body' && holdsText(found, element, headline));
    if (below !== undefined && closest(headline, isClutter) === undefined) return { root: below, rows: [below] };
  }
  const home = homeOf(found, headline);
  const isNarrower = home !== undefined && (contains(wide, home) || !contains(home, wide)) && home !== wide;
  const story = storyOf(found, headline);
  if (story !== undefined && (contains(wide, story) || !contains(story, wide))) return { root: story, rows: [story] };
  return isNarrower ? { root: home, rows: [home] } : { root: wide, rows };
}

function isClutter(element: MarkupElement): boolean {
  return regionReason(element) !== undefined;
}

/** The `article` or `main` around the headline, when it holds text of its own. */
function homeOf(found: ArticleRoot, headline: MarkupElement): MarkupElement | undefined {
  const home = closest(headline, ({ tag }) => HOME_TAGS.has(tag));
  return home !== undefined && holdsText(found, home, headline) ? home : undefined;
}

/** What holds the headline and its text, when others of the same build hold a headline each. */
function storyOf(found: ArticleRoot, headline: MarkupElement): MarkupElement | undefined {
  const story = closest(headline, (element) => holdsText(found, element, headline));
  if (story === undefined || story.tag === 'body') return undefined;
  const others = twinsOf(story).filter((other) => elementsIn(other).some(({ tag }) => tag === headline.tag));
  if (others.length > 0 && story.tag !== 'section') return story;
  return isBesideComments(found, story) ? story : undefined;
}

/** Whether what follows the text in a container of its own is a run of boxes of one build, as comments and teasers are. */
function isBesideComments(found: ArticleRoot, story: MarkupElement): boolean {
  const shapes = new Set(elementsIn(story).map(shapeOf));
  const after = childElements(story.parent ?? story).filter(({ index }) => index > story.lastIndex);
  const runs = after.filter((other) => {
    const boxes = childElements(other).filter((box) => hasClass(box) && (found.allProse[box.index] ?? 0) > 0);
    const isRun = boxes.length >= MIN_BOXES && boxes.every((box) => shapeOf(box) === shapeOf(boxes[0]));
    return isRun && !boxes.some((box) => shapes.has(shapeOf(box)));
  });
  const inRuns = runs.reduce((sum, { index }) => sum + (found.allProse[index] ?? 0), 0);
  const inAll = after.reduce((sum, { index }) => sum + (found.allProse[index] ?? 0), 0);
  return runs.length > 0 && inRuns >= inAll * MIN_RUN_SHARE;
}

/** Whether enough text follows the headline in an element to be an article. */
function holdsText({ ownProse }: ArticleRoot, element: MarkupElement, headline: MarkupElement): boolean {
  if (element === headline) return false;
  const after = ownProse.subarray(headline.lastIndex + 1, element.lastIndex + 1).filter((length) => length > 0);
  return after.length >= MIN_PARAGRAPHS && after.reduce((sum, length) => sum + length, 0) >= MIN_TEXT_CHARACTERS;
}

/** Rows of a page builder: neighbours of the one the root stands in, of the same build and with running text. */
function findRows({ root, allProse }: ArticleRoot, headline: MarkupElement | undefined): readonly MarkupElement[] {
  for (let row = root; row.parent !== undefined && row.tag !== 'body'; row = row.parent) {
    if (headline !== undefined && contains(row, headline)) return [];
    if (!ROW_TAGS.has(row.tag)) continue;
    const others = twinsOf(row).filter((other) => {
      const prose = allProse[other.index] ?? 0;
      const isText = prose >= other.textLength * MIN_PROSE_SHARE && other.linkTextLength < prose * MAX_LINK_SHARE;
      return prose >= MIN_ROW_CHARACTERS && isText;
    });
    if (others.length > 0) return [...others, row];
  }
  return [];
}

/** Rows inside a root that Readability took nothing of, though it took text of a neighbour of the same build. */
export function findLostRows(root: MarkupElement, { prose, keptProse }: ArticleRoot): readonly MarkupElement[] {
  const isTaken = ({ index }: MarkupElement): boolean => (keptProse[index] ?? 0) > 0;
  return elementsIn(root).flatMap((parent) => {
    const rows = childElements(parent).filter((row) => ROW_TAGS.has(row.tag) && hasClass(row));
    const taken = new Set(rows.filter(isTaken).map(shapeOf));
    return rows.filter((row) => {
      const length = prose[row.index] ?? 0;
      const isText = length >= MIN_ROW_CHARACTERS && length >= row.textLength * MIN_PROSE_SHARE;
      return isText && row.linkTextLength === 0 && !isTaken(row) && taken.has(shapeOf(row));
    });
  });
}

/** Neighbours of the same build. */
function twinsOf(element: MarkupElement): readonly MarkupElement[] {
  const shape = shapeOf(element);
  return childElements(element.parent ?? element).filter((other) => other !== element && shapeOf(other) === shape);
}

function shapeOf(element: MarkupElement | undefined): string {
  return `${element?.tag ?? ''}.${(element?.attributes['class'] ?? '').replace(/\d+/g, '#')}`;
}

function hasClass({ attributes, tag }: MarkupElement): boolean {
  return (attributes['class'] ?? '') !== '' && !HEADING_TAGS.has(tag) && tag !== 'p';
}

const HOME_TAGS: ReadonlySet<string> = new Set(['article', 'main']);
const ROW_TAGS: ReadonlySet<string> = new Set(['div', 'section']);
const MIN_PARAGRAPHS = 2;
const MIN_TEXT_CHARACTERS = 120;
const MIN_BOXES = 2;
const MIN_RUN_SHARE = 0.7;
const MIN_ROW_CHARACTERS = 60;
const MIN_PROSE_SHARE = 0.6;
const MAX_LINK_SHARE = 0.15;
