/** A stretch of a text, in UTF-16 offsets. */
export type TextRange = { readonly start: number; readonly end: number };
