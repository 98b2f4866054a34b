/** Of the web, of people, and those by which podcast apps take the address of a feed. */
const SAFE_SCHEMES = new Set(['http', 'https', 'mailto', 'tel', 'podcast', 'overcast', 'pktc']);

/** A URL as it may stand in a link or source: relative, or of a harmless scheme; anything else is empty. */
export function toSafeUrl(value: string): string {
  // Browsers drop tabs and line ends inside a scheme and controls before it (URL Standard §4.1).

  const url = value.replace(/[\u0000-\u001F\u007F]/gu, '').trim();
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/u.exec(url)?.[1];
  if (scheme === undefined) return url;
  return SAFE_SCHEMES.has(scheme.toLowerCase()) ? url : '';
}
