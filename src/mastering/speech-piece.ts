/** A stretch of a mono WAV file at the master's rate: what is heard, and the silence around it that may be used. */
export type SpeechPiece = {
  readonly path: string;
  readonly contentKey: string;
  /** First and one past the last sample that belong to this piece. */
  readonly firstUsable: number;
  readonly endUsable: number;
  /** First and one past the last sample that are heard. */
  readonly firstSample: number;
  readonly endSample: number;
  /** Brings its voice to the loudness of the others. */
  readonly gainDb?: number;
};
