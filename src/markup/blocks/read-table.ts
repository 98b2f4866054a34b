import type { TableReading } from '../../model/article.js';
import { textOfSpans } from '../../model/text/block-text.js';
import { foldSpace } from '../../model/text/clean-text.js';
import { present } from '../../model/present.js';
import { childElements, type MarkupElement } from '../element.js';
import type { Walk } from '../piece.js';
import { readSpans } from '../read-spans.js';

/**
 * A data table, cell by cell; its header is the first row when that row is all `th` or stands in `thead`. A cell that
 * spans several is followed by empty ones, so that every cell stands below its own heading.
 */
export function readTable(table: MarkupElement, walk: Walk): void {
  const [first, ...others] = fillRows(rowsIn(table, walk), walk);
  const captionElement = childElements(table).find(({ tag }) => tag === 'caption');
  const caption = captionElement === undefined ? '' : textOf(captionElement, walk);
  const reading = readingOf(table) ?? walk.next.table;
  delete walk.next.table;
  if (first === undefined) return;
  const isHeader = first.row.isHead || childElements(first.row.element).every(({ tag }) => tag === 'th');
  const header = isHeader ? first.cells : [];
  const isRepeated = ({ cells }: Filled): boolean => isHeader && cells.join('\n') === header.join('\n');
  for (const filled of others) if (isRepeated(filled)) walk.drop(filled.row.element, 'duplicate-text', walk);
  const rows = (isHeader ? others.filter((filled) => !isRepeated(filled)) : [first, ...others])
    .map(({ cells }) => cells)
    .filter((cells) => cells.some((cell) => cell !== ''));
  if (rows.length === 0 && header.every((cell) => cell === '') && caption === '') return;
  const content = { kind: 'table' as const, header, rows, ...present({ reading }) };
  walk.push({ ...content, ...(caption !== '' && { caption }) }, { element: table }, walk);
}

type Row = { readonly element: MarkupElement; readonly isHead: boolean };
type Filled = { readonly row: Row; readonly cells: readonly string[] };

function rowsIn(element: MarkupElement, walk: Walk, isHead = false): readonly Row[] {
  return childElements(element).flatMap((child): readonly Row[] => {
    if (walk.spans.leftOut(child) !== undefined) return [];
    if (child.tag === 'tr') return [{ element: child, isHead }];
    return SECTION_TAGS.has(child.tag) ? rowsIn(child, walk, child.tag === 'thead') : [];
  });
}

/** The texts of all rows, with empty cells where a cell of the same or an earlier row reaches (HTML §4.9.12). */
function fillRows(rows: readonly Row[], walk: Walk): readonly Filled[] {
  /** How many rows below each column is taken in. */
  const taken: number[] = [];
  return rows.map((row) => {
    const cells: string[] = [];
    const passTaken = (): void => {
      for (let left = taken[cells.length] ?? 0; left > 0; left = taken[cells.length] ?? 0) {
        taken[cells.length] = left - 1;
        cells.push('');
      }
    };
    let end = 0;
    for (const cell of childElements(row.element)) {
      if (cell.tag !== 'td' && cell.tag !== 'th') continue;
      passTaken();
      const below = spanOf(cell, 'rowspan', rows.length) - 1;
      const text = textOf(cell, walk);
      for (let column = 0; column < spanOf(cell, 'colspan', MAX_COLUMN_SPAN); column += 1) {
        taken[cells.length] = below;
        cells.push(column === 0 ? text : '');
        if (column === 0) end = cells.length;
      }
    }
    passTaken();
    return { row, cells: cells.slice(0, end) };
  });
}

function spanOf({ attributes }: MarkupElement, name: string, most: number): number {
  const span = Number.parseInt(attributes[name] ?? '', 10);
  return Number.isNaN(span) ? 1 : Math.min(Math.max(1, span), most);
}

/** The words of a cell; marks of footnotes and what is not to be said have no place in it. */
function textOf(element: MarkupElement, walk: Walk): string {
  const spans = readSpans(element.children, walk.spans, { lang: walk.lang });
  return foldSpace(
    textOfSpans(spans.filter(({ footnoteRef, audio }) => footnoteRef === undefined && audio !== 'skip')),
  );
}

function readingOf({ attributes }: MarkupElement): TableReading | undefined {
  const reading = attributes['data-reading'] ?? attributes['data-audio-table'];
  return reading === 'skip' || reading === 'rows' || reading === 'summary' ? reading : undefined;
}

const SECTION_TAGS: ReadonlySet<string> = new Set(['thead', 'tbody', 'tfoot']);
/** More columns than any table that is read has; a page may say thousands. */
const MAX_COLUMN_SPAN = 50;
