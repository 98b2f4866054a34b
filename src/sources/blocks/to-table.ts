import type { Element, ElementContent } from 'hast';
import type { TableReading } from '../../model/article.js';
import { present } from '../../model/present.js';
import { collectSpans } from './collect-spans.js';
import { pushBlock, type FlowContext } from './flow.js';
import { attribute, isElement } from './tree.js';

/** A table as text, cell by cell. */
export function toTable(element: Element, context: FlowContext): void {
  const rows = rowsIn(element.children);
  const captionElement = element.children.find((child) => isElement(child, 'caption'));
  const caption = captionElement?.type === 'element' ? textOf(captionElement.children, context) : '';
  const [first] = rows;
  const hasHeader = first !== undefined && (first.isHead || first.cells.every(({ tagName }) => tagName === 'th'));
  const texts = rows.map(({ cells }) => cells.map((cell) => textOf(cell.children, context)));
  const header = hasHeader ? (texts[0] ?? []) : [];
  const body = (hasHeader ? texts.slice(1) : texts).filter((cells) => cells.some((cell) => cell !== ''));
  if (body.length === 0 && header.every((cell) => cell === '')) return;
  const { notes } = context;
  const reading = readingOf(attribute(element, 'dataReading')) ?? notes.tableReading;
  delete notes.tableReading;
  pushBlock(
    {
      kind: 'table',
      header,
      rows: body,
      ...(caption !== '' && { caption }),
      ...present({ reading }),
    },
    { context, source: element },
  );
}

type Row = { readonly cells: readonly Element[]; readonly isHead: boolean };

function rowsIn(nodes: readonly ElementContent[], isHead = false): Row[] {
  return nodes.flatMap((node): Row[] => {
    if (isElement(node, 'thead', 'tbody', 'tfoot')) return rowsIn(node.children, node.tagName === 'thead');
    if (!isElement(node, 'tr')) return [];
    return [{ cells: node.children.filter((cell): cell is Element => isElement(cell, 'td', 'th')), isHead }];
  });
}

function textOf(nodes: readonly ElementContent[], context: FlowContext): string {
  return collectSpans(nodes, context)
    .filter(({ footnoteRef }) => footnoteRef === undefined)
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
}

function readingOf(text: string | undefined): TableReading | undefined {
  return text === 'skip' || text === 'rows' || text === 'summary' ? text : undefined;
}
