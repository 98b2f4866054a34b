/** Added to addresses by those who count readers; an article is the same with and without. */
const COUNTING = /^(?:utm_.*|fbclid|gclid|mc_[ce]id|igshid|ref|ref_src|cmpid|xtor)$/iu;

/**
 * The name an article is looked up by, 14 hex digits: the same for every address that leads to it, with or without `www.`,
 * a slash at its end, a fragment, or what was added to count readers.
 *
 * @throws TypeError When it is no address.
 */
export function articleKey(address: string): string {
  const { host, pathname, searchParams } = new URL(address);
  for (const name of [...searchParams.keys()]) if (COUNTING.test(name)) searchParams.delete(name);
  searchParams.sort();
  const path = pathname.replace(/\/(?:index\.\w+)?$/u, '');
  const query = String(searchParams);
  return hash53(`${host.replace(/^www\./u, '')}${decode(path)}${query && `?${query}`}`);
}

function decode(path: string): string {
  try {
    return decodeURI(path).normalize();
  } catch {
    return path;
  }
}

/** 53 bits of two multiplicative hashes: names files and keeps no secret, also where `crypto.subtle` is not to be had. */
function hash53(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, '0');
}
