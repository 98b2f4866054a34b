import { isPrivateHost } from '../../../sources/fetch/check-fetch-url.js';
import type { HostFacts } from '../host-facts.js';

/** P48: time enough to do something about it. */
const MIN_CERTIFICATE_DAYS = 14;
const DAY_MS = 86_400_000;
/** Hosts that count listeners chain two or three. */
const MAX_REDIRECTS = 3;

const CERTIFICATE_FAULTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  CERT_NOT_YET_VALID: 'has a certificate that does not hold yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that nobody vouches for',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate that nobody vouches for',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'sends its certificate without the ones between',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'sends its certificate without the ones between',
};

export function certificateFault({ get }: HostFacts): string | undefined {
  return CERTIFICATE_FAULTS[(get.failure?.cause as NodeJS.ErrnoException | undefined)?.code ?? ''];
}

export function certificateSoonFault({ get }: HostFacts, { now }: { readonly now: Date }): string | undefined {
  if (get.certificateEndsMs === undefined) return undefined;
  const days = Math.floor((get.certificateEndsMs - now.getTime()) / DAY_MS);
  return days < MIN_CERTIFICATE_DAYS ? `has a certificate that ends in ${days} days` : undefined;
}

export function plainFault({ get }: HostFacts): string | undefined {
  const { protocol, hostname } = new URL(get.url);
  return protocol === 'http:' && !isPrivateHost(hostname) ? 'is served without TLS' : undefined;
}

export function statusFault({ get }: HostFacts): string | undefined {
  if (get.failure) return `does not answer: ${get.failure.message.replace(/\.$/u, '')}`;
  return get.status === 200 ? undefined : `answers with status ${get.status}`;
}

export function redirectFault({ get }: HostFacts): string | undefined {
  const { hops } = get;
  if (hops.length > MAX_REDIRECTS) return `redirects ${hops.length} times`;
  const all = [...hops, get.url].map((url) => new URL(url).protocol);
  if (all.some((protocol, index) => protocol === 'http:' && all[index - 1] === 'https:'))
    return 'redirects from https down to http';
  return all[0] === 'http:' && all.at(-1) === 'https:' ? 'redirects from http to https' : undefined;
}
