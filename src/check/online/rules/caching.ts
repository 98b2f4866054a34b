import { quoteValue } from '../../../model/text.js';
import type { HostFacts } from '../host-facts.js';

/** Directories look at a feed once an hour; what is kept longer hides an episode from them. */
const MAX_FEED_AGE_S = 3600;

export function validatorFault({ get, again }: HostFacts): string | undefined {
  const { etag, 'last-modified': lastModified } = get.headers;
  if (etag === undefined && lastModified === undefined) return 'has neither ETag nor Last-Modified';
  if (etag !== undefined && !/^(?:W\/)?"[^"]*"$/u.test(etag)) return `has an ETag without quotes (${quoteValue(etag)})`;
  return again && again.status !== 304
    ? `is sent anew to who has it (status ${again.status === 0 ? 'none' : again.status} in place of 304)`
    : undefined;
}

export function cacheFault({ file, get }: HostFacts): string | undefined {
  const said = get.headers['cache-control'];
  if (file.kind === 'audio') {
    return /\bno-store\b|\bno-cache\b|\bmax-age\s*=\s*"?0\b/iu.test(said ?? '')
      ? `may not be kept (${quoteValue(said ?? '')})`
      : undefined;
  }
  const seconds = Number(/\bmax-age\s*=\s*"?(\d{1,9})/iu.exec(said ?? '')?.[1] ?? 0);
  return seconds > MAX_FEED_AGE_S && !/\bno-cache\b/iu.test(said ?? '') ? `may be kept for ${seconds} s` : undefined;
}

export function cacheNote({ get }: HostFacts): string | undefined {
  return get.headers['cache-control'] === undefined ? 'is sent without Cache-Control' : undefined;
}
