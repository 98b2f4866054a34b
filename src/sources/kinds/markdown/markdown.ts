import { LectorError, warning } from '../../../errors.js';
import type { ArticleText } from '../../../markup/to-article.js';
import type { DroppedBlock, Provenance } from '../../../model/article.js';
import { numberBlocks, textOfSpans, type BlockDraft } from '../../../model/text/block-text.js';
import { present } from '../../../model/present.js';
import { quoteValue } from '../../../model/text.js';
import { checkArticle, refuseEmpty } from '../../text/check-article.js';
import { decodeText } from '../../text/decode-text.js';
import { readFrontMatter, splitFrontMatter } from '../../fields/front-matter.js';
import { provenanceOf, type ItemFields } from '../../fields/read-item-fields.js';
import { markupFindings } from '../../text/report-markup.js';
import { cleanAndReport } from '../../text/report-cleaning.js';
import { resolveAsset } from '../../fields/resolve-asset.js';
import type { ArticleReading, ReadContext, Source, SourceDocument } from '../../source.js';
import { isPhrase, titleFromName } from '../../fields/title-from-name.js';

/** Markdown (CommonMark, GFM) with front matter. */
export const markdown: Source = {
  kind: 'markdown',
  version: 4,
  isPure: true,
  recognises: ({ origin, name, mediaType }) =>
    origin !== 'programmes' && (/\.(?:md|markdown|mdown|mkd)$/u.test(name) || mediaType === 'text/markdown'),
  read: async (document, context) => [await readMarkdown(document, context)],
};

async function readMarkdown(document: SourceDocument, context: ReadContext): Promise<ArticleReading> {
  const { location } = document;
  const decoded = decodeText(document, context);
  refuseEmpty(decoded, location);
  const text = cleanAndReport({
    text: decoded,
    subject: 'the text',
    place: { file: location },
    warn: context.warn,
  });
  const { frontMatter, body, bodyLine } = splitFrontMatter(text, location);
  const fields = readFrontMatter(frontMatter, { location, context });
  refuseEmpty(body, location);
  // The parser is loaded when there is something to parse: a build of cached articles starts without it.
  const { parseMarkdown } = await import('./parse-markdown.js');
  const { toArticle } = await import('../../../markup/to-article.js');
  const { tree, dropped, refusedLinks } = parseMarkdown(body, {
    file: location,
    firstLine: bodyLine,
    maxDepth: context.limits.maxMarkdownDepth,
  });
  const baseUrl = fields.canonicalUrl ?? document.url;
  const read = toArticle(tree, {
    baseUrl,
    ...(document.url === undefined && { resolveAsset: (reference: string) => resolveAsset(location, reference) }),
  });
  const links = [...read.refusedLinks, ...refusedLinks];
  const line = [...links, ...read.hiddenTexts].find((candidate) => candidate !== undefined);
  const counts = { refusedLinks: links.length, hiddenTexts: read.hiddenTexts.length };
  for (const finding of markupFindings(counts, { file: location, ...present({ line }) })) context.warn(finding);
  refuseOutsideAssets(read, location);
  const titled = addTitle(read, { fields, location, context });
  const blocks = numberBlocks(titled.blocks);
  checkArticle(blocks, { location, limits: context.limits });
  const { description, standfirst = description, authors = [], tags = [], options, ...rest } = fields;
  return {
    ...rest,
    kind: 'article',
    title: titled.title,
    ...present({ standfirst }),
    authors,
    tags,
    provenance: { ...provenanceOf(fields, 'front-matter'), title: titled.provenance },
    options,
    blocks,
    dropped: [...read.dropped, ...dropped, ...titled.dropped],
  };
}

function refuseOutsideAssets({ outsideAssets }: ArticleText, location: string): void {
  const [first] = outsideAssets;
  if (!first) return;
  const list = outsideAssets.map(({ reference, line }) => `${quoteValue(reference)} (line ${line ?? '?'})`).join(', ');
  throw new LectorError('E_ASSET_OUTSIDE', `Pictures outside the project: ${list}.`, {
    place: { file: location, ...present({ line: first.line }) },
    hint: 'put assets below the source folder and write paths relative to this file.',
  });
}

type Titled = {
  readonly title: string;
  readonly provenance: Provenance;
  readonly blocks: readonly BlockDraft[];
  readonly dropped: readonly DroppedBlock[];
};

/** Puts title and standfirst first; the body's own copy of either is left out. */
function addTitle(
  read: ArticleText,
  at: { readonly location: string; readonly context: ReadContext; readonly fields: ItemFields },
): Titled {
  const { fields, location, context } = at;
  const fromName = titleFromName(location);
  const heading = titleHeading(read.blocks, fields.title === undefined ? fromName : undefined);
  const headingText = heading && textOfSpans(heading.spans);
  const dropped: DroppedBlock[] = [];
  let body: readonly BlockDraft[] = read.blocks;
  let title = fields.title;
  let provenance: Provenance = 'front-matter';
  let titleBlock: BlockDraft = { kind: 'title', spans: [{ text: title ?? '' }] };
  if (title === undefined && heading && headingText !== undefined) {
    title = headingText.replace(/\s+/gu, ' ').trim();
    provenance = 'page';
    titleBlock = { kind: 'title', spans: heading.spans, ...present({ anchor: heading.anchor, line: heading.line }) };
    // A heading of a part further down stays what it is, and names the whole as well.
    if (heading === read.blocks[0] || heading.level === 1) body = body.filter((block) => block !== heading);
  } else if (title === undefined) {
    title = fromName;
    provenance = 'file';
    titleBlock = { kind: 'title', spans: [{ text: title }] };
    context.warn(
      warning('W_TITLE', `No title; ${quoteValue(title)} was made of the file name.`, {
        hint: 'add title: "…" to the front matter or a # heading.',
        place: { file: location },
      }),
    );
  } else if (headingText !== undefined && isSameText(headingText, title)) {
    dropped.push({ text: headingText, reason: 'duplicate-headline', ...present({ line: heading?.line }) });
    body = body.slice(1);
  }
  const { standfirst } = fields;
  const [lead] = body;
  if (standfirst !== undefined && lead?.kind === 'paragraph' && isSameText(textOfSpans(lead.spans), standfirst)) {
    dropped.push({ text: textOfSpans(lead.spans), reason: 'duplicate-standfirst', ...present({ line: lead.line }) });
    body = body.slice(1);
  }
  const standfirstBlock: BlockDraft[] =
    standfirst === undefined ? [] : [{ kind: 'standfirst', spans: [{ text: standfirst }] }];
  return { title, provenance, blocks: [titleBlock, ...standfirstBlock, ...body], dropped };
}

/**
 * The heading that is the article's title: the first block, a heading of the first level, or, where the file has no name to
 * speak of, whichever comes first.
 *
 * @param fromName The title the file's name would give, where nothing else gives one.
 */
function titleHeading(blocks: readonly BlockDraft[], fromName: string | undefined): HeadingDraft | undefined {
  const [first] = blocks;
  const headings = blocks.filter((block): block is HeadingDraft => block.kind === 'heading');
  if (first?.kind === 'heading' && first.level === 1) return first;
  if (fromName === undefined) return undefined;
  if (first?.kind === 'heading') return first;
  return headings.find(({ level }) => level === 1) ?? (isPhrase(fromName) ? undefined : headings[0]);
}

type HeadingDraft = Extract<BlockDraft, { readonly kind: 'heading' }>;

function isSameText(first: string, second: string): boolean {
  const fold = (text: string): string =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '');
  return fold(first) === fold(second);
}
