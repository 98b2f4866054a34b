/** A titled point in an episode, counted from the first sample of the finished file. */
export type Chapter = {
  readonly startMs: number;
  readonly endMs: number;
  readonly title: string;
  /** Absolute URL of the passage this chapter narrates. */
  readonly href?: string;
  readonly imageUrl?: string;
};

/** Players show no list of one or two, and Spotify and Apple ignore it (Spotify chapters; Apple, chapters). */
export const MIN_CHAPTER_COUNT = 3;
/** ID3v2 chapters: the entry count of a CTOC frame is one byte. */
export const MAX_CHAPTER_COUNT = 255;
/** PSP-1: node values hold at most 255 characters. */
export const MAX_CHAPTER_TITLE_LENGTH = 255;
/** Nero's list of chapters in an MP4 file gives the length of a title one byte. */
export const MAX_MP4_TITLE_BYTES = 255;
