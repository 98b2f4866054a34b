import { textOfBlock, type BlockDraft } from '../model/text/block-text.js';
import { foldSpace } from '../model/text/clean-text.js';
import { present } from '../model/present.js';
import { isCallout } from './blocks/is-callout.js';
import { readCode } from './blocks/read-code.js';
import { readEmbed } from './blocks/read-embed.js';
import { holdsCaption, isFigure, readFigure } from './blocks/read-figure.js';
import { readFootnote, readHeading, readParagraph } from './blocks/read-line.js';
import { readList } from './blocks/read-list.js';
import { displayMath, inlineMath } from './blocks/read-math.js';
import { readQuote } from './blocks/read-quote.js';
import { readTable } from './blocks/read-table.js';
import { isBlank, rawText, visibleText, type MarkupElement, type MarkupNode } from './element.js';
import { findFootnotes } from './find-footnotes.js';
import { isHiddenByItself, tagReason } from './left-out.js';
import type { Box, Origin, Piece, Reading, ReadOptions, Walk } from './piece.js';
import { audioMark, languageOf, type SpanContext } from './read-spans.js';
import { endsLine, HEADING_TAGS, INLINE_TAGS, LIST_TAGS, PICTURE_TAGS, SILENT_TAGS } from './tags.js';

/** Every piece of text of a document, in reading order, as a block or as a piece left out with its reason. */
export function readBlocks(root: MarkupElement, options: ReadOptions): Reading {
  const pieces: Piece[] = [];
  const refusedLinks: MarkupElement[] = [];
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
    refuseLink: (element) => void refusedLinks.push(element),
    leaveOut: (text, reason) => void pieces.push({ element: root, text, linkedLength: 0, reason }),
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
  if (label !== undefined) readFootnote(element, label, walk);
  else if (tex !== undefined) push({ kind: 'math', tex }, { element }, walk);
  else if (HEADING_TAGS.has(tag)) readHeading(element, walk);
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
    readParagraph(run, onlyElement(run) ?? element, walk);
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
    } else if (isInlineRun(child, element) && !(holdsPictureAlone(child) && partsLine(element, index, run))) {
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

/** Whether an element stands in a line; one HTML does not know does where there is a line to stand in. */
function isInlineRun(element: MarkupElement, parent: MarkupElement): boolean {
  const isInline = INLINE_TAGS.has(element.tag) || (isLine(parent) && !endsLine(element.tag));
  if (element.hasBlocks || !isInline) return false;
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
  if (!isLine(parent)) return true;
  const isBreak = (node: MarkupNode | undefined): boolean => node?.kind === 'element' && node.tag === 'br';
  const next = parent.children.slice(index + 1).find((node) => !isBlank(node));
  return isBreak(run.findLast((node) => !isBlank(node))) && isBreak(next);
}

function isLine({ tag }: MarkupElement): boolean {
  return tag === 'p' || INLINE_TAGS.has(tag);
}

function push(content: BlockDraft, origin: Origin, walk: Walk): void {
  const { element, first, linkedLength = element.linkTextLength, isOutside = false } = origin;
  const { options, spans, next } = walk;
  const text = textOfBlock(content);
  if (isOutside) {
    const reason = options.reasonOf(element) ?? 'outside-article';
    walk.pieces.push({ element, text, linkedLength, ...langOf(element, walk), reason });
    return;
  }
  if (text === '' && !WORDLESS_KINDS.has(content.kind) && !holdsPause(content)) return;
  const lang = walk.lang === options.language ? undefined : walk.lang;
  const anchor = anchorOf(element, spans) ?? content.anchor;
  const audio = next.audio ?? walk.audio;
  delete next.audio;
  const marked = { ...content, ...present({ lang, anchor, audio, line: first?.line ?? element.line }) };
  walk.pieces.push({ content: marked, element, text, linkedLength });
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
