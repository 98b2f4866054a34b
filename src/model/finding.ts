import type { ErrorCode, ExitCode, WarningCode } from './codes.js';

/** A place in something the user wrote. */
export type Place = {
  /** Relative to the project folder where it lies inside it. */
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
};

type FindingBase = {
  /** One sentence: what is wrong, with the offending value. */
  readonly message: string;
  /** The exit code it ends a run with, where that is not the code's usual one. */
  readonly exitCode?: ExitCode;
  /** What to do about it, without the word "Fix". */
  readonly hint?: string;
  readonly place?: Place;
};

/** Something to tell the user: a warning, or an error that concerns one input while the rest goes on. */
export type Finding = FindingBase &
  (
    | { readonly severity: 'error'; readonly code: ErrorCode }
    | { readonly severity: 'warning'; readonly code: WarningCode }
  );

/** Takes what has to be told and stops nothing. */
export type Warn = (finding: Finding) => void;
