import { present } from '../../model/present.js';
import type { FetchOptions } from '../fetch/fetch-page.js';
import { SOURCE_LIMITS, type SourceLimits } from '../limits.js';
import type { DocumentContext } from './read-document.js';
import type { SourceAddress, SourcesContext } from './sources-context.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';

/** Ports that feeds may link to. */
const DEFAULT_PORTS = [80, 443];

export function limitsOf(context: Pick<SourcesContext, 'limits'>): SourceLimits {
  return { ...SOURCE_LIMITS, ...context.limits };
}

/**
 * What reading one document needs.
 *
 * @param address Where the document came from, if it was fetched: pages it links to get its headers on the same host.
 */
export function readContextOf(
  context: SourcesContext,
  { address, fetch }: { readonly address?: SourceAddress; readonly fetch?: FetchOptions },
): DocumentContext {
  const limits = limitsOf(context);
  const { fullText = 'auto', maxNewItems = limits.maxNewFeedItems } = address ?? {};
  const { cache, sources } = context;
  return {
    limits,
    timeZone: context.timeZone ?? 'UTC',
    language: context.language,
    sites: context.sites ?? {},
    now: context.now,
    urlRules: {
      allowPrivateAddresses: context.fetch?.allowPrivateAddresses ?? false,
      allowedPorts: context.fetch?.allowedPorts ?? DEFAULT_PORTS,
    },
    feed: { fullText, maxNewItems, known: context.known ?? new Set() },
    ...present({ cache, sources }),
    ...(fetch && {
      fetchPage: async (url: string, version: string) => {
        const headers = address !== undefined && isSameHost(url, address.url) ? address.headers : undefined;
        const request = { url, version, maxBytes: limits.maxBodyBytes, ...present({ headers }) };
        const { fetchDocument } = await import('../fetch/fetch-document.js');
        const { document, failure } = await fetchDocument(request, { fetch, ...present({ cache }) });
        if (failure) context.warn({ ...failure.toFinding(), severity: 'warning', code: 'W_STALE' });
        return document;
      },
    }),
  };
}

function isSameHost(first: string, second: string): boolean {
  return canParseUrl(first) && canParseUrl(second) && new URL(first).origin === new URL(second).origin;
}
