import { setTimeout as sleep } from 'node:timers/promises';
import { LectorError } from '../errors.js';
import { attemptOf } from './speech-engine.js';

/** How patient a run is with an engine that fails. */
export type Patience = {
  /** Of one text, the first included. */
  readonly maxAttempts: number;
  /** Longest pause a service may ask for; beyond it the run stops and says when to come back. */
  readonly maxRetryAfterMs: number;
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** After so many texts in a row that failed for good, nothing is sent for `breakMs`. */
  readonly breakAfter: number;
  readonly breakMs: number;
};

export const PATIENCE: Patience = {
  maxAttempts: 4,
  maxRetryAfterMs: 60_000,
  backoffMs: 500,
  maxBackoffMs: 30_000,
  breakAfter: 5,
  breakMs: 30_000,
};

/**
 * Tokens that retries of all texts of a run share, so that a service that is down costs at most a few of them and not a
 * multiple of everything. A text that went well gives one back.
 */
const TOKENS = 100;
const RETRY_TOKENS = 5;
const TIMEOUT_TOKENS = 10;

/** What all attempts of a run share: patience, retries, and knowing when to stop. */
export type Attempts = {
  /**
   * Makes an attempt, and again where its error says that this can help.
   *
   * @throws {@link LectorError} what the attempt throws; `E_ENGINE` when it was not to be had in a few attempts, when the
   * service asks for a long pause, or while it keeps failing.
   */
  run<Result>(signal: AbortSignal, attempt: () => Promise<Result>): Promise<Result>;
};

export function openAttempts(engineName: string, changes: Partial<Patience> = {}): Attempts {
  const patience: Patience = { ...PATIENCE, ...changes };
  let tokens = TOKENS;
  let refusal: Error | undefined;
  let failuresInARow = 0;
  let closedUntilMs = 0;
  /** When one request is told to wait, all wait. */
  let notBeforeMs = 0;

  function requireOpen(): void {
    if (refusal) throw refusal;
    const leftMs = closedUntilMs - Date.now();
    if (leftMs <= 0) return;
    throw new LectorError(
      'E_ENGINE',
      `${engineName} keeps failing; nothing is sent to it for ${Math.ceil(leftMs / 1000)} s.`,
      { hint: 'run the same command again later; what is already narrated is kept.' },
    );
  }

  function takeTokens(isTimeout: boolean): boolean {
    const cost = isTimeout ? TIMEOUT_TOKENS : RETRY_TOKENS;
    if (tokens < cost) return false;
    tokens -= cost;
    return true;
  }

  function giveUp(error: unknown, isServiceDown: boolean): never {
    failuresInARow = isServiceDown ? failuresInARow + 1 : 0;
    if (failuresInARow >= patience.breakAfter) closedUntilMs = Date.now() + patience.breakMs;
    throw error;
  }

  /** How long to wait until the next attempt; throws when there is to be none. */
  function nextPauseMs(error: unknown, nth: number): number {
    const { isRetryable = false, isRefused = false, isTimeout = false, retryAfterMs } = attemptOf(error);
    if (isRefused && error instanceof Error) refusal ??= error;
    if (!isRetryable || !(error instanceof Error)) {
      if (isTimeout) takeTokens(true);
      return giveUp(error, isTimeout);
    }
    if (retryAfterMs !== undefined && retryAfterMs > patience.maxRetryAfterMs) {
      closedUntilMs = Date.now() + retryAfterMs;
      return giveUp(comeBackLater(error, retryAfterMs), true);
    }
    if (nth >= patience.maxAttempts || !takeTokens(isTimeout)) return giveUp(gaveUp(error, nth), true);
    const backoffMs = Math.random() * Math.min(patience.maxBackoffMs, patience.backoffMs * 2 ** nth);
    if (retryAfterMs !== undefined) notBeforeMs = Math.max(notBeforeMs, Date.now() + retryAfterMs);
    return Math.max(retryAfterMs ?? 0, backoffMs);
  }

  return {
    async run(signal, attempt) {
      for (let nth = 1; ; nth += 1) {
        const leftMs = notBeforeMs - Date.now();
        if (leftMs > 0) await sleep(leftMs, undefined, { signal });
        requireOpen();
        try {
          const result = await attempt();
          failuresInARow = 0;
          tokens = Math.min(TOKENS, tokens + 1);
          return result;
        } catch (error) {
          signal.throwIfAborted();
          await sleep(nextPauseMs(error, nth), undefined, { signal });
        }
      }
    },
  };
}

function comeBackLater(error: Error, afterMs: number): LectorError {
  const when = new Date(Date.now() + afterMs).toISOString();
  return new LectorError('E_ENGINE', `${withoutStop(error)} and asks to wait ${Math.round(afterMs / 1000)} s.`, {
    hint: `run the same command again after ${when}; what is already narrated is kept.`,
    cause: error,
  });
}

function gaveUp(error: Error, attempts: number): LectorError {
  const times = attempts === 1 ? 'once' : `${attempts} times`;
  return new LectorError('E_ENGINE', `${withoutStop(error)}. Tried ${times}.`, {
    hint: 'run the same command again later; what is already narrated is kept.',
    cause: error,
  });
}

function withoutStop({ message }: Error): string {
  return message.replace(/\.$/u, '');
}
