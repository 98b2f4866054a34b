import { elementsIn, visibleText, type PageElement } from '../page-tree.js';
import type { BlockContent } from '../draft.js';
import { toLine } from '../to-line.js';

/** Whether a table holds data; many pages still lay out columns with tables. */
export function isDataTable(table: PageElement): boolean {
  if (/presentation|none/.test(table.attributes['role'] ?? '')) return false;
  let rows = 0;
  let cells = 0;
  let isMarked = false;
  for (const { tag, textLength } of elementsIn(table)) {
    if (tag === 'tr') rows += 1;
    if (tag === 'td' || tag === 'th') cells += 1;
    if (tag === 'th' || tag === 'caption' || tag === 'thead') isMarked = true;
    if (textLength > (CELL_TAGS.has(tag) ? MAX_CELL_CHARACTERS : MAX_PARAGRAPH_CHARACTERS) && !ROW_TAGS.has(tag))
      return false;
    if (/^h[1-6]$/.test(tag)) return false;
  }
  return rows >= 2 && tablesIn(table) === 1 && (isMarked || cells >= rows * MIN_COLUMNS);
}

function tablesIn(table: PageElement): number {
  return elementsIn(table).filter(({ tag }) => tag === 'table').length;
}

/** A data table; its header is the first row when that row is all `th` or stands in `thead`. */
export function readTable(table: PageElement): Extract<BlockContent, { kind: 'table' }> {
  const rows = rowsOf(table);
  const caption = elementsIn(table).find(({ tag }) => tag === 'caption');
  const first = rows[0];
  const isHeader = first !== undefined && isHeaderRow(first);
  const captionText = caption === undefined ? '' : toLine(visibleText(caption));
  const header = isHeader ? readRow(first) : [];
  const repeated = new Set(repeatedHeaders(table));
  const body = (isHeader ? rows.slice(1) : rows)
    .filter((row) => !repeated.has(row))
    .map(readRow)
    .filter((row) => row.some((cell) => cell !== ''));
  const reading = table.attributes['data-audio-table'];
  return {
    kind: 'table',
    ...(captionText !== '' && { caption: captionText }),
    header,
    rows: body,
    ...((reading === 'skip' || reading === 'rows' || reading === 'summary') && { reading }),
  };
}

/** Rows that print a table's header again, for those who have scrolled past it. */
export function repeatedHeaders(table: PageElement): readonly PageElement[] {
  const [first, ...others] = rowsOf(table);
  if (first === undefined || !isHeaderRow(first)) return [];
  const header = readRow(first).join('\n');
  return others.filter((row) => readRow(row).join('\n') === header);
}

function isHeaderRow(row: PageElement): boolean {
  return row.parent?.tag === 'thead' || cellsOf(row).every(({ tag }) => tag === 'th');
}

function rowsOf(table: PageElement): readonly PageElement[] {
  return elementsIn(table).filter(({ tag }) => tag === 'tr');
}

function cellsOf(row: PageElement): readonly PageElement[] {
  return row.children.filter((child): child is PageElement => child.kind === 'element' && /^t[dh]$/.test(child.tag));
}

function readRow(row: PageElement): readonly string[] {
  return cellsOf(row).map((cell) => toLine(visibleText(cell)));
}

const MAX_CELL_CHARACTERS = 400;
const MAX_PARAGRAPH_CHARACTERS = 160;
const MIN_COLUMNS = 1.5;
const CELL_TAGS: ReadonlySet<string> = new Set(['td', 'th', 'caption']);
const ROW_TAGS: ReadonlySet<string> = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr']);
