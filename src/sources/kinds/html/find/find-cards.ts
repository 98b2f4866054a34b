import { closest, contains, elementsIn, type MarkupElement } from '../../../../markup/element.js';
import { HEADING_TAGS } from '../../../../markup/tags.js';
import { canParseUrl } from '../../../../model/text/can-parse-url.js';

/** What is known of the article when cards are looked for. */
export type CardFacts = {
  readonly root: MarkupElement;
  /** Characters of running text each element holds itself, by index. */
  readonly ownProse: Readonly<Int32Array>;
  readonly headline: MarkupElement | undefined;
  /** Absolute URL of the page, where it is known. */
  readonly url: string | undefined;
};

/**
 * Cards of other stories: boxes whose heading leads to another page of the site, with a teaser that leads nowhere else.
 * Alone a card has a picture that leads there too; the parts of an article that are built so are most
 * of it.
 */
export function findCards({ root, ownProse, headline, url }: CardFacts): ReadonlySet<MarkupElement> {
  const boxes: MarkupElement[] = [];
  for (const element of elementsIn(root)) {
    const last = boxes.at(-1);
    if (element === root || (last !== undefined && contains(last, element))) continue;
    if (headline !== undefined && contains(element, headline)) continue;
    if (CARD_TAGS.has(element.tag) && isCard(element, url)) boxes.push(element);
  }
  const rows = new Map<string, MarkupElement[]>();
  for (const box of boxes) {
    const shape = `${box.parent?.index ?? 0} ${box.tag}.${box.attributes['class'] ?? ''}`;
    const row = rows.get(shape);
    if (row === undefined) rows.set(shape, [box]);
    else row.push(box);
  }
  const cards = [...rows.values()].flatMap((row) =>
    row.length >= MIN_ROW ? withLabel(row, root, headline) : row.filter(hasLinkedPicture),
  );
  const inCards = cards.reduce((total, card) => total + sum(ownProse, card), 0);
  return new Set(inCards <= sum(ownProse, root) * MAX_CARD_SHARE ? cards : []);
}

/** The box that holds a row of cards and its label alone, else the cards. */
function withLabel(
  row: readonly MarkupElement[],
  root: MarkupElement,
  headline: MarkupElement | undefined,
): readonly MarkupElement[] {
  const box = row[0]?.parent;
  if (box === undefined || contains(box, root) || (headline !== undefined && contains(box, headline))) return row;
  const inRow = row.reduce((total, { textLength }) => total + textLength, 0);
  return box.textLength - inRow <= MAX_LABEL_CHARACTERS ? [box] : row;
}

function isCard(element: MarkupElement, url: string | undefined): boolean {
  if (element.textLength > MAX_CARD_CHARACTERS || element.lastIndex - element.index > MAX_CARD_ELEMENTS) return false;
  const parts = elementsIn(element);
  const headings = parts.filter(({ tag, textLength }) => HEADING_TAGS.has(tag) && textLength > 0);
  const [heading] = headings;
  if (heading === undefined || headings.length > 1 || element.textLength <= heading.textLength) return false;
  const targets = new Set(parts.filter(({ tag }) => tag === 'a').map(({ attributes }) => attributes['href'] ?? ''));
  const [target = ''] = targets;
  if (targets.size !== 1 || !leadsOn(target, url)) return false;
  const inLink = closest(heading, ({ tag }) => tag === 'a');
  return inLink === undefined ? heading.linkTextLength >= heading.textLength * 0.9 : contains(element, inLink);
}

/** Whether a link leads to another page of the same site, and not to a place of this one. */
function leadsOn(target: string, url = 'https://site.invalid/'): boolean {
  if (target.startsWith('#') || !canParseUrl(target, url)) return false;
  const [to, from] = [new URL(target, url), new URL(url)];
  return to.host === from.host && to.pathname !== from.pathname;
}

function hasLinkedPicture(card: MarkupElement): boolean {
  return elementsIn(card).some(
    (part) => part.tag === 'img' && closest(part, ({ tag, index }) => tag === 'a' && index >= card.index) !== undefined,
  );
}

function sum(lengths: Readonly<Int32Array>, { index, lastIndex }: MarkupElement): number {
  return lengths.subarray(index, lastIndex + 1).reduce((total, length) => total + length, 0);
}

const CARD_TAGS: ReadonlySet<string> = new Set(['div', 'li', 'article', 'section', 'a']);
const MIN_ROW = 2;
const MAX_CARD_CHARACTERS = 600;
const MAX_CARD_ELEMENTS = 60;
const MAX_CARD_SHARE = 0.35;
const MAX_LABEL_CHARACTERS = 60;
