import { isLectorError, LectorError } from '../../errors.js';

/** Full jitter over a doubling ceiling (as AWS SDKs do), so that many clients do not come back at once. */
const FIRST_CEILING_MS = 500;
const LAST_CEILING_MS = 30_000;
const MAX_ATTEMPTS = 4;
/** Who asks for more is asked again in the next run. */
const MAX_RETRY_AFTER_MS = 60_000;

/** Thrown inside an attempt to ask for another one. */
export type Retry = { readonly error: LectorError; readonly afterMs?: number };

export type RetryContext = {
  readonly sleep: (durationMs: number) => Promise<void>;
  /** 0 up to 1. */
  readonly random: () => number;
};

/** Tries up to four times while an attempt asks for it. */
export async function withRetries<Result>(
  attempt: () => Promise<Result | Retry>,
  { sleep, random }: RetryContext,
): Promise<Result> {
  for (let count = 1; ; count += 1) {
    const result = await attempt();
    if (!isRetry(result)) return result;
    const { error, afterMs = 0 } = result;
    if (count >= MAX_ATTEMPTS) throw error;
    if (afterMs > MAX_RETRY_AFTER_MS) {
      throw new LectorError('E_FETCH', `${error.message} The server asks to wait ${Math.ceil(afterMs / 1000)} s.`, {
        hint: 'run again then.',
        cause: error,
      });
    }
    const ceilingMs = Math.min(LAST_CEILING_MS, FIRST_CEILING_MS * 2 ** (count - 1));
    await sleep(Math.max(afterMs, random() * ceilingMs));
  }
}

/** `Retry-After` in milliseconds: seconds or a date (RFC 9110 §10.2.3); nothing when it is neither. */
export function parseRetryAfter(text: string | undefined, now: Date): number | undefined {
  if (text === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/u.test(text)) return Number(text) * 1000;
  const timeMs = /[a-z]/iu.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(timeMs) ? undefined : Math.max(0, timeMs - now.getTime());
}

function isRetry(value: unknown): value is Retry {
  return typeof value === 'object' && value !== null && isLectorError((value as Partial<Retry>).error);
}
