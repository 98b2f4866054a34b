import { isLectorError, LectorError, warning } from '../../../errors.js';
import type { Finding, Warn } from '../../../model/finding.js';
import { present } from '../../../model/present.js';
import { isPublicState } from '../../fields/read-publication.js';
import { closeSections } from './close-sections.js';
import type { FeedItem, ParsedFeed } from './feed-item.js';
import { mendXml, type MendedXml } from './mend-xml.js';
import { isOfPodcast, readEpisodeExtras, readPodcastFields, readShowFields } from './read-podcast-fields.js';
import { readXml, xmlAttribute, xmlMarkup, xmlText, type XmlElement } from '../../../markup/xml-tree.js';

const ATOM = 'http://www.w3.org/2005/Atom';
const CONTENT = 'http://purl.org/rss/1.0/modules/content/';
const DUBLIN_CORE = 'http://purl.org/dc/elements/1.1/';
const ITUNES = 'http://www.itunes.com/dtds/podcast-1.0.dtd';
const MEDIA = 'http://search.yahoo.com/mrss/';

/** Prefixes that feeds use without declaring them. */
const KNOWN_PREFIXES = {
  content: CONTENT,
  dc: DUBLIN_CORE,
  dcterms: 'http://purl.org/dc/terms/',
  media: MEDIA,
  itunes: ITUNES,
  atom: ATOM,
  slash: 'http://purl.org/rss/1.0/modules/slash/',
  wfw: 'http://wellformedweb.org/CommentAPI/',
  sy: 'http://purl.org/rss/1.0/modules/syndication/',
  georss: 'http://www.georss.org/georss',
  podcast: 'https://podcastindex.org/namespace/1.0',
};

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
 * @throws LectorError `E_FEED_NOT_XML`, `E_FEED_FORMAT`, and what {@link readXml} throws.
 */
export function parseXmlFeed(
  text: string,
  options: { readonly file: string; readonly maxItems: number; readonly warn: Warn },
): ParsedFeed {
  const { file, warn } = options;
  refuseHtml(text, file);
  const { xml, lines } = closeSections(text);
  const open = lines.map((line) => ({ line, message: 'a CDATA section is never closed' }));
  try {
    const parsed = readFeedXml(xml, { ...options, knownPrefixes: KNOWN_PREFIXES });
    if (open.length > 0) warn(mendedFinding(open, file));
    return parsed;
  } catch (error) {
    if (!isLectorError(error) || (error.code !== 'E_XML' && error.code !== 'E_XML_TRUNCATED')) throw error;
    const mended = mendXml(xml);
    if (!mended) throw error;
    const parsed = readFeedXml(mended.xml, { ...options, knownPrefixes: { ...mended.prefixes, ...KNOWN_PREFIXES } });
    warn(
      mendedFinding(
        [...open, ...mended.faults].toSorted((one, other) => one.line - other.line),
        file,
      ),
    );
    return parsed;
  }
}

function mendedFinding(faults: MendedXml['faults'], file: string): Finding {
  const [first = { line: 1, message: 'it uses a prefix that nobody declared' }] = faults;
  const more = faults.length > 1 ? `, and ${faults.length - 1} more` : '';
  return warning('W_FEED_MENDED', `${file} is not well-formed: ${first.message} (line ${first.line})${more}; mended.`, {
    place: { file, line: first.line },
    hint: 'tell the publisher of the feed.',
  });
}

type FeedXmlOptions = {
  readonly file: string;
  readonly maxItems: number;
  readonly knownPrefixes: Readonly<Record<string, string>>;
};

function readFeedXml(text: string, options: FeedXmlOptions): ParsedFeed {
  const items: FeedItem[] = [];
  const unknown = new Set<string>();
  const root = readXml(text, {
    file: options.file,
    knownPrefixes: options.knownPrefixes,
    take: (element, depth) => {
      if (depth <= 2 && element.uri === '' && !RSS_ELEMENTS.has(element.local)) unknown.add(element.local);
      const isEntry = element.local === 'entry' && element.uri === ATOM;
      const isItem = element.local === 'item' && element.uri !== ATOM && depth <= 2;
      if (!isEntry && !isItem) return false;
      if (items.length < options.maxItems) {
        const number = items.length + 1;
        items.push(isEntry ? readAtomEntry(element, number) : readRssItem(element, number));
      }
      return true;
    },
  });
  if (root.local === 'feed' && root.uri === ATOM)
    return { ...readAtomHead(root), show: readShowFields(root), unknown: [], items };
  if (root.local !== 'rss' && root.local !== 'RDF') {
    throw new LectorError(
      'E_FEED_FORMAT',
      `<${root.local.slice(0, 40)}> is no feed; read are RSS, Atom and JSON Feed.`,
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
      updated: textOf(channel, 'lastBuildDate') ?? textOf(channel, 'pubDate'),
    }),
    show: readShowFields(channel),
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
  const about = xmlAttribute(item, 'about');
  const link = textOf(item, 'link') ?? atomLink(item);
  const categories = item.children.flatMap((child) =>
    child.local === 'category' && child.uri === item.uri ? [xmlText(child).trim()] : [],
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
      heldBack: heldBackBy(item),
    }),
    ...(guid && xmlAttribute(guid, 'isPermaLink') === 'true' && { isPermalink: true }),
    authors: rssAuthors(item),
    tags: categories.filter((tag) => tag !== ''),
    enclosures: findAll(item, 'enclosure').map((enclosure) => ({
      url: xmlAttribute(enclosure, 'url') ?? '',
      ...present({ length: xmlAttribute(enclosure, 'length'), type: xmlAttribute(enclosure, 'type') }),
    })),
    podcast: readPodcastFields(item),
    extras: readEpisodeExtras(item),
  };
}

const WORDPRESS = /^https?:\/\/wordpress\.org\/export\//u;
const BLOGGER = /^https?:\/\/schemas\.google\.com\/blogger\//u;
/** RFC 5023 §13.1.1, and the namespace of its drafts. */
const ATOM_PUBLISHING = /^https?:\/\/(?:www\.w3\.org\/2007\/app|purl\.org\/atom\/app#)$/u;

/** Exports of WordPress and Blogger hold drafts, private and protected posts beside what is public. */
function heldBackBy({ children }: XmlElement): string | undefined {
  for (const child of children) {
    const { local, uri } = child;
    const word = xmlText(child).trim();
    if (local === 'status' && (WORDPRESS.test(uri) || BLOGGER.test(uri)) && !isPublicState(word)) {
      return `${WORDPRESS.test(uri) ? 'wp' : 'blogger'}:status: ${word.slice(0, 60)}`;
    }
    if (local === 'post_password' && WORDPRESS.test(uri) && word !== '') return 'wp:post_password: …';
    if (local !== 'control' || !ATOM_PUBLISHING.test(uri)) continue;
    const draft = child.children.find((inner) => inner.local === 'draft');
    if (draft && xmlText(draft).trim().toLowerCase() === 'yes') return 'app:draft: yes';
  }
  return undefined;
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
  const media = findAll(item, 'content', MEDIA).find(
    (content) =>
      xmlAttribute(content, 'medium') === 'image' || (xmlAttribute(content, 'type') ?? '').startsWith('image/'),
  );
  return (
    valueOf(find(item, 'image', ITUNES), 'href') ??
    valueOf(media, 'url') ??
    valueOf(find(item, 'thumbnail', MEDIA), 'url')
  );
}

function readAtomHead(feed: XmlElement): Pick<ParsedFeed, 'title' | 'link' | 'language' | 'updated'> {
  return present({
    title: textOf(feed, 'title', ATOM),
    link: atomLink(feed),
    language: feed.attributes['xml:lang'],
    updated: textOf(feed, 'updated', ATOM),
  });
}

function readAtomEntry(entry: XmlElement, number: number): FeedItem {
  const content = find(entry, 'content', ATOM);
  const summary = find(entry, 'summary', ATOM);
  const isText = content !== undefined && /^(?:text|text\/plain)$/u.test(xmlAttribute(content, 'type') ?? 'text');
  const title = find(entry, 'title', ATOM);
  return {
    number,
    ...present({
      id: textOf(entry, 'id', ATOM),
      link: atomLink(entry),
      title: title && (xmlAttribute(title, 'type') === 'xhtml' ? xmlText(title) : trimmed(title)),
      published: textOf(entry, 'published', ATOM),
      updated: textOf(entry, 'updated', ATOM),
      language: entry.attributes['xml:lang'],
      image: valueOf(find(entry, 'thumbnail', MEDIA), 'url'),
      contentHtml: content && !isText ? atomHtml(content) : undefined,
      contentText: content && isText ? trimmed(content) : undefined,
      summaryHtml: summary && atomHtml(summary),
      heldBack: heldBackBy(entry),
    }),
    authors: findAll(entry, 'author', ATOM).flatMap((author) => textOf(author, 'name', ATOM) ?? []),
    tags: findAll(entry, 'category', ATOM).flatMap(
      (tag) => xmlAttribute(tag, 'label') ?? xmlAttribute(tag, 'term') ?? [],
    ),
    enclosures: findAll(entry, 'link', ATOM).flatMap((link) =>
      xmlAttribute(link, 'rel') === 'enclosure'
        ? [
            {
              url: xmlAttribute(link, 'href') ?? '',
              ...present({ length: xmlAttribute(link, 'length'), type: xmlAttribute(link, 'type') }),
            },
          ]
        : [],
    ),
    ...(isOfPodcast(entry) && { podcast: readPodcastFields(entry), extras: readEpisodeExtras(entry) }),
  };
}

/** Atom text constructs (RFC 4287 §3.1) as HTML. */
function atomHtml(element: XmlElement): string | undefined {
  const type = xmlAttribute(element, 'type') ?? 'text';
  if (type === 'xhtml') return xmlMarkup(element);
  const text = trimmed(element);
  if (text === undefined || type === 'html' || type === 'text/html') return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function atomLink(element: XmlElement): string | undefined {
  const links = findAll(element, 'link', ATOM);
  const link = links.find((candidate) => (xmlAttribute(candidate, 'rel') ?? 'alternate') === 'alternate');
  return valueOf(link, 'href');
}

function findAll(parent: XmlElement, name: string, uri?: string): readonly XmlElement[] {
  const wanted = uri ?? (parent.uri === ATOM ? '' : parent.uri);
  return parent.children.filter((child) => child.local === name && child.uri === wanted);
}

function find(parent: XmlElement, name: string, uri?: string): XmlElement | undefined {
  return parent.local === 'RDF' ? parent.children.find(({ local }) => local === name) : findAll(parent, name, uri)[0];
}

function valueOf(element: XmlElement | undefined, attribute: string): string | undefined {
  return element && xmlAttribute(element, attribute);
}

function trimmed(element: XmlElement): string | undefined {
  const text = xmlText(element).trim();
  return text === '' ? undefined : text;
}

function textOf(parent: XmlElement, name: string, uri?: string): string | undefined {
  const element = find(parent, name, uri);
  return element && trimmed(element);
}
