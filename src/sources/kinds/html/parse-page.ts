import { parseHTML } from 'linkedom';
import { LectorError } from '../../../errors.js';
import type { MarkupElement } from '../../../markup/element.js';
import { growTree } from '../../../markup/grow-tree.js';

/** A parsed page: Lector's own tree, and the parser's document, which answers to selectors. */
export type Page = {
  readonly root: MarkupElement;
  /** All elements by index. */
  readonly elements: readonly MarkupElement[];
  readonly document: ParserDocument;
  /** Which of our elements was made from one of the parser's. */
  readonly copies: ReadonlyMap<ParserNode, MarkupElement>;
};

/** What Lector uses of linkedom's DOM; `null` stops here. */
export type ParserDocument = ParserNode & {
  readonly documentElement: ParserNode;
  readonly querySelectorAll: (selector: string) => Iterable<ParserNode>;
};

export type ParserNode = {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly localName: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly firstChild: ParserNode | null;
  readonly nextSibling: ParserNode | null;
};

/** Parses a page and copies it into a tree with every count made once. Call `checkLimits` first. */
export function parsePage(html: string): Page {
  const document = parse(asWholeDocument(html));
  const copies = new Map<ParserNode, MarkupElement>();
  const tree = growTree();
  const copy = (source: ParserNode): MarkupElement => {
    const element = tree.open(source.localName.toLowerCase(), readAttributes(source));
    copies.set(source, element);
    for (let child = source.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === ELEMENT_NODE) copy(child);
      else if (child.nodeType === TEXT_NODE) tree.text(child.nodeValue ?? '');
      else if (child.nodeType === COMMENT_NODE) tree.comment(child.nodeValue ?? '');
    }
    tree.close();
    return element;
  };
  const root = copy(document.documentElement);
  return { root, elements: tree.elements, document, copies };
}

function parse(html: string): ParserDocument {
  try {
    return parseHTML(html).document as unknown as ParserDocument;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new LectorError('E_TOO_MANY_ATTRIBUTES', 'A tag of the page has more class names than the parser can hold.', {
      hint: 'save the article alone, for example from the reader view of a browser.',
      cause,
    });
  }
}

function readAttributes(source: ParserNode): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { name, value } of source.attributes) attributes[name.toLowerCase()] ??= value;
  return attributes;
}

/**
 * linkedom makes the first tag the document element and leaves what follows `</html>` outside it, so a page without
 * `<html>` gets one and nothing closes before the end of the text.
 */
function asWholeDocument(html: string): string {
  const rest = html.slice(endOfProlog(html)).replace(/<\/(?:html|body)\s*>/gi, '');
  if (/^<html[\s>]/i.test(rest)) return `<!doctype html>${rest}`;
  if (/^<(?:head|body)[\s>]/i.test(rest)) return `<!doctype html><html>${rest}`;
  return `<!doctype html><html><body>${rest}`;
}

function endOfProlog(html: string): number {
  let position = 0;
  for (;;) {
    while (/[\s\uFEFF]/.test(html.charAt(position))) position += 1;
    const ending = html.startsWith('<!--', position)
      ? '-->'
      : /^<[!?]/.test(html.slice(position, position + 2))
        ? '>'
        : '';
    if (ending === '') return position;
    const end = html.indexOf(ending, position);
    if (end < 0) return html.length;
    position = end + ending.length;
  }
}

const ELEMENT_NODE = 1;
const TEXT_NODE = 3;
const COMMENT_NODE = 8;
