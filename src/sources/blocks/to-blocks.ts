import type { Comment, Element, ElementContent, Root, RootContent } from 'hast';
import type { Span } from '../../model/article.js';
import type { BlockDraft, ConvertOptions, Notes } from './block-draft.js';
import { collectSpans, tidySpans } from './collect-spans.js';
import { drop, pushBlock, type FlowContext } from './flow.js';
import { toCode } from './to-code.js';
import { addFigure, addPictures } from './to-figure.js';
import { toList } from './to-list.js';
import { addQuote } from './to-quote.js';
import { toTable } from './to-table.js';
import { attribute, inherit, isElement, isPhrasing } from './tree.js';

/** Turns a tree of HTML into blocks, each of its own kind, and notes what has no place in an article. */
export function toBlocks(root: Root, options: ConvertOptions): Notes {
  const notes: Notes = { blocks: [], dropped: [], refusedLinks: [], outsideAssets: [] };
  convertFlow(root.children, { options, notes, inherited: {}, convertFlow });
  return notes;
}

/** Converts nodes in order; what stands in a line without a paragraph of its own becomes one. */
function convertFlow(nodes: readonly RootContent[], context: FlowContext): void {
  let line: ElementContent[] = [];
  const flush = (): void => {
    const [first] = line;
    if (first) addParagraph(line, { context, source: first });
    line = [];
  };
  for (const node of nodes) {
    if (node.type === 'doctype') continue;
    if (isPhrasing(node)) {
      line.push(node as ElementContent);
      continue;
    }
    flush();
    if (node.type === 'comment') noteComment(node, context);
    else if (node.type === 'element') convertElement(node, context);
  }
  flush();
}

const DROPPED: Readonly<Record<string, string>> = {
  script: 'script', style: 'style', template: 'template', noscript: 'noscript', nav: 'navigation', form: 'form',
  button: 'form', select: 'form', textarea: 'form', dialog: 'dialog', svg: 'drawing', canvas: 'drawing',
  object: 'plug-in', applet: 'plug-in', title: 'page-title', head: 'page-head',
}; // prettier-ignore
const EMBEDS: ReadonlySet<string> = new Set(['iframe', 'video', 'audio', 'embed']);

function convertElement(element: Element, context: FlowContext): void {
  const reason = hiddenReason(element) ?? DROPPED[element.tagName];
  if (reason !== undefined) return drop(element, { reason, context });
  const inherited = inherit(element, context.inherited);
  const inner: FlowContext = { ...context, inherited };
  if (EMBEDS.has(element.tagName)) return addEmbed(element, inner);
  switch (element.tagName) {
    case 'p':
      return addParagraph(element.children, { context: inner, source: element });
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return addHeading(element, inner);
    case 'ul':
    case 'ol':
    case 'dl':
      return toList(element, inner);
    case 'blockquote':
      return addQuote(element, inner);
    case 'figure':
      return addFigure(element, inner);
    case 'table':
      return toTable(element, inner);
    case 'pre':
      return toCode(element, inner);
    case 'aside':
    case 'details':
      return convertFlow(element.children, { ...inner, textKind: 'aside' });
    case 'section':
      return attribute(element, 'dataFootnotes') === undefined
        ? convertFlow(element.children, inner)
        : addFootnotes(element, inner);
    default:
      return convertFlow(element.children, inner);
  }
}

function hiddenReason(element: Element): string | undefined {
  const style = attribute(element, 'style') ?? '';
  const isHidden =
    attribute(element, 'hidden') !== undefined || /(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu.test(style);
  return isHidden ? 'hidden-text' : undefined;
}

/** Adds a text block for a line of nodes, then the pictures that stood in it. */
function addParagraph(
  nodes: readonly ElementContent[],
  { context, source }: { readonly context: FlowContext; readonly source: RootContent },
): void {
  const pictures: Element[] = [];
  const spans = collectSpans(nodes, { ...context, pictures });
  const hasText = spans.some(({ text }) => text.trim() !== '');
  // A picture with one emphasised line below it is a figure and its caption.
  const [picture] = pictures;
  if (picture && pictures.length === 1 && hasText && spans.every((span) => span.emphasis === 'em')) {
    return addPictures([picture], { context, caption: spans.map(withoutEmphasis) });
  }
  if (hasText || spans.length > 0) {
    const anchor = source.type === 'element' ? attribute(source, 'id') : undefined;
    pushBlock({ kind: context.textKind ?? 'paragraph', spans }, { context, source, ...(anchor && { anchor }) });
  }
  addPictures(pictures, { context });
}

function addHeading(element: Element, context: FlowContext): void {
  const pictures: Element[] = [];
  const { spans, anchor } = takeAnchor(collectSpans(element.children, { ...context, pictures }));
  const id = attribute(element, 'id') ?? anchor;
  if (spans.some(({ text }) => text.trim() !== '')) {
    const level = Number(element.tagName.slice(1));
    pushBlock({ kind: 'heading', level, spans }, { context, source: element, ...(id && { anchor: id }) });
  }
  addPictures(pictures, { context });
}

function withoutEmphasis(span: Span): Span {
  const plain: { -readonly [Key in keyof Span]: Span[Key] } = { ...span };
  delete plain.emphasis;
  return plain;
}

/** `Heading {#id}`, as many Markdown programs write it. */
function takeAnchor(spans: readonly Span[]): { readonly spans: readonly Span[]; readonly anchor?: string } {
  const last = spans.at(-1);
  const match = last && /\s*\{#([\w-]{1,80})\}$/u.exec(last.text);
  if (!last || !match?.[1]) return { spans };
  return {
    spans: tidySpans([...spans.slice(0, -1), { ...last, text: last.text.slice(0, match.index) }]),
    anchor: match[1],
  };
}

function addEmbed(element: Element, context: FlowContext): void {
  const inner = element.children.find((child) => isElement(child, 'source'));
  const reference = attribute(element, 'src') ?? (inner?.type === 'element' ? attribute(inner, 'src') : undefined);
  const url =
    reference !== undefined && URL.canParse(reference, context.options.baseUrl)
      ? new URL(reference, context.options.baseUrl)
      : undefined;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  const title = attribute(element, 'title')?.trim();
  const block: BlockDraft = { kind: 'embed', ...(isWeb && { url: url.href }), ...(title && { title }) };
  pushBlock(block, { context, source: element });
}

function addFootnotes(section: Element, context: FlowContext): void {
  const items = section.children.flatMap((child) => (isElement(child, 'ol') ? child.children : []));
  for (const item of items) {
    if (!isElement(item, 'li')) continue;
    const label = (attribute(item, 'id') ?? '').replace(/^(?:user-content-)?fn-/u, '');
    const nodes = item.children.flatMap((child): ElementContent[] =>
      isElement(child, 'p') ? [{ type: 'text', value: ' ' }, ...child.children] : [child],
    );
    const spans = collectSpans(nodes, context);
    if (spans.length > 0) pushBlock({ kind: 'footnote', label, spans }, { context, source: item });
  }
}

/** `<!-- table: rows -->` says how the next table is read, `<!-- audio: skip -->` who the next block is for. */
function noteComment(comment: Comment, { notes }: FlowContext): void {
  const [, name, value] = /^\s*(table|audio):\s*(skip|rows|summary|only)\s*$/iu.exec(comment.value.toLowerCase()) ?? [];
  if (name === 'table' && (value === 'skip' || value === 'rows' || value === 'summary')) notes.tableReading = value;
  if (name === 'audio' && (value === 'skip' || value === 'only')) notes.nextAudio = value;
}
