import type { SpokenChange } from '../../model/script.js';
import { applyEdits, mergeChanges } from './apply-edits.js';
import type { Lexicon } from '../lexicon/lexicon.js';
import type { Edit, TextRange } from './edit.js';
import type { Passage } from './passage.js';
import { toSpokenForm, type SpokenStyle } from './to-spoken-form.js';

/** What is said for one stretch of a passage. */
export type SpokenRange = {
  readonly display: string;
  readonly spoken: string;
  /** Offsets into `display`. */
  readonly changes: readonly SpokenChange[];
};

/** How text becomes speech. */
export type SpeakingStyle = {
  readonly language: string;
  /** Tag of the variety that a text in this language is spelled in. */
  readonly variety?: string | undefined;
  readonly lexicon: Lexicon;
  readonly style: SpokenStyle;
};

/**
 * Speaks one stretch of a passage: first the passage's own edits, then the rules of the language on what is left.
 * All changes are told in offsets of the text as it is shown.
 */
export function speakRange(passage: Passage, range: TextRange, style: SpeakingStyle): SpokenRange {
  const display = passage.text.slice(range.start, range.end);
  const edits = editsWithin(passage.edits, range).map((edit) => ({
    ...edit,
    start: edit.start - range.start,
    end: edit.end - range.start,
  }));
  return { display, ...speakEdited(display, edits, style) };
}

function speakEdited(display: string, edits: readonly Edit[], style: SpeakingStyle): Omit<SpokenRange, 'display'> {
  const insertion = edits.findIndex(({ start, end }) => start === end);
  if (insertion >= 0) return speakAround(display, { edits, insertion }, style);
  const edited = applyEdits(display, edits);
  const form = toSpokenForm(edited.text, style);
  return edits.length === 0 ? form : { spoken: form.spoken, changes: mergeChanges(edited, form.changes) };
}

/** Words that are only heard are spoken by themselves, as is what stands before and after them. */
function speakAround(
  display: string,
  { edits, insertion }: { edits: readonly Edit[]; insertion: number },
  style: SpeakingStyle,
): Omit<SpokenRange, 'display'> {
  const { start, to, rule } = edits[insertion] ?? { start: 0, to: '', rule: '' };
  const before = speakEdited(display.slice(0, start), edits.slice(0, insertion), style);
  const inserted = toSpokenForm(to, style).spoken;
  const rest = edits
    .slice(insertion + 1)
    .map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const after = speakEdited(display.slice(start), rest, style);
  return {
    spoken: before.spoken + inserted + after.spoken,
    changes: [
      ...before.changes,
      { start, end: start, from: '', to: inserted, rule },
      ...after.changes.map((change) => ({ ...change, start: change.start + start, end: change.end + start })),
    ],
  };
}

/** Edits that lie in a range; they are in order, so the first is found by halving. An insertion belongs to what is before it. */
function editsWithin(edits: readonly Edit[], range: TextRange): readonly Edit[] {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle]?.start ?? 0) < range.start) low = middle + 1;
    else high = middle;
  }
  const found: Edit[] = [];
  for (let index = low; index < edits.length; index += 1) {
    const edit = edits[index];
    if (edit === undefined || edit.start > range.end) break;
    const isInsertion = edit.start === edit.end;
    if (isInsertion ? edit.start === range.start && edit.start > 0 : edit.start === range.end) continue;
    found.push({ ...edit, end: Math.min(edit.end, range.end) });
  }
  return found;
}
