import { SaxesParser, type SaxesTagNS } from 'saxes';
import { LectorError, type ErrorCode } from '../../../errors.js';

/** An element of a feed. */
export type XmlElement = {
  /** Name without prefix. */
  readonly name: string;
  /** Namespace; empty for RSS's own elements. */
  readonly uri: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
};

type Growing = Omit<XmlElement, 'children'> & { readonly children: (XmlElement | string)[] };

const MAX_DEPTH = 64;
const MAX_ATTRIBUTES = 64;
const MAX_NAME_LENGTH = 256;

/** Prefixes that feeds use without declaring them. */
const KNOWN_PREFIXES = {
  content: 'http://purl.org/rss/1.0/modules/content/',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
  media: 'http://search.yahoo.com/mrss/',
  itunes: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  atom: 'http://www.w3.org/2005/Atom',
  slash: 'http://purl.org/rss/1.0/modules/slash/',
  wfw: 'http://wellformedweb.org/CommentAPI/',
  sy: 'http://purl.org/rss/1.0/modules/syndication/',
  georss: 'http://www.georss.org/georss',
  podcast: 'https://podcastindex.org/namespace/1.0',
};

/**
 * Parses XML strictly: no document type, so no entities but XML's own five; no error passed over.
 *
 * @param options.take Called with each finished element; those it returns true for do not stay in the tree.
 * @returns The root.
 * @throws LectorError `E_XML_DOCTYPE`, `E_XML`, `E_XML_TRUNCATED`, `E_TOO_DEEP`, each with its line.
 */
export function parseXml(
  text: string,
  options: { readonly file: string; readonly take: (element: XmlElement, depth: number) => boolean },
): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true, additionalNamespaces: KNOWN_PREFIXES });
  const stack: Growing[] = [];
  let root: Growing | undefined;
  let isClosing = false;
  // The parser looks for the end of an entity up to the end of the text, so a bare & is found apart.
  const bareAmpersand = findBareAmpersand(text);
  const fail = (code: ErrorCode, message: string, hint: string, at?: { line: number; column: number }): never => {
    const { line, column } = at ?? { line: parser.line, column: parser.column + 1 };
    throw new LectorError(code, `${message} (line ${line}, column ${column}).`, {
      place: { file: options.file, line, column },
      hint,
    });
  };
  parser.on('error', (error) => {
    const reason = error.message.replace(/^[\d:]+\s*/u, '').replace(/\.$/u, '');
    if (isClosing && !bareAmpersand) fail('E_XML_TRUNCATED', 'The feed ends in the middle', 'run again later.');
    const isSecond = root !== undefined && stack.length === 0;
    if (isSecond) fail('E_XML', 'Not XML: more than one root element', 'keep one root element.');
    if (bareAmpersand) fail('E_XML', 'Not XML: & stands for itself', 'write & as &amp;', bareAmpersand);
    const hint = /entity|&/iu.test(reason) ? 'write & as &amp;' : 'correct the XML, or tell the publisher.';
    fail('E_XML', `Not XML: ${reason}`, hint);
  });
  parser.on('doctype', () => {
    fail('E_XML_DOCTYPE', 'DOCTYPE is not allowed in a feed', 'remove the document type declaration.');
  });
  parser.on('opentag', (tag) => {
    if (stack.length >= MAX_DEPTH)
      fail('E_TOO_DEEP', `The feed is nested deeper than the limit ${MAX_DEPTH}`, 'flatten it.');
    if (Object.keys(tag.attributes).length > MAX_ATTRIBUTES || tag.name.length > MAX_NAME_LENGTH) {
      fail('E_XML', `An element has more than ${MAX_ATTRIBUTES} attributes or too long a name`, 'correct the feed.');
    }
    const element = toElement(tag);
    root ??= element;
    stack.push(element);
  });
  parser.on('closetag', () => {
    const element = stack.pop();
    const parent = stack.at(-1);
    if (!element || !parent) return;
    if (!options.take(element, stack.length)) parent.children.push(element);
  });
  const addText = (content: string): void => void stack.at(-1)?.children.push(content);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text);
  isClosing = true;
  parser.close();
  return root ?? fail('E_XML_TRUNCATED', 'The feed is empty', 'run again later.');
}

/** The first & outside CDATA that begins no reference. */
function findBareAmpersand(text: string): { readonly line: number; readonly column: number } | undefined {
  for (const match of text.matchAll(/<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|&(?!#?\w{1,32};)/gu)) {
    if (match[0] !== '&') continue;
    const before = text.slice(0, match.index);
    return { line: before.split('\n').length, column: match.index - before.lastIndexOf('\n') };
  }
  return undefined;
}

function toElement(tag: SaxesTagNS): Growing {
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const attribute of Object.values(tag.attributes)) {
    const name = attribute.prefix === 'xml' ? `xml:${attribute.local}` : attribute.local;
    if (attribute.prefix === '' || attribute.prefix === 'xml' || !(name in attributes))
      attributes[name] = attribute.value;
  }
  return { name: tag.local, uri: tag.uri, attributes, children: [] };
}

/** All text inside an element. */
export function xmlText(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : xmlText(child))).join('');
}

/** The content of an element as markup again, for XHTML inside Atom. */
export function xmlMarkup(element: XmlElement): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return escape(child);
      const attributes = Object.entries(child.attributes).map(([name, value]) => ` ${name}="${escape(value)}"`);
      const open = `<${child.name}${attributes.join('')}>`;
      return /^(?:br|img|hr|wbr|col|input)$/u.test(child.name) ? open : `${open}${xmlMarkup(child)}</${child.name}>`;
    })
    .join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
