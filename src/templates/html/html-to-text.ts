import type { Nodes } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';

const PARSER = unified().use(rehypeParse, { fragment: true }).freeze();
const BLOCKS = new Set([
  'p',
  'ul',
  'ol',
  'blockquote',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'dl',
  'hr',
  'div',
]);
const LINES = new Set(['li', 'br', 'tr', 'dt', 'dd']);

/** The text of an HTML fragment: blocks an empty line apart, list items a line each. */
export function htmlToText(html: string): string {
  return toText(PARSER.parse(html))
    .replace(/[ \t]*\n[ \t]*/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

function toText(node: Nodes): string {
  if (node.type === 'text') return node.value.replace(/\s+/gu, ' ');
  if (!('children' in node)) return '';
  const text = node.children.map(toText).join('');
  if (node.type !== 'element') return text;
  if (BLOCKS.has(node.tagName)) return `\n\n${text}\n\n`;
  return LINES.has(node.tagName) ? `\n${text}` : text;
}
