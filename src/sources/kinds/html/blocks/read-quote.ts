import type { Span } from '../../../../model/article.js';
import { spansText, type BlockContent } from '../draft.js';
import { toLine } from '../to-line.js';
import { elementsIn, visibleText, type PageElement } from '../page-tree.js';

/** A quotation from its paragraphs; the speaker comes from `<cite>`, or from a last line such as `— Ada Lovelace`. */
export function toQuote(
  element: PageElement,
  paragraphs: readonly (readonly Span[])[],
): Extract<BlockContent, { kind: 'quote' }> {
  const cite = elementsIn(element).find(
    ({ tag, textLength }) => CITE_TAGS.has(tag) && textLength > 0 && textLength <= MAX_SPEAKER_CHARACTERS,
  );
  const last = paragraphs.at(-1);
  if (cite !== undefined) {
    const text = toLine(visibleText(cite));
    const isLastLine =
      last !== undefined && paragraphs.length > 1 && withoutDash(spansText(last)) === withoutDash(text);
    return {
      kind: 'quote',
      paragraphs: isLastLine ? paragraphs.slice(0, -1) : withoutTail(paragraphs, text),
      speaker: withoutDash(text),
    };
  }
  const line = last === undefined ? '' : spansText(last);
  const poster = POST_SIGNATURE.exec(line)?.[1];
  if (last !== undefined && poster !== undefined && paragraphs.length > 1) {
    const silent = last.map((span) => ({ ...span, audio: 'skip' as const }));
    return { kind: 'quote', paragraphs: [...paragraphs.slice(0, -1), silent], speaker: poster };
  }
  if (paragraphs.length > 1 && /^[—–―-]\s*\p{Lu}/u.test(line) && line.length <= MAX_SPEAKER_CHARACTERS) {
    return { kind: 'quote', paragraphs: paragraphs.slice(0, -1), speaker: withoutDash(line) };
  }
  return { kind: 'quote', paragraphs };
}

/** Takes the speaker's name off the end of the last paragraph, where it stands in the same line. */
function withoutTail(paragraphs: readonly (readonly Span[])[], name: string): readonly (readonly Span[])[] {
  const last = paragraphs.at(-1);
  const tail = last?.at(-1);
  if (last === undefined || tail === undefined || toLine(tail.text) !== name || last.length < 2) return paragraphs;
  const before = last.slice(0, -1);
  const end = before.at(-1);
  if (end === undefined) return paragraphs;
  const trimmed = { ...end, text: end.text.replace(/[\s—–―-]+$/u, '') };
  return [...paragraphs.slice(0, -1), [...before.slice(0, -1), ...(trimmed.text === '' ? [] : [trimmed])]];
}

function withoutDash(text: string): string {
  return text.replace(/^[\s—–―-]+/u, '').trim();
}

/** How an embedded post is signed: `— Name (@handle) date`, of which only the name is for the ear. */
const POST_SIGNATURE = /^[—–―-]\s*(\S.{0,80}?)\s*\(@\w{1,40}\)/u;
const MAX_SPEAKER_CHARACTERS = 120;
const CITE_TAGS: ReadonlySet<string> = new Set(['cite', 'footer']);
