import type { WordTiming } from './narration.js';
import type { TextPlace, VoiceRole } from './script.js';

/** Words of a cue that link somewhere. */
export type CueLink = {
  /** UTF-16 offsets into the cue's text. */
  readonly start: number;
  readonly end: number;
  readonly href: string;
};

/** Words of a cue that are crossed out: UTF-16 offsets into its text. */
export type CueStretch = { readonly start: number; readonly end: number };

/** What led a reader elsewhere and is not in the text of the cue: a footnote mark, a citation. */
export type CueMark = {
  /** UTF-16 offset into the cue's text of the place where it stood. */
  readonly start: number;
  readonly text: string;
  readonly href?: string;
};

/**
 * One sentence as it is read and when it is heard. What the script knew of it stands beside it; of a recording's
 * transcript nothing is known but text and speaker.
 */
export type Cue = Partial<TextPlace> & {
  readonly startMs: number;
  readonly endMs: number;
  /** The start before it was rounded, to a thousandth of a millisecond; absent in data of older versions. */
  readonly exactStartMs?: number;
  /** Display text in one line, without marks. */
  readonly text: string;
  readonly speaker?: string;
  readonly role?: VoiceRole;
  readonly utteranceId?: string;
  /** In the order of the text. */
  readonly links?: readonly CueLink[];
  /** In the order of the text. */
  readonly marks?: readonly CueMark[];
  /** What is crossed out and not heard, in the order of the text. */
  readonly struck?: readonly CueStretch[];
  /** Words of the text in their order; those nobody says are left out. */
  readonly words: readonly WordTiming[];
};

export type Transcript = {
  /** BCP 47. */
  readonly language: string;
  readonly cues: readonly Cue[];
};

/** Whether the narrator names right after this cue who spoke it. */
export function isNamedBy(cue: Cue, next: Cue | undefined): boolean {
  return next?.isAttribution === true && next.blockId === cue.blockId;
}

/** The timed words of a cue with the offsets of its text at which they start and end. */
export function placeWords({
  text,
  words,
}: Pick<Cue, 'text' | 'words'>): readonly (WordTiming & { readonly start: number; readonly end: number })[] {
  let searched = 0;
  return words.flatMap((word) => {
    const start = text.indexOf(word.text, searched);
    if (start < 0) return [];
    searched = start + word.text.length;
    return [{ ...word, start, end: searched }];
  });
}
