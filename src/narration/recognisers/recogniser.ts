/** One stretch of speech that is to be written down. */
export type HearingRequest = {
  /** Mono, 16 bit. */
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  /** BCP 47, of what is spoken. */
  readonly lang: string;
  readonly signal: AbortSignal;
};

/**
 * Writes down what is heard; knows nothing of what should be. One attempt a call, told truly: it must not retry, cache,
 * print, read the environment, or be told the words beforehand.
 */
export interface Recogniser {
  /** The contract it keeps; this one is 1. */
  readonly specificationVersion: 1;
  /** Part of the key what was heard is kept under; one that no other has. */
  readonly name: string;
  /** Another whenever the same sound would be written down otherwise: model, settings, address. */
  readonly version: string;
  /** BCP 47 primary tags. */
  readonly languages: readonly string[] | 'any';
  /** Requests that are worth having under way at once, at least 1. */
  readonly concurrency: number;
  /** 0 for what costs nothing. */
  readonly pricePerMinuteUsd: number;
  /**
   * The words that are heard, in order and without times; empty where nothing is.
   *
   * Rejects with the signal's reason when it aborts, before anything is sent if it had aborted before.
   */
  hear(request: HearingRequest): Promise<{ readonly text: string }>;
  /** Gives back threads, sockets and memory. A later `hear` takes them again. */
  close(): Promise<void>;
}
