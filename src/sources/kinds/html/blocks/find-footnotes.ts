import { elementsIn, visibleText, type PageElement } from '../page-tree.js';

/** The footnotes of a page: which element refers to which, and which elements they are. */
export type Footnotes = {
  /** Label of the note an element refers to, when it is the mark of one. */
  labelOf(element: PageElement): string | undefined;
  /** Label of the note an element holds. */
  noteLabel(element: PageElement): string | undefined;
  /** The id a note is referred to by, where it is not its own element's. */
  noteAnchor(element: PageElement): string | undefined;
  /** Whether a list is made of notes. */
  holdsNotes(list: PageElement): boolean;
  /** Whether an element leads back from a note to its mark. */
  isBackLink(element: PageElement): boolean;
};

/** Finds marks (`<sup><a href="#fn1">1</a></sup>`, `role="doc-noteref"`) and the notes they point to. */
export function findFootnotes(root: PageElement): Footnotes {
  const marks = new Map<PageElement, string>();
  const numbers = new Set<PageElement>();
  const labels = new Map<string, string>();
  const ids = new Map<string, PageElement>();
  for (const element of elementsIn(root)) {
    const id = element.attributes['id'] ?? (element.tag === 'a' ? element.attributes['name'] : undefined);
    if (id !== undefined && !ids.has(id)) ids.set(id, element);
    if (element.tag !== 'a') continue;
    const target = targetOf(element);
    if (target === undefined || !isMark(element)) continue;
    if (isInTarget(element, labels)) {
      numbers.add(element);
      continue;
    }
    const label = visibleText(element).replace(/^[[(]|[\])]$/g, '');
    marks.set(markElement(element), label);
    if (!labels.has(target)) labels.set(target, label);
  }
  const notes = new Map<PageElement, string>();
  const anchors = new Map<PageElement, string>();
  for (const [id, label] of labels) {
    const note = ids.get(id);
    if (note === undefined) continue;
    notes.set(noteElement(note), label);
    anchors.set(noteElement(note), id);
  }
  return {
    labelOf: (element) => marks.get(element),
    noteLabel: (element) => notes.get(element),
    noteAnchor: (element) => anchors.get(element),
    holdsNotes: ({ children }) => children.some((child) => child.kind === 'element' && notes.has(child)),
    isBackLink: (element) => numbers.has(element) || (notes.size > 0 && isBackLink(element)),
  };
}

/** A mark that stands in a note already referred to is the note's own number, which leads back. */
function isInTarget(element: PageElement, targets: ReadonlyMap<string, string>): boolean {
  let current: PageElement | undefined = element;
  for (let level = 0; level < MAX_NOTE_LEVELS && current !== undefined; level += 1) {
    const id = current.attributes['id'] ?? current.attributes['name'];
    if (id !== undefined && targets.has(id)) return true;
    current = current.parent;
  }
  return false;
}

function targetOf({ attributes }: PageElement): string | undefined {
  const href = attributes['href'] ?? '';
  const hash = href.indexOf('#');
  return hash === 0 || (hash > 0 && NOTE_NAMES.test(href.slice(hash))) ? safeDecode(href.slice(hash + 1)) : undefined;
}

function isMark(element: PageElement): boolean {
  if (element.textLength === 0 || element.textLength > MAX_MARK_CHARACTERS || BACK_LINK.test(visibleText(element)))
    return false;
  const { attributes, names, parent } = element;
  if (/doc-noteref|noteref/.test(`${attributes['role'] ?? ''} ${attributes['epub:type'] ?? ''}`)) return true;
  if (!MARK_TEXT.test(visibleText(element))) return false;
  const hasSup =
    parent?.tag === 'sup' || element.children.some((child) => child.kind === 'element' && child.tag === 'sup');
  return hasSup || /footnote|noteref/.test(`${names} ${parent?.names ?? ''}`);
}

function markElement(link: PageElement): PageElement {
  const { parent } = link;
  return parent?.tag === 'sup' && parent.textLength <= link.textLength + 2 ? parent : link;
}

/** The block a note's anchor stands for: an empty or inline anchor stands for the block around it. */
function noteElement(anchor: PageElement): PageElement {
  let element = anchor;
  while (element.parent !== undefined && INLINE_ANCHORS.has(element.tag)) element = element.parent;
  return element;
}

function isBackLink(element: PageElement): boolean {
  if (element.tag !== 'a' || element.textLength > MAX_MARK_CHARACTERS) return false;
  const { attributes, names } = element;
  if (/doc-backlink/.test(attributes['role'] ?? '') || /backref|backlink|reversefootnote/.test(names)) return true;
  return (attributes['href'] ?? '').includes('#') && BACK_LINK.test(visibleText(element));
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const MAX_MARK_CHARACTERS = 8;
const MAX_NOTE_LEVELS = 4;
const MARK_TEXT = /^[[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|note \d+|[*†‡§¶]{1,3})[\])]?$/iu;
const BACK_LINK = /^[↩↑⇑^⤴︎\uFE0E\s]+$/u;
const NOTE_NAMES = /^#(?:fn|footnote|note|cite|ftn|_ftn|endnote|en)/i;
const INLINE_ANCHORS: ReadonlySet<string> = new Set(['a', 'sup', 'span', 'b', 'strong', 'i', 'em']);
