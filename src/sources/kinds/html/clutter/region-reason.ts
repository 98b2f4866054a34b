import { elementsIn, visibleText, type MarkupElement } from '../../../../markup/element.js';
import { fingerprint } from '../tokens.js';
import { CREDIT_NAMES, NAME_REASONS, PHRASE_REASONS } from './clutter-names.js';

/**
 * Why an element, by its tag, role and names alone, holds no part of an article; nothing when it may. The caller sees
 * to it that an element with most of the article in it is never asked about.
 */
export function regionReason(element: MarkupElement): string | undefined {
  return tagReason(element) ?? namesReason(element);
}

/** Why an element is no part of an article by its tag and role, whatever it is called. */
export function tagReason(element: MarkupElement): string | undefined {
  return element.textLength === 0 || ALWAYS_CONTENT.has(element.tag) ? undefined : structuralReason(element);
}

function namesReason(element: MarkupElement): string | undefined {
  if (element.textLength === 0 || ALWAYS_CONTENT.has(element.tag)) return undefined;
  if (isPictureCredit(element)) return 'picture-credit';
  const reason = nameReason(judgedNames(element));
  if (reason === undefined || isPlainProse(element)) return undefined;
  // A drop capital is a letter of its word.
  if (element.tag === 'span' && element.textLength === 1 && reason !== 'hidden-text') return undefined;
  // What someone posted elsewhere stands in containers named after the network it was posted in.
  if (reason === 'share-bar' && /embed|tweet|twitter-|instagram-|quote/.test(element.names)) return undefined;
  if (reason === 'pop-up' && (element.tag === 'a' || holdsPopUp(element))) return undefined;
  return reason === 'page-controls' && element.textLength > MAX_CONTROL_CHARACTERS ? undefined : reason;
}

/** A few words in the box of a picture that is called what says who made it. */
function isPictureCredit(element: MarkupElement): boolean {
  if (element.textLength > MAX_CREDIT_CHARACTERS || element.hasBlocks || !CREDIT_NAMES.test(element.names))
    return false;
  const boxes = [element.parent, element.parent?.parent].filter((box) => box !== undefined);
  return boxes.some(
    (box) =>
      box.tag === 'figure' ||
      (box.textLength <= MAX_PICTURE_CHARACTERS &&
        box.lastIndex - box.index <= MAX_PICTURE_ELEMENTS &&
        elementsIn(box).some(({ tag }) => tag === 'img')),
  );
}

/** The names that say what an element is for: the id of a heading or a section is often only its title again. */
function judgedNames(element: MarkupElement): string {
  const { tag, names, attributes } = element;
  const id = (attributes['id'] ?? '').toLowerCase();
  if (id === '') return names;
  const isHeading = /^h[1-6]$/.test(tag);
  if (!isHeading && !(SECTION_TAGS.has(tag) && isTitledBy(element, id))) return names;
  return (attributes['class'] ?? '').toLowerCase();
}

/** Whether a section of running text is called by its own title; `#most-read` stays what it says it is. */
function isTitledBy({ children, textLength, linkTextLength }: MarkupElement, id: string): boolean {
  if (textLength < MIN_PROSE_CHARACTERS || linkTextLength > textLength * 0.2) return false;
  if (PHRASE_REASONS.some(([pattern]) => pattern.test(id))) return false;
  const heading = children.find((child) => child.kind === 'element' && child.textLength > 0);
  if (heading?.kind !== 'element' || !/^h[1-6]$/.test(heading.tag)) return false;
  return fingerprint(visibleText(heading)) === fingerprint(id);
}

/** What a pop-up hangs on is often named like the pop-up inside it; the words it hangs on stay. */
function holdsPopUp({ children }: MarkupElement): boolean {
  return children.some(
    (child) => child.kind === 'element' && child.textLength > 0 && nameReason(child.names) === 'pop-up',
  );
}

function structuralReason(element: MarkupElement): string | undefined {
  const { tag, attributes, parent, textLength } = element;
  if (tag === 'nav') return 'navigation';
  if (isContents(element)) return 'table-of-contents';
  if (tag === 'footer' && parent?.tag !== 'blockquote' && parent?.tag !== 'figure') return 'page-footer';
  if ((tag === 'form' || tag === 'fieldset') && textLength <= MAX_FORM_CHARACTERS) return 'form';
  const { role, itemprop, rel } = attributes;
  if (role !== undefined && role in ROLE_REASONS) return ROLE_REASONS[role];
  if (itemprop !== undefined && /^(?:author|datePublished|dateModified|dateCreated)$/.test(itemprop)) {
    return itemprop === 'author' ? 'byline' : 'publication-date';
  }
  return tag === 'a' && rel !== undefined && /(?:^|\s)author(?:\s|$)/.test(rel) ? 'byline' : undefined;
}

/** Links to places of the page itself, and little else: what it holds is heard in its place. */
function isContents(element: MarkupElement): boolean {
  const { tag, textLength, linkTextLength } = element;
  if (
    !CONTENTS_TAGS.has(tag) ||
    textLength > MAX_CONTENTS_CHARACTERS ||
    linkTextLength < textLength * MIN_CONTENTS_SHARE
  )
    return false;
  const parts = elementsIn(element);
  if (parts.some(({ tag: part, linkTextLength: linked }) => /^h[1-6]$/.test(part) && linked > 0)) return false;
  const links = parts.filter((inner) => inner.tag === 'a' && inner.linkTextLength > 0);
  const places = links.filter(({ attributes }) => /^#./.test(attributes['href'] ?? ''));
  return places.length >= MIN_CONTENTS_LINKS && places.length === links.length && !places.every(isNoteMark);
}

function isNoteMark({ textLength }: MarkupElement): boolean {
  return textLength <= MAX_MARK_CHARACTERS;
}

/** The reason the words of a `class` and an `id` give; the first word that is known decides. */
export function nameReason(names: string): string | undefined {
  if (names === '') return undefined;
  const phrase = PHRASE_REASONS.find(([pattern]) => pattern.test(names));
  if (phrase !== undefined) return phrase[1];
  for (const word of names.split(/[\s_:-]+/)) {
    const reason = NAME_REASONS.get(word);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** A long paragraph with few links is text, whatever it is called. */
function isPlainProse({ tag, textLength, linkTextLength }: MarkupElement): boolean {
  return tag === 'p' && textLength >= MIN_PROSE_CHARACTERS && linkTextLength < textLength * 0.2;
}

const MAX_CREDIT_CHARACTERS = 100;
const MAX_PICTURE_CHARACTERS = 400;
const MAX_PICTURE_ELEMENTS = 30;
const CONTENTS_TAGS: ReadonlySet<string> = new Set(['ul', 'ol', 'div', 'section', 'details', 'p', 'aside', 'table']);
const MAX_CONTENTS_CHARACTERS = 4_000;
const MIN_CONTENTS_SHARE = 0.6;
const MIN_CONTENTS_LINKS = 2;
const MAX_MARK_CHARACTERS = 5;
const MIN_PROSE_CHARACTERS = 240;
const SECTION_TAGS: ReadonlySet<string> = new Set(['section', 'div', 'article']);
/** Old pages wrap all they have in one form. */
const MAX_FORM_CHARACTERS = 1_000;
const MAX_CONTROL_CHARACTERS = 160;
const ALWAYS_CONTENT: ReadonlySet<string> = new Set([
  'html',
  'body',
  'main',
  'blockquote',
  'pre',
  'table',
  'tr',
  'td',
  'math',
]);
const ROLE_REASONS: Readonly<Record<string, string>> = {
  navigation: 'navigation',
  menu: 'navigation',
  menubar: 'navigation',
  banner: 'page-header',
  contentinfo: 'page-footer',
  complementary: 'sidebar',
  search: 'form',
  dialog: 'pop-up',
  alertdialog: 'pop-up',
  alert: 'pop-up',
  toolbar: 'page-controls',
  tablist: 'page-controls',
};
