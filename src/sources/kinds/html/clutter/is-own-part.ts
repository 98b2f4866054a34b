import { childElements, elementsIn, visibleText, type MarkupElement } from '../../../../markup/element.js';
import { HEADING_TAGS } from '../../../../markup/tags.js';
import { CONSENT, CONSENT_TERMS, NEWSLETTER_INVITATION, NEWSLETTER_LINE, READER_NOTICES } from './clutter-patterns.js';

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
  if (reason === 'cookie-notice' && (parts.some(({ tag }) => tag === 'a') || asksConsent(visibleText(element))))
    return false;
  return !parts.some((part) => childElements(part).length === 0 && asksReader(visibleText(part)));
}

/**
 * Whether an element after the last paragraph is the author's own part nevertheless: what the word in its name means
 * elsewhere is there to lead its reader away, and it has a heading and leads nowhere.
 */
export function isOwnEnd(element: MarkupElement, reason: string, proseLength: number): boolean {
  if (!LEADING_REASONS.has(reason) || !isOwnPart(element, reason, proseLength)) return false;
  const tags = new Set(elementsIn(element).map(({ tag }) => tag));
  return !tags.has('a') && [...HEADING_TAGS].some((tag) => tags.has(tag));
}

function asksConsent(text: string): boolean {
  const terms = new Set(text.toLowerCase().match(CONSENT_TERMS));
  return CONSENT.test(text) || terms.size >= MIN_CONSENT_TERMS;
}

function asksReader(text: string): boolean {
  return [NEWSLETTER_LINE, NEWSLETTER_INVITATION, ...READER_NOTICES].some((pattern) => pattern.test(text));
}

const MIN_CONSENT_TERMS = 3;
const MIN_PROSE_CHARACTERS = 60;
const MIN_PROSE_SHARE = 0.6;
const MAX_LINK_SHARE = 0.15;
const CONTROL_TAGS: ReadonlySet<string> = new Set(['form', 'input', 'button', 'select', 'textarea', 'iframe']);
/** What is called so is not seen at all, or is laid over the page. */
const UNSEEN_REASONS: ReadonlySet<string> = new Set(['hidden-text', 'paywall-notice']);
const LEADING_REASONS: ReadonlySet<string> = new Set(['advertisement', 'related-links', 'share-bar', 'navigation']);
/** Notes and advertisements come without a heading of an article's rank more often than parts of it do. */
const TITLED_REASONS: ReadonlySet<string> = new Set([
  'byline',
  'advertisement',
  'cookie-notice',
  'newsletter',
  'pop-up',
  'player-controls',
]);
