import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';

/** The text of one page as an extractor sees it; an empty text for a page it refuses. */
export type Extractor = (html: string, url: string | undefined) => string | Promise<string>;

/** The libraries Lector is compared with. */
export const OTHER_EXTRACTORS: Readonly<Record<string, Extractor>> = {
  'readability + linkedom': extractWithReadability,
  'defuddle + linkedom': extractWithDefuddle,
};

function extractWithReadability(html: string): string {
  const { document } = parseHTML(html);
  return new Readability(document as never).parse()?.textContent ?? '';
}

async function extractWithDefuddle(html: string, url: string | undefined): Promise<string> {
  const { content } = await Defuddle(parseHTML(html).document, url ?? '', { useAsync: false });
  return parseHTML(`<html><body>${content}</body></html>`).document.body.textContent;
}

/** Which half of the pages one belongs to: rules are written on the worked one and judged on the other. */
export type Half = 'worked' | 'held-out';

/** Parts pages by their names, so that each stays in its half whatever else is there (FNV-1a, 32 bits). */
export function halfOf(name: string): Half {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return (hash ^ (hash >>> 15)) & 1 ? 'held-out' : 'worked';
}
