import { LectorError } from '../errors.js';
import { present } from '../model/present.js';
import { quoteValue } from '../model/text.js';

/** An answer of a store that is none to what was asked. */
export type S3Refusal = {
  readonly refusal: true;
  readonly status: number;
  /** As the store names it: `SlowDown`; empty when it names nothing. */
  readonly code: string;
  readonly error: LectorError;
  readonly retryAfterMs?: number;
  /** How far the clock of this machine is behind that of the store, where that may be the reason. */
  readonly skewMs?: number;
};

/** Codes and statuses after which the same request may well succeed (Amazon S3, List of error codes). */
export const RETRYABLE: ReadonlySet<string> = new Set([
  ...['408', '429', '500', '502', '503', '504'],
  ...['SlowDown', 'InternalError', 'ServiceUnavailable', 'RequestTimeout', 'OperationAborted', 'BadDigest'],
  ...['ConditionalRequestConflict', 'XAmzContentSHA256Mismatch', 'IncompleteBody', 'RequestTimeTooSkewed'],
]);

/** Stores take signatures of the last 15 minutes; who is refused and is that far off is most likely refused for it. */
const TOLERATED_SKEW_MS = 5 * 60_000;

/** What to do about a code, where more can be said than that it is a refusal. */
const HINTS: Readonly<Record<string, string>> = {
  AccessDenied: 'give this key the rights to list, read, write and delete below the prefix of this bucket.',
  InvalidAccessKeyId: 'check the access key in the environment.',
  SignatureDoesNotMatch: 'check the secret key in the environment, and publish.region.',
  ExpiredToken: 'the credentials were lent for a while: get new ones and run the same command again.',
  InvalidToken: 'check the session token in the environment.',
  NoSuchBucket: 'make the bucket first, or correct publish.bucket and publish.endpoint.',
  RequestTimeTooSkewed: 'set the clock of this machine.',
  QuotaExceeded: 'free room at the store and run the same command again.',
};

/** Reads what a store says when it refuses, from its XML or, without a body, from status and headers alone. */
export function refusalOf(input: {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly place: { readonly bucket: string; readonly region: string };
  readonly call: { readonly method: string; readonly key?: string };
  /** Of this machine, as the request was signed. */
  readonly nowMs: number;
}): S3Refusal {
  const { status, headers, text, place, call, nowMs } = input;
  const code = valueOf(text, 'Code') ?? (call.method === 'HEAD' ? byStatus(status) : '');
  const what = valueOf(text, 'Message') ?? '';
  const region = headers['x-amz-bucket-region'] ?? valueOf(text, 'Region');
  const isElsewhere = region !== undefined && region !== place.region && (status === 301 || status === 400);
  const hint = isElsewhere ? `set publish.region: ${region}.` : (HINTS[code] ?? 'see what the store says.');
  const isPassing = RETRYABLE.has(code) || RETRYABLE.has(String(status));
  const says = [code === '' ? `status ${status}` : code, ...(what === '' ? [] : [quoteValue(what)])].join(' ');
  const error = new LectorError(
    isPassing ? 'E_PUBLISH' : 'E_PUBLISH_REFUSED',
    `s3://${place.bucket}/${call.key ?? ''}: the store answers ${call.method} with ${says}.`,
    { hint: isPassing ? 'run the same command again: it goes on where it stopped.' : hint },
  );
  const retryAfter = Number(headers['retry-after'] ?? Number.NaN);
  const behindMs = Date.parse(headers['date'] ?? '') - nowMs;
  const isSkewed = code === 'RequestTimeTooSkewed' || (status === 403 && Math.abs(behindMs) > TOLERATED_SKEW_MS);
  return {
    refusal: true,
    status,
    code,
    error,
    ...present({
      retryAfterMs: Number.isFinite(retryAfter) ? retryAfter * 1000 : undefined,
      skewMs: isSkewed && !Number.isNaN(behindMs) ? behindMs : undefined,
    }),
  };
}

/** An answer to HEAD has no body: it says no more than this. */
function byStatus(status: number): string {
  return status === 403 ? 'AccessDenied' : status === 404 ? 'NoSuchBucket' : '';
}

function valueOf(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`, 'u').exec(xml)?.[1];
}
