/** What of a text was changed after it was published: one sentence, or the title. */
export type TextChange = {
  readonly part: 'title' | 'sentence';
  /** As it stood; absent where it was added, and where it must not be repeated. */
  readonly before?: string;
  /** As it stands since; absent where it was taken out, and where it must not be repeated. */
  readonly after?: string;
  /** Words of it were taken back and are repeated nowhere. */
  readonly isWithheld?: boolean;
  /** When what stands since is heard, in the audio that was published with it. */
  readonly startMs?: number;
};

/** One correction of something that was out. */
export type Correction = {
  /** ISO 8601: when it went out, or the day an editor states. */
  readonly at: string;
  /** What an editor says of it. */
  readonly reason?: string;
  readonly changes: readonly TextChange[];
  /** Too small to be announced: it stands in the log alone. */
  readonly isSilent?: boolean;
};

/** What an editor says of a correction in front matter. */
export type CorrectionNote = {
  readonly text?: string;
  /** ISO 8601 with offset. */
  readonly date?: string;
  /** It is also said where the reading begins. */
  readonly isSpoken?: boolean;
  /** What the text said before must not be repeated. */
  readonly isBeforeHidden?: boolean;
};

/** Those a publisher tells of. */
export function announced(log: readonly Correction[] | undefined): readonly Correction[] {
  return (log ?? []).filter(({ isSilent }) => isSilent !== true);
}

/** When something was changed last: by its source, or by a correction. */
export function modifiedOf({
  modifiedAt,
  corrections,
}: {
  readonly modifiedAt?: string;
  readonly corrections?: readonly Correction[];
}): string | undefined {
  const dates = [...announced(corrections).map(({ at }) => at), ...(modifiedAt === undefined ? [] : [modifiedAt])];
  return dates.toSorted((a, b) => Date.parse(b) - Date.parse(a))[0];
}
