import { childElements, elementsIn, visibleText, type MarkupElement } from '../../../../markup/element.js';
import { HEADING_TAGS } from '../../../../markup/tags.js';
import { NEWSLETTER_INVITATION, NEWSLETTER_LINE, READER_NOTICES } from './clutter-patterns.js';

/**
 * Whether an element between paragraphs of an article is the author's own part, though its class or id has a word that
 * elsewhere means clutter: it is running text without links, fields or buttons, and asks its reader for nothing.
 *
 * @param proseLength Characters of running text in it.
 */
export function isOwnPart(element: MarkupElement, reason: string, proseLength: number): boolean {
  const { textLength, linkTextLength } = element;
  if (UNSEEN_REASONS.has(reason) || proseLength < MIN_PROSE_CHARACTERS) return false;
  if (proseLength < textLength * MIN_PROSE_SHARE || linkTextLength > textLength * MAX_LINK_SHARE) return false;
  const parts = elementsIn(element);
  if (parts.some(({ tag }) => CONTROL_TAGS.has(tag))) return false;
  if (TITLED_REASONS.has(reason) && !parts.some(({ tag }) => HEADING_TAGS.has(tag))) return false;
  return !parts.some((part) => childElements(part).length === 0 && asksReader(visibleText(part)));
}

function asksReader(text: string): boolean {
  return [NEWSLETTER_LINE, NEWSLETTER_INVITATION, ...READER_NOTICES].some((pattern) => pattern.test(text));
}

const MIN_PROSE_CHARACTERS = 60;
const MIN_PROSE_SHARE = 0.6;
const MAX_LINK_SHARE = 0.15;
const CONTROL_TAGS: ReadonlySet<string> = new Set(['form', 'input', 'button', 'select', 'textarea', 'iframe']);
/** What is called so is not seen at all, or is laid over the page. */
const UNSEEN_REASONS: ReadonlySet<string> = new Set(['hidden-text', 'cookie-notice', 'paywall-notice']);
/** Notes and advertisements come without a heading of an article's rank more often than parts of it do. */
const TITLED_REASONS: ReadonlySet<string> = new Set([
  'byline',
  'advertisement',
  'newsletter',
  'pop-up',
  'player-controls',
]);
