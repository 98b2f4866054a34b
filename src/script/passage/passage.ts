import type { Span } from '../../model/article.js';
import { STRUCK_RULE, type MarkRule } from '../../model/script.js';
import { toLegalText } from '../../model/text.js';
import type { Edit, TextRange } from './edit.js';
import { findUnspoken } from './find-unspoken.js';

type Link = TextRange & { readonly href: string };

/** The text of one paragraph as it is shown, and everything known of parts of it. */
export type Passage = {
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly links: readonly Link[];
  readonly languages: readonly (TextRange & { readonly lang: string })[];
  readonly pauses: readonly { readonly offset: number; readonly ms: number }[];
  /** Spoken and never shown; `text` is then what is spoken. */
  readonly isAudioOnly: boolean;
};

/** Joins spans to a passage: white space folded to single spaces, marks and citations found. */
export function toPassage(spans: readonly Span[]): Passage {
  const isAudioOnly = spans.some(isOnlyHeard) && !spans.some((span) => !isOnlyHeard(span) && HAS_WORD.test(span.text));
  return isAudioOnly
    ? joinSpans(
        spans.filter((span) => isOnlyHeard(span) || span.pauseMs !== undefined),
        true,
      )
    : joinSpans(spans, false);
}

/** A passage of plain text. */
export function plainPassage(text: string): Passage {
  return toPassage([{ text }]);
}

const HAS_WORD = /[\p{L}\p{N}]/u;

function isOnlyHeard(span: Span): boolean {
  return span.audio === 'only';
}

function joinSpans(spans: readonly Span[], isAudioOnly: boolean): Passage {
  let text = '';
  const edits: Edit[] = [];
  const links: Link[] = [];
  const languages: (TextRange & { lang: string })[] = [];
  const pauses: { offset: number; ms: number }[] = [];
  const codes: TextRange[] = [];
  for (const span of spans) {
    const start = text.length;
    if (span.pauseMs !== undefined) pauses.push({ offset: start, ms: span.pauseMs });
    const own = foldSpace(span.text, text === '' || text.endsWith(' '));
    if (own === '') continue;
    if (isOnlyHeard(span) && !isAudioOnly) {
      edits.push(insertion(own, text));
      continue;
    }
    text += own;
    const range = { start, end: text.length };
    const words = { start: start + own.length - own.trimStart().length, end: start + own.trimEnd().length };
    if (words.end <= words.start) continue;
    if (span.audio === 'skip') edits.push(removal(words, span.isStruck === true ? STRUCK_RULE : 'author-skip'));
    else if (span.footnoteRef !== undefined) edits.push(removal(words, 'footnote-mark' satisfies MarkRule));
    if (span.href !== undefined && HAS_WORD.test(own)) addLink(links, { ...range, href: span.href });
    if (span.lang !== undefined) languages.push({ ...range, lang: span.lang });
    if (span.isCode === true) codes.push(range);
  }
  const taken = [...edits, ...codes].filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  const found = findUnspoken(text, taken);
  const all = [...edits, ...found].map((edit) => spaced(edit, text)).sort((a, b) => a.start - b.start || a.end - b.end);
  return { text, edits: widen(text, all), links, languages, pauses, isAudioOnly };
}

/** Emphasis inside a link parts its words, and it is one link all the same. */
function addLink(links: Link[], link: Link): void {
  const last = links.at(-1);
  if (last?.end === link.start && last.href === link.href) links.splice(-1, 1, { ...last, end: link.end });
  else links.push(link);
}

function removal(range: TextRange, reason: string): Edit {
  return { ...range, to: '', rule: reason, skipReason: reason };
}

/** Legal text with white space folded; leading space goes where there is space before it already. */
function foldSpace(text: string, isAfterSpace: boolean): string {
  const folded = toLegalText(text).replace(/\s+/gu, ' ');
  return isAfterSpace ? folded.replace(/^ /u, '') : folded;
}

/** Words that are only heard follow the last word that is shown; at the start they come before the first. */
function insertion(own: string, before: string): Edit {
  const place = before.trimEnd().length;
  const to = place === 0 ? `${own.trim()} ` : ` ${own.trim()}`;
  return { start: place, end: place, to, rule: 'audio-only' };
}

/** Where the next word follows at once, a space keeps it apart. */
function spaced(edit: Edit, text: string): Edit {
  const isGlued = edit.start === edit.end && !edit.to.endsWith(' ') && HAS_WORD.test(text[edit.end] ?? '');
  return isGlued ? { ...edit, to: `${edit.to} ` } : edit;
}

/** A part that is left out takes the space before it along, or two spaces would be left. */
function widen(text: string, edits: readonly Edit[]): readonly Edit[] {
  let last = 0;
  return edits.map((edit) => {
    const takesSpace = edit.to === '' && text[edit.start - 1] === ' ' && edit.start - 1 >= last;
    const needsIt = takesSpace && HAS_WORD.test(text[edit.end] ?? '');
    last = edit.end;
    return takesSpace && !needsIt ? { ...edit, start: edit.start - 1 } : edit;
  });
}
