import type { AudioMark } from '../../model/article.js';
import { present } from '../../model/present.js';
import type { SpokenChange, TextPlace, UtteranceLink, VoiceRole } from '../../model/script.js';

/** An utterance before its neighbours are known: without id, voice and final pause. */
export type Draft = TextPlace & {
  readonly role: VoiceRole;
  readonly display: string;
  readonly spoken: string;
  readonly lang: string;
  readonly speaker?: string;
  readonly changes: readonly SpokenChange[];
  readonly links: readonly UtteranceLink[];
  readonly audio?: AudioMark;
  /** Silence wanted before and after it; where two utterances meet, the longer one stands. */
  readonly beforeMs: number;
  readonly afterMs: number;
  /** The author's own `[pause]`, which replaces both. */
  readonly exactPauseMs?: number;
};

/** Words that are left out, and why. */
export type SkippedText = { readonly text: string; readonly reason: string };

/** What became of one block, or of a part of it. */
export type Spoken = {
  readonly drafts: readonly Draft[];
  readonly skipped: readonly SkippedText[];
  /** Set when the block begins with a pause and has nothing before it to carry it. */
  readonly leadingPauseMs?: number;
};

/** Several parts as one. */
export function joinSpoken(parts: readonly Spoken[]): Spoken {
  const drafts: Draft[] = [];
  let leadingPauseMs: number | undefined;
  for (const part of parts) {
    if (part.leadingPauseMs !== undefined) {
      const last = drafts.pop();
      if (last === undefined) leadingPauseMs = part.leadingPauseMs;
      else drafts.push({ ...last, exactPauseMs: part.leadingPauseMs });
    }
    for (const draft of part.drafts) drafts.push(draft);
  }
  const skipped = parts.flatMap((part) => part.skipped);
  return { drafts, skipped, ...present({ leadingPauseMs }) };
}

/** Sets the silence around a whole part, sentences inside it left as they are. */
export function withPauses(spoken: Spoken, pauses: { readonly beforeMs: number; readonly afterMs: number }): Spoken {
  const last = spoken.drafts.length - 1;
  const drafts = spoken.drafts.map((draft, index) => ({
    ...draft,
    ...(index === 0 && { beforeMs: pauses.beforeMs }),
    ...(index === last && { afterMs: pauses.afterMs }),
  }));
  return { ...spoken, drafts };
}
