import type { Element, ElementContent } from 'hast';
import type { Span } from '../../model/article.js';
import { present } from '../../model/present.js';
import { collectSpans } from './collect-spans.js';
import { pushBlock, type FlowContext } from './flow.js';
import { attribute, isElement, lineOf } from './tree.js';

/** A `figure`: its pictures with its caption, or whatever block it frames with the caption as an aside. */
export function addFigure(element: Element, context: FlowContext): void {
  const captionElement = element.children.find((child) => isElement(child, 'figcaption'));
  const rest = element.children.filter((child) => child !== captionElement);
  const caption = captionElement?.type === 'element' ? collectSpans(flatten(captionElement.children), context) : [];
  const pictures = rest.flatMap(picturesIn);
  if (pictures.length > 0) return addPictures(pictures, { context, caption });
  context.convertFlow(rest, context);
  if (caption.length > 0) pushBlock({ kind: 'aside', spans: caption }, { context, source: element });
}

/** Adds one figure per picture; the caption belongs to the last. */
export function addPictures(
  pictures: readonly Element[],
  { context, caption = [] }: { readonly context: FlowContext; readonly caption?: readonly Span[] },
): void {
  pictures.forEach((picture, index) => {
    const title = attribute(picture, 'title')?.trim() ?? '';
    const own: readonly Span[] = index === pictures.length - 1 ? caption : [];
    const shown = own.length > 0 || title === '' ? own : [{ text: title.replace(/\s+/gu, ' ') }];
    const alt = attribute(picture, 'alt')?.replace(/\s+/gu, ' ').trim();
    const src = sourceOf(picture, context);
    pushBlock(
      {
        kind: 'figure',
        ...(shown.length > 0 && { caption: shown }),
        ...present({ alt, src }),
      },
      { context, source: picture },
    );
  });
}

/** A web address, or a path relative to the project; references out of the project are noted. */
function sourceOf(picture: Element, { options, notes }: FlowContext): string | undefined {
  const reference = attribute(picture, 'src')?.trim() ?? '';
  if (reference === '' || /^data:/iu.test(reference)) return undefined;
  const isRelative = !/^(?:[a-z][a-z0-9+.-]*:|\/)/iu.test(reference);
  const path = isRelative ? options.resolveAsset?.(reference) : undefined;
  if (path !== undefined) return path;
  const url = URL.canParse(reference, options.baseUrl) ? new URL(reference, options.baseUrl) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href;
  if (options.resolveAsset) notes.outsideAssets.push({ reference, line: lineOf(picture, options.lineOffset) });
  return undefined;
}

function picturesIn(node: ElementContent): Element[] {
  if (node.type !== 'element') return [];
  return isElement(node, 'img') ? [node] : node.children.flatMap(picturesIn);
}

function flatten(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] =>
    isElement(node, 'p', 'div') ? [{ type: 'text', value: ' ' }, ...node.children] : [node],
  );
}
