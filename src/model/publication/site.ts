/** A file to publish: text or bytes made here, or a file to copy. Paths lie below the output folder. */
export type OutputFile =
  | { readonly path: string; readonly content: string | Uint8Array }
  | { readonly path: string; readonly copyFrom: string };

/** What publishing did. */
export type Receipt = {
  readonly written: readonly string[];
  readonly unchangedCount: number;
  readonly removed: readonly string[];
};
