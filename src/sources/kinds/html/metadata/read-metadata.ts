import type { Provenance } from '../../../../model/article.js';
import type { Finding } from '../../../../model/finding.js';
import { present } from '../../../../model/present.js';
import { parseDate } from '../../../fields/parse-date.js';
import type { MarkupElement } from '../../../../markup/element.js';
import { resolveLink } from '../../../../markup/resolve-link.js';
import { toLine } from '../../../../model/text/clean-text.js';
import { checkMetadata } from './check-metadata.js';
import { collectTags, type PageTags } from './collect-tags.js';
import { collectTitleEvidence } from './collect-title-evidence.js';
import { referenceDecoder } from './decode-metadata.js';
import { isPrivateUrl } from './is-private-url.js';
import type { JsonLdArticle } from './read-json-ld.js';
import { toAuthors, toLanguage, toTags } from './read-values.js';
import { withoutSiteName } from './without-site-name.js';

/** What a page says about its article; every field names in `provenance` where it was found. */
export type PageMetadata = {
  readonly title?: string;
  readonly standfirst?: string;
  readonly authors: readonly string[];
  /** ISO 8601 with offset. */
  readonly publishedAt?: string;
  /** ISO 8601 with offset. */
  readonly modifiedAt?: string;
  /** BCP 47. */
  readonly language?: string;
  readonly section?: string;
  readonly tags: readonly string[];
  /** Absolute http(s) URL. */
  readonly image?: string;
  /** Absolute http(s) URL. */
  readonly canonicalUrl?: string;
  readonly siteName?: string;
  /** The id the publisher's system gave the article. */
  readonly cmsId?: string;
  readonly provenance: Readonly<Record<string, Provenance>>;
};

/** What is known before the page's tags are read. */
export type MetadataContext = {
  readonly jsonLd: JsonLdArticle | undefined;
  readonly baseUrl: string | undefined;
};

/**
 * Reads metadata: JSON-LD before OpenGraph before meta tags before the page itself. Two fields differ because pages
 * do: `<html lang>` and `<link rel="canonical">` are set with more care than their OpenGraph namesakes.
 */
export function readMetadata(
  root: MarkupElement,
  context: MetadataContext,
): { readonly metadata: PageMetadata; readonly findings: readonly Finding[] } {
  const { jsonLd, baseUrl } = context;
  const page = collectTags(root);
  const provenance: Record<string, Provenance> = {};
  const decode = referenceDecoder(root);
  const pick = <T>(field: string, convert: (value: string) => T | undefined): { readonly [key: string]: T } => {
    for (const [from, value] of candidatesFor(field, jsonLd, page)) {
      const converted = value === undefined ? undefined : convert(decode(value, from));
      if (converted === undefined) continue;
      provenance[field] = from;
      return { [field]: converted };
    }
    return {};
  };
  const text = (value: string): string | undefined => toLine(value) || undefined;
  const date = (value: string): string | undefined => parseDate(toLine(value), { isField: true })?.iso;
  const url = (value: string): string | undefined => resolveLink(value, baseUrl).href;
  const { siteName } = pick('siteName', text);
  const evidence = collectTitleEvidence(root, {
    siteNames: [siteName, page.meta('og:site_name'), page.meta('application-name', 'apple-mobile-web-app-title')],
    titles: [jsonLd?.headline, page.meta('og:title'), page.meta('twitter:title')],
    url: baseUrl ?? url(page.canonical ?? page.meta('og:url') ?? ''),
  });
  const title = (value: string): string | undefined => withoutSiteName(toLine(value), evidence) || undefined;
  const metadata = {
    ...pick('title', title),
    ...pick('standfirst', text),
    authors: [],
    ...pick('authors', toAuthors),
    ...pick('publishedAt', date),
    ...pick('modifiedAt', date),
    ...pick('language', toLanguage),
    ...pick('section', text),
    tags: [],
    ...pick('tags', toTags),
    ...pick('image', (value) => publicOnly(url(value))),
    ...pick('canonicalUrl', url),
    ...present({ siteName }),
    ...pick('cmsId', text),
    provenance,
  };
  return { metadata, findings: checkMetadata(page, baseUrl) };
}

type Candidate = readonly [Provenance, string | undefined];

/** Where a field may stand, strongest first. */
function candidatesFor(field: string, jsonLd: JsonLdArticle | undefined, page: PageTags): readonly Candidate[] {
  const { property, meta } = page;
  const candidates: Readonly<Record<string, readonly Candidate[]>> = {
    title: [
      ['json-ld', jsonLd?.headline],
      ['open-graph', property('og:title')],
      ['meta', meta('twitter:title', 'dc.title')],
      ['page', page.title],
    ],
    standfirst: [
      ['json-ld', jsonLd?.description],
      ['open-graph', property('og:description')],
      ['meta', meta('description', 'twitter:description', 'dc.description')],
    ],
    authors: [
      ['json-ld', jsonLd?.authors.join('\n')],
      ['open-graph', page.all('article:author')],
      ['meta', page.all('author', 'dc.creator', 'parsely-author', 'sailthru.author')],
      ['page', page.author],
    ],
    publishedAt: [
      ['json-ld', jsonLd?.datePublished],
      ['open-graph', property('article:published_time', 'og:published_time')],
      ['meta', meta(...PUBLISHED_NAMES)],
      ['page', page.published],
    ],
    modifiedAt: [
      ['json-ld', jsonLd?.dateModified],
      ['open-graph', property('article:modified_time', 'og:updated_time')],
      ['meta', meta(...MODIFIED_NAMES)],
      ['page', page.modified],
    ],
    language: [
      ['json-ld', jsonLd?.language],
      ['page', page.language],
      ['open-graph', property('og:locale')],
      ['meta', meta('content-language', 'language', 'dc.language')],
    ],
    section: [
      ['json-ld', jsonLd?.section],
      ['open-graph', property('article:section')],
      ['meta', meta('section', 'articlesection')],
    ],
    tags: [
      ['json-ld', jsonLd?.keywords.join('\n')],
      ['open-graph', page.all('article:tag')],
      ['meta', page.all('keywords', 'news_keywords')],
    ],
    image: [
      ['json-ld', jsonLd?.image],
      ['open-graph', property('og:image', 'og:image:url', 'og:image:secure_url')],
      ['meta', meta('twitter:image', 'twitter:image:src')],
    ],
    canonicalUrl: [
      ['page', page.canonical],
      ['json-ld', jsonLd?.url],
      ['open-graph', property('og:url')],
    ],
    siteName: [
      ['json-ld', jsonLd?.publisher],
      ['open-graph', property('og:site_name')],
      ['meta', meta('application-name')],
    ],
    cmsId: [
      ['json-ld', jsonLd?.identifier],
      ['meta', meta(...CMS_ID_NAMES)],
    ],
  };
  return candidates[field] ?? [];
}

function publicOnly(url: string | undefined): string | undefined {
  return url === undefined || isPrivateUrl(url) ? undefined : url;
}

const PUBLISHED_NAMES = [
  'datepublished', 'date', 'pubdate', 'publishdate', 'publish-date', 'dc.date', 'dc.date.issued', 'dcterms.created',
  'parsely-pub-date', 'sailthru.date', 'article.published',
]; // prettier-ignore
const MODIFIED_NAMES = ['datemodified', 'last-modified', 'lastmod', 'revised', 'dcterms.modified', 'article.updated'];
const CMS_ID_NAMES = [
  'article:id', 'articleid', 'article_id', 'cms-id', 'contentid', 'content_id', 'post-id', 'parsely-post-id',
  'dc.identifier',
]; // prettier-ignore
