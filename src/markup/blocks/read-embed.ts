import type { BlockDraft } from '../../model/text/block-text.js';
import { toLine } from '../../model/text/clean-text.js';
import { childElements, type MarkupElement } from '../element.js';
import { isRelative, resolveLink } from '../resolve-link.js';
import { EMBED_TAGS } from '../tags.js';

/** A video, player or frame that stands in the article; nothing for one that shows nothing. */
export function readEmbed(
  element: MarkupElement,
  baseUrl: string | undefined,
): Extract<BlockDraft, { kind: 'embed' }> | undefined {
  if (!EMBED_TAGS.has(element.tag)) return undefined;
  const { attributes } = element;
  const source = childElements(element).find(({ tag }) => tag === 'source');
  const address = attributes['src'] ?? attributes['data-src'] ?? attributes['data'] ?? source?.attributes['src'] ?? '';
  const url = resolveLink(address, baseUrl).href;
  const title = toLine(attributes['title'] ?? attributes['aria-label'] ?? '');
  if (url === undefined && (address.trim() === '' || !isRelative(address))) return undefined;
  return { kind: 'embed', ...(url !== undefined && { url }), ...(title !== '' && { title }) };
}
