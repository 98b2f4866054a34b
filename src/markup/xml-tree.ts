import { SaxesParser, type SaxesTagNS } from 'saxes';
import { LectorError, type ErrorCode } from '../errors.js';
import { quoteValue } from '../model/text.js';

/** An element as a strict, namespace-aware reader sees it. */
export type XmlElement = {
  /** `{namespace}name`, or the bare name where there is no namespace. */
  readonly key: string;
  /** As written, with its prefix. */
  readonly name: string;
  /** Without the prefix. */
  readonly local: string;
  /** Namespace; empty where there is none. */
  readonly uri: string;
  /** By name as written. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Text and CDATA directly inside, joined. */
  readonly text: string;
  /** Elements and text in their order. */
  readonly nodes: readonly (XmlElement | string)[];
  /** 1-based, of the first character of the opening tag. */
  readonly line: number;
  readonly column: number;
};

export type ReadXmlOptions = {
  /** Named as the place of a fault. */
  readonly file: string;
  /** Refuses a file that declares another encoding than UTF-8. */
  readonly isUtf8Only?: boolean;
  /** Takes a document type that only names an external one; it is never fetched. */
  readonly allowsDoctype?: boolean;
  /** Namespaces of prefixes that may be used without being declared. */
  readonly knownPrefixes?: Readonly<Record<string, string>>;
  /**
   * Called with each finished element but the root, and the number of elements it stands in; those it returns true for
   * do not stay in the tree.
   */
  readonly take?: (element: XmlElement, depth: number) => boolean;
};

/** Deeper than any feed or lexicon; a bomb, or something else. */
const MAX_DEPTH = 64;
const MAX_ATTRIBUTES = 64;
const MAX_NAME_LENGTH = 256;
const UTF8 = /^(?:utf-8|us-ascii|ascii)$/iu;

type OpenElement = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & {
  readonly children: XmlElement[];
  readonly nodes: (XmlElement | string)[];
};
type Position = { readonly line: number; readonly column: number };

/**
 * Reads XML strictly: no document type, so no entities but XML's own five; the first fault ends the reading.
 *
 * @returns The root element.
 * @throws {@link LectorError} `E_XML`, `E_XML_DOCTYPE`, `E_XML_TRUNCATED`, `E_TOO_DEEP`, `E_ENCODING`, with line and column.
 */
export function readXml(xml: string, options: ReadXmlOptions): XmlElement {
  const { file, isUtf8Only = false, allowsDoctype = false, knownPrefixes = {}, take } = options;
  const parser = new SaxesParser({ xmlns: true, position: true, additionalNamespaces: { ...knownPrefixes } });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let isAtEnd = false;
  const refuse = (code: ErrorCode, message: string, hint: string, at?: Position): never => {
    const { line, column } = at ?? { line: parser.line, column: parser.column + 1 };
    throw new LectorError(code, `${message} (line ${line}, column ${column}).`, {
      hint,
      place: { file, line, column },
    });
  };
  parser.on('xmldecl', ({ encoding }) => {
    if (!isUtf8Only || encoding === undefined || UTF8.test(encoding)) return;
    refuse('E_ENCODING', `The file declares the encoding ${quoteValue(encoding)}`, 'write it in UTF-8.');
  });
  parser.on('doctype', (doctype) => {
    if (allowsDoctype && !doctype.includes('[')) return;
    refuse('E_XML_DOCTYPE', 'DOCTYPE is not allowed', 'take the document type out.');
  });
  parser.on('error', ({ message }) => {
    const ampersand = findBareAmpersand(xml);
    if (ampersand) refuse('E_XML', 'Not XML: & stands for itself', 'write & as &amp;.', ampersand);
    if (isAtEnd) {
      const where = open.at(-1)?.name;
      const end =
        where === undefined ? 'before its root element' : `in the middle of <${quoteValue(where).slice(1, -1)}>`;
      refuse('E_XML_TRUNCATED', `The file ends ${end}`, 'get or publish the whole file.');
    }
    if (root) refuse('E_XML', 'Not XML: more than one root element, or text after it', 'keep one root element.');
    const reason = message.replace(/^(?:[^\s:]*:)?\d+:\d+: /u, '').replace(/\.$/u, '');
    const hint = /entity/iu.test(reason)
      ? 'write the character itself: XML knows &amp; &lt; &gt; &quot; &apos; alone.'
      : 'correct the XML, or tell who publishes it.';
    refuse('E_XML', `Not XML: ${reason}`, hint);
  });
  let start: Position = { line: 1, column: 1 };
  parser.on('opentagstart', ({ name }) => {
    start = startOfTag(parser, name, xml);
  });
  parser.on('opentag', (tag) => {
    if (open.length >= MAX_DEPTH) {
      refuse('E_TOO_DEEP', `Elements are nested deeper than the limit ${MAX_DEPTH}`, 'flatten the document.');
    }
    if (Object.keys(tag.attributes).length > MAX_ATTRIBUTES || tag.name.length > MAX_NAME_LENGTH) {
      const limits = `${MAX_ATTRIBUTES} attributes, or a name of more than ${MAX_NAME_LENGTH} characters`;
      refuse('E_XML', `An element has more than ${limits}`, 'correct the XML, or tell who publishes it.');
    }
    open.push(toElement(tag, start));
  });
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (!element) return;
    element.text += text;
    element.nodes.push(text);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    const parent = open.at(-1);
    if (!element) return;
    if (!parent) root = element;
    else if (take?.(element, open.length) !== true) {
      parent.children.push(element);
      parent.nodes.push(element);
    }
  });
  parser.write(xml);
  isAtEnd = root === undefined;
  parser.close();
  return root ?? refuse('E_XML_TRUNCATED', 'The file is empty', 'get or publish the whole file.');
}

/** Where the bracket of a tag stands; the parser has read one character past its name. */
function startOfTag({ line, column, position }: SaxesParser<{ xmlns: true }>, name: string, xml: string): Position {
  const start = position - name.length - '< '.length;
  if (column > name.length) return { line, column: column - name.length - '<'.length };
  return { line: line - 1, column: start - xml.lastIndexOf('\n', start) };
}

function toElement({ name, local, uri, attributes }: SaxesTagNS, { line, column }: Position): OpenElement {
  // Without a prototype, so that no name finds what nobody wrote.
  const values = Object.create(null) as Record<string, string>;
  for (const [attribute, { value }] of Object.entries(attributes)) values[attribute] = value;
  const key = uri === '' ? local : `{${uri}}${local}`;
  return { key, name, local, uri, attributes: values, children: [], text: '', nodes: [], line, column };
}

/**
 * Where an & stands that starts no reference; a reference cut off by the end of the text is one. Strict readers report
 * it only at the end of what follows.
 */
function findBareAmpersand(xml: string): Position | undefined {
  const passed = /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)/u.source;
  const bare = /&(?!(?:#\d{1,32}|#x[\da-f]{1,32}|[\p{L}_:][\p{L}\p{N}_:.-]{0,99});|#?[\p{L}\p{N}_:.-]{0,99}$)/u.source;
  for (const { 0: match, index } of xml.matchAll(new RegExp(`${passed}|${bare}`, 'giu'))) {
    if (match !== '&') continue;
    const before = xml.slice(0, index);
    return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') };
  }
  return undefined;
}

/** The value of an attribute without a prefix, else of one with any. */
export function xmlAttribute({ attributes }: XmlElement, local: string): string | undefined {
  return attributes[local] ?? Object.entries(attributes).find(([name]) => name.endsWith(`:${local}`))?.[1];
}

/** All text inside an element. */
export function xmlText({ nodes }: XmlElement): string {
  return nodes.map((node) => (typeof node === 'string' ? node : xmlText(node))).join('');
}

/** The content of an element as markup again, for XHTML inside Atom. */
export function xmlMarkup({ nodes }: XmlElement): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return escapeMarkup(node);
      const attributes = Object.entries(node.attributes)
        .filter(([name]) => !/^xmlns(?::|$)/u.test(name))
        .map(([name, value]) => ` ${name}="${escapeMarkup(value)}"`);
      const tag = `<${node.local}${attributes.join('')}>`;
      return /^(?:br|img|hr|wbr|col|input)$/u.test(node.local) ? tag : `${tag}${xmlMarkup(node)}</${node.local}>`;
    })
    .join('');
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
