import { Client } from 'undici';
import { isLectorError, LectorError } from '../../errors.js';
import { showUrl } from './check-fetch-url.js';
import { connectPinned, type Connect, type Resolve } from './connect-pinned.js';
import { readBody, readStart, saveBody, truncated } from './read-body.js';

export type Timeouts = {
  readonly connectMs: number;
  readonly headersMs: number;
  readonly idleMs: number;
  /** Of one attempt, from the name to the last byte. */
  readonly wholeMs: number;
};

export type RequestContext = {
  readonly resolve: Resolve;
  readonly connect: Connect;
  readonly allowPrivateAddresses: boolean;
  readonly timeouts: Timeouts;
  readonly signal?: AbortSignal;
};

/** One answer, headers in lower case. The body is empty but for status 200 or a look, and where a file took it. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/**
 * Sends one request over a connection of its own and follows nothing.
 *
 * @throws LectorError `E_URL_PRIVATE`, `E_FETCH`, `E_TRUNCATED`, `E_BODY_LONG`, `E_CONTENT_ENCODED`, `E_CONTENT_TYPE`.
 */
export async function requestOnce(
  request: {
    readonly url: URL;
    readonly headers: Readonly<Record<string, string>>;
    readonly maxBytes: number;
    /** Looks at the answer, whatever its status: the body is its first `maxBytes`, as sent, and no more is taken. */
    readonly look?: 'GET' | 'HEAD';
    /** Absolute path of a file that takes the body as it comes; the answer has none then. */
    readonly into?: string;
    /** Refuses an answer by its headers, before its body is read. */
    readonly checkHeaders?: (headers: Answer['headers']) => void;
  },
  context: RequestContext,
): Promise<Answer> {
  const { url, maxBytes } = request;
  const { timeouts } = context;
  const shown = showUrl(url);
  const deadline = AbortSignal.timeout(timeouts.wholeMs);
  const signal = context.signal ? AbortSignal.any([deadline, context.signal]) : deadline;
  const client = new Client(url.origin, {
    headersTimeout: timeouts.headersMs,
    bodyTimeout: timeouts.idleMs,
    pipelining: 1,
    connect: (_options, callback) => {
      connectPinned(url, { ...context, connectTimeoutMs: timeouts.connectMs }).then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(error as Error, null),
      );
    },
  });
  try {
    const response = await client.request({
      method: request.look ?? 'GET',
      path: `${url.pathname}${url.search}`,
      headers: { ...request.headers },
      signal,
    });
    const headers = flatten(response.headers);
    if (request.look) {
      // RFC 9110 §8.6: a 304 may say the length of what it does not send.
      const wantedBytes = response.statusCode === 304 ? 0 : maxBytes;
      return { status: response.statusCode, headers, body: await readStart(response.body, wantedBytes) };
    }
    if (response.statusCode !== 200) {
      response.body.on('error', () => undefined).destroy();
      return { status: response.statusCode, headers, body: new Uint8Array() };
    }
    request.checkHeaders?.(headers);
    const incoming = { body: response.body, encoding: headers['content-encoding'], maxBytes, shown };
    if (request.into === undefined) return { status: 200, headers, body: await readBody(incoming) };
    await saveBody(incoming, request.into);
    return { status: 200, headers, body: new Uint8Array() };
  } catch (error) {
    throw toFetchError(error, { shown, deadline, signal: context.signal });
  } finally {
    await client.destroy();
  }
}

/** First value of each header; undici gives some as lists. */
function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]): [string, string][] => {
      const first =
        name === 'content-encoding' && Array.isArray(value) ? value.join(',') : Array.isArray(value) ? value[0] : value;
      return first === undefined ? [] : [[name.toLowerCase(), first]];
    }),
  );
}

function toFetchError(
  error: unknown,
  at: { readonly shown: string; readonly deadline: AbortSignal; readonly signal: AbortSignal | undefined },
): LectorError {
  if (isLectorError(error)) return error;
  const { shown } = at;
  if (at.signal?.aborted === true)
    return new LectorError('E_INTERRUPTED', 'Interrupted while fetching.', { cause: error });
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (at.deadline.aborted)
    return new LectorError('E_FETCH', `${shown} took too long.`, { hint: 'run again later.', cause: error });
  if (CUT.has(code) || isEndOfBody(error)) return truncated(shown, error);
  const what = REASONS[code] ?? (error instanceof Error ? error.message.split('\n')[0] : 'unknown failure');
  return new LectorError('E_FETCH', `${shown} cannot be fetched: ${what}.`, {
    hint: 'check the address and the network, then run again.',
    cause: error,
  });
}

/** A chunked body without its last chunk: undici's parser gives this error no code. */
function isEndOfBody(error: unknown): boolean {
  return error instanceof Error && error.name === 'HTTPParserError' && /\bEOF\b/u.test(error.message);
}

/** The connection ended while something was still to come. */
const CUT: ReadonlySet<string> = new Set([
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'ECONNRESET',
  'EPIPE',
]);

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its host has no address',
  EAI_AGAIN: 'the name server does not answer',
  ECONNREFUSED: 'the server refuses connections',
  EHOSTUNREACH: 'the server cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'the server does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'the server does not answer',
  UND_ERR_BODY_TIMEOUT: 'the server stopped sending',
  UND_ERR_HEADERS_OVERFLOW: 'its headers are too large',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};
