import { clutterWords } from '../../../../languages/every-language.js';
import {
  childElements,
  closest,
  contains,
  elementsIn,
  visibleText,
  type MarkupElement,
} from '../../../../markup/element.js';
import { HEADING_TAGS } from '../../../../markup/tags.js';
import { SOURCES_TITLE } from '../clutter/clutter-patterns.js';
import { tagReason } from '../clutter/region-reason.js';
import type { JsonLdRecipe } from '../metadata/read-json-ld.js';
import { fingerprint } from '../tokens.js';

/** Where parts of an article may stand, and what is known of them. */
export type PartFacts = {
  readonly root: MarkupElement;
  readonly headline: MarkupElement | undefined;
  readonly recipe: JsonLdRecipe | undefined;
  readonly isLeftOut: (element: MarkupElement) => boolean;
};

/**
 * Parts of an article that are no running text and stand beside it: ingredients and steps of a recipe, as the page's
 * data quote them or its names call them, and the list of what the text goes back to.
 */
export function findParts(
  page: MarkupElement,
  { root, headline, recipe, isLeftOut }: PartFacts,
): readonly MarkupElement[] {
  const found = [...quotedParts(page, recipe), ...namedParts(page), ...sourceParts(page, root)];
  return found.filter((part) => {
    if (contains(part, root) || (headline !== undefined && (contains(part, headline) || part.index < headline.index)))
      return false;
    return closest(part, (element) => isLeftOut(element) || tagReason(element) !== undefined) === undefined;
  });
}

/** The smallest elements that hold most of what the page's data quote as ingredients, and as steps. */
function quotedParts(page: MarkupElement, recipe: JsonLdRecipe | undefined): readonly MarkupElement[] {
  return [recipe?.ingredients ?? [], recipe?.steps ?? []].flatMap((texts) => {
    const wanted = texts.map(fingerprint).filter((text) => text !== '');
    if (wanted.length < MIN_ITEMS) return [];
    const length = wanted.reduce((sum, text) => sum + text.length, 0);
    const holds = (element: MarkupElement): boolean => {
      if (element.textLength < length * MIN_QUOTED_SHARE) return false;
      const text = fingerprint(visibleText(element));
      return wanted.filter((one) => text.includes(one)).length >= wanted.length * MIN_QUOTED_SHARE;
    };
    if (!holds(page)) return [];
    let part = page;
    for (let next = childElements(part).find(holds); next !== undefined; next = childElements(part).find(holds))
      part = next;
    return part.textLength <= length * MAX_QUOTED_FACTOR + MAX_LABEL_CHARACTERS ? [part] : [];
  });
}

/** Elements called ingredients and steps, when a page has both. */
function namedParts(page: MarkupElement): readonly MarkupElement[] {
  const parts = [INGREDIENT_NAMES, STEP_NAMES].map((names) => {
    const found: MarkupElement[] = [];
    for (const element of elementsIn(page)) {
      const last = found.at(-1);
      if (last !== undefined && contains(last, element)) continue;
      const { textLength, linkTextLength, attributes, tag } = element;
      if (textLength === 0 || tag === 'body' || linkTextLength > textLength * MAX_LINK_SHARE) continue;
      if (names.test(`${element.names} ${(attributes['itemprop'] ?? '').toLowerCase()}`)) found.push(element);
    }
    return found;
  });
  return parts.every((found) => found.reduce((sum, { textLength }) => sum + textLength, 0) >= MIN_PART_CHARACTERS)
    ? parts.flat()
    : [];
}

/** A heading such as "References" behind the text, and what stands below it. */
function sourceParts(page: MarkupElement, root: MarkupElement): readonly MarkupElement[] {
  const heading = elementsIn(page).findLast(
    (element) =>
      HEADING_TAGS.has(element.tag) &&
      element.textLength <= MAX_LABEL_CHARACTERS &&
      element.index > root.index &&
      SOURCES_TITLE.test(visibleText(element)),
  );
  if (heading?.parent === undefined) return [];
  const after = childElements(heading.parent).filter(({ index }) => index > heading.index);
  const end = after.findIndex(({ tag }) => HEADING_TAGS.has(tag) || !SOURCE_TAGS.has(tag));
  const lines = end < 0 ? after : after.slice(0, end);
  return lines.length === 0 ? [] : [heading, ...lines];
}

const MIN_ITEMS = 2;
const MIN_QUOTED_SHARE = 0.7;
const MAX_QUOTED_FACTOR = 3;
const MAX_LABEL_CHARACTERS = 60;
const MIN_PART_CHARACTERS = 15;
const MAX_LINK_SHARE = 0.3;
const SOURCE_TAGS: ReadonlySet<string> = new Set(['ul', 'ol', 'p', 'dl']);
const INGREDIENT_NAMES = new RegExp(
  String.raw`(?:^|[\s_-])(?:recipeingredient|${clutterWords('ingredients')})(?:$|[\s_-])`,
  'u',
);
const STEP_NAMES = new RegExp(
  String.raw`(?:^|[\s_-])(?:recipeinstructions|recipe-?(?:steps|method)|${clutterWords('steps')})(?:$|[\s_-])`,
  'u',
);
