import { toVisible } from '../model/text/clean-text.js';
import type { Directive, MarkupElement, MarkupNode } from './element.js';
import { endsLine, INLINE_TAGS, SILENT_TAGS } from './tags.js';

/** Takes what a parser found, in reading order, and makes the tree of it. */
export type TreeGrower = {
  readonly open: (tag: string, attributes: Readonly<Record<string, string>>, line?: number) => MarkupElement;
  readonly text: (text: string, line?: number) => void;
  readonly comment: (text: string) => void;
  readonly close: () => void;
  /** All elements by index. */
  readonly elements: readonly MarkupElement[];
};

/** Grows one tree; text on both sides of a comment is one text. */
export function growTree(): TreeGrower {
  const elements: MarkupElement[] = [];
  let open: Growing | undefined;
  let linkDepth = 0;
  let text = '';
  let textLine: number | undefined;
  const endText = (): void => {
    if (text !== '' && open !== undefined) addText(open, { source: text, line: textLine, isInLink: linkDepth > 0 });
    text = '';
  };
  return {
    elements,
    open: (tag, attributes, line) => {
      endText();
      const element = begin({ index: elements.length, tag, attributes, parent: open, line });
      elements.push(element);
      open?.children.push(element);
      open = element;
      if (tag === 'a') linkDepth += 1;
      return element;
    },
    text: (more, line) => {
      if (text === '') textLine = line;
      text += more;
    },
    comment: (source) => {
      const directive = directiveIn(source);
      if (directive === undefined) return;
      endText();
      open?.children.push({ kind: 'text', text: '', line: undefined, directive });
    },
    close: () => {
      endText();
      if (open === undefined) return;
      if (open.tag === 'a') linkDepth -= 1;
      open.lastIndex = elements.length - 1;
      countInto(open);
      open = open.parent as Growing | undefined;
    },
  };
}

type Growing = { -readonly [Key in keyof MarkupElement]: MarkupElement[Key] } & { children: MarkupNode[] };

function begin(what: Pick<MarkupElement, 'index' | 'tag' | 'attributes' | 'parent' | 'line'>): Growing {
  return {
    kind: 'element',
    index: what.index,
    lastIndex: what.index,
    tag: what.tag,
    attributes: what.attributes,
    names: namesOf(what.attributes),
    children: [],
    parent: what.parent,
    line: what.line,
    textLength: 0,
    linkTextLength: 0,
    hasBlocks: false,
  };
}

function addText(
  element: Growing,
  {
    source,
    line,
    isInLink,
  }: { readonly source: string; readonly line: number | undefined; readonly isInLink: boolean },
): void {
  const isSilent = SILENT_TAGS.has(element.tag);
  const text = isSilent ? source : toVisible(source);
  element.children.push({ kind: 'text', text, line });
  if (isSilent || text.trim() === '') return;
  const { length } = text.replace(/\s+/gu, ' ');
  element.textLength += length;
  if (isInLink) element.linkTextLength += length;
}

/** What a finished element adds to the counts of the one around it. */
function countInto(element: Growing): void {
  const parent = element.parent as Growing | undefined;
  if (parent === undefined || SILENT_TAGS.has(parent.tag)) return;
  parent.hasBlocks ||=
    parent.tag !== 'math' && (element.hasBlocks || startsLine(element.tag, parent) || isSecondBreak(parent));
  parent.textLength += element.textLength;
  parent.linkTextLength += element.linkTextLength;
}

/** Whether an element starts a line of its own; one HTML does not know does outside of lines. */
function startsLine(tag: string, parent: Growing): boolean {
  if (INLINE_TAGS.has(tag)) return false;
  return endsLine(tag) || !(parent.tag === 'p' || INLINE_TAGS.has(parent.tag));
}

/** Two line breaks in a row part paragraphs, whatever element they stand in. */
function isSecondBreak({ tag, children }: Growing): boolean {
  const isBreak = (node: MarkupNode | undefined): boolean => node?.kind === 'element' && node.tag === 'br';
  if (tag === 'a' || tag === 'pre' || !isBreak(children.at(-1))) return false;
  const before = children.at(-2);
  return isBreak(before?.kind === 'text' && before.text.trim() === '' ? children.at(-3) : before);
}

/** `class` and `id` as words apart: `articleBody__main` reads `article-body__main`. */
function namesOf(attributes: Readonly<Record<string, string>>): string {
  const names = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`.slice(0, 500);
  return names
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .trim();
}

function directiveIn(comment: string): Directive | undefined {
  const [, name, value] = /^\s*(table|audio):\s*(skip|rows|summary|only)\s*$/u.exec(comment.toLowerCase()) ?? [];
  if (name === 'table' && (value === 'skip' || value === 'rows' || value === 'summary')) return { table: value };
  return name === 'audio' && (value === 'skip' || value === 'only') ? { audio: value } : undefined;
}
