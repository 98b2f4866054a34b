import type { Span } from '../../model/article.js';
import type { BlockDraft } from '../../model/text/block-text.js';
import { present } from '../../model/present.js';
import { closest, isBlank, type MarkupElement, type MarkupNode } from '../element.js';
import type { Walk } from '../piece.js';
import { hasText, readSpans, type InlinePicture } from '../read-spans.js';
import { tidySpans } from '../tidy-spans.js';
import { imagesIn, pushPictures } from './read-figure.js';

/** A text block of a line of nodes, with the pictures that stood in it before or after. */
export function readParagraph(run: readonly MarkupNode[], element: MarkupElement, walk: Walk): void {
  if (run.every(isBlank)) return;
  const { options } = walk;
  const met: InlinePicture[] = [];
  const spans = readSpans(run, walk.spans, {
    lang: walk.lang,
    audio: walk.audio,
    pictures: met,
    drop: (inner, reason) => walk.drop(inner, reason, walk),
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
    const origin = { element, first: run[0], linkedLength: linkLength(run, element, walk), isOutside: !isInside };
    walk.push(content, origin, walk);
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

/** Characters of a run inside links, without what is left out of the line; in a link all are. */
function linkLength(run: readonly MarkupNode[], element: MarkupElement, walk: Walk): number {
  const lengthOf = (node: MarkupNode, isInLink: boolean): number => {
    if (node.kind === 'text') return isInLink ? node.text.trim().length : 0;
    if (node.textLength === 0 || walk.spans.leftOut(node) !== undefined) return 0;
    const isLinked = isInLink || node.tag === 'a';
    return isLinked || node.linkTextLength > 0
      ? node.children.reduce((sum, child) => sum + lengthOf(child, isLinked), 0)
      : 0;
  };
  const isInLink = closest(element, ({ tag }) => tag === 'a') !== undefined;
  return run.reduce((sum, node) => sum + lengthOf(node, isInLink), 0);
}

/** A heading, or where it stands in a box, a line of the box; pictures in it come after it. */
export function readHeading(element: MarkupElement, walk: Walk): void {
  if (walk.spans.footnotes.isMadeHeading(element)) return;
  const pictures: InlinePicture[] = [];
  const line = readSpans(element.children, walk.spans, {
    lang: walk.lang,
    audio: walk.audio,
    pictures,
    drop: (inner, reason) => walk.drop(inner, reason, walk),
  });
  const { spans, anchor } = takeAnchor(line);
  if (hasText(spans)) {
    const content: BlockDraft =
      walk.box === 'aside' ? { kind: 'aside', spans } : { kind: 'heading', level: Number(element.tag.slice(1)), spans };
    walk.push({ ...content, ...present({ anchor }) }, { element }, walk);
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

/** A note, without the mark it is referred to by. */
export function readFootnote(element: MarkupElement, label: string, walk: Walk): void {
  const spans = readSpans(element.children, walk.spans, {
    lang: walk.lang,
    audio: walk.audio,
    drop: (inner, reason) => walk.drop(inner, reason, walk),
  });
  const shown = withoutLabel(spans, label, element.tag === 'li');
  if (hasText(shown)) walk.push({ kind: 'footnote', label, spans: shown }, { element }, walk);
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
