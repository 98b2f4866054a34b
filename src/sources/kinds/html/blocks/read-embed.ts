import type { BlockContent } from '../draft.js';
import { toLine } from '../to-line.js';
import type { PageElement } from '../page-tree.js';
import { resolveLink } from '../resolve-link.js';

/** A video, player or frame that stands in the article; nothing for other elements that show no text. */
export function readEmbed(
  element: PageElement,
  baseUrl: string | undefined,
): Extract<BlockContent, { kind: 'embed' }> | undefined {
  if (!EMBED_TAGS.has(element.tag)) return undefined;
  const { attributes } = element;
  const source = element.children.find(
    (child): child is PageElement => child.kind === 'element' && child.tag === 'source',
  );
  const address = attributes['src'] ?? attributes['data-src'] ?? attributes['data'] ?? source?.attributes['src'];
  const url = address === undefined ? undefined : resolveLink(address, baseUrl);
  const title = toLine(attributes['title'] ?? attributes['aria-label'] ?? '');
  if (url === undefined) return undefined;
  return { kind: 'embed', url, ...(title !== '' && { title }) };
}

const EMBED_TAGS: ReadonlySet<string> = new Set(['iframe', 'video', 'audio', 'embed', 'object']);
