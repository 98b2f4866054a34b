import type { Piece } from '../../../../markup/piece.js';
import { wordsOf } from '../tokens.js';
import { hasDay, isDateLine, type Names } from './date-line.js';
import * as patterns from './clutter-patterns.js';
import { plainLetters } from './plain-letters.js';

/** What is known of the article when a line is judged. */
export type LineFacts = {
  readonly authors: readonly string[];
  readonly siteName: string | undefined;
  /** Section and tags the page names: what stands above a headline as a label. */
  readonly labels?: readonly string[];
  /** Before the first paragraph of running text. */
  readonly isOpening: boolean;
  /** Between the first paragraph and the second: where author and date stand on pages that begin with a standfirst. */
  readonly isLateOpening?: boolean;
  /** After the last, or within the last few lines. */
  readonly isClosing: boolean;
};

/** Why a line is clutter by what it says; nothing when it may be the author's text. */
export function textReason({ content, text, linkedLength, element }: Piece, facts: LineFacts): string | undefined {
  if (content === undefined || !JUDGED_KINDS.has(content.kind)) return undefined;
  const line = plainLetters(text.replace(/\s+/gu, ' ').trim());
  const isLinked = linkedLength >= (line.length - line.replace(/[^|·•/»«←→–—]/gu, '').length * 2) * 0.85;
  if (patterns.CONTROL_LINE.test(line) || patterns.SHARE_NAMES_LINE.test(line)) return 'page-controls';
  if (patterns.COUNT_LINE.test(line) && (facts.isOpening || /\p{L}/u.test(line))) return 'page-controls';
  if (patterns.ADVERTISEMENT_LINE.test(line)) return 'advertisement';
  if (patterns.COMMENT_LINE.test(line) || patterns.COMMENTS_CLOSED.test(line)) return 'comment-notice';
  if (isShortCode(line)) return 'short-code';
  if (isScriptNotice(line)) return 'script-notice';
  if (line.length <= MAX_LINE_CHARACTERS && isPublicationDate(line, facts)) return 'publication-date';
  if ((facts.isOpening || facts.isClosing) && isByline(line, facts)) return 'byline';
  if (facts.isLateOpening === true && content.kind === 'paragraph' && isByline(line, facts)) return 'byline';
  if (facts.isOpening && isLabel(line, facts)) return 'article-tags';
  if (patterns.SHARE_LINE.test(line) && linkedLength > 0) return 'share-bar';
  if (isRelated(line, linkedLength)) return 'related-links';
  if (content.kind !== 'heading' && isLinked && isLinkLine(content.kind, line))
    return facts.isOpening && isKicker(element.names, line) ? 'article-tags' : 'related-links';
  if (line.length <= MAX_NOTICE_CHARACTERS && patterns.NEWSLETTER_LINE.test(line)) return 'newsletter';
  if (line.length <= MAX_INVITATION_CHARACTERS && patterns.NEWSLETTER_INVITATION.test(line)) return 'newsletter';
  if (patterns.READER_NOTICES.some((pattern) => pattern.test(line))) return 'reader-notice';
  return facts.isClosing && isAuthorNote(line, facts) ? 'author-note' : undefined;
}

/** Nothing but codes of a program, or a caption in one. */
function isShortCode(line: string): boolean {
  if (!line.startsWith('[')) return false;
  return /^\[caption\s[^\]]*\].*\[\/caption\]$/iu.test(line) || line.replace(patterns.SHORT_CODE, '').trim() === '';
}

/** A sentence alone that tells what JavaScript is wanted for. */
function isScriptNotice(line: string): boolean {
  return line.length <= MAX_SCRIPT_CHARACTERS && patterns.SCRIPT_LINE.test(line) && patterns.SCRIPT_WANTED.test(line);
}

/** A label above a headline, such as the name of the section, says nothing the listener misses. */
function isLabel(line: string, { labels = [] }: LineFacts): boolean {
  return line.length <= MAX_LABEL_CHARACTERS && labels.some((label) => label.toLowerCase() === line.toLowerCase());
}

function isKicker(names: string, line: string): boolean {
  return line.length <= MAX_LABEL_CHARACTERS && patterns.KICKER_NAMES.test(names);
}

/** What a line near the headline is, when it is no part of the text: a date or the author's name. */
export function openingReason(line: string, names: Names): string | undefined {
  const facts = { authors: names.authors, siteName: names.siteName, isOpening: true, isClosing: false };
  if (line.length > MAX_LINE_CHARACTERS) return undefined;
  if (isByline(line, facts)) return 'byline';
  return isDateLine(line, facts) ? 'publication-date' : undefined;
}

/** How to follow or reach the author, or what the author does: said of the author, not of the subject. */
function isAuthorNote(line: string, { authors }: LineFacts): boolean {
  if (line.length > MAX_NOTE_CHARACTERS) return false;
  if (patterns.AUTHOR_NOTE.test(line)) return true;
  const author = authors.find((name) => line.toLowerCase().startsWith(name.toLowerCase()));
  return author !== undefined && patterns.AUTHOR_OCCUPATION.test(line.slice(author.length));
}

function isRelated(line: string, linked: number): boolean {
  const label = patterns.RELATED_LABEL.exec(line)?.[0];
  if (label === undefined) return false;
  const rest = line.length - label.length;
  return rest <= MAX_LABEL_REST || linked >= rest * 0.6;
}

/** A paragraph that is nothing but links is an invitation to read something else, unless it is a sentence. */
function isLinkLine(kind: string, line: string): boolean {
  if (patterns.ADDRESS_LINE.test(line)) return false;
  if (kind !== 'list' && line.length <= MAX_GO_CHARACTERS && patterns.GO_ELSEWHERE.test(line)) return true;
  return kind === 'list' || !/[.?…。]["”’')\]]*$/u.test(line) || line.length <= MAX_LINK_SENTENCE;
}

/** Dates further down are the author's: of a timeline, of an event. */
function isPublicationDate(line: string, facts: LineFacts): boolean {
  return (
    (facts.isOpening || (facts.isLateOpening === true && hasDay(line)) || patterns.PUBLICATION_WORD.test(line)) &&
    isDateLine(line, facts)
  );
}

/** A name with an address to write to, and no sentence. */
function isSignature(line: string): boolean {
  return line.length <= MAX_SIGNATURE_CHARACTERS && patterns.EMAIL_ADDRESS.test(line) && !/[.!?:]$/.test(line);
}

function isByline(line: string, { authors, isOpening }: LineFacts): boolean {
  if (line.length > MAX_LINE_CHARACTERS) return false;
  if (patterns.LONE_BYLINE.test(line)) return true;
  if (patterns.EMAIL_ADDRESS.test(line) && line.length <= MAX_SIGNATURE_CHARACTERS && !/[.!?:]$/.test(line))
    return true;
  if (
    patterns.BYLINE.test(line.charAt(0).toLowerCase() + line.slice(1)) &&
    wordsOf(line).length <= (isOpening ? MAX_BYLINE_WORDS : MAX_SIGNATURE_WORDS) &&
    !/[.!?]$/.test(line)
  )
    return true;
  const author = authors.find((name) => line.toLowerCase().includes(name.toLowerCase()));
  return author !== undefined && line.length <= author.length + MAX_ROLE_CHARACTERS && !/[.!?:]$/.test(line);
}

/** Whether a line is part of the text but nothing to hear: who wrote and owns it, what the publisher earns, a row of stars. */
export function isUnspoken({ content, text }: Piece, isClosing: boolean): boolean {
  if (content?.kind !== 'paragraph' && content?.kind !== 'aside') return false;
  if (patterns.SEPARATOR_LINE.test(text)) return true;
  if (text.length > MAX_OWNER_CHARACTERS) return false;
  const line = plainLetters(text);
  return (isClosing && (patterns.COPYRIGHT_LINE.test(line) || isSignature(line))) || patterns.AFFILIATE_LINE.test(line);
}

const JUDGED_KINDS: ReadonlySet<string> = new Set(['paragraph', 'heading', 'list', 'aside', 'quote']);
const MAX_LINE_CHARACTERS = 160;
const MAX_SCRIPT_CHARACTERS = 140;
const MAX_NOTICE_CHARACTERS = 320;
const MAX_OWNER_CHARACTERS = 400;
const MAX_NOTE_CHARACTERS = 400;
const MAX_INVITATION_CHARACTERS = 220;
const MAX_LABEL_CHARACTERS = 40;
const MAX_SIGNATURE_CHARACTERS = 60;
const MAX_GO_CHARACTERS = 90;
const MAX_LABEL_REST = 2;
const MAX_LINK_SENTENCE = 30;
const MAX_BYLINE_WORDS = 14;
const MAX_SIGNATURE_WORDS = 6;
const MAX_ROLE_CHARACTERS = 45;
