import type { Span } from '../../../../model/article.js';
import { present } from '../../../../model/present.js';
import { textOfSpans, type BlockDraft } from '../../../../model/text/block-text.js';
import type { Piece } from '../../../../markup/piece.js';
import { wordsOf } from '../tokens.js';
import { CREDIT_NAMES } from './clutter-names.js';
import {
  AGENCY_LINE,
  CAPTION_LINE,
  CREDIT_BREAK,
  NAME_LINE,
  NAMED_CREDIT,
  PICTURE_CREDIT,
} from './clutter-patterns.js';

const MAX_CREDIT_CHARACTERS = 100;
const MAX_CAPTION_CHARACTERS = 400;
const MAX_ITALIC_CAPTION_CHARACTERS = 160;

/** A paragraph that is the caption of the picture before it joins it; one that only credits a picture is a caption. */
export function withCaptions(drafts: readonly Piece[]): Piece[] {
  const lines: Piece[] = [];
  const isStranger = strangerTest(drafts);
  for (const [index, draft] of drafts.map((one) => withoutCredit(one, isStranger)).entries()) {
    const { content, text, reason } = draft;
    const before = lines.at(-1);
    const isNearPicture = [before, drafts[index - 1], drafts[index + 1]].some(
      (near) => near?.content?.kind === 'figure',
    );
    if (
      reason === undefined &&
      isNearPicture &&
      isLine(content) &&
      (isCredit(text) || isStranger(text) || isCalledCredit(draft))
    ) {
      lines.push({ ...draft, reason: 'picture-credit' });
      continue;
    }
    const isShort = reason === undefined && isLine(content) && text.length <= MAX_CAPTION_CHARACTERS;
    if (!isShort || !(CAPTION_LINE.test(text) || isSetBelowPicture(draft, before))) lines.push(draft);
    else if (isBarePicture(before))
      lines.splice(-1, 1, { ...before, content: { ...before.content, caption: content.spans }, text });
    else lines.push({ ...draft, content: { kind: 'figure', caption: content.spans } });
  }
  return lines;
}

/** A caption without the name of who made the picture, which is shown and not said; nothing stays of a bare credit. */
function withoutCredit(draft: Piece, isStranger: (text: string) => boolean): Piece {
  const { content, reason } = draft;
  if (reason !== undefined || content?.kind !== 'figure' || content.caption === undefined) return draft;
  const text = textOfSpans(content.caption);
  const start = isStranger(text) ? 0 : creditStart(text);
  if (start === undefined) return draft;
  if (start > 0) return { ...draft, content: { ...content, caption: silentFrom(content.caption, start) } };
  const { kind, alt, src } = content;
  return alt === undefined && src === undefined
    ? { ...draft, reason: 'picture-credit' }
    : { ...draft, content: { kind, ...present({ alt, src }) } };
}

/**
 * Tells whether a line is nothing but a name that nothing else in the article says, which beside a picture is that of
 * who made it; the article speaks of who is to be seen.
 */
function strangerTest(drafts: readonly Piece[]): (text: string) => boolean {
  const counts = new Map<string, number>();
  for (const { text, content } of drafts) {
    const alt = content?.kind === 'figure' ? (content.alt ?? '') : '';
    for (const word of new Set(wordsOf(`${text} ${alt}`))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return (text) => NAME_LINE.test(text.trim()) && (counts.get(wordsOf(text).at(-1) ?? '') ?? 0) <= 1;
}

function isCalledCredit({ element, text }: Piece): boolean {
  return text.length <= MAX_CREDIT_CHARACTERS && CREDIT_NAMES.test(element.names);
}

/** Where the credit at the end of a caption begins. */
function creditStart(text: string): number | undefined {
  const starts = [0, ...[...text.matchAll(CREDIT_BREAK)].map(({ index, 0: mark }) => index + mark.length)];
  return starts.find((start) => isCredit(text.slice(start)));
}

function isCredit(text: string): boolean {
  return text.length <= MAX_CREDIT_CHARACTERS && (PICTURE_CREDIT.test(text) || NAMED_CREDIT.test(text));
}

function silentFrom(caption: readonly Span[], start: number): readonly Span[] {
  let position = 0;
  return caption.flatMap((span): readonly Span[] => {
    const cut = Math.max(0, Math.min(span.text.length, start - position));
    position += span.text.length;
    const [said, silent] = [span.text.slice(0, cut), span.text.slice(cut)];
    return [
      ...(said === '' ? [] : [{ ...span, text: said }]),
      ...(silent === '' ? [] : [{ ...span, text: silent, audio: 'skip' as const }]),
    ];
  });
}

function isLine(content: BlockDraft | undefined): content is BlockDraft & { readonly kind: 'paragraph' | 'aside' } {
  return content?.kind === 'paragraph' || content?.kind === 'aside';
}

function isBarePicture(
  draft: Piece | undefined,
): draft is Piece & { readonly content: Extract<BlockDraft, { kind: 'figure' }> } {
  return draft?.reason === undefined && draft?.content?.kind === 'figure' && draft.content.caption === undefined;
}

/** A short line in italics or with an agency's name, right under a picture that has no other caption. */
function isSetBelowPicture({ content, text }: Piece, before: Piece | undefined): boolean {
  if (!isBarePicture(before) || content?.kind !== 'paragraph') return false;
  const isItalic = content.spans.every(({ emphasis, text: part }) => emphasis === 'em' || part.trim() === '');
  return (isItalic && text.length <= MAX_ITALIC_CAPTION_CHARACTERS) || AGENCY_LINE.test(text);
}
