import type { Span } from '../../model/article.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';

const ADDRESS = /https?:\/\/[^\s<>"“”]{1,2000}/giu;

/** Plain text as spans, its web addresses linked. */
export function linkText(text: string): readonly Span[] {
  const spans: Span[] = [];
  let position = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(/[.,;:!?'’)\]]+$/u, '');
    if (!canParseUrl(address)) continue;
    if (match.index > position) spans.push({ text: text.slice(position, match.index) });
    spans.push({ text: address, href: new URL(address).href });
    position = match.index + address.length;
  }
  if (position < text.length) spans.push({ text: text.slice(position) });
  return spans;
}
