import type { Element, Root, RootContent } from 'hast';
import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { byteLength, truncateToBytes } from '../model/text.js';
import { htmlToText } from '../templates/html/html-to-text.js';

const PARSER = unified().use(rehypeParse, { fragment: true }).freeze();
const WRITER = unified()
  .use(rehypeStringify, { characterReferences: { useNamedReferences: true } })
  .freeze();

/** As many whole blocks as fit into `maxBytes` of UTF-8, and of a list that does not fit as many whole items. */
export function cutHtml(html: string, maxBytes: number): string {
  if (byteLength(html) <= maxBytes) return html;
  const kept: RootContent[] = [];
  for (const child of PARSER.parse(html).children as RootContent[]) {
    if (byteLength(toHtml([...kept, child])) <= maxBytes) {
      kept.push(child);
      continue;
    }
    const part = isList(child) ? cutList(child, kept, maxBytes) : undefined;
    if (part) kept.push(part);
    break;
  }
  const cut = toHtml(kept).trim();
  return cut === '' ? cutParagraph(html, maxBytes) : cut;
}

function cutList(list: Element, before: readonly RootContent[], maxBytes: number): Element | undefined {
  const items = [...list.children];
  while (items.some(({ type }) => type === 'element')) {
    items.pop();
    const shorter = { ...list, children: items };
    if (items.some(({ type }) => type === 'element') && byteLength(toHtml([...before, shorter])) <= maxBytes)
      return shorter;
  }
  return undefined;
}

/** A first block that is too long by itself: its words, cut. */
function cutParagraph(html: string, maxBytes: number): string {
  const [first = ''] = htmlToText(html).split('\n\n');
  for (let room = maxBytes - byteLength('<p></p>'); room > 3; room -= 8) {
    const cut = toHtml([paragraph(truncateToBytes(first, room))]);
    if (byteLength(cut) <= maxBytes) return cut;
  }
  return '';
}

function paragraph(value: string): Element {
  return { type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value }] };
}

function isList(node: RootContent): node is Element {
  return node.type === 'element' && (node.tagName === 'ul' || node.tagName === 'ol');
}

function toHtml(children: RootContent[]): string {
  return WRITER.stringify({ type: 'root', children } satisfies Root);
}
