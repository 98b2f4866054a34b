import { LectorError } from '../../../errors.js';
import { present } from '../../../model/present.js';
import { quoteValue } from '../../../model/text.js';
import { failAttempt } from '../../speech-engine.js';
import { DEFAULT_LIMITS, type HttpLimits } from './limits.js';
import { maskSecrets } from '../../../model/text/secrets.js';
import { openConnections, sendOnce, type Answer, type Breakdown, type OutgoingRequest } from './send-once.js';

/** A request to a service. */
export type HttpRequest = Omit<OutgoingRequest, 'url'> & {
  readonly url: string;
  /** What is wrong with an answer although its status is 2xx. */
  readonly inspect?: (answer: Answer) => Error | undefined;
};

/** One service, asked once each time: whether it is worth asking again stands in what is thrown. */
export type HttpClient = {
  /**
   * Sends a request, once, and gives the answer if its status is 2xx.
   *
   * @throws {@link LectorError} `E_ENGINE_REFUSED` when the key, the account or the credit is refused, `E_CLIP` when an
   * answer began and was not whole, `E_ENGINE` for everything else; each says what is known of the attempt.
   */
  send(request: HttpRequest): Promise<Answer>;
  /** Lets go of its connections; a later request opens new ones. */
  close(): void;
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
};

const REFUSED = new Set([401, 402, 403]);
const WORTH_ANOTHER_TRY = new Set([408, 409, 425, 429]);

export function openHttpClient(options: HttpClientOptions): HttpClient {
  const limits: HttpLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const connections = openConnections();
  return {
    async send(request) {
      const url = new URL(request.url);
      const { method, headers, body, signal } = request;
      const outcome = await sendOnce({ method, url, headers, signal, ...present({ body }) }, { limits, connections });
      if ('breakdown' in outcome) throw brokenDown(outcome.breakdown, { host: url.host, name: options.name });
      const { answer } = outcome;
      const isGood = answer.status >= 200 && answer.status < 300;
      const fault = isGood ? request.inspect?.(answer) : refusalOf(answer, { host: url.host, options });
      if (fault) throw fault;
      return answer;
    },
    close() {
      connections.http.destroy();
      connections.https.destroy();
    },
  };
}

/** What an answer that is no success says about the next one. */
function refusalOf(answer: Answer, { host, options }: { host: string; options: HttpClientOptions }): Error {
  const { status, headers, bytes } = answer;
  const message = `${options.name}: ${host} answered ${status}${excerpt(bytes, options.secrets)}.`;
  const isThrottled = options.isThrottled?.(answer) === true;
  if (REFUSED.has(status) && !isThrottled) {
    const refusal = new LectorError('E_ENGINE_REFUSED', message, { hint: options.keyHint });
    return failAttempt(refusal, { isRefused: true, isUnbilled: true });
  }
  if (status >= 500 || WORTH_ANOTHER_TRY.has(status) || isThrottled) {
    const retryAfterMs = readRetryAfterMs(headers['retry-after'], Date.now());
    // Told to slow down, nothing was made; after a failure inside the service nobody knows.
    const attempt = { isRetryable: true, isUnbilled: status < 500, ...present({ retryAfterMs }) };
    return failAttempt(new LectorError('E_ENGINE', message), attempt);
  }
  const hint =
    status >= 300 && status < 400
      ? 'keys are never sent on to another address: set tts.settings.baseUrl to the final one.'
      : 'the service does not take this request: check voice, model and settings.';
  return failAttempt(new LectorError('E_ENGINE', message, { hint }), { isUnbilled: true });
}

function brokenDown(breakdown: Breakdown, { host, name }: { host: string; name: string }): Error {
  const { kind, isTimeout, why } = breakdown;
  const message = `${name}: ${host}: ${why}.`;
  if (kind === 'unsent')
    return failAttempt(new LectorError('E_ENGINE', message), { isRetryable: true, isUnbilled: true, isTimeout });
  if (kind === 'unanswered' && !isTimeout)
    return failAttempt(new LectorError('E_ENGINE', message), { isRetryable: true });
  // It had the text and may have billed it: whether it is worth paying once more is for the narrator to say.
  return failAttempt(new LectorError('E_CLIP', message), { isTimeout });
}

/**
 * What a `Retry-After` header asks for (RFC 9110 §10.2.3): seconds or a date. What is neither, or lies in the past, asks for
 * nothing.
 */
function readRetryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d{1,9}(?:\.\d+)?$/u.test(text)) return Number(text) * 1000;
  const date = /[a-z]{3}/iu.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) || date <= now ? undefined : date - now;
}

/** The beginning of what a service says about an error, on one line and without keys. */
function excerpt(bytes: Buffer, secrets: readonly string[]): string {
  const text = maskSecrets(bytes.toString('utf8', 0, 2000), secrets)
    .replace(/\s+/gu, ' ')
    .trim();
  return text === '' ? '' : `: ${quoteValue(text)}`;
}
