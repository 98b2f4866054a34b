import { createHash } from 'node:crypto';
import { LectorError, warning } from '../../../errors.js';
import type { Block, DroppedBlock, Provenance } from '../../../model/article.js';
import { present } from '../../../model/present.js';
import { publicAddress } from '../../../model/text/secrets.js';
import { numberBlocks, textOfBlock } from '../../../model/text/block-text.js';
import { canonicalLanguage } from '../../../model/text/primary-language.js';
import { countWords } from '../../text/count-words.js';
import { html } from '../html.js';
import { parseDate } from '../../fields/parse-date.js';
import { cleanAndReport } from '../../text/report-cleaning.js';
import type { ArticleReading, ReadContext, SourceDocument } from '../../source.js';
import { checkItemUrls } from './check-item-urls.js';
import { contentToBlocks, textToBlocks, toPlainLine, type ItemContent } from './content-to-blocks.js';
import { type FeedItem, type ParsedFeed, identityOfItem } from './feed-item.js';

type From = { readonly feed: ParsedFeed; readonly document: SourceDocument; readonly context: ReadContext };

/**
 * One item as an article.
 *
 * @returns Nothing where the item is not to be read now: it is dated in the future, or has neither text nor link.
 * @throws LectorError for what is wrong with the item alone.
 */
export async function readFeedItem(item: FeedItem, from: From): Promise<ArticleReading | undefined> {
  const { feed, document, context } = from;
  const id = item.id === undefined ? undefined : publicAddress(item.id);
  const identity = identityOfItem(item, document.location);
  if (identity === undefined) {
    throw new LectorError('E_ITEM_NO_ID', 'has neither an id nor a link.', { hint: 'tell the publisher of the feed.' });
  }
  const { link, image } = checkItemUrls(item, from);
  const publishedAt = readDate(item.published, { item, context });
  const modifiedAt = readDate(item.updated, { item, context });
  if (publishedAt !== undefined && Date.parse(publishedAt) > context.now().getTime()) {
    context.warn(warning('W_DATE_FUTURE', `item ${item.number} is dated ${publishedAt}; it is held back until then.`));
    return undefined;
  }
  const title = readTitle(item, context);
  const body = await readBody(item, { ...from, link });
  if (!body) {
    context.warn(warning('W_ITEM_EMPTY', `item ${item.number} has no text and no page to take it from; left out.`));
    return undefined;
  }
  const { page } = body;
  const heading = title ?? page?.title ?? firstWords(body.blocks);
  const language = canonicalLanguage(item.language ?? feed.language ?? '') ?? page?.language;
  const authors = item.authors
    .map((name) => cleanLine(name, { item, context, what: 'author' }))
    .filter((name) => name !== '');
  const tags = item.tags.map((tag) => cleanLine(tag, { item, context, what: 'tag' })).filter((tag) => tag !== '');
  const fields = present({
    title,
    publishedAt: publishedAt ?? modifiedAt,
    modifiedAt,
    authors: authors.length > 0 ? authors : undefined,
    tags: tags.length > 0 ? tags : undefined,
    image,
    language,
    canonicalUrl: link,
  });
  const provenance: Record<string, Provenance> = { ...page?.provenance };
  for (const name of Object.keys(fields)) provenance[name] = 'feed';
  return {
    ...(page &&
      present({
        standfirst: page.standfirst,
        section: page.section,
        image: page.image,
        publishedAt: page.publishedAt,
      })),
    kind: 'article',
    ...present({
      siteName: page?.siteName ?? (feed.title && toPlainLine(feed.title).slice(0, context.limits.maxTitleLength)),
    }),
    ...fields,
    title: heading,
    authors: fields.authors ?? page?.authors ?? [],
    tags: (fields.tags ?? page?.tags ?? []).map((tag) => tag.slice(0, context.limits.maxTagLength)),
    provenance,
    options: item.heldBack === undefined ? {} : { isDraft: true, heldBack: item.heldBack },
    statedIdentity: identity,
    ...present({ suggestedGuid: id }),
    location: `${document.location}#${encodeURIComponent(id ?? (link === undefined ? String(item.number) : publicAddress(link)))}`,
    sha256: createHash('sha256')
      .update(JSON.stringify([wordsOf(item), body.sha256]))
      .digest('hex'),
    blocks: withTitle(body.blocks, heading),
    dropped: body.dropped,
  };
}

/** An item without what may change while its words stay: its number, ids and dates. */
function wordsOf(item: FeedItem): unknown {
  return { ...item, extras: undefined, number: 0, id: '', isPermalink: false, link: '', published: '', updated: '' };
}

type Body = {
  readonly blocks: readonly Block[];
  readonly dropped: readonly DroppedBlock[];
  readonly page?: ArticleReading;
  readonly sha256: string;
};

/** The item's text: the feed's own where it is whole, else that of the page. */
async function readBody(item: FeedItem, from: From & { readonly link: string | undefined }): Promise<Body | undefined> {
  const { context, link } = from;
  const { fullText } = context.feed;
  const own = ownBlocks(item, from);
  const isWhole = item.contentHtml !== undefined || item.contentText !== undefined;
  const wantsPage = fullText === 'page' || (fullText === 'auto' && !isWhole);
  if (wantsPage && link !== undefined && context.fetchPage) {
    const version = [item.updated, item.published, item.title].join('|');
    const document = await context.fetchPage(link, version);
    const [page] = await html.read(document, context);
    if (page?.kind === 'article') return { ...page, page, sha256: document.sha256 };
  }
  return own && { ...own, sha256: '' };
}

function ownBlocks(
  item: FeedItem,
  from: From & { readonly link: string | undefined },
): Omit<Body, 'sha256'> | undefined {
  const { contentHtml, contentText, summaryHtml } = item;
  const baseUrl = from.link ?? from.feed.link ?? from.document.url;
  const options = { item, context: from.context, ...present({ baseUrl }) };
  const content: ItemContent =
    contentHtml !== undefined
      ? contentToBlocks(contentHtml, options)
      : contentText !== undefined
        ? textToBlocks(contentText)
        : contentToBlocks(summaryHtml ?? '', options);
  const blocks = numberBlocks(content.blocks);
  const hasWords = blocks.some((block) => countWords(textOfBlock(block)) > 0);
  return hasWords ? { blocks, dropped: content.dropped } : undefined;
}

type ItemContext = { readonly item: FeedItem; readonly context: ReadContext };

function readDate(text: string | undefined, { item, context }: ItemContext): string | undefined {
  if (text === undefined) return undefined;
  const date = parseDate(text, { timeZone: context.timeZone, isField: true });
  if (date) return date.iso;
  context.warn(warning('W_DATE', `item ${item.number} has a date that is none: "${text.slice(0, 60)}".`));
  return undefined;
}

function readTitle(item: FeedItem, context: ReadContext): string | undefined {
  if (item.title === undefined) return undefined;
  const title = cleanLine(item.title, { item, context, what: 'title' });
  const length = Array.from(title).length;
  const { maxTitleLength } = context.limits;
  if (length > maxTitleLength) {
    throw new LectorError('E_FIELD_LONG', `title ${length} > ${maxTitleLength}.`, { hint: 'shorten the title.' });
  }
  return title === '' ? undefined : title;
}

function cleanLine(text: string, { item, context, what }: ItemContext & { readonly what: string }): string {
  const place = { file: '' };
  const cleaned = cleanAndReport({
    text: toPlainLine(text),
    subject: `item ${item.number} ${what}`,
    place,
    warn: ({ severity, code, message }) => void (severity === 'warning' && context.warn(warning(code, message))),
  });
  return cleaned.replace(/\s+/gu, ' ').trim();
}

/** JSON Feed allows items without a title. */
function firstWords(blocks: readonly Block[]): string {
  const words = blocks.map(textOfBlock).join(' ').trim().split(/\s+/u);
  return words.length > 8 ? `${words.slice(0, 8).join(' ')} …` : words.join(' ').replace(/[.,;:]$/u, '');
}

function withTitle(blocks: readonly Block[], title: string): readonly Block[] {
  const body = blocks.filter(({ kind }) => kind !== 'title');
  return numberBlocks([{ kind: 'title', spans: [{ text: title }] }, ...body]);
}
