import { LectorError } from '../../../errors.js';
import { present } from '../../../model/present.js';
import type { FeedItem, ParsedFeed } from './feed-item.js';
import { parseXml, xmlMarkup, xmlText, type XmlElement } from './parse-xml.js';

const ATOM = 'http://www.w3.org/2005/Atom';
const CONTENT = 'http://purl.org/rss/1.0/modules/content/';
const DUBLIN_CORE = 'http://purl.org/dc/elements/1.1/';
const ITUNES = 'http://www.itunes.com/dtds/podcast-1.0.dtd';
const MEDIA = 'http://search.yahoo.com/mrss/';

/** RSS 2.0, and what RSS 0.9x and 1.0 had besides. */
const RSS_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'rss channel item title link description language copyright managingEditor webMaster pubDate lastBuildDate ' +
    'category generator docs cloud ttl image rating textInput skipHours skipDays author comments enclosure guid ' +
    'source url width height name hour day textinput items'
  ).split(' '),
);

/**
 * Reads RSS (0.91 to 2.0), RSS 1.0 and Atom.
 *
 * @throws LectorError `E_FEED_NOT_XML`, `E_FEED_FORMAT`, and what `parseXml` throws.
 */
export function parseXmlFeed(text: string, options: { readonly file: string; readonly maxItems: number }): ParsedFeed {
  refuseHtml(text, options.file);
  const items: FeedItem[] = [];
  const unknown = new Set<string>();
  const root = parseXml(text, {
    file: options.file,
    take: (element, depth) => {
      if (depth <= 2 && element.uri === '' && !RSS_ELEMENTS.has(element.name)) unknown.add(element.name);
      const isEntry = element.name === 'entry' && element.uri === ATOM;
      const isItem = element.name === 'item' && element.uri !== ATOM && depth <= 2;
      if (!isEntry && !isItem) return false;
      if (items.length < options.maxItems) {
        const number = items.length + 1;
        items.push(isEntry ? readAtomEntry(element, number) : readRssItem(element, number));
      }
      return true;
    },
  });
  if (root.name === 'feed' && root.uri === ATOM) return { ...readAtomHead(root), unknown: [], items };
  if (root.name !== 'rss' && root.name !== 'RDF') {
    throw new LectorError(
      'E_FEED_FORMAT',
      `<${root.name.slice(0, 40)}> is no feed; read are RSS, Atom and JSON Feed.`,
      {
        place: { file: options.file },
        hint: 'use the address of the feed.',
      },
    );
  }
  const channel = find(root, 'channel') ?? root;
  return {
    ...present({
      title: textOf(channel, 'title'),
      link: textOf(channel, 'link'),
      language: textOf(channel, 'language'),
      movedTo: textOf(channel, 'new-feed-url', ITUNES),
    }),
    unknown: [...unknown],
    items,
  };
}

function refuseHtml(text: string, file: string): void {
  const head = text.slice(0, 5_000);
  if (!/^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/iu.test(head)) return;
  const title = /<title[^>]*>([^<]{0,100})/iu.exec(head)?.[1]?.trim();
  const named = title === undefined || title === '' ? '' : `, title "${title}"`;
  throw new LectorError('E_FEED_NOT_XML', `${file} is no feed: detected text/html${named}.`, {
    place: { file },
    hint: 'use the address of the feed, or run again later.',
  });
}

function readRssItem(item: XmlElement, number: number): FeedItem {
  const guid = find(item, 'guid');
  const about = item.attributes['about'];
  const link = textOf(item, 'link') ?? atomLink(item);
  const categories = item.children.flatMap((child) =>
    typeof child !== 'string' && child.name === 'category' && child.uri === item.uri ? [xmlText(child).trim()] : [],
  );
  return {
    number,
    ...present({
      id: guid ? trimmed(guid) : about,
      link,
      title: textOf(item, 'title'),
      published: textOf(item, 'pubDate') ?? textOf(item, 'date', DUBLIN_CORE),
      contentHtml: textOf(item, 'encoded', CONTENT),
      summaryHtml: textOf(item, 'description'),
      image: imageOf(item),
    }),
    ...(guid?.attributes['isPermaLink'] === 'true' && { isPermalink: true }),
    authors: rssAuthors(item),
    tags: categories.filter((tag) => tag !== ''),
    enclosures: findAll(item, 'enclosure').map(({ attributes }) => ({
      url: attributes['url'] ?? '',
      ...present({ length: attributes['length'] }),
    })),
  };
}

/** `jane@example.org (Jane Doe)`, or `dc:creator` with the bare name. */
function rssAuthors(item: XmlElement): readonly string[] {
  const creators = findAll(item, 'creator', DUBLIN_CORE).map((element) => xmlText(element).trim());
  if (creators.length > 0) return creators.filter((name) => name !== '');
  const author = textOf(item, 'author');
  const named = /\(([^()]{1,200})\)\s*$/u.exec(author ?? '')?.[1] ?? author;
  return named === undefined || named.includes('@') ? [] : [named.trim()];
}

function imageOf(item: XmlElement): string | undefined {
  const itunes = find(item, 'image', ITUNES)?.attributes['href'];
  const thumbnail = find(item, 'thumbnail', MEDIA)?.attributes['url'];
  const media = findAll(item, 'content', MEDIA).find(
    ({ attributes }) => attributes['medium'] === 'image' || (attributes['type'] ?? '').startsWith('image/'),
  );
  return itunes ?? media?.attributes['url'] ?? thumbnail;
}

function readAtomHead(feed: XmlElement): Pick<ParsedFeed, 'title' | 'link' | 'language'> {
  return present({
    title: textOf(feed, 'title', ATOM),
    link: atomLink(feed),
    language: feed.attributes['xml:lang'],
  });
}

function readAtomEntry(entry: XmlElement, number: number): FeedItem {
  const content = find(entry, 'content', ATOM);
  const summary = find(entry, 'summary', ATOM);
  const isText = content !== undefined && /^(?:text|text\/plain)$/u.test(content.attributes['type'] ?? 'text');
  const title = find(entry, 'title', ATOM);
  return {
    number,
    ...present({
      id: textOf(entry, 'id', ATOM),
      link: atomLink(entry),
      title: title && (title.attributes['type'] === 'xhtml' ? xmlText(title) : trimmed(title)),
      published: textOf(entry, 'published', ATOM),
      updated: textOf(entry, 'updated', ATOM),
      language: entry.attributes['xml:lang'],
      image: find(entry, 'thumbnail', MEDIA)?.attributes['url'],
      contentHtml: content && !isText ? atomHtml(content) : undefined,
      contentText: content && isText ? trimmed(content) : undefined,
      summaryHtml: summary && atomHtml(summary),
    }),
    authors: findAll(entry, 'author', ATOM).flatMap((author) => textOf(author, 'name', ATOM) ?? []),
    tags: findAll(entry, 'category', ATOM).flatMap(({ attributes }) => attributes['label'] ?? attributes['term'] ?? []),
    enclosures: findAll(entry, 'link', ATOM).flatMap(({ attributes }) =>
      attributes['rel'] === 'enclosure'
        ? [{ url: attributes['href'] ?? '', ...present({ length: attributes['length'] }) }]
        : [],
    ),
  };
}

/** Atom text constructs (RFC 4287 §3.1) as HTML. */
function atomHtml(element: XmlElement): string | undefined {
  const type = element.attributes['type'] ?? 'text';
  if (type === 'xhtml') return xmlMarkup(element);
  const text = trimmed(element);
  if (text === undefined || type === 'html' || type === 'text/html') return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function atomLink(element: XmlElement): string | undefined {
  const links = findAll(element, 'link', ATOM);
  return links.find(({ attributes }) => (attributes['rel'] ?? 'alternate') === 'alternate')?.attributes['href'];
}

function findAll(parent: XmlElement, name: string, uri?: string): readonly XmlElement[] {
  return parent.children.filter(
    (child): child is XmlElement =>
      typeof child !== 'string' &&
      child.name === name &&
      child.uri === (uri ?? (parent.uri === ATOM ? '' : parent.uri)),
  );
}

function find(parent: XmlElement, name: string, uri?: string): XmlElement | undefined {
  return parent.name === 'RDF'
    ? parent.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === name)
    : findAll(parent, name, uri)[0];
}

function trimmed(element: XmlElement): string | undefined {
  const text = xmlText(element).trim();
  return text === '' ? undefined : text;
}

function textOf(parent: XmlElement, name: string, uri?: string): string | undefined {
  const element = find(parent, name, uri);
  return element && trimmed(element);
}
