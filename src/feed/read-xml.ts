import { SaxesParser } from 'saxes';
import { LectorError, type ErrorCode } from '../errors.js';
import { quoteValue } from '../model/text.js';

/** An element as a strict, namespace-aware reader sees it. */
export type XmlElement = {
  /** `{namespace}name`, or the bare name where there is no namespace. */
  readonly key: string;
  /** As written, with its prefix. */
  readonly name: string;
  /** By name as written. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Text and CDATA directly inside, joined. */
  readonly text: string;
  /** 1-based line of the opening tag. */
  readonly line: number;
};

/** Deeper than any feed; a bomb, or not a feed. */
const MAX_DEPTH = 64;
const READABLE_ENCODINGS = /^(?:utf-8|us-ascii|ascii)$/iu;

type OpenElement = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & { children: XmlElement[] };

/**
 * Reads XML strictly: a DOCTYPE, another encoding than UTF-8, or anything that is not well formed is refused.
 *
 * @param file Named as the place of a fault.
 * @returns The root element.
 * @throws `E_XML`, `E_XML_DOCTYPE`, `E_XML_TRUNCATED`, `E_TOO_DEEP`, `E_ENCODING`, with line and column.
 */
export function readXml(xml: string, file: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  // The first fault ends the reading: those after it are its consequences.
  const refuse = (code: ErrorCode, message: string, hint: string): never => {
    throw new LectorError(code, message, { hint, place: { file, line: parser.line, column: parser.column + 1 } });
  };
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding === undefined || READABLE_ENCODINGS.test(encoding)) return;
    refuse('E_ENCODING', `the file declares the encoding ${quoteValue(encoding)}.`, 'write the feed in UTF-8 (PSP-1).');
  });
  parser.on('doctype', () => refuse('E_XML_DOCTYPE', 'DOCTYPE is not allowed in a feed.', 'take the DOCTYPE out.'));
  parser.on('error', ({ message }) => {
    const text = message.replace(/^(?:[^\s:]*:)?\d+:\d+: /u, '').replace(/\.$/u, '');
    const ampersand = findBareAmpersand(xml);
    if (ampersand) {
      throw new LectorError('E_XML', 'the feed is not well formed: a bare & in text.', {
        hint: 'write & as &amp;.',
        place: { file, ...ampersand },
      });
    }
    if (/unclosed|unexpected end|must contain a root/iu.test(text)) {
      const where = open.at(-1)?.name ?? 'the document';
      refuse('E_XML_TRUNCATED', `the file ends in the middle of <${where}>: ${text}.`, 'publish the whole file.');
    }
    refuse('E_XML', `the feed is not well formed: ${text}.`, 'make it well-formed XML with one root element.');
  });
  parser.on('opentag', ({ name, local, uri, attributes }) => {
    if (open.length >= MAX_DEPTH) {
      refuse('E_TOO_DEEP', `elements are nested deeper than the limit ${MAX_DEPTH}.`, 'flatten the document.');
    }
    open.push({
      key: uri === '' ? local : `{${uri}}${local}`,
      name,
      attributes: Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value])),
      children: [],
      text: '',
      line: parser.line,
    });
  });
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (!element) return;
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
  });
  if (xml.trim() === '') refuse('E_XML_TRUNCATED', 'the file is empty.', 'publish the whole file.');
  parser.write(xml).close();
  return root ?? refuse('E_XML', 'the file holds no element.', 'make it well-formed XML with one root element.');
}

/** Where an & stands that starts no reference: strict readers report it only at the end of what follows. */
function findBareAmpersand(xml: string): { line: number; column: number } | undefined {
  const blanked = xml.replace(/<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)/gu, (text) =>
    text.replace(/[^\n]/gu, ' '),
  );
  const index = /&(?!#\d+;|#x[\da-f]+;|[\p{L}_:][\p{L}\p{N}_:.-]*;)/iu.exec(blanked)?.index;
  if (index === undefined) return undefined;
  const before = xml.slice(0, index);
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') };
}
