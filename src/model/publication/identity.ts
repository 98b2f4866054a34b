import { canParseUrl } from '../text/can-parse-url.js';
/** Parameters by which campaigns and readers mark an address; the page is the same without them. */
const CAMPAIGN = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|igshid|at_\w+|cmpid|ref_src)$/iu;

/** One address for the many a page is linked with: no fragment, no campaign parameters, no default port. */
export function canonicalAddress(address: string): string {
  const url = withoutCampaign(address);
  url.hash = '';
  return url.href;
}

/**
 * The same for all spellings of an id: where it is an address, scheme, `www.`, letters of the host, port, campaign
 * parameters and a slash at the end of the path do not count. The fragment does: feeds number their items by it.
 */
export function spellingKey(id: string): string {
  if (!isAddress(id)) return id;
  const { hostname, port, pathname, search, hash } = withoutCampaign(id);
  const host = hostname.replace(/^www\./u, '').replace(/\.$/u, '');
  const place = ['', '80', '443'].includes(port) ? host : `${host}:${port}`;
  return `${place}${pathname.replace(/\/+$/u, '')}${search}${hash}`;
}

/** Whether two GUIDs differ in Unicode form and spaces alone, as one does from what a text reader makes of it. */
export function isSameGuid(one: string, other: string): boolean {
  const [first, second] = [one, other].map((guid) => guid.normalize('NFC').replace(/\s+/gu, ' ').trim());
  return first === second;
}

/** Keys of the pages among some ids: an id with a fragment may be a number within a feed. */
export function pageKeys(ids: readonly string[]): readonly string[] {
  return ids.filter((id) => isAddress(id) && !id.includes('#')).map(spellingKey);
}

/** The file, page or feed that holds an item: the location of an item of a feed is the feed's with a fragment. */
export function documentOf(location: string): string {
  return location.replace(/#.*$/u, '');
}

export function isAddress(text: string): boolean {
  return /^https?:\/\//iu.test(text) && canParseUrl(text);
}

function withoutCampaign(address: string): URL {
  const url = new URL(address);
  const names = [...url.searchParams.keys()].filter((name) => CAMPAIGN.test(name));
  for (const name of names) url.searchParams.delete(name);
  return url;
}

/** What a briefing is, by its title in the configuration. */
export function briefingIdentity(title: string): string {
  return `briefing:${title}`;
}
