import type { Block, Span } from '../../model/article.js';

/** All texts of a block that a reader sees or that stand for what is seen; parts of one text stay together. */
export function textsOf(block: Block): readonly string[] {
  return allTextsOf(block).filter((text) => text.trim() !== '');
}

function allTextsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'list':
      return block.items.flatMap((item) => textsOfSpans(item.spans));
    case 'quote':
      return [...block.paragraphs.flatMap(textsOfSpans), block.speaker ?? ''];
    case 'figure':
      return [...textsOfSpans(block.caption ?? []), block.alt ?? ''];
    case 'table':
      return [block.caption ?? '', ...block.header, ...block.rows.flat()];
    case 'code':
      return [block.code];
    case 'math':
      return [block.tex];
    case 'embed':
      return [block.title ?? ''];
    default:
      return textsOfSpans(block.spans);
  }
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
