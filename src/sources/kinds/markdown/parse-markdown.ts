import type { Root as HtmlRoot } from 'hast';
import type { Nodes, Paragraph, Root } from 'mdast';
import rehypeRaw from 'rehype-raw';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { DroppedBlock } from '../../../model/article.js';
import { present } from '../../../model/present.js';
import { depthOf } from '../../blocks/tree.js';
import { checkMarkdownDepth, refuseDepth } from './check-markdown-depth.js';
import { escapeMarkFloods } from './escape-mark-floods.js';

export type MarkdownTree = {
  readonly tree: HtmlRoot;
  /** Footnotes nothing refers to: no reader of the page sees them. */
  readonly dropped: readonly DroppedBlock[];
};

/**
 * Parses GitHub Flavored Markdown with raw HTML and `$$` formulas into one tree of HTML with positions.
 *
 * @throws LectorError `E_TOO_DEEP`.
 */
export function parseMarkdown(
  source: string,
  options: { readonly file: string; readonly firstLine: number; readonly maxDepth: number },
): MarkdownTree {
  checkMarkdownDepth(source, options);
  const body = escapeMarkFloods(source);
  const markdown = unified().use(remarkParse).use(remarkGfm).parse(body);
  const tooDeep = (): never => refuseDepth({ ...options, line: undefined });
  if (depthOf(markdown) > options.maxDepth * 3) tooDeep();
  const found = inspect(markdown, body);
  try {
    const html = unified().use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: '' }).runSync(markdown);
    const tree = found.hasHtml ? unified().use(rehypeRaw).runSync(html) : html;
    return { tree, dropped: unreferenced(found, options.firstLine - 1) };
  } catch (error) {
    if (error instanceof RangeError) tooDeep();
    throw error;
  }
}

type Found = {
  hasHtml: boolean;
  readonly definitions: Map<string, { text: string; line: number | undefined }>;
  readonly references: Set<string>;
};

/** One walk: turns `$$` paragraphs into formulas, and finds HTML and footnotes. */
function inspect(root: Root, body: string): Found {
  const found: Found = { hasHtml: false, definitions: new Map(), references: new Set() };
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'html') found.hasHtml = true;
    if (node.type === 'footnoteReference') found.references.add(node.identifier);
    if (node.type === 'footnoteDefinition') {
      found.definitions.set(node.identifier, { text: sourceOf(node, body), line: node.position?.start.line });
    }
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

function formulaIn(paragraph: Paragraph, body: string): string | undefined {
  const match = /^\$\$([\s\S]+)\$\$$/u.exec(sourceOf(paragraph, body).trim());
  return match?.[1]?.trim();
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
