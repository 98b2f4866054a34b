/**
 * What `lector dev` tells an open page: both ends, the server's and the browser's, are compiled with these.
 */
export type Message =
  /** What stands now: it takes the place of all that was told before. */
  | {
      readonly type: 'state';
      readonly isBuilding: boolean;
      readonly findings: readonly Told[];
      readonly items: readonly Item[];
    }
  /** A sentence is heard otherwise than before. */
  | {
      readonly type: 'sentence';
      readonly slug: string;
      readonly title: string;
      readonly utteranceId: string;
      readonly text: string;
      /** Address of its sound. */
      readonly src: string;
    }
  /** Files were written anew: paths below the root of the site. */
  | { readonly type: 'built'; readonly paths: readonly string[] };

/** A finding as it is shown. */
export type Told = {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly place?: { readonly file: string; readonly line?: number };
};

/** An item as its mark on the pages tells it. */
export type Item = { readonly slug: string; readonly title: string; readonly state: string; readonly why?: string };
