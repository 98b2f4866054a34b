/** Silence in milliseconds for each kind of boundary; where two meet, the longer one stands. */
export type PauseModel = {
  readonly titleMs: number;
  readonly standfirstMs: number;
  /** Between the spoken introduction and the text. */
  readonly introMs: number;
  /** Before a heading. */
  readonly sectionMs: number;
  /** After a heading. */
  readonly headingMs: number;
  readonly paragraphMs: number;
  readonly sentenceMs: number;
  /** Between two parts of a sentence too long to be spoken at once. */
  readonly clauseMs: number;
  readonly listItemMs: number;
  /** Before and after a quotation. */
  readonly quoteMs: number;
  /** Before and after an aside: a caption, a table, a note. */
  readonly asideMs: number;
  /** Between two articles of a briefing. */
  readonly articleMs: number;
  /** Before the closing words. */
  readonly outroMs: number;
};

/** A newsreader's breath: about a third of a second after a sentence, twice that after a paragraph. */
export const DEFAULT_PAUSES: PauseModel = {
  titleMs: 900,
  standfirstMs: 800,
  introMs: 900,
  sectionMs: 1200,
  headingMs: 650,
  paragraphMs: 650,
  sentenceMs: 350,
  clauseMs: 150,
  listItemMs: 400,
  quoteMs: 700,
  asideMs: 800,
  articleMs: 1800,
  outroMs: 1200,
};

/** What goes with a pace people like: half a second less a twentieth to take in a sentence. */
export const PACED_PAUSES: PauseModel = { ...DEFAULT_PAUSES, sentenceMs: 450 };
