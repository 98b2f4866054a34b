import { closest, elementsIn, visibleText, type MarkupElement } from './element.js';

/** The footnotes of a document: which element refers to which, and which elements they are. */
export type Footnotes = {
  /** Label of the note an element refers to, when it is the mark of one. */
  labelOf(element: MarkupElement): string | undefined;
  /** Label of the note an element holds. */
  noteLabel(element: MarkupElement): string | undefined;
  /** The id a note is referred to by; nothing for notes that a Markdown program numbered and named. */
  noteAnchor(element: MarkupElement): string | undefined;
  /** Whether a heading was put above the notes by the program that collected them. */
  isMadeHeading(element: MarkupElement): boolean;
  /** Whether a list is made of notes. */
  holdsNotes(list: MarkupElement): boolean;
  /** Whether an element leads back from a note to its mark. */
  isBackLink(element: MarkupElement): boolean;
};

/** Finds marks (`<sup><a href="#fn1">1</a></sup>`, `role="doc-noteref"`, GFM's) and the notes they point to. */
export function findFootnotes(root: MarkupElement): Footnotes {
  const marks = new Map<MarkupElement, string>();
  const numbers = new Set<MarkupElement>();
  const labels = new Map<string, string>();
  const ids = new Map<string, MarkupElement>();
  for (const element of elementsIn(root)) {
    const id = element.attributes['id'] ?? (element.tag === 'a' ? element.attributes['name'] : undefined);
    // remark writes the id of a note as it writes the address that leads to it.
    for (const name of id === undefined ? [] : [id, safeDecode(id)]) if (!ids.has(name)) ids.set(name, element);
    if (element.tag !== 'a') continue;
    const target = targetOf(element);
    if (target === undefined || !isMark(element)) continue;
    if (!('data-footnote-ref' in element.attributes) && isInTarget(element, labels)) {
      numbers.add(element);
      continue;
    }
    const label = madeLabel(element, target) ?? visibleText(element).replace(/^[[(]|[\])]$/g, '');
    marks.set(markElement(element), label);
    if (!labels.has(target)) labels.set(target, label);
  }
  const notes = new Map<MarkupElement, string>();
  const anchors = new Map<MarkupElement, string>();
  for (const [id, label] of labels) {
    const note = ids.get(id);
    if (note === undefined) continue;
    notes.set(noteElement(note), label);
    if (!isMade(note)) anchors.set(noteElement(note), id);
  }
  return {
    labelOf: (element) => marks.get(element),
    noteLabel: (element) => notes.get(element),
    noteAnchor: (element) => anchors.get(element),
    holdsNotes: ({ children }) => children.some((child) => child.kind === 'element' && notes.has(child)),
    isMadeHeading: ({ attributes }) => MADE_HEADING_ID.test(attributes['id'] ?? ''),
    isBackLink: (element) => numbers.has(element) || (notes.size > 0 && isBackLink(element)),
  };
}

/** The label an author gave in Markdown (`[^source]`), which stands in the target alone; the mark shows a number. */
function madeLabel({ attributes }: MarkupElement, target: string): string | undefined {
  return 'data-footnote-ref' in attributes && target.startsWith(MADE_PREFIX)
    ? target.slice(MADE_PREFIX.length)
    : undefined;
}

/** Whether a note stands in the section that remark (GFM) makes of all notes. */
function isMade(note: MarkupElement): boolean {
  return closest(note, ({ attributes }) => 'data-footnotes' in attributes) !== undefined;
}

/** A mark that stands in a note already referred to is the note's own number, which leads back. */
function isInTarget(element: MarkupElement, targets: ReadonlyMap<string, string>): boolean {
  let current: MarkupElement | undefined = element;
  for (let level = 0; level < MAX_NOTE_LEVELS && current !== undefined; level += 1) {
    const id = current.attributes['id'] ?? current.attributes['name'];
    if (id !== undefined && targets.has(id)) return true;
    current = current.parent;
  }
  return false;
}

function targetOf({ attributes }: MarkupElement): string | undefined {
  const href = attributes['href'] ?? '';
  const hash = href.indexOf('#');
  return hash === 0 || (hash > 0 && NOTE_NAMES.test(href.slice(hash))) ? safeDecode(href.slice(hash + 1)) : undefined;
}

function isMark(element: MarkupElement): boolean {
  if (element.textLength === 0 || element.textLength > MAX_MARK_CHARACTERS || BACK_LINK.test(visibleText(element)))
    return false;
  const { attributes, names, parent } = element;
  if ('data-footnote-ref' in attributes) return true;
  if (/doc-noteref|noteref/.test(`${attributes['role'] ?? ''} ${attributes['epub:type'] ?? ''}`)) return true;
  if (!MARK_TEXT.test(visibleText(element))) return false;
  const hasSup =
    parent?.tag === 'sup' || element.children.some((child) => child.kind === 'element' && child.tag === 'sup');
  return hasSup || /footnote|noteref/.test(`${names} ${parent?.names ?? ''}`);
}

function markElement(link: MarkupElement): MarkupElement {
  const { parent } = link;
  return parent?.tag === 'sup' && parent.textLength <= link.textLength + 2 ? parent : link;
}

/** The block a note's anchor stands for: an empty or inline anchor stands for the block around it. */
function noteElement(anchor: MarkupElement): MarkupElement {
  let element = anchor;
  while (element.parent !== undefined && INLINE_ANCHORS.has(element.tag)) element = element.parent;
  return element;
}

function isBackLink(element: MarkupElement): boolean {
  if (element.tag !== 'a' || element.textLength > MAX_MARK_CHARACTERS) return false;
  const { attributes, names } = element;
  if ('data-footnote-backref' in attributes) return true;
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

/** What `remark-rehype` puts before the label of a footnote where its ids are not prefixed otherwise. */
const MADE_PREFIX = 'fn-';
const MADE_HEADING_ID = /^(?:user-content-)?footnote-label$/;
const MAX_MARK_CHARACTERS = 8;
const MAX_NOTE_LEVELS = 4;
const MARK_TEXT = /^[[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|note \d+|[*†‡§¶]{1,3})[\])]?$/iu;
const BACK_LINK = /^[↩↑⇑^⤴︎\uFE0E\s]+$/u;
const NOTE_NAMES = /^#(?:fn|footnote|note|cite|ftn|_ftn|endnote|en)/i;
const INLINE_ANCHORS: ReadonlySet<string> = new Set(['a', 'sup', 'span', 'b', 'strong', 'i', 'em']);
