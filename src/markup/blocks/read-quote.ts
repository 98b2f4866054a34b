import type { Span } from '../../model/article.js';
import { textOfSpans } from '../../model/text/block-text.js';
import { foldSpace } from '../../model/text/clean-text.js';
import { present } from '../../model/present.js';
import { primaryLanguage } from '../../model/text/primary-language.js';
import { closest, contains, elementsIn, visibleText, type MarkupElement } from '../element.js';
import type { Piece, Walk } from '../piece.js';
import { hasText } from '../read-spans.js';
import { tidySpans } from '../tidy-spans.js';

type Paragraph = readonly Span[];

/** A quotation with who said it, or, where it is a note in disguise (`[!NOTE]`), an aside. */
export function readQuote(element: MarkupElement, walk: Walk): void {
  const inner: Piece[] = [];
  const alert = ALERT.exec(visibleText(element));
  if (alert !== null) {
    walk.flow(element, { ...walk, pieces: inner, box: 'aside' });
    walk.pieces.push(
      ...inner.flatMap((piece, index) => (index === 0 ? withoutStart(piece, alert[0].trim()) : [piece])),
    );
    return;
  }
  walk.flow(element, { ...walk, pieces: inner });
  const signatures = inner.filter((piece) => isSignature(piece, element));
  const rest = inner.filter((piece) => !signatures.includes(piece));
  const words = rest.filter(isWords);
  const { paragraphs, speaker = innerSpeaker(words) } = withSpeaker(signatures, words, { quote: element, walk });
  walk.pieces.push(...rest.filter(({ reason }) => reason !== undefined));
  if (paragraphs.length > 0) walk.push({ kind: 'quote', paragraphs, ...present({ speaker }) }, { element }, walk);
  walk.pieces.push(...rest.filter((piece) => piece.reason === undefined && !isWords(piece)));
}

function isWords({ content, reason }: Piece): boolean {
  return reason === undefined && content !== undefined && WORD_KINDS.has(content.kind);
}

/** Whether a piece names the speaker, be it by its place a footer of the page. */
function isSignature({ element, text, reason = '' }: Piece, quote: MarkupElement): boolean {
  const cite = closest(element, ({ tag }) => CITE_TAGS.has(tag));
  const isThere = cite !== undefined && contains(quote, cite) && !UNSEEN_REASONS.has(reason);
  return isThere && text.length <= MAX_SPEAKER_CHARACTERS;
}

function innerSpeaker(words: readonly Piece[]): string | undefined {
  return words.flatMap(({ content }) => (content?.kind === 'quote' ? (content.speaker ?? []) : [])).at(-1);
}

/** What pieces say, in paragraphs; marks of their own go to their words. */
function paragraphsOf(pieces: readonly Piece[], walk: Walk): readonly Paragraph[] {
  return pieces.flatMap(({ content }): readonly Paragraph[] => {
    if (content === undefined) return [];
    const audio = content.audio === walk.audio ? undefined : content.audio;
    const lang = isSameLanguage(content.lang, walk.lang ?? walk.options.language) ? undefined : content.lang;
    const marked = (spans: Paragraph): Paragraph =>
      spans.map((span) => (span.pauseMs === undefined ? { ...present({ lang, audio }), ...span } : span));
    if (content.kind === 'quote') return content.paragraphs.map(marked);
    if (content.kind === 'list') return content.items.map(({ spans }) => marked(spans));
    return 'spans' in content ? [marked(content.spans)] : [];
  });
}

function isSameLanguage(inner: string | undefined, outer: string | undefined): boolean {
  return inner === undefined || (outer !== undefined && primaryLanguage(inner) === primaryLanguage(outer));
}

type Named = { readonly paragraphs: readonly Paragraph[]; readonly speaker?: string };

/** Finds who is quoted in a `cite` or `footer`, or on a last line such as `— Ada Lovelace`. */
function withSpeaker(
  signatures: readonly Piece[],
  words: readonly Piece[],
  { quote, walk }: { readonly quote: MarkupElement; readonly walk: Walk },
): Named {
  const speaker = toName(signatures.map(({ text }) => text).join(' '));
  const paragraphs = paragraphsOf(words, walk);
  if (speaker === undefined) return withCite(paragraphs, quote) ?? withLastLine(paragraphs);
  return paragraphs.length > 0 ? { paragraphs, speaker } : { paragraphs: paragraphsOf(signatures, walk) };
}

/** Takes the name in a `cite` off the end of the last paragraph; a title within a sentence is not one. */
function withCite(paragraphs: readonly Paragraph[], quote: MarkupElement): Named | undefined {
  const cite = elementsIn(quote).findLast(({ tag }) => CITE_TAGS.has(tag));
  const name = cite === undefined ? '' : visibleText(cite);
  const last = paragraphs.at(-1) ?? [];
  const text = textOfSpans(last).replace(/\s/gu, ' ');
  if (name === '' || name.length > MAX_SPEAKER_CHARACTERS || !text.endsWith(name)) return undefined;
  const before = textOfSpans(last).slice(0, text.length - name.length);
  if (cite?.parent !== quote && !/(?:[.!?…”"»’')\]—–―-]|\n)\s*$/u.test(before)) return undefined;
  const words = cutSpans(last, before.replace(/[\s—–―-]+$/u, '').length);
  return words.length === 0
    ? undefined
    : { paragraphs: [...paragraphs.slice(0, -1), words], ...present({ speaker: toName(name) }) };
}

function withLastLine(paragraphs: readonly Paragraph[]): Named {
  const last = paragraphs.at(-1);
  if (last === undefined) return { paragraphs };
  const before = paragraphs.slice(0, -1);
  const line = textOfSpans(last);
  const poster = POST_SIGNATURE.exec(line)?.[1];
  if (poster !== undefined && before.length > 0) {
    return { paragraphs: [...before, last.map((span) => ({ ...span, audio: 'skip' as const }))], speaker: poster };
  }
  const match = ATTRIBUTION.exec(line);
  const speaker = toName(match?.[1] ?? '');
  if (match === null || speaker === undefined || speaker.split(/\s+/u).length > MAX_SPEAKER_WORDS)
    return { paragraphs };
  const words = cutSpans(last, match.index);
  if (words.length > 0) return { paragraphs: [...before, words], speaker };
  return before.length > 0 ? { paragraphs: before, speaker } : { paragraphs };
}

/** The first so many characters. */
function cutSpans(spans: Paragraph, length: number): Paragraph {
  const kept: Span[] = [];
  let room = length;
  for (const span of spans) {
    if (room <= 0) break;
    kept.push(room >= span.text.length ? span : { ...span, text: span.text.slice(0, room) });
    room -= span.text.length;
  }
  return tidySpans(kept);
}

/** A piece without the mark it begins with; nothing when it was the mark alone. */
function withoutStart(piece: Piece, start: string): readonly Piece[] {
  const { content } = piece;
  if (content === undefined || !('spans' in content)) return [piece];
  const [first, ...rest] = content.spans;
  if (first?.text.startsWith(start) !== true) return [piece];
  const spans = tidySpans([{ ...first, text: first.text.slice(start.length) }, ...rest]);
  return hasText(spans)
    ? [{ ...piece, content: { ...content, spans }, text: piece.text.slice(start.length).trim() }]
    : [];
}

function toName(text: string): string | undefined {
  const name = foldSpace(text.replace(/^[\s—–―-]+/u, ''));
  return name === '' ? undefined : name;
}

const ALERT = /^\[!(?:note|tip|important|warning|caution)\]\s*/iu;
const ATTRIBUTION = /(?:^|\n)[ \t]*(?:[—–―]|--)[ \t]*([^\n]{1,120})$/u;
/** How an embedded post is signed: `— Name (@handle) date`, of which only the name is for the ear. */
const POST_SIGNATURE = /^[—–―-]\s*(\S.{0,80}?)\s*\(@\w{1,40}\)/u;
const MAX_SPEAKER_CHARACTERS = 120;
const MAX_SPEAKER_WORDS = 14;
const CITE_TAGS: ReadonlySet<string> = new Set(['cite', 'footer']);
/** Why a signature is not to be read at all. */
const UNSEEN_REASONS: ReadonlySet<string> = new Set(['hidden-text', 'excluded']);
const WORD_KINDS: ReadonlySet<string> = new Set(['paragraph', 'aside', 'heading', 'quote', 'list']);
