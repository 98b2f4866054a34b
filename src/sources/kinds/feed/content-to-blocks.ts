import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { warning } from '../../../errors.js';
import type { DroppedBlock } from '../../../model/article.js';
import type { BlockDraft } from '../../blocks/block-draft.js';
import { toBlocks } from '../../blocks/to-blocks.js';
import { rawText } from '../../blocks/tree.js';
import { cleanText } from '../../text/clean-text.js';
import { textOfSpans } from '../../text/count-words.js';
import { checkLimits } from '../html/check-limits.js';
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
  checkLimits(html);
  const tree = unified().use(rehypeParse, { fragment: true }).parse(html);
  const notes = toBlocks(tree, baseUrl === undefined ? {} : { baseUrl });
  const count = notes.refusedLinks.length;
  if (count > 0) {
    context.warn(warning('W_LINK_SCHEME', `item ${item.number} has ${count} links that lead nowhere on the web.`));
  }
  const dropped: DroppedBlock[] = [...notes.dropped];
  const blocks = notes.blocks.filter((block) => {
    const text = block.kind === 'paragraph' ? textOfSpans(block.spans).trim() : '';
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

/** A title in which a publishing program left character references. */
export function htmlToText(text: string): string {
  if (text.includes('<') || !/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,30}\d?);/iu.test(text)) return text;
  return rawText(unified().use(rehypeParse, { fragment: true }).parse(text));
}
