import type { CheckProfile } from './codes/check-profiles.js';
import type { ErrorCode, ExitCode, WarningCode } from './codes.js';

/** A place in something the user wrote. */
export type Place = {
  /** Relative to the project folder where it lies inside it. */
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
};

/** By which rule of which document something was found in a feed. */
export type Ruling = {
  /** Whose rule it is: the standards' own, `rss`, or that of a directory. */
  readonly profile: CheckProfile;
  /** Document and section. */
  readonly clause: string;
  /** What happens to who breaks it. */
  readonly why: string;
  /** Elements from the root, items with their numbers: `rss/channel/item[3]/enclosure/@length`. */
  readonly path: string;
  /** Counted from 1 in the order of the file. */
  readonly item?: { readonly number: number; readonly title?: string };
};

type FindingBase = {
  /** One sentence: what is wrong, with the offending value. */
  readonly message: string;
  /** The exit code it ends a run with, where that is not the code's usual one. */
  readonly exitCode?: ExitCode;
  /** What to do about it, without the word "Fix". */
  readonly hint?: string;
  readonly place?: Place;
  readonly ruling?: Ruling;
};

/** Something to tell the user: a note, a warning, or an error that concerns one input while the rest goes on. */
export type Finding = FindingBase &
  (
    | { readonly severity: 'error'; readonly code: ErrorCode }
    | { readonly severity: 'warning'; readonly code: WarningCode }
    /** Advice: nothing is wrong. */
    | { readonly severity: 'note'; readonly code: WarningCode }
  );

/** Takes what has to be told and stops nothing. */
export type Warn = (finding: Finding) => void;
