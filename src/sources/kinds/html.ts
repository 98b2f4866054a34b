import type { Block } from '../../model/article.js';
import { textOfBlock, textOfSpans } from '../../model/text/block-text.js';
import { present } from '../../model/present.js';
import { checkArticle, refuseEmpty } from '../text/check-article.js';
import { decodeText } from '../text/decode-text.js';
import { readFrontMatter, splitFrontMatter } from '../fields/front-matter.js';
import { provenanceOf } from '../fields/read-item-fields.js';
import type { ArticleReading, ReadContext, SiteSelectors, Source, SourceDocument } from '../source.js';
import { titleFromName } from '../fields/title-from-name.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';

/** A web page, saved or fetched; front matter before it, if there is any, is stronger than what the page says. */
export const html: Source = {
  kind: 'html',
  version: 6,
  isPure: true,
  recognises: ({ origin, name, mediaType, bytes }) => {
    if (origin === 'programmes') return false;
    if (mediaType !== undefined) return mediaType === 'text/html' || mediaType === 'application/xhtml+xml';
    return /\.(?:html?|xhtml)$/u.test(name) || (origin === 'address' && looksLikeHtml(bytes));
  },
  read: async (document, context) => [await readHtml(document, context)],
};

async function readHtml(document: SourceDocument, context: ReadContext): Promise<ArticleReading> {
  const { location } = document;
  const declared = declaredCharset(document.bytes);
  const decoded = decodeText(document, {
    limits: context.limits,
    warn: context.warn,
    ...present({ declared }),
  });
  refuseEmpty(decoded, location);
  const { frontMatter, body } = splitFrontMatter(decoded.replace(/\r\n?/gu, '\n'), location);
  const fields = readFrontMatter(frontMatter, { location, context });
  const url = document.url ?? fields.canonicalUrl ?? savedFrom(body);
  // Loaded when there is a page to read: a build of cached articles starts without it.
  const { extractHtml } = await import('./html/extract-html.js');
  const extraction = extractHtml(body, {
    ...present({ url }),
    ...selectorsFor(url, context.sites),
  });
  for (const finding of extraction.findings) context.warn({ place: { file: location }, ...finding });
  const { provenance, cmsId, ...metadata } = extraction.metadata;
  const minWords = Math.min(extraction.minWords, context.limits.minArticleWords);
  const headline = extraction.blocks.find(({ kind }) => kind === 'title');
  const found = metadata.title ?? (headline === undefined ? undefined : textOfBlock(headline));
  const title = fields.title ?? found ?? titleFromName(location);
  const blocks = withTitle(extraction.blocks, title);
  checkArticle(blocks, { location, limits: context.limits, minWords });
  const statedIdentity = fields.statedIdentity ?? (metadata.canonicalUrl === undefined ? cmsId : undefined);
  return {
    ...metadata,
    ...fields,
    kind: 'article',
    title,
    authors: fields.authors ?? metadata.authors,
    tags: fields.tags ?? metadata.tags,
    ...present({ statedIdentity }),
    provenance: {
      ...(metadata.title === undefined && { title: headline === undefined ? ('file' as const) : ('page' as const) }),
      ...provenance,
      ...provenanceOf(fields, 'front-matter'),
    },
    blocks,
    dropped: extraction.dropped,
  };
}

/** The title an editor chose is the one that is shown and heard. */
function withTitle(blocks: readonly Block[], title: string): readonly Block[] {
  const [first, ...others] = blocks;
  if (first?.kind === 'title') {
    const isSame = textOfSpans(first.spans) === title;
    return isSame ? blocks : [{ ...first, spans: [{ text: title }] }, ...others];
  }
  return [{ id: 'b0', kind: 'title', spans: [{ text: title }] }, ...blocks];
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|article|div|p|h1)\b/iu.test(
    head.replace(/^ï»¿/u, ''),
  );
}

/**
 * The encoding a page declares: HTML §13.2.3.2 looks for it in the first 1,024 bytes, and browsers change their mind
 * when it comes later in the head; an XHTML page may say it in its XML declaration.
 */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, MAX_HEAD_BYTES)).toString('latin1');
  const text = start.replace(/<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1>|$)/giu, '');
  const head = text.split(/<body\b/iu, 1)[0] ?? '';
  const match =
    /<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w:.-]{1,40})/iu.exec(head) ??
    /^\s*<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([\w:.-]{1,40})/iu.exec(head);
  const name = match?.[1]?.toLowerCase();
  // A page that could be read as ASCII so far cannot be UTF-16 (HTML §13.2.3.3).
  return name?.startsWith('utf-16') === true ? 'utf-8' : name;
}

const MAX_HEAD_BYTES = 100_000;

/** Chrome and Internet Explorer write where a page was saved from. */
function savedFrom(text: string): string | undefined {
  const match = /<!--\s*saved from url=\(\d{1,6}\)(https?:\/\/[^\s>]{1,2000})\s*-->/iu.exec(text.slice(0, 4_000));
  return match?.[1] !== undefined && canParseUrl(match[1]) ? match[1] : undefined;
}

/** What the configuration says of the host or a domain above it. */
export function selectorsFor(url: string | undefined, sites: SiteSelectors): SiteSelectors[string] {
  const everywhere = Object.hasOwn(sites, '*') ? sites['*'] : undefined;
  if (url === undefined || !canParseUrl(url)) return everywhere ?? {};
  const labels = new URL(url).hostname.split('.');
  for (let index = 0; index < labels.length; index += 1) {
    const host = labels.slice(index).join('.');
    const selectors = Object.hasOwn(sites, host) ? sites[host] : undefined;
    if (selectors) return selectors;
  }
  return everywhere ?? {};
}
