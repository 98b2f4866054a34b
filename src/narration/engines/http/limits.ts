/** How long a service may take and how much it may send. A cut answer is noticed, a slow one given up. */
export type HttpLimits = {
  readonly connectMs: number;
  /** From the request being sent to the end of the answer's headers. */
  readonly headersMs: number;
  /** Between two pieces of the answer. */
  readonly idleMs: number;
  /** From the first byte sent to the last byte received. */
  readonly wholeMs: number;
  readonly maxBytes: number;
};

export const DEFAULT_LIMITS: HttpLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  idleMs: 30_000,
  wholeMs: 120_000,
  maxBytes: 50 * 2 ** 20,
};
