import type { Span } from '../../model/article.js';
import type { BlockDraft } from '../../model/text/block-text.js';
import { toLine } from '../../model/text/clean-text.js';
import { present } from '../../model/present.js';
import { childElements, contains, elementsIn, type MarkupElement } from '../element.js';
import type { Walk } from '../piece.js';
import { hasText, readSpans } from '../read-spans.js';
import { isRelative, resolveLink } from '../resolve-link.js';
import { PICTURE_TAGS, SILENT_TAGS } from '../tags.js';

type Figure = Extract<BlockDraft, { kind: 'figure' }>;

/** Whether an element is a figure: pictures, a caption, or both in a frame. */
export function isFigure(element: MarkupElement): boolean {
  return element.tag === 'figure' || PICTURE_TAGS.has(element.tag) || isCaption(element);
}

/** Pictures with the caption that stands beside them, or whatever block a figure frames with the caption as an aside. */
export function readFigure(element: MarkupElement, walk: Walk): void {
  if (element.tag === 'figure' && isFrame(element)) return walk.flow(element, walk);
  const images = imagesIn(element);
  const inner = images.length === 0 && isCaption(element) ? undefined : captionIn(element);
  const captionElement = inner ?? (isCaption(element) ? element : undefined);
  const caption = captionElement === undefined ? [] : readLine(captionElement, walk);
  if (element.tag === 'figcaption' && element.parent?.tag === 'figure' && isFrame(element.parent)) {
    if (hasText(caption)) walk.push({ kind: 'aside', spans: caption }, { element }, walk);
    return;
  }
  dropBeside(element, hasText(caption) ? captionElement : undefined, walk);
  pushPictures(images, { caption, element, walk });
}

/** One figure a picture, in one block with the caption for the last; a caption alone joins the picture before it. */
export function pushPictures(
  images: readonly MarkupElement[],
  {
    caption,
    element,
    walk,
  }: { readonly caption: readonly Span[]; readonly element: MarkupElement; readonly walk: Walk },
): void {
  const hasCaption = hasText(caption);
  const figures = images.flatMap((image) => pictureOf(image, walk) ?? []);
  if (figures.length === 0) {
    if (hasCaption) pushCaption(caption, element, walk);
    return;
  }
  for (const [index, { figure, image }] of figures.entries()) {
    const isLast = index === figures.length - 1;
    const shown = isLast && hasCaption ? caption : captionAttribute(image);
    const source = figures.length === 1 ? element : image;
    if (shown.length > 0 || figure.src !== undefined || figure.alt !== undefined) {
      const origin = { element: source, first: image };
      walk.push({ kind: 'figure', ...(shown.length > 0 && { caption: shown }), ...figure }, origin, walk);
    }
  }
}

/** All pictures below (and with) an element but pixels, each once; what stands in for one without scripts is silent. */
export function imagesIn(element: MarkupElement): readonly MarkupElement[] {
  if (SILENT_TAGS.has(element.tag)) return [];
  if (element.tag === 'img') return isPixel(element) ? [] : [element];
  return childElements(element).flatMap(imagesIn);
}

/** Whether an element is or holds a caption. */
export function holdsCaption(element: MarkupElement): boolean {
  return isCaption(element) || childElements(element).some(holdsCaption);
}

/** Whether an element is the caption of the picture near it. */
function isCaption({ tag, names, textLength }: MarkupElement): boolean {
  return tag === 'figcaption' || (textLength > 0 && textLength <= MAX_CAPTION_CHARACTERS && CAPTION_NAMES.test(names));
}

function captionIn(element: MarkupElement): MarkupElement | undefined {
  return elementsIn(element).find((inner) => inner !== element && isCaption(inner));
}

/** Whether a figure frames code, a table, a video, a verse… rather than pictures. */
function isFrame(figure: MarkupElement): boolean {
  if (holdsOtherThanPicture(figure)) return true;
  return imagesIn(figure).length === 0 && figure.textLength > (captionIn(figure)?.textLength ?? figure.textLength);
}

function holdsOtherThanPicture(element: MarkupElement): boolean {
  return childElements(element).some(
    (child) => OTHER_TAGS.has(child.tag) || (child.tag !== 'figcaption' && holdsOtherThanPicture(child)),
  );
}

function readLine(element: MarkupElement, walk: Walk): readonly Span[] {
  return readSpans(element.children, walk.spans, {
    lang: walk.lang,
    audio: walk.audio,
    drop: (inner, reason) => walk.drop(inner, reason, walk),
  });
}

function pushCaption(caption: readonly Span[], element: MarkupElement, walk: Walk): void {
  const last = walk.pieces.at(-1);
  if (last?.reason === undefined && last?.content?.kind === 'figure' && last.content.caption === undefined) {
    walk.pieces.pop();
    const { kind, alt, src } = last.content;
    walk.push({ kind, caption, ...present({ alt, src }) }, { element: last.element }, walk);
  } else walk.push({ kind: 'figure', caption }, { element }, walk);
}

/** Credits and counters in a figure, which are not its caption. */
function dropBeside(element: MarkupElement, caption: MarkupElement | undefined, walk: Walk): void {
  if (element === caption || element.textLength === 0) return;
  if (caption === undefined || !contains(element, caption)) return walk.drop(element, 'picture-credit', walk);
  for (const child of childElements(element)) dropBeside(child, caption, walk);
}

function pictureOf(
  image: MarkupElement,
  walk: Walk,
): { readonly image: MarkupElement; readonly figure: Pick<Figure, 'alt' | 'src'> } | undefined {
  if (walk.spans.leftOut(image) !== undefined) return undefined;
  const src = sourceOf(image, walk);
  const alt = image.attributes['alt'];
  const text = alt === undefined ? undefined : toLine(alt);
  if (src === undefined && (text ?? '') === '' && !('data-caption' in image.attributes)) return undefined;
  return { image, figure: present({ alt: text, src }) };
}

/** The words a Markdown author put after a picture's address, or a gallery beside its picture. */
function captionAttribute({ attributes }: MarkupElement): readonly Span[] {
  const text = toLine(attributes['data-caption'] ?? '');
  return text === '' ? [] : [{ text }];
}

function isPixel({ attributes }: MarkupElement): boolean {
  const size = (name: string): number => Number.parseInt(attributes[name] ?? '', 10);
  return size('width') <= MAX_PIXEL_SIZE || size('height') <= MAX_PIXEL_SIZE;
}

/** A path relative to the project, or a web address; references out of the project are noted. */
function sourceOf({ attributes, line }: MarkupElement, walk: Walk): string | undefined {
  const { baseUrl, resolveAsset } = walk.options;
  const stated = attributes['src']?.trim() ?? '';
  const candidates = [
    attributes['data-src'],
    attributes['data-original'],
    stated,
    attributes['srcset']?.split(/[\s,]/)[0],
  ];
  for (const candidate of candidates) {
    if (candidate === undefined || candidate === '') continue;
    const path = isRelative(candidate) ? resolveAsset?.(candidate) : undefined;
    const source = path ?? resolveLink(candidate, baseUrl).href;
    if (source !== undefined) return source;
  }
  if (resolveAsset !== undefined && stated !== '' && !/^data:/iu.test(stated)) {
    walk.outsideAssets.push({ reference: stated, line });
  }
  return undefined;
}

const MAX_CAPTION_CHARACTERS = 800;
const MAX_PIXEL_SIZE = 3;
const OTHER_TAGS: ReadonlySet<string> = new Set('table pre blockquote iframe video audio math ul ol'.split(' '));
const CAPTION_NAMES =
  /(?:^|[\s_-])(?:captions?|figcaption|wp-caption-text|image-credit|photo-credit|cutline|legend)(?:$|[\s_-])/;
