/** What a link's address is good for. Text is kept in any case. */
export function resolveLink(
  reference: string,
  baseUrl?: string,
): { readonly href?: string; /** A scheme no page should open. */ readonly isRefused: boolean } {
  const address = reference.replace(/[\u0000-\u0020\u007F-\u009F]+/gu, (run) => (run.trim() === '' ? ' ' : '')).trim();
  const scheme = /^([a-z][a-z0-9+.-]*):/iu.exec(address.replace(/\s+/gu, ''))?.[1]?.toLowerCase();
  if (scheme !== undefined && HARMLESS.has(scheme)) return { isRefused: false };
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return { isRefused: true };
  if (!URL.canParse(address, baseUrl)) return { isRefused: false };
  const url = new URL(address, baseUrl);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isWeb || url.username !== '' || url.password !== '') return { isRefused: true };
  return { href: url.href, isRefused: false };
}

/** Links that open a program of the reader's own; a listener can do nothing with them. */
const HARMLESS: ReadonlySet<string> = new Set(['mailto', 'tel', 'sms', 'geo', 'xmpp', 'irc', 'ircs', 'matrix', 'news']);
