import type { Block, Span } from '../../../model/article.js';
import type { PageElement } from './page-tree.js';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** A block that has no id yet. */
export type BlockContent = WithoutId<Block>;

/** A block on its way from the page into the article, or out of it. */
export type Draft = {
  /** Absent for text that was never a candidate, such as a page's navigation. */
  readonly content?: BlockContent;
  /** The element the block was made from. */
  readonly element: PageElement;
  readonly text: string;
  /** Characters of `text` inside links. */
  readonly linkedLength: number;
  /** Of text without content, where it is not that of the page. */
  readonly lang?: string;
  /** Why it is not part of the article. */
  reason?: string;
};

/** Spans joined as they stand. */
export function spansText(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}

/** Everything a block shows, one line a part. */
export function contentText(content: BlockContent): string {
  switch (content.kind) {
    case 'list':
      return content.items.map(({ spans }) => spansText(spans)).join('\n');
    case 'quote':
      return [...content.paragraphs.map(spansText), ...(content.speaker === undefined ? [] : [content.speaker])].join(
        '\n',
      );
    case 'figure':
      return content.caption === undefined ? (content.alt ?? '') : spansText(content.caption);
    case 'table':
      return [content.caption ?? '', content.header.join(' '), ...content.rows.map((row) => row.join(' '))]
        .filter((line) => line !== '')
        .join('\n');
    case 'code':
      return content.code;
    case 'math':
      return content.tex;
    case 'embed':
      return content.title ?? '';
    default:
      return spansText(content.spans);
  }
}
