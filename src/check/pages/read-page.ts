import type { Element, Nodes } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { parseTimecode } from '../../model/time.js';

/** What a page says of times. */
export type PageTimes = {
  /** Path below the published folder. */
  readonly file: string;
  /** Links to a moment of the audio (`…#t=61`, Media Fragments), with their text. */
  readonly links: readonly { readonly startMs: number; readonly text: string }[];
  readonly text: string;
};

export type Page = PageTimes & {
  /** Every address the page uses, as written. */
  readonly addresses: readonly string[];
  readonly ids: ReadonlySet<string>;
  /** Every `digitalSourceType` its schema.org data name. */
  readonly sourceTypes: readonly string[];
};

const ADDRESS_PROPERTIES = ['href', 'src', 'poster'];

/** Reads an HTML page of the published folder. */
export function readPage(html: string, file: string): Page {
  const tree = unified().use(rehypeParse).parse(html);
  const elements = elementsOf(tree);
  return {
    file,
    addresses: elements.flatMap((element) => ADDRESS_PROPERTIES.flatMap((name) => property(element, name) ?? [])),
    sourceTypes: elements.filter(isLinkedData).flatMap(sourceTypesOf),
    ids: new Set(elements.flatMap((element) => property(element, 'id') ?? [])),
    links: elements.flatMap((element) => {
      const time = /#t=(?:npt:)?([\d:.]+)/u.exec(property(element, 'href') ?? '')?.[1];
      const startMs = parseTimecode(time ?? '', 'npt');
      return startMs === undefined ? [] : [{ startMs, text: textOf(element) }];
    }),
    text: textOf(tree),
  };
}

function isLinkedData(element: Element): boolean {
  return element.tagName === 'script' && property(element, 'type') === 'application/ld+json';
}

/** At whatever depth; data that are no JSON name none. */
function sourceTypesOf({ children }: Element): readonly string[] {
  const text = children.map((child) => (child.type === 'text' ? child.value : '')).join('');
  const found: string[] = [];
  try {
    JSON.parse(text, (key, value: unknown) => {
      if (key === 'digitalSourceType' && typeof value === 'string') found.push(value);
      return value;
    });
  } catch {
    return [];
  }
  return found;
}

function elementsOf(node: Nodes): Element[] {
  const below = 'children' in node ? node.children.flatMap(elementsOf) : [];
  return node.type === 'element' ? [node, ...below] : below;
}

function property(element: Element, name: string): string | undefined {
  const value = element.properties[name];
  return typeof value === 'string' ? value : undefined;
}

/** Text as it is read, runs of it apart; scripts and styles are not read. */
function textOf(node: Nodes): string {
  const parts: string[] = [];
  collectText(node, parts);
  return parts.join(' ').replace(/\s+/gu, ' ').trim();
}

function collectText(node: Nodes, parts: string[]): void {
  if (node.type === 'text') parts.push(node.value);
  if (node.type === 'element' && (node.tagName === 'script' || node.tagName === 'style')) return;
  if ('children' in node) for (const child of node.children) collectText(child, parts);
}
