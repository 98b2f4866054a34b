import type { Nodes as HastNodes } from 'hast';
import type { Blockquote, Nodes, Paragraph, PhrasingContent, Root } from 'mdast';
import rehypeRaw from 'rehype-raw';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { MarkupElement } from '../../../markup/element.js';
import { fromHast } from '../../../markup/from-hast.js';
import type { DroppedBlock } from '../../../model/article.js';
import { present } from '../../../model/present.js';
import { findSpellings, joinLines, type Spellings } from '../../text/join-lines.js';
import { checkMarkdownDepth, depthOf, refuseDepth } from './check-markdown-depth.js';
import { escapeMarkFloods, unveilMarks } from './escape-mark-floods.js';
import { keepNotation, unescapeNotation } from './keep-notation.js';

export type MarkdownTree = {
  readonly tree: MarkupElement;
  /** Footnotes nothing refers to: no reader of the page sees them. */
  readonly dropped: readonly DroppedBlock[];
  /** Lines of what was meant as a link to a script and is none. */
  readonly refusedLinks: readonly (number | undefined)[];
};

/**
 * Parses GitHub Flavored Markdown with raw HTML and `$$` formulas into one tree of HTML with lines.
 *
 * @throws LectorError `E_TOO_DEEP`.
 */
export function parseMarkdown(
  source: string,
  options: { readonly file: string; readonly firstLine: number; readonly maxDepth: number },
): MarkdownTree {
  checkMarkdownDepth(source, options);
  const body = escapeMarkFloods(keepNotation(source));
  const markdown = unified().use(remarkParse).use(remarkGfm).parse(body);
  const tooDeep = (): never => refuseDepth({ ...options, line: undefined });
  if (depthOf(markdown) > options.maxDepth * 3) tooDeep();
  restoreTildes(markdown, body);
  unveilMarks(markdown);
  const found = inspect(markdown, body, findSpellings(body));
  try {
    const html = unified().use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: '' }).runSync(markdown);
    nameCaptions(html);
    const whole = found.hasHtml ? unified().use(rehypeRaw).runSync(html) : html;
    const lineOffset = options.firstLine - 1;
    const refusedLinks = found.refusedLinks.map((line) => (line === undefined ? undefined : line + lineOffset));
    return { tree: fromHast(whole, lineOffset), dropped: unreferenced(found, lineOffset), refusedLinks };
  } catch (error) {
    if (error instanceof RangeError) tooDeep();
    throw error;
  }
}

type Found = {
  hasHtml: boolean;
  readonly definitions: Map<string, { text: string; line: number | undefined }>;
  readonly references: Set<string>;
  readonly refusedLinks: (number | undefined)[];
};

/** One walk: finds HTML and footnotes, and writes as HTML would what Markdown says in its own way. */
function inspect(root: Root, body: string, spellings: Spellings): Found {
  const found: Found = { hasHtml: false, definitions: new Map(), references: new Set(), refusedLinks: [] };
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'html') found.hasHtml = true;
    if (node.type === 'footnoteReference') found.references.add(node.identifier);
    if (node.type === 'footnoteDefinition') {
      found.definitions.set(node.identifier, { text: sourceOf(node, body), line: node.position?.start.line });
    }
    if (node.type === 'text') {
      node.value = withoutBrokenLinks(joinHyphened(node.value, spellings), node, found);
    }
    if (node.type === 'blockquote') partLastLine(node);
    if (!('children' in node)) continue;
    node.children.forEach((child, index, siblings) => {
      const tex = child.type === 'paragraph' ? formulaIn(child, body) : undefined;
      if (tex !== undefined) {
        (siblings as Nodes[])[index] = {
          type: 'code',
          lang: 'math',
          value: tex,
          ...present({ position: child.position }),
        };
      } else stack.push(child);
    });
  }
  return found;
}

/** Words that were parted at the end of a line; other line ends stay. */
function joinHyphened(text: string, spellings: Spellings): string {
  return text.replace(/(?<!\S)\S+-\n\S+/gu, (words) => joinLines(words.split('\n'), spellings));
}

/**
 * GFM strikes between single tildes wherever they stand, so that of `1~3 metres and 2~5` half would be lost. Where they
 * stand inside words and numbers they are what they are: a range, or about so many, or a lowered part of a word (`H~2~O`).
 */
function restoreTildes(root: Root, body: string): void {
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!('children' in node)) continue;
    const children: readonly Nodes[] = node.children;
    const hasStruck = children.some(({ type }) => type === 'delete');
    if (hasStruck) Object.assign(node, { children: children.flatMap((child) => restored(child, body)) });
    for (const child of node.children) stack.push(child);
  }
}

function restored(node: Nodes, body: string): readonly Nodes[] {
  const { start, end } = node.position ?? {};
  if (node.type !== 'delete' || start?.offset === undefined || end?.offset === undefined) return [node];
  const { offset } = start;
  const isGlued = WORD_CHARACTER.test(body[offset - 1] ?? '') || WORD_CHARACTER.test(body[end.offset] ?? '');
  if (body.startsWith('~~', offset) || !isGlued) return [node];
  const isLowered = /^~[^\s~]+~$/u.test(sourceOf(node, body)) && /\p{L}/u.test(body[offset - 1] ?? '');
  const tilde: Nodes = { type: 'text', value: '~', position: { start, end: start } };
  return isLowered ? node.children : [tilde, ...node.children, tilde];
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** What CommonMark does not take for a link because its address has a space or a tab, and a reader never wants. */
const BROKEN_SCRIPT_LINK =
  /\[([^[\]\n]{0,300})\]\(\s*(?:j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|v\s*b\s*s\s*c\s*r\s*i\s*p\s*t|data)\s*:(?:[^()\n]|\([^()\n]*\)){0,1000}\)/giu;

function withoutBrokenLinks(text: string, node: Nodes, { refusedLinks }: Found): string {
  return text.replace(BROKEN_SCRIPT_LINK, (_match, label: string) => {
    refusedLinks.push(node.position?.start.line);
    return label;
  });
}

/** `![alt](src "title")`: what a page shows as one points at it is the caption an author means. */
function nameCaptions(node: HastNodes): void {
  if (node.type === 'element' && node.tagName === 'img' && typeof node.properties['title'] === 'string') {
    node.properties['dataCaption'] = node.properties['title'];
  }
  if ('children' in node) node.children.forEach(nameCaptions);
}

/** The last line of a quotation that names who is quoted, `— Name`, is a line to see, though the source folds it. */
function partLastLine({ children }: Blockquote): void {
  const last = children.at(-1);
  if (last?.type !== 'paragraph') return;
  const index = last.children.findLastIndex((child) => child.type === 'text' && child.value.includes('\n'));
  const text = last.children[index];
  if (text?.type !== 'text') return;
  const start = text.value.lastIndexOf('\n');
  if (!/^[ \t]*(?:[—–―]|--)/u.test(text.value.slice(start + 1))) return;
  const parts: PhrasingContent[] = [
    { ...text, value: text.value.slice(0, start) },
    { type: 'break' },
    { ...text, value: text.value.slice(start + 1) },
  ];
  last.children.splice(index, 1, ...parts);
}

function formulaIn(paragraph: Paragraph, body: string): string | undefined {
  const match = /^\$\$([\s\S]+)\$\$$/u.exec(sourceOf(paragraph, body).trim());
  return match?.[1] === undefined ? undefined : unescapeNotation(match[1]).trim();
}

function sourceOf(node: Nodes, body: string): string {
  return body.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

function unreferenced({ definitions, references }: Found, lineOffset: number): DroppedBlock[] {
  return [...definitions]
    .filter(([identifier]) => !references.has(identifier))
    .map(([, { text, line }]) => ({
      text: text.replace(/^\[\^[^\]]*\]:\s*/u, '').replace(/\s+/gu, ' '),
      reason: 'unreferenced-footnote',
      ...(line !== undefined && { line: line + lineOffset }),
    }));
}
