import type { Block, Span } from '../../model/article.js';

/** Writing without spaces between words; about two characters make one. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu;

/** Words as a listener would count them: what holds no letter or digit is none. */
export function countWords(text: string): number {
  let unspaced = 0;
  const spaced = text.replace(UNSPACED, () => {
    unspaced += 1;
    return ' ';
  });
  let count = Math.ceil(unspaced / 2);
  for (const [word] of spaced.matchAll(/\S+/gu)) if (/[\p{L}\p{N}]/u.test(word)) count += 1;
  return count;
}

/** The words of a block, wherever they stand in it. */
export function textOfBlock(block: Block): string {
  switch (block.kind) {
    case 'list':
      return block.items.map(({ spans }) => textOfSpans(spans)).join('\n');
    case 'quote':
      return block.paragraphs.map(textOfSpans).join('\n');
    case 'figure':
      return block.caption === undefined ? (block.alt ?? '') : textOfSpans(block.caption);
    case 'table':
      return [block.header, ...block.rows].map((cells) => cells.join(' ')).join('\n');
    case 'code':
      return block.code;
    case 'math':
      return block.tex;
    case 'embed':
      return block.title ?? '';
    default:
      return textOfSpans(block.spans);
  }
}

export function textOfSpans(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}
