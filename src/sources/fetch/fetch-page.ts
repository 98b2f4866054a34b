import { STATUS_CODES } from 'node:http';
import { isLectorError, LectorError } from '../../errors.js';
import type { Warn } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { LECTOR_VERSION } from '../../model/version.js';
import { checkFetchUrl, showUrl } from './check-fetch-url.js';
import { connectSocket, resolveByDns, type Connect, type Resolve } from './connect-pinned.js';
import { openHostGate, type HostGate } from './host-gate.js';
import { truncated } from './read-body.js';
import { requestOnce, type Answer, type RequestContext, type Timeouts } from './request-once.js';
import { parseRetryAfter, withRetries, type Retry } from './retry.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';

/** What fetching asks of its surroundings; every part has a default that is safe. */
export type FetchOptions = {
  /** For servers on one's own machine or network; off, nothing but the public internet is reached. */
  readonly allowPrivateAddresses?: boolean;
  readonly allowedPorts?: readonly number[];
  readonly timeouts?: Partial<Timeouts>;
  readonly resolve?: Resolve;
  readonly connect?: Connect;
  readonly gate?: HostGate;
  readonly sleep?: (durationMs: number) => Promise<void>;
  readonly random?: () => number;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  readonly warn: Warn;
};

export type FetchRequest = {
  readonly url: string;
  /** Sent to the host of `url` alone, wherever that redirects to. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Makes the request conditional. */
  readonly validators?: { readonly etag?: string; readonly lastModified?: string };
  readonly maxBytes: number;
  /** A page or feed by default. */
  readonly expects?: keyof typeof EXPECTED;
  /** Absolute path of a file that takes the bytes as they come. */
  readonly into?: string;
};

/** A page or feed as it was sent, or that it is still what it was. */
export type FetchedPage =
  | { readonly kind: 'unchanged'; readonly headers: Answer['headers'] }
  | {
      readonly kind: 'page';
      /** After redirects. */
      readonly url: string;
      readonly bytes: Uint8Array;
      readonly mediaType?: string;
      readonly charset?: string;
      readonly headers: Answer['headers'];
    };

/** What may be asked for: how, as which media types it may come, and what messages call it. */
const EXPECTED = {
  text: {
    accept:
      'text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5',
    types: /^(?:text\/|application\/(?:xhtml\+xml|xml|json|[\w.-]+\+(?:xml|json)|octet-stream)$)/u,
    wanted: 'page or feed',
    name: 'page',
  },
  picture: {
    accept: 'image/jpeg, image/png, image/webp',
    types: /^(?:image\/(?:jpe?g|png|webp)|application\/octet-stream)$/u,
    wanted: 'JPEG, PNG or WebP picture',
    name: 'picture',
  },
  audio: {
    accept: 'audio/*, */*;q=0.5',
    types: /^(?:audio\/[\w.-]+|video\/mp4|(?:application|binary)\/octet-stream)$/u,
    wanted: 'audio file',
    name: 'file',
  },
} as const;

const DEFAULT_TIMEOUTS: Timeouts = { connectMs: 10_000, headersMs: 20_000, idleMs: 20_000, wholeMs: 60_000 };
const DEFAULT_PORTS = [80, 443];
const MAX_REDIRECTS = 5;
const RETRIED_STATUS: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);
/** RFC 9110 §15.4, as far as clients follow them by themselves. */
export const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches a page or feed. Every hop is checked, resolved once, and connected to the address that was checked; keys
 * never follow to another host; a body without its end is no body.
 *
 * @throws LectorError `E_URL*`, `E_REDIRECT`, `E_FETCH`, `E_TRUNCATED`, `E_BODY_LONG`, `E_CONTENT_ENCODED`, `E_CONTENT_TYPE`.
 */
export async function fetchPage(request: FetchRequest, options: FetchOptions): Promise<FetchedPage> {
  const context = withDefaults(options);
  const seen = new Set<string>();
  let url = checkFetchUrl(request.url, context, options.warn);
  const { origin } = url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    seen.add(url.href);
    const current = url;
    const headers = headersFor(request, { isSameOrigin: current.origin === origin });
    const answer = await askPatiently(
      { ...request, url: current, headers, expects: request.expects ?? 'text' },
      context,
    );
    if (answer.status === 304) return { kind: 'unchanged', headers: answer.headers };
    if (!REDIRECTS.has(answer.status)) return toPage(current, answer);
    url = nextUrl(current, { location: answer.headers['location'], context });
    if (seen.has(url.href)) failRedirect(current, 'redirects in a circle');
  }
  return failRedirect(url, `redirects more than ${MAX_REDIRECTS} times`);
}

/** Fetching with all its defaults. */
export type FetchContext = RequestContext & {
  readonly allowedPorts: readonly number[];
  readonly gate: HostGate;
  readonly sleep: (durationMs: number) => Promise<void>;
  readonly random: () => number;
  readonly now: () => Date;
};

export function withDefaults(options: FetchOptions): FetchContext {
  return {
    allowPrivateAddresses: options.allowPrivateAddresses ?? false,
    allowedPorts: options.allowedPorts ?? DEFAULT_PORTS,
    timeouts: { ...DEFAULT_TIMEOUTS, ...options.timeouts },
    resolve: options.resolve ?? resolveByDns,
    connect: options.connect ?? connectSocket,
    gate: options.gate ?? openHostGate(),
    sleep: options.sleep ?? ((durationMs) => new Promise((done) => setTimeout(done, durationMs))),
    random: options.random ?? Math.random,
    now: options.now,
    ...present({ signal: options.signal }),
  };
}

/** A key is for the host it was given for; another one never sees it. */
function headersFor(
  request: FetchRequest,
  { isSameOrigin }: { readonly isSameOrigin: boolean },
): Record<string, string> {
  const { headers = {}, validators = {} } = request;
  return {
    'user-agent': `Lector/${LECTOR_VERSION}`,
    accept: EXPECTED[request.expects ?? 'text'].accept,
    'accept-encoding': request.expects === 'audio' ? 'identity' : 'gzip, br',
    ...(isSameOrigin && validators.etag !== undefined && { 'if-none-match': validators.etag }),
    ...(isSameOrigin && validators.lastModified !== undefined && { 'if-modified-since': validators.lastModified }),
    ...(isSameOrigin && headers),
  };
}

type Attempt = Pick<FetchRequest, 'maxBytes' | 'into'> & {
  readonly url: URL;
  readonly headers: Record<string, string>;
  /** Whatever it is, unless given. */
  readonly expects?: keyof typeof EXPECTED;
  readonly look?: 'GET' | 'HEAD';
};

/**
 * Asks one address, again while the trouble is of the kind that passes.
 *
 * @throws LectorError as {@link fetchPage}.
 */
export function askPatiently(request: Attempt, context: FetchContext): Promise<Answer> {
  return withRetries(() => attempt(request, context), context);
}

async function attempt(
  { url, headers, maxBytes, expects, into, look }: Attempt,
  context: FetchContext,
): Promise<Answer | Retry> {
  const shown = showUrl(url);
  try {
    const answer = await context.gate.run(url.host, () =>
      requestOnce(
        {
          url,
          headers,
          maxBytes,
          ...present({ into, look }),
          ...(expects && { checkHeaders: (found) => requireType(found, { shown, expects }) }),
        },
        context,
      ),
    );
    if (answer.status === 200 && expects === 'text') requireEnd(answer, shown);
    if (!RETRIED_STATUS.has(answer.status)) return answer;
    const afterMs = parseRetryAfter(answer.headers['retry-after'], context.now());
    return { error: statusError(answer.status, shown), ...present({ afterMs }) };
  } catch (error) {
    if (isLectorError(error) && isPassing(error)) return { error };
    throw error;
  }
}

/** Trouble that may be over in a moment. */
function isPassing(error: LectorError): boolean {
  if (error.code === 'E_TRUNCATED') return true;
  const cause = (error.cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  return (
    error.code === 'E_FETCH' &&
    /^(?:EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/u.test(cause)
  );
}

function requireType(
  headers: Answer['headers'],
  { shown, expects }: { readonly shown: string; readonly expects: keyof typeof EXPECTED },
): void {
  const { mediaType } = parseContentType(headers['content-type']);
  const { types, wanted, name } = EXPECTED[expects];
  if (mediaType === undefined || types.test(mediaType)) return;
  throw new LectorError('E_CONTENT_TYPE', `${shown} is no ${wanted}: it is sent as ${mediaType.slice(0, 60)}.`, {
    hint: `use the address of the ${name} itself.`,
  });
}

/** Without a length, only the closing tag tells a whole page from a cut one (RFC 9112 §8). */
function requireEnd({ headers, body }: Answer, shown: string): void {
  const isFramed = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  if (isFramed || headers['content-encoding'] !== undefined) return;
  const end = Buffer.from(body.subarray(-2_000)).toString('latin1');
  if (!/<\/(?:html|rss|feed|rdf:RDF)>|[}\]]\s*$/iu.test(end)) throw truncated(shown);
}

function nextUrl(
  url: URL,
  { location, context }: { readonly location: string | undefined; readonly context: FetchContext },
): URL {
  if (location === undefined || !canParseUrl(location, url.href)) return failRedirect(url, 'redirects to nowhere');
  const next = checkFetchUrl(new URL(location, url).href, context);
  if (url.protocol === 'https:' && next.protocol === 'http:')
    return failRedirect(url, 'redirects from https down to http');
  return next;
}

function toPage(url: URL, { status, headers, body }: Answer): FetchedPage {
  if (status !== 200) throw statusError(status, showUrl(url));
  return { kind: 'page', url: url.href, bytes: body, ...parseContentType(headers['content-type']), headers };
}

function statusError(status: number, shown: string): LectorError {
  return new LectorError('E_FETCH', `${shown} answers with status ${status}${meaningOf(status)}.`, {
    hint: HINTS.find(({ statuses }) => statuses.includes(status))?.hint ?? 'run again later.',
  });
}

function meaningOf(status: number): string {
  const meaning = STATUS_CODES[status]?.toLowerCase();
  return meaning === undefined ? '' : ` (${meaning})`;
}

const HINTS: readonly { readonly statuses: readonly number[]; readonly hint: string }[] = [
  { statuses: [404, 410], hint: 'correct or remove the address.' },
  { statuses: [401, 403, 407], hint: 'check the key in "headers" of this source, and the variable it comes from.' },
];

function failRedirect(url: URL, what: string): never {
  throw new LectorError('E_REDIRECT', `${showUrl(url)} ${what}.`, { hint: 'use the address it should lead to.' });
}

export function parseContentType(text: string | undefined): { readonly mediaType?: string; readonly charset?: string } {
  const mediaType = text?.split(';')[0]?.trim().toLowerCase();
  const charset = /;\s*charset\s*=\s*"?([^\s";]{1,40})/iu.exec(text ?? '')?.[1];
  return { ...(mediaType && { mediaType }), ...present({ charset }) };
}
