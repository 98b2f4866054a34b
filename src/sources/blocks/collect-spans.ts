import type { Element, ElementContent } from 'hast';
import type { Span } from '../../model/article.js';
import { present } from '../../model/present.js';
import { cleanText } from '../text/clean-text.js';
import type { ConvertOptions, Inherited, Notes } from './block-draft.js';
import { resolveLink } from './resolve-link.js';
import { attribute, inherit, isElement, lineOf, rawText } from './tree.js';

export type SpanContext = {
  readonly options: ConvertOptions;
  readonly notes: Notes;
  readonly inherited: Inherited;
  /** Pictures met in the line; they become blocks of their own after it. */
  readonly pictures?: Element[];
  /** Keeps line ends of the source, for who has to find the last line. */
  readonly keepsLineEnds?: boolean;
};

/** The text of a line of nodes as spans: white space folded, marks kept, neighbours of one kind joined. */
export function collectSpans(nodes: readonly ElementContent[], context: SpanContext): readonly Span[] {
  const spans: Span[] = [];
  const style: Style = { block: context.inherited, marks: {} };
  for (const node of nodes) collect(node, { context, style, spans });
  return tidySpans(spans, context.keepsLineEnds === true);
}

type Style = {
  /** What the block says, which its spans need not repeat. */
  readonly block: Inherited;
  readonly marks: Omit<Span, 'text'>;
};

type Walk = { readonly context: SpanContext; readonly style: Style; readonly spans: Span[] };

const EMPHASIS: Readonly<Record<string, 'em' | 'strong'>> = {
  em: 'em', i: 'em', cite: 'em', dfn: 'em', var: 'em', strong: 'strong', b: 'strong',
}; // prettier-ignore
const CODE: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'tt']);
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript', 'input', 'button', 'rt', 'rp']);

function collect(node: ElementContent, walk: Walk): void {
  if (node.type === 'text') return addText(node.value, walk);
  if (node.type !== 'element') return;
  const { context, spans } = walk;
  if (node.tagName === 'br') return void spans.push({ text: '\n' });
  if (node.tagName === 'img') return void context.pictures?.push(node);
  if (SILENT.has(node.tagName)) return;
  if (isElement(node, 'a') && attribute(node, 'dataFootnoteRef') !== undefined) {
    return void spans.push({ text: rawText(node), footnoteRef: footnoteLabel(attribute(node, 'href') ?? '') });
  }
  if (isElement(node, 'a') && attribute(node, 'dataFootnoteBackref') !== undefined) return;
  if (node.tagName === 'sup' && node.children.every(({ type }) => type === 'text') && isSuperscript(rawText(node))) {
    return addText(toSuperscript(rawText(node)), { ...walk, style: styleOf(node, walk) });
  }
  const inner: Walk = { ...walk, style: styleOf(node, walk) };
  if (node.tagName === 'q') addText('“', inner);
  for (const child of node.children) collect(child, inner);
  if (node.tagName === 'q') addText('”', inner);
}

function styleOf(element: Element, { context, style }: Walk): Style {
  const { lang, audio } = inherit(element, {});
  const name = element.tagName;
  const emphasis = EMPHASIS[name];
  const isStruck = name === 'del' || name === 's' || name === 'strike';
  const href = name === 'a' ? linkOf(element, context) : undefined;
  const marks: Omit<Span, 'text'> = {
    ...style.marks,
    ...(lang !== undefined && lang !== style.block.lang && { lang }),
    ...present({ emphasis }),
    ...(CODE.has(name) && { isCode: true }),
    ...(isStruck && { audio: 'skip' as const }),
    ...(audio !== undefined && audio !== style.block.audio && { audio }),
    ...present({ href }),
  };
  return { ...style, marks };
}

function linkOf(element: Element, { options, notes }: SpanContext): string | undefined {
  const reference = attribute(element, 'href');
  if (reference === undefined) return undefined;
  const link = resolveLink(reference, options.baseUrl);
  if (link.isRefused) notes.refusedLinks.push(lineOf(element, options.lineOffset));
  return link.href;
}

const PAUSE = /\[pause\s+(\d{1,5}(?:\.\d{1,3})?)\s*(ms|s)\]/giu;
/** What CommonMark does not take for a link because its address has a space or a tab, and a reader never wants. */
const BROKEN_SCRIPT_LINK =
  /\[([^[\]\n]{0,300})\]\(\s*(?:j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|v\s*b\s*s\s*c\s*r\s*i\s*p\s*t|data)\s*:(?:[^()\n]|\([^()\n]*\)){0,1000}\)/giu;
const MAX_PAUSE_MS = 60_000;

function addText(source: string, { context, style, spans }: Walk): void {
  const safe = cleanText(source).text.replace(BROKEN_SCRIPT_LINK, (_match, label: string) => {
    context.notes.refusedLinks.push(undefined);
    return label;
  });
  let position = 0;
  if (style.marks.isCode !== true) {
    for (const match of safe.matchAll(PAUSE)) {
      push(spans, safe.slice(position, match.index), style);
      const pauseMs = Math.round(Number(match[1]) * (match[2]?.toLowerCase() === 's' ? 1000 : 1));
      spans.push({ text: '', pauseMs: Math.min(MAX_PAUSE_MS, pauseMs) });
      position = match.index + match[0].length;
    }
  }
  push(spans, safe.slice(position), style);
}

function push(spans: Span[], text: string, style: Style): void {
  if (text === '') return;
  spans.push({ text, ...style.marks });
}

/** Folds white space over span borders, trims both ends, joins equal neighbours. */
export function tidySpans(spans: readonly Span[], keepsLineEnds = false): readonly Span[] {
  const tidy: Span[] = [];
  let endsInSpace = true;
  for (const span of spans) {
    if (span.pauseMs !== undefined) {
      tidy.push(span);
      continue;
    }
    const isBreak = span.text === '\n';
    let text = isBreak ? '\n' : foldSpace(span.text, keepsLineEnds);
    if (endsInSpace || isBreak) text = isBreak && endsInSpace ? '' : text.replace(/^ +/u, '');
    if (isBreak && text !== '') trimEnd(tidy);
    if (text === '') continue;
    endsInSpace = /[ \n]$/u.test(text);
    const last = tidy.at(-1);
    if (last && last.pauseMs === undefined && hasSameMarks(last, span)) {
      tidy[tidy.length - 1] = { ...last, text: last.text + text };
    } else {
      tidy.push({ ...span, text });
    }
  }
  trimEnd(tidy);
  return tidy;
}

function foldSpace(text: string, keepsLineEnds: boolean): string {
  if (!keepsLineEnds) return text.replace(/[ \t\n\f\r]+/gu, ' ');
  return text.replace(/[ \t\f\r]*\n[ \t\n\f\r]*/gu, '\n').replace(/[ \t]+/gu, ' ');
}

function trimEnd(spans: Span[]): void {
  for (let index = spans.length - 1; index >= 0; index -= 1) {
    const span = spans[index];
    if (!span || span.pauseMs !== undefined) continue;
    const text = span.text.replace(/[ \n]+$/u, '');
    if (text === span.text) return;
    if (text !== '') {
      spans[index] = { ...span, text };
      return;
    }
    spans.splice(index, 1);
  }
}

function hasSameMarks(first: Span, second: Span): boolean {
  return (
    first.href === second.href &&
    first.lang === second.lang &&
    first.emphasis === second.emphasis &&
    first.isCode === second.isCode &&
    first.audio === second.audio &&
    first.footnoteRef === undefined &&
    second.footnoteRef === undefined
  );
}

function footnoteLabel(href: string): string {
  const id = href.replace(/^#?(?:user-content-)?fn-/u, '');
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹', '+': '⁺', '-': '⁻', '−': '⁻', n: 'ⁿ',
}; // prettier-ignore

function isSuperscript(text: string): boolean {
  return /^[\d+−n-]{1,6}$/u.test(text.trim());
}

/** Without it, the sixth power of ten would read as one hundred and six. */
function toSuperscript(text: string): string {
  return Array.from(text.trim(), (character) => SUPERSCRIPTS[character] ?? character).join('');
}
