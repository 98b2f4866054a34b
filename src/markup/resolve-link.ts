import { canParseUrl } from '../model/text/can-parse-url.js';
/** Where a link leads. The words of a link are kept in any case. */
export type ResolvedLink = {
  /** Absolute http(s) address, without credentials. */
  readonly href?: string;
  /** Whether it names a scheme no page should open. */
  readonly isRefused: boolean;
};

/** Resolves what a link, a picture or a frame names; a relative address without a base leads nowhere. */
export function resolveLink(reference: string, baseUrl?: string): ResolvedLink {
  const address = reference.replace(/[\u0000-\u0020\u007F-\u009F]+/gu, (run) => (run.trim() === '' ? ' ' : '')).trim();
  if (address === '' || address.length > MAX_URL_CHARACTERS) return { isRefused: false };
  const scheme = /^([a-z][a-z0-9+.-]*):/iu.exec(address.replace(/\s+/gu, ''))?.[1]?.toLowerCase();
  if (scheme !== undefined && HARMLESS.has(scheme)) return { isRefused: false };
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return { isRefused: true };
  if (!canParseUrl(address, baseUrl)) return { isRefused: false };
  const url = new URL(address, baseUrl);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { isRefused: true };
  url.username = '';
  url.password = '';
  return { href: url.href, isRefused: false };
}

/** Whether a reference names something beside the document rather than on the web. */
export function isRelative(reference: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:|\/)/iu.test(reference);
}

/** Longer addresses are data in disguise; servers take about this much. */
const MAX_URL_CHARACTERS = 2_048;
/** Links that open a program of the reader's own; a listener can do nothing with them. */
const HARMLESS: ReadonlySet<string> = new Set(['mailto', 'tel', 'sms', 'geo', 'xmpp', 'irc', 'ircs', 'matrix', 'news']);
