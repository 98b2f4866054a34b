import { isLectorError, toLectorError, type LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import type { FetchOptions } from '../../sources/fetch/fetch-page.js';
import { lookAt, type Look, type Seen } from '../../sources/fetch/look-at.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';

/** What a file is to an app: each kind is owed something else by its host. */
export type FileKind = 'feed' | 'audio' | 'picture' | 'text';

/** What a file is by the end of its address; what has none of those is taken for audio, of which most is asked. */
export function kindOfFile(url: string): FileKind {
  const ending = /\.(\w+)$/u.exec(canParseUrl(url) ? new URL(url).pathname : '')?.[1]?.toLowerCase() ?? '';
  if (/^(?:xml|rss|atom)$/u.test(ending)) return 'feed';
  if (/^(?:jpe?g|png|webp)$/u.test(ending)) return 'picture';
  return /^(?:vtt|srt|json|html?|txt)$/u.test(ending) ? 'text' : 'audio';
}

/** A file as the feed tells of it. */
export type ServedFile = {
  readonly url: string;
  readonly kind: FileKind;
  /** As messages name it: `the feed`, `"Episode 1": its audio`. */
  readonly label: string;
  /** Media type and size in bytes, where the feed says them. */
  readonly type?: string;
  readonly lengthBytes?: number;
};

/** One answer, or why there is none, which then has the status 0. */
export type Told = Seen & { readonly failure?: LectorError };

/** Everything a host said of one file. What was not asked is absent. */
export type HostFacts = {
  readonly file: ServedFile;
  readonly get: Told;
  readonly head: Told;
  /** Asked with the validator of `get`. */
  readonly again?: Told;
  readonly ranges?: {
    /** Of the whole file. */
    readonly totalBytes: number;
    /** `0-1`. */
    readonly first: Told;
    /** From a byte to the end. */
    readonly open?: Told;
    readonly openStart: number;
    /** The last bytes. */
    readonly suffix?: Told;
    readonly suffixBytes: number;
    readonly pastEnd?: Told;
    /** `0-1`, if the file is still the one of `get`. */
    readonly ifSame?: Told;
    /** `0-1`, if the file is one that it is not. */
    readonly ifOther?: Told;
  };
};

export type AskOptions = {
  readonly fetch: FetchOptions;
  /** Every kind of range; else the first two bytes alone, which tell what Apple asks. */
  readonly isThorough?: boolean;
};

/** A player in a browser, on another host. */
export const ORIGIN = 'https://player.example';
/** A version no file ever had. */
const OTHER_VERSION = '"lector-other-version"';
const RANGE_BYTES = 500;
/** Of what is read whole: feeds, pictures, transcripts, chapters. */
const MAX_READ_BYTES = 25_000_000;
/** Of audio: enough to see that it comes. */
const PEEK_BYTES = 16;
/** Of answers to ranges, which may send all there is. */
const MAX_RANGE_BYTES = 2_000;

/** Asks a host for one file in all the ways apps do. Nothing is judged, and no trouble stops it. */
export async function askHost(file: ServedFile, { fetch, isThorough = true }: AskOptions): Promise<HostFacts> {
  const ask = (headers: Record<string, string>, look: Partial<Look> = {}): Promise<Told> =>
    tell({ url: file.url, method: 'GET', headers, maxBytes: MAX_RANGE_BYTES, ...look }, fetch);
  // Hosts compress only for who can read it.
  const asBrowser = { origin: ORIGIN, 'accept-encoding': file.kind === 'audio' ? 'gzip, br' : 'identity' };
  const get = await ask(asBrowser, { maxBytes: file.kind === 'audio' ? PEEK_BYTES : MAX_READ_BYTES });
  if (get.status !== 200) return { file, get, head: get };
  const head = await ask(asBrowser, { method: 'HEAD', maxBytes: 0 });
  const { etag, 'last-modified': lastModified } = get.headers;
  const condition = {
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(etag === undefined && lastModified !== undefined && { 'if-modified-since': lastModified }),
  };
  const again = Object.keys(condition).length > 0 ? await ask(condition) : undefined;
  if (file.kind !== 'audio') return { file, get, head, ...present({ again }) };

  const first = await ask({ range: 'bytes=0-1' });
  const totalBytes = totalOf(first) ?? lengthOf(get) ?? 0;
  const openStart = Math.max(0, Math.min(RANGE_BYTES, totalBytes - 1));
  const suffixBytes = Math.min(RANGE_BYTES, totalBytes);
  const ranges = { totalBytes, first, openStart, suffixBytes };
  // Who answers no range at all is told so once.
  if (!isThorough || first.status !== 206) return { file, get, head, ...present({ again }), ranges };
  const strong = etag?.startsWith('"') === true ? etag : undefined;
  return {
    file,
    get,
    head,
    ...present({ again }),
    ranges: {
      ...ranges,
      open: await ask({ range: `bytes=${openStart}-` }),
      suffix: await ask({ range: `bytes=-${suffixBytes}` }),
      pastEnd: await ask({ range: `bytes=${totalBytes + 1}-` }),
      ...(strong !== undefined && { ifSame: await ask({ range: 'bytes=0-1', 'if-range': strong }) }),
      ifOther: await ask({ range: 'bytes=0-1', 'if-range': OTHER_VERSION }),
    },
  };
}

async function tell(look: Look, fetch: FetchOptions): Promise<Told> {
  try {
    return await lookAt(look, fetch);
  } catch (error) {
    if (isLectorError(error) && error.code === 'E_INTERRUPTED') throw error;
    const failure = toLectorError(error);
    return { url: look.url, hops: [], hopStatuses: [], status: 0, headers: {}, body: new Uint8Array(), failure };
  }
}

/** Size of the whole file, as `Content-Range` says it (RFC 9110 §14.4). */
export function totalOf({ headers }: Told): number | undefined {
  const total = /\/(\d+)\s*$/u.exec(headers['content-range'] ?? '')?.[1];
  return total === undefined ? undefined : Number(total);
}

export function lengthOf({ headers }: Told): number | undefined {
  const length = headers['content-length'];
  return length !== undefined && /^\d+$/u.test(length) ? Number(length) : undefined;
}
