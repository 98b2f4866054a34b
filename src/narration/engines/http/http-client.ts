import { setTimeout as sleep } from 'node:timers/promises';
import { LectorError } from '../../../errors.js';
import { present } from '../../../model/present.js';
import { quoteValue } from '../../../model/text.js';
import type { Reservation } from '../../../workspace.js';
import { DEFAULT_LIMITS, type HttpLimits } from './limits.js';
import { maskSecrets } from './mask-secrets.js';
import { makeRetryBudget, readRetryAfterMs } from './retry-budget.js';
import { sendOnce, type Answer, type Breakdown, type OutgoingRequest, type Outcome } from './send-once.js';

/** A request to a service. */
export type HttpRequest = Omit<OutgoingRequest, 'url'> & {
  readonly url: string;
  /** Sets its price aside before each attempt. */
  readonly reserve?: () => Promise<Reservation>;
  /** What is wrong with an answer although its status is 2xx; it counts as billed and is not asked for again here. */
  readonly inspect?: (answer: Answer) => LectorError | undefined;
};

/** One service, with what all requests to it share: patience, retries, and knowing when to stop. */
export type HttpClient = {
  /**
   * Sends a request, again where that can help, and gives the answer if its status is 2xx.
   *
   * @throws {@link LectorError} `E_ENGINE_REFUSED` when the key, the account or the credit is refused; no request is sent
   * after that. `E_CLIP` when an answer began and was not whole. `E_ENGINE` for everything else, `E_BUDGET`.
   */
  send(request: HttpRequest): Promise<Answer>;
};

export type HttpClientOptions = {
  /** Who is spoken to, for messages. */
  readonly name: string;
  readonly secrets: readonly string[];
  /** What to do when the key is refused. */
  readonly keyHint: string;
  readonly limits?: Partial<HttpLimits>;
  /** For services that say "too many requests" with another status than 429. */
  readonly isThrottled?: (answer: Answer) => boolean;
  /** Waits; tests do not. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
};

type Verdict =
  | { readonly kind: 'good'; readonly answer: Answer }
  | { readonly kind: 'final'; readonly error: LectorError; readonly isBilled: boolean; readonly isTimeout?: boolean }
  | {
      readonly kind: 'again';
      readonly why: string;
      readonly isBilled: boolean;
      readonly isTimeout: boolean;
      readonly afterMs?: number;
    };

const REFUSED = new Set([401, 402, 403]);
const WORTH_ANOTHER_TRY = new Set([408, 409, 425, 429]);

export function openHttpClient(options: HttpClientOptions): HttpClient {
  const limits: HttpLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const wait = options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal }));
  const retries = makeRetryBudget();
  let refusal: LectorError | undefined;
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
      `${options.name} keeps failing; nothing is sent to it for ${Math.ceil(leftMs / 1000)} s.`,
      {
        hint: 'run the same command again later; what is already narrated is kept.',
      },
    );
  }

  async function attemptOnce(request: HttpRequest, url: URL): Promise<Verdict> {
    requireOpen();
    const reservation = await request.reserve?.();
    let verdict: Verdict | undefined;
    try {
      const { method, headers, body, signal } = request;
      const outcome = await sendOnce({ method, url, headers, signal, ...present({ body }) }, limits);
      verdict = judge({ outcome, host: url.host, options, limits });
      return verdict;
    } finally {
      // What may have been billed stays counted, also when the run is stopped in the middle.
      if (verdict && verdict.kind !== 'good' && !verdict.isBilled) await reservation?.settle(0);
    }
  }

  function fail(error: LectorError, isServiceDown: boolean): never {
    if (error.code === 'E_ENGINE_REFUSED') refusal ??= error;
    failuresInARow = isServiceDown ? failuresInARow + 1 : 0;
    if (failuresInARow >= limits.breakAfter) closedUntilMs = Date.now() + limits.breakMs;
    throw error;
  }

  return {
    async send(request) {
      const url = new URL(request.url);
      for (let attempt = 1; ; attempt += 1) {
        const pauseMs = notBeforeMs - Date.now();
        if (pauseMs > 0) await wait(pauseMs, request.signal);
        const verdict = await attemptOnce(request, url);
        if (verdict.kind === 'good') {
          const fault = request.inspect?.(verdict.answer);
          if (fault) return fail(fault, false);
          failuresInARow = 0;
          retries.giveBack();
          return verdict.answer;
        }
        if (verdict.kind === 'final') {
          if (verdict.isTimeout === true) retries.take(true);
          return fail(verdict.error, verdict.isTimeout === true);
        }
        if (verdict.afterMs !== undefined && verdict.afterMs > limits.maxRetryAfterMs) {
          closedUntilMs = Date.now() + verdict.afterMs;
          return fail(comeBackLater({ name: options.name, why: verdict.why, afterMs: verdict.afterMs }), true);
        }
        if (attempt >= limits.maxAttempts || !retries.take(verdict.isTimeout)) {
          return fail(gaveUp({ name: options.name, why: verdict.why, attempt }), true);
        }
        const backoffMs = Math.random() * Math.min(limits.maxBackoffMs, limits.backoffMs * 2 ** attempt);
        const waitMs = Math.max(verdict.afterMs ?? 0, backoffMs);
        if (verdict.afterMs !== undefined) notBeforeMs = Math.max(notBeforeMs, Date.now() + verdict.afterMs);
        await wait(waitMs, request.signal);
      }
    },
  };
}

function judge(input: { outcome: Outcome; host: string; options: HttpClientOptions; limits: HttpLimits }): Verdict {
  const { outcome, host, options } = input;
  if ('breakdown' in outcome) return judgeBreakdown({ breakdown: outcome.breakdown, host, name: options.name });
  const { answer } = outcome;
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return { kind: 'good', answer };
  const said = `${host} answered ${status}${excerpt(answer.bytes, options.secrets)}`;
  const isThrottled = options.isThrottled?.(answer) === true;
  if (REFUSED.has(status) && !isThrottled) {
    const error = new LectorError('E_ENGINE_REFUSED', `${options.name}: ${said}.`, { hint: options.keyHint });
    return { kind: 'final', error, isBilled: false };
  }
  if (status >= 500 || WORTH_ANOTHER_TRY.has(status) || isThrottled) {
    const afterMs = readRetryAfterMs(headers['retry-after'], Date.now());
    // Told to slow down, nothing was made; after a failure inside the service nobody knows.
    const isBilled = status >= 500;
    return { kind: 'again', why: said, isBilled, isTimeout: false, ...present({ afterMs }) };
  }
  const hint =
    status >= 300 && status < 400
      ? 'keys are never sent on to another address: set tts.settings.baseUrl to the final one.'
      : 'the service does not take this request: check voice, model and settings.';
  return { kind: 'final', error: new LectorError('E_ENGINE', `${options.name}: ${said}.`, { hint }), isBilled: false };
}

function judgeBreakdown(input: { breakdown: Breakdown; host: string; name: string }): Verdict {
  const { breakdown, host, name } = input;
  const { kind, isTimeout } = breakdown;
  const why = `${host}: ${breakdown.why}`;
  if (kind === 'unsent') return { kind: 'again', why, isBilled: false, isTimeout };
  if (kind === 'unanswered' && !isTimeout) return { kind: 'again', why, isBilled: true, isTimeout };
  // It had the text and may have billed it: whether it is worth paying once more is for the narrator to say.
  return { kind: 'final', error: new LectorError('E_CLIP', `${name}: ${why}.`), isBilled: true, isTimeout };
}

/** The beginning of what a service says about an error, on one line and without keys. */
function excerpt(bytes: Buffer, secrets: readonly string[]): string {
  const text = maskSecrets(bytes.toString('utf8', 0, 2000), secrets)
    .replace(/\s+/gu, ' ')
    .trim();
  return text === '' ? '' : `: ${quoteValue(text)}`;
}

function comeBackLater(input: { name: string; why: string; afterMs: number }): LectorError {
  const when = new Date(Date.now() + input.afterMs).toISOString();
  return new LectorError(
    'E_ENGINE',
    `${input.name}: ${input.why} and asks to wait ${Math.round(input.afterMs / 1000)} s.`,
    {
      hint: `run the same command again after ${when}; what is already narrated is kept.`,
    },
  );
}

function gaveUp(input: { name: string; why: string; attempt: number }): LectorError {
  const times = input.attempt === 1 ? 'once' : `${input.attempt} times`;
  return new LectorError('E_ENGINE', `${input.name}: ${input.why}. Tried ${times}.`, {
    hint: 'run the same command again later; what is already narrated is kept.',
  });
}
