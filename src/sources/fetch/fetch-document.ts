import { createHash } from 'node:crypto';
import { isLectorError, LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import { sourceAddress } from '../../model/text/secrets.js';
import { fetchPage, type FetchedPage, type FetchOptions } from './fetch-page.js';
import type { ParseCache } from '../collect/read-document.js';
import type { SourceDocument } from '../source.js';

export type DocumentRequest = {
  readonly url: string;
  /** Sent to the host of `url` alone. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  /** While it stays, an answer less than a day old is used again without asking. */
  readonly version?: string;
  /** An answer that is at hand is used again without asking, however old it is. */
  readonly isResting?: boolean;
};

/** A document, and why it is not the newest, where asking for it failed. */
export type FetchedDocument = { readonly document: SourceDocument; readonly failure?: LectorError };

type Answer = {
  readonly url: string;
  readonly mediaType?: string;
  readonly charset?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  /** Base64. */
  readonly body: string;
  /** ISO 8601. */
  readonly fetchedAt: string;
  readonly freshForMs: number;
  readonly version?: string;
};

/** A server may say for how long; longer than this nobody wants to wait for a correction. */
const MAX_FRESH_MS = 10 * 60_000;
const VERSION_FRESH_MS = 24 * 3_600_000;

/**
 * Fetches an address as a document, asking only whether it changed where an answer is at hand. Where asking fails,
 * the answer at hand is given with the failure, so that trouble upstream changes nothing.
 *
 * @throws LectorError what `fetchPage` throws, when no answer is at hand.
 */
export async function fetchDocument(
  request: DocumentRequest,
  context: { readonly fetch: FetchOptions; readonly cache?: ParseCache },
): Promise<FetchedDocument> {
  const { fetch, cache } = context;
  const key = createHash('sha256').update(`answer:${request.url}`).digest('hex');
  const known = toAnswer(await cache?.get(key));
  if (known && request.isResting === true) return { document: toDocument(request, known) };
  if (known && isFresh(known, { request, now: fetch.now() })) return { document: toDocument(request, known) };
  let page: FetchedPage;
  try {
    page = await fetchPage({ ...request, ...present({ validators: known }) }, fetch);
  } catch (error) {
    if (!known || !isLectorError(error) || error.code === 'E_INTERRUPTED') throw error;
    return { document: toDocument(request, known), failure: error };
  }
  const answer = page.kind === 'unchanged' && known ? known : toNewAnswer(page);
  const kept: Answer = {
    ...answer,
    fetchedAt: fetch.now().toISOString(),
    freshForMs: freshFor(page.headers['cache-control']),
    ...present({ version: request.version }),
  };
  await cache?.put(key, kept);
  return { document: toDocument(request, kept) };
}

function isFresh(known: Answer, { request, now }: { readonly request: DocumentRequest; readonly now: Date }): boolean {
  const ageMs = now.getTime() - Date.parse(known.fetchedAt);
  if (ageMs < 0) return false;
  if (ageMs < known.freshForMs) return true;
  return request.version !== undefined && request.version === known.version && ageMs < VERSION_FRESH_MS;
}

/** RFC 9111 §5.2.2: seconds of `max-age`, none where the answer may not be used again. */
function freshFor(cacheControl: string | undefined): number {
  if (cacheControl === undefined || /\bno-(?:store|cache)\b/iu.test(cacheControl)) return 0;
  const seconds = /\bmax-age\s*=\s*"?(\d{1,9})/iu.exec(cacheControl)?.[1];
  return Math.min(MAX_FRESH_MS, Number(seconds ?? 0) * 1000);
}

function toNewAnswer(page: FetchedPage): Omit<Answer, 'fetchedAt' | 'freshForMs'> {
  if (page.kind === 'unchanged') {
    throw new LectorError('E_FETCH', 'The server says nothing changed, and was not asked whether it did.');
  }
  const { etag, 'last-modified': lastModified } = page.headers;
  return {
    url: page.url,
    ...present({ mediaType: page.mediaType, charset: page.charset, etag, lastModified }),
    body: Buffer.from(page.bytes).toString('base64'),
  };
}

function toAnswer(value: unknown): Answer | undefined {
  const answer = value as Partial<Answer> | undefined;
  const isWhole =
    typeof answer?.url === 'string' && typeof answer.body === 'string' && typeof answer.fetchedAt === 'string';
  return isWhole ? (answer as Answer) : undefined;
}

function toDocument(request: DocumentRequest, answer: Answer): SourceDocument {
  const bytes = Buffer.from(answer.body, 'base64');
  return {
    origin: 'address',
    location: sourceAddress(normalForm(request.url)),
    name: (new URL(answer.url).pathname.split('/').at(-1) ?? '').toLowerCase(),
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    url: answer.url,
    ...present({ mediaType: answer.mediaType, charset: answer.charset }),
  };
}

/** A name with characters that are shown as others, or not at all, is stored as what was really asked. */
function normalForm(url: string): string {
  return /^[\u0021-\u007E]*$/u.test(url) ? url : new URL(url).href;
}
