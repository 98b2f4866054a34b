import type { Piece } from '../../../../markup/piece.js';
import { fingerprint } from '../tokens.js';
import { LIST_TITLE, NAME_LINE, RELATED_LABEL, SOURCES_TITLE } from './clutter-patterns.js';
import { withCaptions } from './picture-captions.js';
import { isUnspoken, textReason, type LineFacts } from './text-reason.js';

/** What is known of the article when its lines are judged. */
export type ArticleFacts = Pick<LineFacts, 'authors' | 'siteName' | 'labels'> & {
  /** Whether the page's metadata quotes this text as part of the article. */
  readonly isQuoted: (text: string) => boolean;
};

/** Gives every line of the article that is clutter its reason; captions that look like paragraphs become figures. */
export function markClutter(drafts: readonly Piece[], facts: ArticleFacts): readonly Piece[] {
  const lines = withCaptions(drafts);
  const inside = lines.filter(({ reason, content }) => reason === undefined && content !== undefined);
  const firstProse = inside.findIndex(isProse);
  const lastProse = inside.findLastIndex(isProse);
  const secondProse = inside.findIndex((line, index) => index > firstProse && isProse(line));
  const opening = new Set(inside.slice(0, firstProse < 0 ? inside.length : firstProse));
  const lateOpening = new Set(firstProse < 0 ? [] : inside.slice(firstProse + 1, Math.max(0, secondProse)));
  const closing = new Set(inside.slice(Math.max(0, Math.min(lastProse, inside.length - CLOSING_LINES))));
  for (const [index, line] of inside.entries()) {
    const reason = textReason(line, {
      ...facts,
      isOpening: opening.has(line),
      isLateOpening: lateOpening.has(line),
      isClosing: closing.has(line),
    });
    if (reason === undefined || facts.isQuoted(line.text)) continue;
    // A section may be called "Search" or "Live"; a button has no text below it.
    const isTitle = reason === 'page-controls' && line.content?.kind === 'heading' && isText(inside[index + 1]);
    const isSources = line.content?.kind === 'list' && SOURCES_TITLE.test(inside[index - 1]?.text ?? '');
    if (!isTitle && !isSources) line.reason = reason;
  }
  markAuthorBoxes(inside, closing, facts.authors);
  markLinkRuns(inside);
  markContentsTitles(lines);
  markListTitles(inside);
  markRepeats(inside);
  const first = inside[firstProse];
  markEmptySections(first === undefined ? lines : lines.slice(lines.indexOf(first)));
  const repeated = repeatedQuotes(inside);
  return lines.map((line) => (repeated.has(line) || isUnspoken(line, closing.has(line)) ? silenced(line) : line));
}

function silenced(draft: Piece): Piece {
  if (draft.content === undefined || draft.reason !== undefined || draft.content.audio !== undefined) return draft;
  return { ...draft, content: { ...draft.content, audio: 'skip' } };
}

function isText(line: Piece | undefined): boolean {
  return line?.content !== undefined && line.content.kind !== 'heading' && line.reason === undefined;
}

function isProse({ content, text, linkedLength }: Piece): boolean {
  return (
    content?.kind === 'paragraph' &&
    text.length >= MIN_PROSE_CHARACTERS &&
    linkedLength < text.length * 0.5 &&
    /[.!?…。]/u.test(text)
  );
}

/** After a label such as "You may also like", lines that are only links belong to it, headlines too. */
function markLinkRuns(lines: readonly Piece[]): void {
  let isRun = false;
  for (const [index, line] of lines.entries()) {
    if (line.reason === 'related-links') isRun = RELATED_LABEL.test(line.text) || isRun;
    else if (isRun && line.content?.kind !== 'figure') {
      const isLink = line.linkedLength >= line.text.length * 0.6;
      isRun = isLink && (line.content?.kind !== 'heading' || !isText(lines[index + 1]));
      if (isRun) line.reason = 'related-links';
    }
  }
}

/** Near the end, a name on a line of its own and below it who that is. */
function markAuthorBoxes(lines: readonly Piece[], closing: ReadonlySet<Piece>, authors: readonly string[]): void {
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (next?.content?.kind !== 'paragraph' || next.reason !== undefined || !closing.has(next)) continue;
    const name = line.text.trim();
    const isAuthor = authors.includes(name) && next.text.startsWith(`${name.split(' ')[0] ?? ''} `);
    const isName = NAME_LINE.test(name) && line.content?.kind !== 'figure' && next.text.startsWith(`${name} `);
    if (next.text.length > MAX_NOTE_CHARACTERS || !(isAuthor || isName)) continue;
    line.reason ??= 'byline';
    next.reason = 'author-note';
  }
}

/** The label of a table of contents goes with it. */
function markContentsTitles(lines: readonly Piece[]): void {
  for (const [index, line] of lines.entries()) {
    if (line.reason !== undefined || lines[index + 1]?.reason !== 'table-of-contents') continue;
    const isLabel = line.content?.kind === 'heading' || line.text.endsWith(':');
    if (isLabel && line.text.length <= MAX_TITLE_CHARACTERS) line.reason = 'table-of-contents';
  }
}

/** The title of a list of other articles goes with the list. */
function markListTitles(lines: readonly Piece[]): void {
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (line.reason !== undefined || next?.reason !== 'related-links' || next.content?.kind !== 'list') continue;
    const isTitle = line.content?.kind === 'heading' || line.content?.kind === 'paragraph';
    if (isTitle && line.text.length <= MAX_TITLE_CHARACTERS && LIST_TITLE.test(line.text) && !/[.!?]$/.test(line.text))
      line.reason = 'related-links';
  }
}

/**
 * The same text twice is a caption, a teaser or a second copy of what stands elsewhere, but for a refrain, a step or a
 * question that is said again: that has the same build as the first time, and something else stands between.
 */
function markRepeats(lines: readonly Piece[]): void {
  const seen = new Map<string, { readonly line: Piece; readonly index: number }>();
  for (const [index, line] of lines.entries()) {
    if (line.reason !== undefined || line.text.length < MIN_REPEAT_CHARACTERS) continue;
    const print = fingerprint(line.text);
    const earlier = seen.get(print);
    if (earlier === undefined) seen.set(print, { line, index });
    else if (line.content?.kind === 'figure') line.reason = 'caption-duplicate';
    else if (earlier.line.content?.kind === 'figure') {
      earlier.line.reason = 'caption-duplicate';
      seen.set(print, { line, index });
    } else if (isSaidAgain(lines, earlier.index, index)) seen.set(print, { line, index });
    else line.reason = 'duplicate-text';
  }
}

function isSaidAgain(lines: readonly Piece[], earlier: number, later: number): boolean {
  const [one, other] = [lines[earlier], lines[later]];
  if (one?.content?.kind !== other?.content?.kind || one?.element.tag !== other?.element.tag) return false;
  if (shapeOf(one?.element) !== shapeOf(other?.element)) return false;
  const between = lines.slice(earlier + 1, later).filter(({ reason, content }) => reason === undefined && content);
  return between.some(({ text }) => text.length >= MIN_REPEAT_CHARACTERS) && !isCopied(lines, earlier, later);
}

/** Whether all that follows the first time follows the second time too, as where a page holds its text twice. */
function isCopied(lines: readonly Piece[], earlier: number, later: number): boolean {
  const start = lines.slice(earlier, later).map(({ text }) => fingerprint(text));
  const again = lines.slice(later, later + start.length).map(({ text }) => fingerprint(text));
  return start.length >= MIN_COPIED_LINES && start.every((print, index) => print === again[index]);
}

/** Tag and class of an element and of the one around it. */
function shapeOf(element: Piece['element'] | undefined): string {
  return [element, element?.parent].map((one) => `${one?.tag ?? ''}.${one?.attributes['class'] ?? ''}`).join(' ');
}

/** A quotation or box that only says again what a paragraph says is there for the eye. */
function repeatedQuotes(lines: readonly Piece[]): ReadonlySet<Piece> {
  const isQuote = ({ content, text }: Piece): boolean =>
    content?.kind === 'aside' || (content?.kind === 'quote' && text.length >= MIN_REPEAT_CHARACTERS);
  const quotes = lines.filter((line) => line.reason === undefined && isQuote(line));
  if (quotes.length === 0) return new Set();
  const rest = lines.filter(({ content, reason }) => content?.kind === 'paragraph' && reason === undefined);
  const whole = rest.map(({ text }) => fingerprint(text)).join(' ');
  return new Set(quotes.filter(({ text }) => whole.includes(fingerprint(text))));
}

/** A heading at the end, or one whose whole section was clutter, announces nothing. */
function markEmptySections(lines: readonly Piece[]): void {
  let isEmpty = true;
  let hasDrop = true;
  let level = 0;
  for (const line of lines.toReversed()) {
    const { content, reason } = line;
    if (reason !== undefined || content === undefined) hasDrop = true;
    else if (content.kind === 'heading') {
      const isTitleOfNothing = isEmpty && hasDrop && content.level >= level;
      if (isTitleOfNothing) line.reason = 'empty-section';
      else {
        level = content.level;
        isEmpty = true;
        hasDrop = false;
      }
    } else if (content.kind !== 'figure' && content.kind !== 'embed') isEmpty = false;
  }
}

const MAX_NOTE_CHARACTERS = 400;
const CLOSING_LINES = 4;
const MIN_PROSE_CHARACTERS = 80;
const MIN_REPEAT_CHARACTERS = 40;
const MIN_COPIED_LINES = 2;
const MAX_TITLE_CHARACTERS = 60;
