import { present } from '../../../../model/present.js';
import type { BlockContent } from '../draft.js';
import { toLine } from '../to-line.js';
import { elementsIn, type PageElement, type PageNode } from '../page-tree.js';
import { resolveLink } from '../resolve-link.js';
import { readSpans, type SpanContext } from './read-spans.js';

type Figure = Extract<BlockContent, { kind: 'figure' }>;

/** A picture with the caption that stands beside it; nothing for pixels and spacers. */
export function readFigure(element: PageElement, context: SpanContext): Figure | undefined {
  const image = elementsIn(element).find((inner) => inner.tag === 'img' && !isPixel(inner));
  const captionElement = captionIn(element);
  const captionNodes = captionElement === undefined ? (isCaption(element) ? element.children : []) : [captionElement];
  const caption = readSpans(captionNodes, context);
  if (image === undefined && caption.length === 0) return undefined;
  const src = image === undefined ? undefined : sourceOf(image, context.baseUrl);
  const alt = image?.attributes['alt'];
  if (src === undefined && caption.length === 0 && (alt === undefined || toLine(alt) === '')) return undefined;
  return {
    kind: 'figure',
    ...(caption.length > 0 && { caption }),
    ...(alt !== undefined && { alt: toLine(alt) }),
    ...present({ src }),
  };
}

/** The caption inside a figure. */
export function captionIn(element: PageElement): PageElement | undefined {
  return elementsIn(element).find((inner) => inner !== element && isCaption(inner));
}

/** Whether an element is the caption of the picture near it. */
export function isCaption({ tag, names, textLength }: PageElement): boolean {
  return tag === 'figcaption' || (textLength > 0 && textLength <= MAX_CAPTION_CHARACTERS && CAPTION_NAMES.test(names));
}

/** Whether a picture stands in an element. */
export function holdsPicture(element: PageElement): boolean {
  return element.children.some((child) => child.kind === 'element' && (child.tag === 'img' || holdsPicture(child)));
}

/** Whether an element without text is there for a picture in it. */
export function holdsPictureAlone(element: PageElement): boolean {
  return (
    element.textLength === 0 &&
    element.children.some(
      (child) => child.kind === 'element' && (/^(?:img|picture)$/.test(child.tag) || holdsPictureAlone(child)),
    )
  );
}

/** Whether an element is or holds a caption. */
export function holdsCaption(element: PageElement): boolean {
  return isCaption(element) || element.children.some((child) => child.kind === 'element' && holdsCaption(child));
}

/** Whether a figure is one of code, a table, a video… rather than of a picture. */
export function holdsOtherThanPicture(node: PageNode): boolean {
  if (node.kind === 'text') return false;
  if (/^(?:table|pre|blockquote|iframe|video|audio|math|ul|ol)$/.test(node.tag)) return true;
  return node.tag !== 'figcaption' && node.children.some(holdsOtherThanPicture);
}

function isPixel({ attributes }: PageElement): boolean {
  const size = (name: string): number => Number.parseInt(attributes[name] ?? '', 10);
  return size('width') <= MAX_PIXEL_SIZE || size('height') <= MAX_PIXEL_SIZE;
}

function sourceOf({ attributes }: PageElement, baseUrl: string | undefined): string | undefined {
  const candidates = [
    attributes['data-src'],
    attributes['data-original'],
    attributes['src'],
    attributes['srcset']?.split(/[\s,]/)[0],
  ];
  for (const candidate of candidates) {
    const url = candidate === undefined ? undefined : resolveLink(candidate, baseUrl);
    if (url !== undefined) return url;
  }
  return undefined;
}

const MAX_CAPTION_CHARACTERS = 800;
const MAX_PIXEL_SIZE = 3;
const CAPTION_NAMES =
  /(?:^|[\s_-])(?:captions?|figcaption|wp-caption-text|image-credit|photo-credit|cutline|legend)(?:$|[\s_-])/;
