import type { Reading } from '../source.js';

/**
 * What an item is, whatever becomes of its title, slug and text: an id its source states, else the address it was
 * published under, else where it lies.
 */
export function identityOf({ reading, location }: { readonly reading: Reading; readonly location: string }): string {
  if (reading.statedIdentity !== undefined) return reading.statedIdentity;
  return reading.canonicalUrl === undefined ? location : canonicalIdentity(reading.canonicalUrl);
}

/** One address for the many a page is linked with: no fragment, no campaign parameters, no default port. */
export function canonicalIdentity(address: string): string {
  const url = new URL(address);
  url.hash = '';
  for (const name of [...url.searchParams.keys()]) {
    if (/^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|igshid|at_\w+|cmpid|ref_src)$/iu.test(name)) {
      url.searchParams.delete(name);
    }
  }
  return url.href;
}
