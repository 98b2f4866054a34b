import { parseHTML } from 'linkedom';
import { LectorError } from '../../../errors.js';
import { toVisible } from './to-line.js';
import { INLINE_TAGS, SILENT_TAGS, type PageElement, type PageNode } from './page-tree.js';

/** A parsed page: Lector's own tree, and the parser's document, which answers to selectors. */
export type Page = {
  readonly root: PageElement;
  /** All elements by index. */
  readonly elements: readonly PageElement[];
  readonly document: ParserDocument;
  /** Which of our elements was made from one of the parser's. */
  readonly copies: ReadonlyMap<ParserNode, PageElement>;
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
  const elements: PageElement[] = [];
  const copies = new Map<ParserNode, PageElement>();
  const root = copyElement(document.documentElement, {
    elements,
    copies,
    parent: undefined,
    isInLink: false,
  });
  return { root, elements, document, copies };
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

type Draft = { -readonly [Key in keyof PageElement]: PageElement[Key] } & { children: PageNode[] };
type Surroundings = {
  readonly elements: PageElement[];
  readonly copies: Map<ParserNode, PageElement>;
  readonly parent: PageElement | undefined;
  readonly isInLink: boolean;
};

function copyElement(source: ParserNode, around: Surroundings): PageElement {
  const { elements } = around;
  const tag = source.localName.toLowerCase();
  const attributes = readAttributes(source);
  const element: Draft = {
    kind: 'element',
    index: elements.length,
    lastIndex: elements.length,
    tag,
    attributes,
    names: namesOf(attributes),
    children: [],
    parent: around.parent,
    textLength: 0,
    linkTextLength: 0,
    hasBlocks: false,
  };
  elements.push(element);
  around.copies.set(source, element);
  const inside: Surroundings = {
    ...around,
    parent: element,
    isInLink: around.isInLink || tag === 'a',
  };
  const isSilent = SILENT_TAGS.has(tag);
  let text = '';
  const endText = (): void => {
    if (text !== '') addText(element, text, inside);
    text = '';
  };
  for (let child = source.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === TEXT_NODE) text += child.nodeValue ?? '';
    if (child.nodeType !== ELEMENT_NODE) continue;
    endText();
    const copy = copyElement(child, inside);
    element.children.push(copy);
    if (isSilent) continue;
    element.hasBlocks ||= tag !== 'math' && (copy.hasBlocks || !INLINE_TAGS.has(copy.tag) || isSecondBreak(element));
    element.textLength += copy.textLength;
    element.linkTextLength += copy.linkTextLength;
  }
  endText();
  element.lastIndex = elements.length - 1;
  if (isSilent) Object.assign(element, { textLength: 0, linkTextLength: 0 });
  return element;
}

/** Two line breaks in a row part paragraphs, whatever element they stand in. */
function isSecondBreak({ tag, children }: Draft): boolean {
  const isBreak = (node: PageNode | undefined): boolean => node?.kind === 'element' && node.tag === 'br';
  if (tag === 'a' || tag === 'pre' || !isBreak(children.at(-1))) return false;
  const before = children.at(-2);
  return isBreak(before?.kind === 'text' && before.text.trim() === '' ? children.at(-3) : before);
}

function addText(element: Draft, source: string, { isInLink }: Surroundings): void {
  const text = SILENT_TAGS.has(element.tag) ? source : toVisible(source);
  element.children.push({ kind: 'text', text });
  const length = text.trim() === '' ? 0 : text.replace(/\s+/gu, ' ').length;
  element.textLength += length;
  if (isInLink) element.linkTextLength += length;
}

function readAttributes(source: ParserNode): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { name, value } of source.attributes) attributes[name.toLowerCase()] ??= value;
  return attributes;
}

/** `class` and `id` as words apart: `articleBody__main` reads `article-body__main`. */
function namesOf(attributes: Readonly<Record<string, string>>): string {
  const names = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`.slice(0, 500);
  return names
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .trim();
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
