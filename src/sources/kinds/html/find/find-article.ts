import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { type MarkupElement, type MarkupNode } from '../../../../markup/element.js';
import { SILENT_TAGS, VOID_TAGS } from '../../../../markup/tags.js';
import type { Page } from '../parse-page.js';

/**
 * Which elements of the page Readability holds to be the article, by index. It reads a copy without what it would
 * throw away first; it costs time by every element times its depth, so a page beyond all measure is not put to it.
 */
export function findArticle(page: Page): ReadonlySet<number> {
  const kept = new Set<number>();
  const copy: Copy = { html: [], cost: 0 };
  write(page.root, { copy, depth: 0, chain: 0 });
  if (copy.cost > MAX_COST) return kept;
  const { document } = parseHTML(`<!doctype html>${copy.html.join('')}`);
  const reader = new Readability<ParserNode>(document as never, {
    serializer: (element) => element as unknown as ParserNode,
    disableJSONLD: true,
  });
  try {
    const content = reader.parse()?.content;
    if (content !== undefined && content !== null) collectIndexes(content, kept);
  } catch {
    // It relies on a body, which a page whose head is never closed does not have; what is left are Lector's own rules.
  }
  return kept;
}

type Copy = { readonly html: string[]; cost: number };
type Position = {
  readonly copy: Copy;
  readonly depth: number;
  /** How many elements around this one hold nothing but the next. */
  readonly chain: number;
};

function write(element: MarkupElement, { copy, depth, chain }: Position): void {
  const { tag } = element;
  if (SILENT_TAGS.has(tag) && !SEEN_TAGS.has(tag)) return;
  copy.cost += depth;
  const isWrapper = WRAPPER_TAGS.has(tag) && element.children.every(isElementOrSpace) && countElements(element) === 1;
  const isSkipped = isWrapper && chain >= MAX_CHAIN;
  if (!isSkipped) copy.html.push(`<${tag} ${INDEX_ATTRIBUTE}="${element.index}"${attributesOf(element)}>`);
  for (const child of element.children) {
    if (child.kind === 'text') copy.html.push(escapeText(child.text));
    else write(child, { copy, depth: isSkipped ? depth : depth + 1, chain: isWrapper ? chain + 1 : 0 });
  }
  if (!isSkipped && !VOID_TAGS.has(tag)) copy.html.push(`</${tag}>`);
}

function isElementOrSpace(node: MarkupNode): boolean {
  return node.kind === 'element' || node.text.trim() === '';
}

function countElements({ children }: MarkupElement): number {
  return children.reduce((count, child) => count + (child.kind === 'element' ? 1 : 0), 0);
}

function attributesOf({ tag, attributes }: MarkupElement): string {
  let written = '';
  for (const name of SEEN_ATTRIBUTES) {
    // The id of a heading is often its text, in which Readability sees "share" or "comments".
    if (name === 'id' && HEADING_TAG.test(tag)) continue;
    const value = attributes[name];
    if (value !== undefined)
      written += ` ${name}="${escapeText(value.slice(0, MAX_VALUE_CHARACTERS)).replaceAll('"', '&quot;')}"`;
  }
  return written;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

type ParserNode = {
  readonly nodeType: number;
  readonly firstChild: ParserNode | null;
  readonly nextSibling: ParserNode | null;
  readonly getAttribute: (name: string) => string | null;
};

function collectIndexes(node: ParserNode, kept: Set<number>): void {
  const index = node.getAttribute(INDEX_ATTRIBUTE);
  if (index !== null) kept.add(Number(index));
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === ELEMENT_NODE) collectIndexes(child, kept);
  }
}

const HEADING_TAG = /^h[1-6]$/;
const ELEMENT_NODE = 1;
/** Carries an element's index through Readability. */
const INDEX_ATTRIBUTE = 'data-lector-index';
/** Sum of the depths of all elements; a large news page has 300,000. */
const MAX_COST = 600_000;
const MAX_CHAIN = 4;
const MAX_VALUE_CHARACTERS = 500;
const WRAPPER_TAGS: ReadonlySet<string> = new Set(['div', 'section', 'span']);
/** What Readability looks at. */
const SEEN_ATTRIBUTES = [
  'class',
  'id',
  'role',
  'style',
  'hidden',
  'aria-hidden',
  'aria-modal',
  'href',
  'src',
  'alt',
  'rel',
  'itemprop',
  'property',
  'name',
  'content',
  'lang',
  'dir',
  'datatable',
  'summary',
  'colspan',
  'rowspan',
];
const SEEN_TAGS: ReadonlySet<string> = new Set([
  'head',
  'title',
  'meta',
  'iframe',
  'video',
  'audio',
  'object',
  'embed',
  'input',
  'button',
  'textarea',
  'select',
]);
