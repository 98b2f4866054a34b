/**
 * Tokens that retries of all requests of a run share, so that a service that is down costs at most a few of them and
 * not a multiple of everything.
 */
export type RetryBudget = {
  /** Whether one more retry is paid for. */
  take(isTimeout: boolean): boolean;
  /** A request that went well gives a little back. */
  giveBack(): void;
};

const TOKENS = 100;
const RETRY_TOKENS = 5;
const TIMEOUT_TOKENS = 10;

export function makeRetryBudget(): RetryBudget {
  let tokens = TOKENS;
  return {
    take(isTimeout) {
      const cost = isTimeout ? TIMEOUT_TOKENS : RETRY_TOKENS;
      if (tokens < cost) return false;
      tokens -= cost;
      return true;
    },
    giveBack() {
      tokens = Math.min(TOKENS, tokens + 1);
    },
  };
}

/**
 * What a `Retry-After` header asks for (RFC 9110 §10.2.3): seconds or a date. What is neither, or lies in the past, asks for
 * nothing.
 */
export function readRetryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d{1,9}(?:\.\d+)?$/u.test(text)) return Number(text) * 1000;
  const date = /[a-z]{3}/iu.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) || date <= now ? undefined : date - now;
}
