/** A place in something the user wrote. */
export type Place = {
  /** Relative to the project folder where it lies inside it. */
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
};

/** Something to tell the user: a warning, or an error that concerns one input while the rest goes on. */
export type Finding = {
  readonly severity: 'error' | 'warning';
  /** `E_…` or `W_…`; permanent. */
  readonly code: string;
  /** One sentence: what is wrong, with the offending value. */
  readonly message: string;
  /** The exit code it ends a run with, where that is not the code's usual one. */
  readonly exitCode?: number;
  /** What to do about it, without the word "Fix". */
  readonly hint?: string;
  readonly place?: Place;
};

/** Reports something that does not stop the run. */
export type Warn = (finding: Finding) => void;
