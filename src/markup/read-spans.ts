import type { AudioMark, Span } from '../model/article.js';
import { present } from '../model/present.js';
import { canonicalLanguage } from '../model/text/primary-language.js';
import { splitNotation } from './notation/inline-notation.js';
import { inlineMath } from './blocks/read-math.js';
import { rawText, visibleText, type MarkupElement, type MarkupNode } from './element.js';
import type { Footnotes } from './find-footnotes.js';
import { resolveLink } from './resolve-link.js';
import { BLOCK_TAGS, PICTURE_TAGS, SILENT_TAGS } from './tags.js';
import { tidySpans } from './tidy-spans.js';

/** What reading a line needs to know of the document. */
export type SpanContext = {
  /** Relative links are resolved against it; without it they are text. */
  readonly baseUrl: string | undefined;
  readonly footnotes: Footnotes;
  /** Why an element is no part of the line it stands in: it is hidden, or an author or a rule took it out. */
  readonly leftOut: (element: MarkupElement) => string | undefined;
  /** Told of each link no page should open. */
  readonly refuseLink: (element: MarkupElement) => void;
  /** Told of notation in a text that is not read, and why. */
  readonly leaveOut: (text: string, reason: string) => void;
};

/** The line to read, and who is told what is not words. */
export type Line = {
  /** Language of the block, which its spans need not repeat. */
  readonly lang?: string | undefined;
  /** Audio mark of the block, which its spans need not repeat. */
  readonly audio?: AudioMark | undefined;
  /** Marks of an element around the whole line that is no block of its own. */
  readonly marks?: Marks;
  /** Pictures that stand in the line are put here. */
  readonly pictures?: InlinePicture[];
  /** Told of what was taken out of the line. */
  readonly drop?: (element: MarkupElement, reason: string) => void;
};

/** A picture met in a line. */
export type InlinePicture = { readonly element: MarkupElement; /** Before any word. */ readonly isLeading: boolean };

export type Marks = Omit<Span, 'text' | 'pauseMs'>;

/** The text of nodes that stand in a line as spans: white space folded, marks kept, neighbours of one kind joined. */
export function readSpans(nodes: readonly MarkupNode[], context: SpanContext, line: Line = {}): readonly Span[] {
  const spans: Span[] = [];
  collectAll(nodes, { context, line, spans, marks: line.marks ?? {} });
  return tidySpans(spans);
}

/** Whether spans hold anything but white space and silence. */
export function hasText(spans: readonly Span[]): boolean {
  return spans.some(({ text }) => text.trim() !== '');
}

type Walk = {
  readonly context: SpanContext;
  readonly line: Line;
  readonly spans: Span[];
  readonly marks: Marks;
};

function collectAll(nodes: readonly MarkupNode[], walk: Walk): void {
  for (const [index, node] of nodes.entries()) {
    collect(node, walk);
    const next = nodes[index + 1];
    if (next !== undefined && isParted(node, next, walk.context)) walk.spans.push({ text: ' ', ...walk.marks });
  }
}

/**
 * Whether two neighbours are words apart though no space stands between them: the first was taken out of the line, or
 * styles alone set them apart, as the name, the time and the words of a transcript.
 */
function isParted(node: MarkupNode, next: MarkupNode, context: SpanContext): boolean {
  if (node.kind === 'text') return false;
  if (context.leftOut(node) !== undefined) {
    return context.leftOut(node) !== 'hidden-text' && /^[\p{L}\p{N}“"«(]/u.test(rawText(next));
  }
  if (SHOWN_TAGS.has(node.tag)) return /^[\p{L}\p{N}]/u.test(rawText(next));
  if (next.kind === 'text' || RAISED_TAGS.has(node.tag) || RAISED_TAGS.has(next.tag)) return false;
  if (node.tag === next.tag && node.attributes['class'] === next.attributes['class']) return false;
  const [before, after] = [visibleText(node), visibleText(next)];
  if (before.length < 2 || /\s$/u.test(rawText(node)) || /^\s/u.test(rawText(next))) return false;
  return (
    /[\p{Ll}\p{N}.!?:)]$/u.test(before) &&
    /^[\p{Lu}\p{N}(“]/u.test(after) &&
    !/\d\d/u.test(before.slice(-1) + after.charAt(0))
  );
}

function collect(node: MarkupNode, walk: Walk): void {
  if (node.kind === 'text') return addText(node.text, walk);
  const { context, line, spans, marks } = walk;
  const { tag } = node;
  const math = inlineMath(node);
  if (math !== undefined) return void spans.push({ text: math, ...marks });
  if (tag === 'br') return void spans.push(LINE_END);
  const pauseMs = tag === 'break' ? readBreak(node) : undefined;
  // HTML knows no such element, so what follows its tag stands in it.
  if (pauseMs !== undefined) spans.push({ text: '', pauseMs });
  const reason = context.leftOut(node);
  if (reason !== undefined) return line.drop?.(node, reason);
  if (PICTURE_TAGS.has(tag)) {
    return void line.pictures?.push({ element: node, isLeading: !hasText(spans) });
  }
  if (SILENT_TAGS.has(tag) || context.footnotes.isBackLink(node)) return;
  const label = context.footnotes.labelOf(node);
  if (label !== undefined) return void spans.push({ text: visibleText(node), footnoteRef: label });
  const inner: Walk = { ...walk, marks: { ...marks, ...marksOf(node, walk) } };
  const note = tag === 'sup' ? unlinkedNote(node, spans) : undefined;
  if (note !== undefined) return void spans.push({ text: note, footnoteRef: note });
  const power = tag === 'sup' ? toSuperscript(node) : undefined;
  if (power !== undefined) return addText(power, inner);
  const index = tag === 'sub' ? toIndex(node, spans) : undefined;
  if (index !== undefined) return addText(index, inner);
  const isApart = BLOCK_TAGS.has(tag);
  if (isApart) spans.push(LINE_END);
  if (tag === 'q') addText('“', inner);
  collectAll(node.children, inner);
  if (tag === 'q') addText('”', inner);
  if (isApart) spans.push(LINE_END);
}

function marksOf(element: MarkupElement, { context, line }: Walk): Marks {
  const { tag, attributes } = element;
  const lang = languageOf(element);
  const audio = audioMark(attributes['data-audio']);
  const emphasis = EMPHASIS[tag];
  const href = tag === 'a' ? linkOf(element, context) : undefined;
  return {
    ...(lang !== undefined && lang !== line.lang && { lang }),
    ...present({ emphasis }),
    ...(CODE_TAGS.has(tag) && { isCode: true }),
    ...(STRUCK_TAGS.has(tag) && { audio: 'skip' as const, isStruck: true }),
    ...(audio !== undefined && audio !== line.audio && { audio }),
    ...present({ href }),
  };
}

/** Marks an element that holds a whole line gives to its words, such as `<li lang="fr">`. */
export function ownMarks(element: MarkupElement): Marks {
  return present({ lang: languageOf(element), audio: audioMark(element.attributes['data-audio']) });
}

/** The language an element names. */
export function languageOf({ attributes }: MarkupElement): string | undefined {
  return canonicalLanguage(attributes['lang'] ?? attributes['xml:lang'] ?? '');
}

/** A `data-audio` value, when it is one. */
export function audioMark(value: string | undefined): AudioMark | undefined {
  const mark = value?.trim().toLowerCase();
  return mark === 'skip' || mark === 'only' ? mark : undefined;
}

function linkOf(element: MarkupElement, context: SpanContext): string | undefined {
  const reference = element.attributes['href'];
  if (reference === undefined) return undefined;
  const link = resolveLink(reference, context.baseUrl);
  if (link.isRefused) context.refuseLink(element);
  return link.href;
}

/** Adds text, its notation as what it means; a line end in the source is a space. */
function addText(source: string, { context, spans, marks }: Walk): void {
  const text = source.replace(/[ \t\n\f\r]+/gu, ' ');
  if (marks.isCode === true) return void spans.push({ text, ...marks });
  for (const part of splitNotation(text)) {
    if (part.kind === 'text') spans.push({ text: part.text, ...marks });
    else if (part.kind === 'pause') spans.push({ text: '', pauseMs: part.pauseMs });
    else if (part.kind === 'formula') spans.push({ text: part.tex, ...marks, audio: 'skip' });
    else context.leaveOut(part.text, part.reason);
  }
}

/** SSML's `<break time="500ms"/>`, which authors write for other programs. */
function readBreak({ attributes }: MarkupElement): number | undefined {
  const [, amount, unit] = /^\s*(\d{1,5}(?:\.\d{1,3})?)(ms|s)\s*$/iu.exec(attributes['time'] ?? '') ?? [];
  return amount === undefined ? undefined : Math.min(60_000, Math.round(Number(amount) * (unit === 's' ? 1000 : 1)));
}

/**
 * The number of a note whose mark leads nowhere: raised behind a word or the end of a sentence, where no power can
 * stand. Units have one or two letters, or a number before them.
 */
function unlinkedNote(element: MarkupElement, spans: readonly Span[]): string | undefined {
  const label = rawText(element).trim();
  if (!/^\d{1,3}$/u.test(label)) return undefined;
  const before = spans
    .slice(-3)
    .map(({ text }) => text)
    .join('');
  if (/[.,;:!?”"’»]$|[^\d+*/=<>()−-]\)$/u.test(before)) return label;
  const isWord = /\p{L}{3,}$/u.test(before) && !(/^[23]$/u.test(label) && /\d[\s\u00A0]?\p{L}+$/u.test(before));
  return isWord && !/(?:^|[\s(])(?:sin|cos|tan|log|exp)$/u.test(before) ? label : undefined;
}

/** A power, without which the sixth power of ten would read as one hundred and six; nothing for other raised text. */
function toSuperscript(element: MarkupElement): string | undefined {
  if (element.children.some(({ kind }) => kind === 'element')) return undefined;
  const text = rawText(element).trim();
  if (!/^[\d+−n-]{1,6}$/u.test(text)) return undefined;
  return Array.from(text, (character) => SUPERSCRIPTS[character] ?? character).join('');
}

/** The index of a speed, `v` and a lowered figure, which on the line would read as a version: `v1`. */
function toIndex(element: MarkupElement, spans: readonly Span[]): string | undefined {
  const digits = rawText(element).trim();
  if (!/^\d{1,4}$/u.test(digits) || !/(?<![\p{L}\p{N}])v$/iu.test(spans.at(-1)?.text ?? '')) return undefined;
  return Array.from(digits, (digit) => String.fromCodePoint(0x2080 + Number(digit))).join('');
}

/** What `br` and the borders of blocks within a line become. */
const LINE_END: Span = { text: '\n' };
const EMPHASIS: Readonly<Record<string, 'em' | 'strong'>> = {
  em: 'em', i: 'em', cite: 'em', dfn: 'em', var: 'em', strong: 'strong', b: 'strong',
}; // prettier-ignore
const RAISED_TAGS: ReadonlySet<string> = new Set(['sup', 'sub', 'br', 'wbr', 'img']);
/** What is seen in the line and has no words: words on its two sides are apart. */
const SHOWN_TAGS: ReadonlySet<string> = new Set('img picture svg canvas button select input meter progress'.split(' '));
const CODE_TAGS: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'tt']);
/** What was deleted, or is no longer right, is seen and not said. */
const STRUCK_TAGS: ReadonlySet<string> = new Set(['del', 's', 'strike']);
const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹', '+': '⁺', '-': '⁻', '−': '⁻', n: 'ⁿ',
}; // prettier-ignore
