import { parseHTML } from 'linkedom';
import { LectorError } from '../../../errors.js';
import type { MarkupElement } from '../../../markup/element.js';
import { growTree } from '../../../markup/grow-tree.js';
import { scanTags } from '../../../markup/scan-tags.js';
import { BLOCK_TAGS, HEADING_TAGS, VOID_TAGS } from '../../../markup/tags.js';

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
  /** `null` where not a single tag is whole. */
  readonly documentElement: ParserNode | null;
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

/** What stands for a page that was cut off in its first tag: the parser makes no element of it. */
const EMPTY_PAGE = '<html><body></body></html>';

/** Parses a page and copies it into a tree with every count made once. Call `checkLimits` first. */
export function parsePage(html: string): Page {
  const document = parse(markUnclosed(asWholeDocument(html)));
  const { documentElement = null } = document;
  if (documentElement === null) return parsePage(EMPTY_PAGE);
  const copies = new Map<ParserNode, MarkupElement>();
  const tree = growTree();
  const isSet = setsTextInHeadings(document, documentElement);
  const copy = (source: ParserNode, parent?: MarkupElement): MarkupElement => {
    const attributes = readAttributes(source);
    const element = tree.open(isSet(source) ? 'p' : tagOf(source, attributes, parent), attributes);
    copies.set(source, element);
    for (let child = source.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === ELEMENT_NODE) copy(child, element);
      else if (child.nodeType === TEXT_NODE) tree.text(child.nodeValue ?? '');
      else if (child.nodeType === COMMENT_NODE) tree.comment(child.nodeValue ?? '');
    }
    tree.close();
    return element;
  };
  const root = copy(documentElement);
  return { root, elements: tree.elements, document, copies };
}

/** What an element is taken for: one nobody closed sets nothing apart, and a button that opens a part is its title. */
function tagOf(
  source: ParserNode,
  attributes: Readonly<Record<string, string>>,
  parent: MarkupElement | undefined,
): string {
  const tag = source.localName.toLowerCase();
  if (tag === 'noscript') return holdsProse(textOf(source)) ? 'div' : tag;
  if (UNCLOSED_ATTRIBUTE in attributes) return MARKED_INLINE.has(tag) ? 'span' : 'div';
  const opensPart = tag === 'button' && ('aria-expanded' in attributes || 'aria-controls' in attributes);
  if (!opensPart || parent === undefined) return tag;
  if (HEADING_TAGS.has(parent.tag) || parent.tag === 'summary') return 'span';
  return /[?？؟]\s*$/u.test(textOf(source)) ? 'p' : tag;
}

/** Tells which headings are paragraphs, on a page that sets all its running text as headings. */
function setsTextInHeadings(document: ParserDocument, root: ParserNode): (source: ParserNode) => boolean {
  const headings = [...document.querySelectorAll('h2,h3,h4,h5,h6')].filter(isSentence);
  if (headings.length === 0) return () => false;
  const inHeadings = headings.reduce((sum, heading) => sum + textOf(heading).length, 0);
  const chosen = new Set(inHeadings > shownLength(root) * MIN_HEADING_SHARE ? headings : []);
  return (source) => chosen.has(source);
}

function shownLength(source: ParserNode): number {
  if (source.nodeType === TEXT_NODE) return (source.nodeValue ?? '').trim().length;
  if (/^(?:head|script|style|noscript|template)$/iu.test(source.localName)) return 0;
  let length = 0;
  for (let child = source.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === ELEMENT_NODE || child.nodeType === TEXT_NODE) length += shownLength(child);
  }
  return length;
}

function isSentence(source: ParserNode): boolean {
  const text = textOf(source).trim();
  return text.length >= MIN_PROSE_CHARACTERS && /[.!?…。]["”’»)]*$/u.test(text);
}

/** What stands in for a script is the text itself, or asks for the script. */
function holdsProse(text: string): boolean {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length < MIN_PROSE_CHARACTERS || !/[.!?…。]/u.test(line)) return false;
  return line.length > MAX_REQUEST_CHARACTERS || !/javascript|browser|cookie/iu.test(line);
}

function textOf({ firstChild, nodeType, nodeValue }: ParserNode): string {
  if (nodeType === TEXT_NODE) return nodeValue ?? '';
  let text = '';
  for (let child = firstChild; child !== null; child = child.nextSibling) text += textOf(child);
  return text;
}

/**
 * Gives start tags whose end tags are missing an attribute: a parser lets a figure without one hold the rest of the
 * article. A heading without one ends before the next block.
 */
function markUnclosed(html: string): string {
  const open: OpenTag[] = [];
  let heading: OpenTag | undefined;
  const surplus = new Map<string, number>();
  const found: typeof open = [];
  const counts = new Map<string, number>();
  const pop = (): (typeof open)[number] | undefined => {
    const last = open.pop();
    if (last !== undefined) counts.set(last.name, (counts.get(last.name) ?? 1) - 1);
    return last;
  };
  for (const { name, isEnd, start } of scanTags(html)) {
    if (name === '' || VOID_TAGS.has(name)) continue;
    surplus.set(name, (surplus.get(name) ?? 0) + (isEnd ? -1 : 1));
    if (heading !== undefined && BLOCK_TAGS.has(name)) {
      heading.blockAt = start;
      heading = undefined;
    }
    if (!isEnd) {
      const tag = { name, at: start + 1 + name.length };
      open.push(tag);
      if (HEADING_TAGS.has(name)) heading = tag;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    } else if ((counts.get(name) ?? 0) > 0) {
      for (let last = pop(); last !== undefined && last.name !== name; last = pop()) found.push(last);
    }
  }
  const additions = [...found, ...open].flatMap(({ name, at, blockAt }) => {
    if ((surplus.get(name) ?? 0) <= 0) return [];
    if (HEADING_TAGS.has(name)) return blockAt === undefined ? [] : [{ at: blockAt, text: `</${name}>` }];
    return MARKED_BLOCKS.has(name) || MARKED_INLINE.has(name) ? [{ at, text: ` ${UNCLOSED_ATTRIBUTE}` }] : [];
  });
  let marked = '';
  let from = 0;
  for (const { at, text } of additions.sort((one, other) => one.at - other.at)) {
    marked += html.slice(from, at) + text;
    from = at;
  }
  return marked + html.slice(from);
}

/** A start tag that waits for its end tag: the end of its name, and for a heading where the next block begins or ends. */
type OpenTag = { readonly name: string; readonly at: number; blockAt?: number };

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

const MIN_PROSE_CHARACTERS = 60;
const MIN_HEADING_SHARE = 0.5;
/** A request to turn scripts on is a sentence or two. */
const MAX_REQUEST_CHARACTERS = 300;
const UNCLOSED_ATTRIBUTE = 'data-lector-unclosed';
/** Elements that mean something of all they hold, and whose end tags nobody may leave out (HTML §13.1.2.4). */
const MARKED_BLOCKS: ReadonlySet<string> = new Set('figure figcaption aside header footer nav form dialog'.split(' '));
const MARKED_INLINE: ReadonlySet<string> = new Set(['a', 'button', 'label']);
const ELEMENT_NODE = 1;
const TEXT_NODE = 3;
const COMMENT_NODE = 8;
