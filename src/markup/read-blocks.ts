import type { Span } from '../model/article.js';
import { textOfBlock, type BlockDraft } from '../model/block-text.js';
import { foldSpace } from '../model/clean-text.js';
import { present } from '../model/present.js';
import { isCallout } from './blocks/is-callout.js';
import { readCode } from './blocks/read-code.js';
import { readEmbed } from './blocks/read-embed.js';
import { holdsCaption, imagesIn, isFigure, pushPictures, readFigure } from './blocks/read-figure.js';
import { readList } from './blocks/read-list.js';
import { displayMath, inlineMath } from './blocks/read-math.js';
import { readQuote } from './blocks/read-quote.js';
import { readTable } from './blocks/read-table.js';
import { closest, isBlank, rawText, visibleText, type MarkupElement, type MarkupNode } from './element.js';
import { findFootnotes } from './find-footnotes.js';
import { isHiddenByItself, tagReason } from './left-out.js';
import type { Box, Origin, Piece, Reading, ReadOptions, Walk } from './piece.js';
import { audioMark, hasText, languageOf, readSpans, type InlinePicture, type SpanContext } from './read-spans.js';
import { HEADING_TAGS, INLINE_TAGS, LIST_TAGS, PICTURE_TAGS, SILENT_TAGS } from './tags.js';
import { tidySpans } from './tidy-spans.js';

/** Every piece of text of a document, in reading order, as a block or as a piece left out with its reason. */
export function readBlocks(root: MarkupElement, options: ReadOptions): Reading {
  const pieces: Piece[] = [];
  const refusedLinks: (number | undefined)[] = [];
  const outsideAssets: Reading['outsideAssets'][number][] = [];
  const judged: Walk['options'] = {
    ...options,
    placementOf: options.placementOf ?? (() => 'inside'),
    reasonOf: options.reasonOf ?? tagReason,
    isHidden: options.isHidden ?? isHiddenByItself,
    isLayout: options.isLayout ?? (() => false),
  };
  const spans: SpanContext = {
    baseUrl: options.baseUrl,
    footnotes: findFootnotes(root),
    leftOut: (element) => (judged.isHidden(element) ? 'hidden-text' : judged.reasonOf(element)),
    refuseLink: ({ line }) => void refusedLinks.push(line),
  };
  const state = { lang: undefined, audio: undefined, box: undefined, next: {} };
  visit(root, { pieces, options: judged, spans, outsideAssets, ...state, visit, flow, push, drop });
  return { pieces, refusedLinks, outsideAssets };
}

function visit(element: MarkupElement, outer: Walk): void {
  const { placementOf, reasonOf, isHidden } = outer.options;
  const placement = placementOf(element);
  if (isHidden(element)) return drop(element, 'hidden-text', outer);
  const reason = reasonOf(element);
  if (reason !== undefined && placement !== 'around') return drop(element, reason, outer);
  if (placement === 'outside') {
    const isMixed = element.children.some((child) => child.kind === 'element' && reasonOf(child) !== undefined);
    return isMixed ? flow(element, outer) : drop(element, 'outside-article', outer);
  }
  const walk = enter(element, outer);
  if (placement === 'inside' && makeBlock(element, walk)) return;
  flow(element, walk);
}

function enter(element: MarkupElement, outer: Walk): Walk {
  const lang = ownLanguage(element);
  const audio = audioMark(element.attributes['data-audio']);
  return { ...outer, lang: lang ?? outer.lang, audio: audio ?? outer.audio, box: boxOf(element) ?? outer.box };
}

function boxOf(element: MarkupElement): Box | undefined {
  if (element.tag === 'aside' || isCallout(element)) return 'aside';
  return element.tag === 'details' ? 'details' : undefined;
}

/** Makes the block an element stands for; false when it is only a container. */
function makeBlock(element: MarkupElement, walk: Walk): boolean {
  const { options, spans } = walk;
  const { tag } = element;
  const label = spans.footnotes.noteLabel(element);
  const tex = displayMath(element);
  if (label !== undefined) pushFootnote(element, label, walk);
  else if (tex !== undefined) push({ kind: 'math', tex }, { element }, walk);
  else if (HEADING_TAGS.has(tag)) pushHeading(element, walk);
  else if (tag === 'pre') push(readCode(element), { element }, walk);
  else if (LIST_TAGS.has(tag) && !options.isLayout(element) && !spans.footnotes.holdsNotes(element))
    readList(element, walk);
  else if (tag === 'table' && !/presentation|none/.test(element.attributes['role'] ?? '') && !options.isLayout(element))
    readTable(element, walk);
  else if (tag === 'blockquote' && !options.isLayout(element)) readQuote(element, walk);
  else if (isFigure(element)) readFigure(element, walk);
  else if (SILENT_TAGS.has(tag)) {
    const embed = readEmbed(element, options.baseUrl);
    if (embed !== undefined) push(embed, { element }, walk);
  } else return false;
  return true;
}

/** Text and inline elements between blocks become paragraphs; two line breaks in a row part them. */
function flow(element: MarkupElement, walk: Walk): void {
  let run: MarkupNode[] = [];
  let breaks = 0;
  const flush = (): void => {
    pushParagraph(run, onlyElement(run) ?? element, walk);
    run = [];
    breaks = 0;
  };
  for (const [index, child] of element.children.entries()) {
    if (child.kind === 'text' && child.directive !== undefined) {
      flush();
      Object.assign(walk.next, child.directive);
    } else if (child.kind === 'text') {
      if (child.text.trim() !== '') breaks = 0;
      run.push(child);
    } else if (isInlineRun(child) && !(holdsPictureAlone(child) && partsLine(element, index, run))) {
      breaks = child.tag === 'br' ? breaks + 1 : 0;
      if (breaks === 2) flush();
      else run.push(child);
    } else {
      flush();
      visit(child, walk);
    }
  }
  flush();
}

/** The element a whole run stands in, which says more of it than the element around. */
function onlyElement(run: readonly MarkupNode[]): MarkupElement | undefined {
  const parts = run.filter((node) => !isBlank(node));
  return parts.length === 1 && parts[0]?.kind === 'element' && parts[0].tag !== 'a' ? parts[0] : undefined;
}

function isInlineRun(element: MarkupElement): boolean {
  if (element.hasBlocks || !INLINE_TAGS.has(element.tag)) return false;
  return !holdsCaption(element) && displayMath(element) === undefined;
}

/** Whether an element without text is there for a picture in it. */
function holdsPictureAlone(element: MarkupElement): boolean {
  if (PICTURE_TAGS.has(element.tag)) return true;
  return (
    element.textLength === 0 && element.children.some((child) => child.kind === 'element' && holdsPictureAlone(child))
  );
}

/** A picture in a paragraph stands in its line, unless it has one for itself; between bare text it parts what it parts. */
function partsLine(parent: MarkupElement, index: number, run: readonly MarkupNode[]): boolean {
  if (parent.tag !== 'p' && !INLINE_TAGS.has(parent.tag)) return true;
  const isBreak = (node: MarkupNode | undefined): boolean => node?.kind === 'element' && node.tag === 'br';
  const next = parent.children.slice(index + 1).find((node) => !isBlank(node));
  return isBreak(run.findLast((node) => !isBlank(node))) && isBreak(next);
}

/** Adds a text block for a line of nodes, with the pictures that stood in it before or after. */
function pushParagraph(run: readonly MarkupNode[], element: MarkupElement, walk: Walk): void {
  if (run.every(isBlank)) return;
  const { options } = walk;
  const met: InlinePicture[] = [];
  const spans = readSpans(run, walk.spans, {
    lang: walk.lang,
    audio: walk.audio,
    pictures: met,
    drop: (inner, reason) => drop(inner, reason, walk),
  });
  const isInside = options.placementOf(element) === 'inside';
  const pictures = isInside ? met : [];
  const imagesOf = (isLeading: boolean): readonly MarkupElement[] =>
    pictures.filter((picture) => picture.isLeading === isLeading).flatMap((picture) => imagesIn(picture.element));
  // A picture with one emphasised line is a figure and its caption.
  if (pictures.length === 1 && hasText(spans) && spans.every(isSetApart)) {
    const images = pictures.flatMap((picture) => imagesIn(picture.element));
    if (images.length > 0) return pushPictures(images, { caption: spans.map(withoutEmphasis), element, walk });
  }
  const pushAll = (images: readonly MarkupElement[]): void => {
    for (const image of images) pushPictures([image], { caption: [], element: image, walk });
  };
  pushAll(imagesOf(true));
  if (hasText(spans) || spans.some(({ pauseMs }) => pauseMs !== undefined)) {
    const content: BlockDraft = { kind: walk.box === undefined ? 'paragraph' : 'aside', spans };
    const origin = { element, first: run[0], linkedLength: linkLength(run, element) };
    if (isInside) push(content, origin, walk);
    else pushOutside(content, origin, walk);
  }
  pushAll(imagesOf(false));
}

function isSetApart(span: Span): boolean {
  return span.emphasis === 'em' || (span.text.trim() === '' && span.pauseMs === undefined);
}

function withoutEmphasis(span: Span): Span {
  const plain: { -readonly [Key in keyof Span]: Span[Key] } = { ...span };
  delete plain.emphasis;
  return plain;
}

/** Characters of a run inside links; in a link all are. */
function linkLength(run: readonly MarkupNode[], element: MarkupElement): number {
  const isInLink = closest(element, ({ tag }) => tag === 'a') !== undefined;
  return run.reduce((sum, node) => {
    if (node.kind === 'text') return sum + (isInLink ? node.text.trim().length : 0);
    return sum + (isInLink ? node.textLength : node.linkTextLength);
  }, 0);
}

function pushHeading(element: MarkupElement, walk: Walk): void {
  if (walk.spans.footnotes.isMadeHeading(element)) return;
  const pictures: InlinePicture[] = [];
  const line = readSpans(element.children, walk.spans, {
    lang: walk.lang,
    audio: walk.audio,
    pictures,
    drop: (inner, reason) => drop(inner, reason, walk),
  });
  const { spans, anchor } = takeAnchor(line);
  if (hasText(spans)) {
    const content: BlockDraft =
      walk.box === 'aside' ? { kind: 'aside', spans } : { kind: 'heading', level: Number(element.tag.slice(1)), spans };
    push({ ...content, ...present({ anchor }) }, { element }, walk);
  }
  for (const image of pictures.flatMap((picture) => imagesIn(picture.element))) {
    pushPictures([image], { caption: [], element: image, walk });
  }
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

function pushFootnote(element: MarkupElement, label: string, walk: Walk): void {
  const spans = readSpans(element.children, walk.spans, {
    lang: walk.lang,
    audio: walk.audio,
    drop: (inner, reason) => drop(inner, reason, walk),
  });
  const shown = withoutLabel(spans, label, element.tag === 'li');
  if (hasText(shown)) push({ kind: 'footnote', label, spans: shown }, { element }, walk);
}

/** Many notes begin with the mark they are referred to by; a list puts its own before them. */
function withoutLabel(spans: readonly Span[], label: string, isInList: boolean): readonly Span[] {
  const [first, ...others] = spans;
  const match = /^([[(]?)(\S{1,8}?)([\])]?[.:]?)(\s+|$)/u.exec(first?.text ?? '');
  if (first === undefined || match === null) return spans;
  const [start, open = '', number = '', close = '', space = ''] = match;
  const isBare = number === label && open + close === '' && space !== '';
  if (number.normalize('NFKC') !== label || (isInList && isBare)) return spans;
  return tidySpans([{ ...first, text: first.text.slice(start.length) }, ...others]);
}

function push(content: BlockDraft, { element, first, linkedLength }: Origin, walk: Walk): void {
  const { options, spans, next } = walk;
  const text = textOfBlock(content);
  if (text === '' && !WORDLESS_KINDS.has(content.kind) && !holdsPause(content)) return;
  const lang = walk.lang === options.language ? undefined : walk.lang;
  const anchor = anchorOf(element, spans) ?? content.anchor;
  const audio = next.audio ?? walk.audio;
  delete next.audio;
  const marked = { ...content, ...present({ lang, anchor, audio, line: first?.line ?? element.line }) };
  walk.pieces.push({ content: marked, element, text, linkedLength: linkedLength ?? element.linkTextLength });
}

function anchorOf(element: MarkupElement, { footnotes }: SpanContext): string | undefined {
  const id = element.attributes['id'] ?? '';
  const noteAnchor = footnotes.noteAnchor(element);
  if (footnotes.noteLabel(element) !== undefined && noteAnchor === undefined) return undefined;
  return id === '' ? noteAnchor : id;
}

function holdsPause(content: BlockDraft): boolean {
  return 'spans' in content && content.spans.some(({ pauseMs }) => pauseMs !== undefined);
}

function pushOutside(content: BlockDraft, { element, linkedLength = 0 }: Origin, walk: Walk): void {
  const reason = walk.options.reasonOf(element) ?? 'outside-article';
  walk.pieces.push({ element, text: textOfBlock(content), linkedLength, ...langOf(element, walk), reason });
}

/** Notes something as left out. Of a page, what is never seen is not worth a word. */
function drop(element: MarkupElement, reason: string, walk: Walk): void {
  if (inlineMath(element) !== undefined && reason !== 'hidden-text') return;
  const isSilent = SILENT_TAGS.has(element.tag);
  const text = isSilent && walk.options.reasonOf === tagReason ? foldSpace(rawText(element)) : visibleText(element);
  if (text === '' || (element.textLength === 0 && !isSilent)) return;
  walk.pieces.push({ element, text, linkedLength: element.linkTextLength, ...langOf(element, walk), reason });
}

function langOf(element: MarkupElement, walk: Walk): { readonly lang?: string } {
  const lang = ownLanguage(element) ?? walk.lang;
  return lang === undefined || lang === walk.options.language ? {} : { lang };
}

/** The language an element names; that of a whole page is the article's. */
function ownLanguage(element: MarkupElement): string | undefined {
  return element.parent === undefined ? undefined : languageOf(element);
}

const WORDLESS_KINDS: ReadonlySet<string> = new Set(['figure', 'embed']);
