import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { checkLimits } from '../../../markup/check-limits.js';
import { fromHast } from '../../../markup/from-hast.js';
import { isLayout } from '../../../markup/blocks/is-layout.js';
import { toArticle } from '../../../markup/to-article.js';
import type { DroppedBlock } from '../../../model/article.js';
import { textOfBlock, type BlockDraft } from '../../../model/text/block-text.js';
import { cleanText } from '../../../model/text/clean-text.js';
import { decodeReferences } from '../../text/decode-references.js';
import { markupFindings } from '../../text/report-markup.js';
import { linkText } from '../../text/link-text.js';
import { splitPassages } from '../../text/split-passages.js';
import type { ReadContext } from '../../source.js';
import type { FeedItem } from './feed-item.js';

/** What publishing programs append to every item. */
const FOOTER =
  /^(?:the post .{1,300} (?:first )?appeared first on .{1,200}|continue reading\b.{0,300}|read (?:the )?(?:full|more|rest)\b.{0,200}|\[(?:…|\.\.\.)\]|comments?)$/iu;

export type ItemContent = { readonly blocks: readonly BlockDraft[]; readonly dropped: readonly DroppedBlock[] };

/** The HTML an item carries, as blocks. It is the article alone, so nothing is extracted from it. */
export function contentToBlocks(
  html: string,
  { item, context, baseUrl }: { readonly item: FeedItem; readonly context: ReadContext; readonly baseUrl?: string },
): ItemContent {
  const markup = unescaped(html);
  checkLimits(markup);
  const tree = fromHast(unified().use(rehypeParse, { fragment: true }).parse(markup));
  const article = toArticle(tree, { baseUrl, isLayout });
  const counts = { refusedLinks: article.refusedLinks.length, hiddenTexts: article.hiddenTexts.length };
  for (const finding of markupFindings(counts)) {
    context.warn({ ...finding, message: `item ${item.number}: ${finding.message}` });
  }
  const dropped: DroppedBlock[] = [...article.dropped];
  const blocks = article.blocks.filter((block) => {
    const text = block.kind === 'paragraph' ? textOfBlock(block) : '';
    if (text !== '' && FOOTER.test(text)) dropped.push({ text, reason: 'feed-footer' });
    // A picture without a word is a counter's pixel or says nothing.
    const isPixel = block.kind === 'figure' && block.caption === undefined && (block.alt ?? '') === '';
    return !isPixel && (text === '' || !FOOTER.test(text));
  });
  return { blocks, dropped };
}

/** Plain text, a paragraph between blank lines. */
export function textToBlocks(text: string): ItemContent {
  const passages = splitPassages(cleanText(text).text);
  return { blocks: passages.map((passage) => ({ kind: 'paragraph', spans: linkText(passage.text) })), dropped: [] };
}

/** What a line of a feed says: publishing programs write its references and inline tags as HTML. */
export function toPlainLine(text: string): string {
  return decodeReferences(text.replace(INLINE_TAG, ''));
}

/** A body that was escaped twice shows its tags as text; one that shows any tag of its own was not. */
function unescaped(html: string): string {
  const isTwice =
    !/<[a-z!/]/iu.test(html) && /&lt;([a-z][a-z\d]*)\b[\s\S]*?&lt;\/\1&gt;|^\s*&lt;(?:p|br)\b/iu.test(html);
  return isTwice ? decodeReferences(html) : html;
}

const INLINE_TAG = /<\/?(?:i|b|em|strong|u|span|small|code|br|q|cite|mark|abbr|font)(?:\s[^<>]{0,300})?\/?>/giu;
