import type { Readable } from 'node:stream';
import { AwsV4Signer } from 'aws4fetch';
import { Agent } from 'undici';
import { isLectorError, LectorError } from '../errors.js';
import { refusalOf, RETRYABLE, type S3Refusal } from './refusal.js';

/** A bucket, and who asks it. */
export type S3Place = {
  /** Without the bucket: `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: URL;
  readonly bucket: string;
  readonly region: string;
  /** Empty, or ends with a slash; stands before every key. */
  readonly prefix: string;
  /** `endpoint/bucket/key` in place of `bucket.endpoint/key`. */
  readonly isPathStyle: boolean;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of credentials that are lent for a while. */
  readonly sessionToken?: string;
};

/** What a request sends, as often as it has to be sent. */
export type S3Body = {
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
  open(): Promise<Uint8Array | Readable>;
};

export type S3Answer = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
};

/** Asks for another attempt. */
export type S3Retry = { readonly retry: LectorError };

export type S3Call<Result> = {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** The whole key, prefix included; the bucket itself when it is absent. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: S3Body;
  /** Statuses beside 200 to 299 that are an answer. */
  readonly accept?: readonly number[];
  /** Takes the answer; the body is read or dropped afterwards. */
  read(answer: S3Answer): Promise<Result | S3Retry>;
};

export type S3Send = <Result>(call: S3Call<Result>) => Promise<Result>;

export type S3Ports = {
  readonly now: () => Date;
  readonly sleep: (durationMs: number) => Promise<void>;
  /** 0 up to 1. */
  readonly random: () => number;
  /** Nothing may keep still for longer. */
  readonly idleMs: number;
  readonly signal?: AbortSignal;
};

const MAX_ATTEMPTS = 5;
const FIRST_CEILING_MS = 500;
const LAST_CEILING_MS = 30_000;
const MAX_RETRY_AFTER_MS = 60_000;
/** As the AWS SDKs' standard mode counts: each retry takes 5, each success gives 1 back; a store that is down is left alone soon. */
const QUOTA = 500;
const RETRY_COST = 5;
const IDLE_MS = 60_000;
const CONNECT_MS = 10_000;
const CONNECTIONS = 8;

/**
 * How a bucket is asked: signed (Signature Version 4 with the digest of what is sent), again after what passes (5xx, 429,
 * a connection that breaks, a clock that goes wrong), with full jitter and a quota.
 *
 * @throws {@link LectorError} by what is returned: `E_PUBLISH` when the store cannot be reached or goes on failing,
 *   `E_PUBLISH_REFUSED` when it refuses the request, `E_INTERRUPTED`.
 */
export function openS3Sender(place: S3Place, given: Partial<S3Ports> = {}): S3Send {
  const ports: S3Ports = {
    now: () => new Date(),
    sleep: (durationMs) => new Promise((resolve) => void setTimeout(resolve, durationMs)),
    random: Math.random,
    idleMs: IDLE_MS,
    ...given,
  };
  const agent = new Agent({
    connectTimeout: CONNECT_MS,
    headersTimeout: ports.idleMs,
    bodyTimeout: ports.idleMs,
    connections: CONNECTIONS,
    pipelining: 1,
  });
  let clockOffsetMs = 0;
  let quota = QUOTA;

  async function attempt<Result>(call: S3Call<Result>): Promise<Result | S3Retry | S3Refusal> {
    const url = addressOf(place, call);
    const nowMs = ports.now().getTime();
    const signer = new AwsV4Signer({
      method: call.method,
      url: url.href,
      headers: { ...call.headers, 'x-amz-content-sha256': call.body?.sha256 ?? SHA256_OF_NOTHING },
      accessKeyId: place.accessKeyId,
      secretAccessKey: place.secretAccessKey,
      ...(place.sessionToken !== undefined && { sessionToken: place.sessionToken }),
      service: 's3',
      region: place.region,
      datetime: timestamp(nowMs + clockOffsetMs),
    });
    const signed = await signer.sign();
    const body = await call.body?.open();
    const answer = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: call.method,
      headers: {
        ...Object.fromEntries(signed.headers.entries()),
        ...(call.body && { 'content-length': String(call.body.sizeBytes) }),
      },
      ...(body !== undefined && { body }),
      ...(ports.signal && { signal: ports.signal }),
    });
    const headers = flatten(answer.headers);
    const status = answer.statusCode;
    if ((status >= 200 && status < 300) || call.accept?.includes(status)) {
      try {
        return await call.read({ status, headers, body: answer.body });
      } finally {
        answer.body.on('error', () => undefined).resume();
      }
    }
    const refusal = refusalOf({ status, headers, text: await answer.body.text(), place, call, nowMs });
    if (call.method !== 'HEAD' || status >= 500) return refusal;
    // An answer to HEAD has no body, so it does not say why; the same with GET does.
    const told = await attempt<true>({
      method: 'GET',
      ...(call.key !== undefined && { key: call.key }),
      headers: { range: 'bytes=0-0' },
      accept: [416],
      read: () => Promise.resolve(true),
    });
    return typeof told === 'object' && 'refusal' in told ? told : refusal;
  }

  return async (call) => {
    for (let count = 1; ; count += 1) {
      const result = await attempt(call).catch((error: unknown): S3Retry => {
        if (isLectorError(error)) throw error;
        return { retry: unreachable(error, place, ports.signal) };
      });
      if (!isFailure(result)) {
        quota = Math.min(QUOTA, quota + 1);
        return result;
      }
      if ('skewMs' in result && result.skewMs !== undefined && count === 1) {
        clockOffsetMs = result.skewMs;
        continue;
      }
      const error = 'retry' in result ? result.retry : result.error;
      const isPassing = 'retry' in result || RETRYABLE.has(result.code) || RETRYABLE.has(String(result.status));
      const afterMs = 'retryAfterMs' in result ? (result.retryAfterMs ?? 0) : 0;
      quota -= RETRY_COST;
      if (!isPassing || count >= MAX_ATTEMPTS || quota < 0 || afterMs > MAX_RETRY_AFTER_MS) throw error;
      ports.signal?.throwIfAborted();
      const ceilingMs = Math.min(LAST_CEILING_MS, FIRST_CEILING_MS * 2 ** (count - 1));
      await ports.sleep(Math.max(afterMs, ports.random() * ceilingMs));
    }
  };
}

/** Of an empty body. */
const SHA256_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

function isFailure<Result>(result: Result | S3Retry | S3Refusal): result is S3Retry | S3Refusal {
  return typeof result === 'object' && result !== null && ('retry' in result || 'refusal' in result);
}

function addressOf(place: S3Place, { key, query = {} }: Pick<S3Call<unknown>, 'key' | 'query'>): URL {
  const url = new URL(place.endpoint);
  if (!place.isPathStyle) url.hostname = `${place.bucket}.${url.hostname}`;
  const folder = url.pathname.replace(/\/$/u, '');
  const bucket = place.isPathStyle ? `/${encode(place.bucket)}` : '';
  const object = key === undefined ? '' : `/${key.split('/').map(encode).join('/')}`;
  url.pathname = folder + bucket + object;
  url.search = Object.entries(query)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
  return url;
}

/** Percent-encodes all but the unreserved characters of RFC 3986, as the signature counts them. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `20260301T120000Z`. */
function timestamp(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/[:-]|\.\d{3}/gu, '');
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]): [string, string][] => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined ? [] : [[name.toLowerCase(), first]];
    }),
  );
}

/** What the system says when nobody answers. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its host has no address',
  EAI_AGAIN: 'the name server does not answer',
  ECONNREFUSED: 'it refuses connections',
  UND_ERR_HEADERS_TIMEOUT: 'it does not answer',
  UND_ERR_BODY_TIMEOUT: 'it stopped sending',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_SOCKET: 'the connection broke off',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
};

function unreachable(cause: unknown, { endpoint }: S3Place, signal: AbortSignal | undefined): LectorError {
  if (signal?.aborted === true)
    throw new LectorError('E_INTERRUPTED', 'stopped while files were being put.', {
      hint: 'run the same command again: it goes on where it stopped.',
      cause,
    });
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const why = REASONS[code] ?? (cause instanceof Error ? cause.message.split('\n')[0] : 'unknown failure');
  return new LectorError('E_PUBLISH', `${endpoint.host} cannot be reached: ${why}.`, {
    hint: 'check publish.endpoint and the network, and run the same command again: it goes on where it stopped.',
    cause,
  });
}
