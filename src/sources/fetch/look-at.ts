import { TLSSocket } from 'node:tls';
import { present } from '../../model/present.js';
import { LECTOR_VERSION } from '../../model/version.js';
import { checkFetchUrl } from './check-fetch-url.js';
import { askPatiently, REDIRECTS, withDefaults, type FetchOptions } from './fetch-page.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';

/** What to ask an address, and how much of the answer to take. */
export type Look = {
  readonly url: string;
  readonly method: 'GET' | 'HEAD';
  /** In lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the body; no more is fetched. */
  readonly maxBytes: number;
};

/** What an address answers, to the letter: nothing of it is decoded or judged. */
export type Seen = {
  /** After redirects. */
  readonly url: string;
  /** The addresses that redirected, in order; the first is the one asked for. */
  readonly hops: readonly string[];
  /** With what status each of them did. */
  readonly hopStatuses: readonly number[];
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Of the last host, where it is reached by TLS: milliseconds since 1970. */
  readonly certificateEndsMs?: number;
};

/** Browsers follow 20; nobody needs so many. */
const MAX_HOPS = 10;

/**
 * Asks an address as an app would and tells what came, whatever it is. Each hop is checked like any fetched address.
 * What redirects more than ten times is told by its last redirect.
 *
 * @throws LectorError `E_URL*`, `E_FETCH`, `E_TRUNCATED`.
 */
export async function lookAt(look: Look, options: FetchOptions): Promise<Seen> {
  const context = withDefaults(options);
  const hops: string[] = [];
  const hopStatuses: number[] = [];
  let url = checkFetchUrl(look.url, context);
  for (;;) {
    let certificateEndsMs: number | undefined;
    const answer = await askPatiently(
      {
        url,
        look: look.method,
        maxBytes: look.maxBytes,
        headers: { 'user-agent': `Lector/${LECTOR_VERSION}`, 'accept-encoding': 'identity', ...look.headers },
      },
      {
        ...context,
        connect: async (target) => {
          const socket = await context.connect(target);
          if (socket instanceof TLSSocket) certificateEndsMs = Date.parse(socket.getPeerCertificate().valid_to);
          return socket;
        },
      },
    );
    const location = answer.headers['location'];
    const isLast = !REDIRECTS.has(answer.status) || location === undefined || !canParseUrl(location, url.href);
    if (isLast || hops.length === MAX_HOPS)
      return { url: url.href, hops, hopStatuses, ...answer, ...present({ certificateEndsMs }) };
    hops.push(url.href);
    hopStatuses.push(answer.status);
    url = checkFetchUrl(new URL(location, url).href, context);
  }
}
