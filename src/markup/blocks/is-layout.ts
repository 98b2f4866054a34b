import { holdsCaption } from './read-figure.js';
import { elementsIn, visibleText, type MarkupElement } from '../element.js';
import { HEADING_TAGS, ITEM_TAGS, LIST_TAGS } from '../tags.js';

/**
 * Whether a table, list or quotation of somebody else's page only lays out what stands in it: many pages and letters
 * still set columns with tables, galleries and live reports with lists, and whole articles in a quotation.
 */
export function isLayout(element: MarkupElement): boolean {
  if (element.tag === 'table') return !isDataTable(element);
  if (element.tag === 'blockquote') return isFrame(element);
  return LIST_TAGS.has(element.tag) && isProseList(element);
}

function isDataTable(table: MarkupElement): boolean {
  let rows = 0;
  let cells = 0;
  let tables = 0;
  let isMarked = false;
  let prose = 0;
  for (const element of elementsIn(table)) {
    const { tag, textLength } = element;
    if (tag === 'td' && isSentence(element)) prose += textLength;
    if (tag === 'tr') rows += 1;
    if (tag === 'td' || tag === 'th') cells += 1;
    if (tag === 'table') tables += 1;
    if (tag === 'th' || tag === 'caption' || tag === 'thead') isMarked = true;
    const most = CELL_TAGS.has(tag) ? MAX_CELL_CHARACTERS : MAX_PARAGRAPH_CHARACTERS;
    if ((textLength > most && !ROW_TAGS.has(tag)) || HEADING_TAGS.has(tag)) return false;
  }
  if (!isMarked && prose > table.textLength * MIN_PROSE_SHARE) return false;
  return rows >= 2 && tables === 1 && (isMarked || cells >= rows * MIN_COLUMNS);
}

function isSentence(cell: MarkupElement): boolean {
  return cell.textLength >= MIN_SENTENCE_CHARACTERS && /[.!?…。]["”’»)]*$/u.test(visibleText(cell));
}

/** Lists of whole paragraphs, or of parts with a heading or a picture each. */
function isProseList(list: MarkupElement): boolean {
  return list.children.some(
    (item) =>
      item.kind === 'element' && (item.textLength > MAX_ITEM_CHARACTERS || holdsHeading(item) || holdsCaption(item)),
  );
}

function holdsHeading(element: MarkupElement): boolean {
  return (
    element.hasBlocks &&
    element.children.some((child) => child.kind === 'element' && (PART_TAGS.has(child.tag) || holdsHeading(child)))
  );
}

/** A quotation that holds headings or most of the article is a page's frame, not a quotation. */
function isFrame(quote: MarkupElement): boolean {
  let paragraphs = 0;
  for (const { tag, textLength } of elementsIn(quote)) {
    if (HEADING_TAGS.has(tag)) return true;
    if ((tag === 'p' || ITEM_TAGS.has(tag)) && textLength > 0) paragraphs += 1;
  }
  return paragraphs > MAX_QUOTE_PARAGRAPHS;
}

const MIN_SENTENCE_CHARACTERS = 60;
const MIN_PROSE_SHARE = 0.7;
const MAX_CELL_CHARACTERS = 400;
const MAX_PARAGRAPH_CHARACTERS = 160;
const MIN_COLUMNS = 1.5;
const MAX_ITEM_CHARACTERS = 600;
const MAX_QUOTE_PARAGRAPHS = 12;
const CELL_TAGS: ReadonlySet<string> = new Set(['td', 'th', 'caption']);
const ROW_TAGS: ReadonlySet<string> = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr']);
const PART_TAGS: ReadonlySet<string> = new Set([...HEADING_TAGS, 'figure']);
