/** A place where what is spoken differs from what is shown before any rule of language is asked. */
export type Edit = TextRange & {
  readonly to: string;
  readonly rule: string;
  /** Set where words are left out for good: the ledger's reason. */
  readonly skipReason?: string;
};

/** A stretch of a text, in UTF-16 offsets. */
export type TextRange = { readonly start: number; readonly end: number };
