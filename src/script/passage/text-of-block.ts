import type { Block, Span } from '../../model/article.js';
import { partsOfBlock } from '../../model/text/block-text.js';

/** All texts of a block that a reader sees or that stand for what is seen; parts of one text stay together. */
export function textsOf(block: Block): readonly string[] {
  return partsOfBlock(block)
    .flatMap(textsOfSpans)
    .filter((text) => text.trim() !== '');
}

/** Running text in one piece; footnote marks and what only one of eye and ear gets, in pieces of their own. */
function textsOfSpans(spans: readonly Span[]): readonly string[] {
  const apart = spans.filter(standsApart).map((span) => span.text);
  const running = spans.map((span) => (standsApart(span) ? (span.audio === 'only' ? '' : ' ') : span.text)).join('');
  return [running, ...apart];
}

function standsApart({ audio, footnoteRef }: Span): boolean {
  return audio !== undefined || footnoteRef !== undefined;
}
