/** The absolute http(s) URL a link leads to, without credentials; nothing for every other scheme. */
export function resolveLink(href: string, baseUrl: string | undefined): string | undefined {
  const trimmed = href.trim();
  if (trimmed === '' || trimmed.length > MAX_URL_CHARACTERS) return undefined;
  try {
    const url = new URL(trimmed, baseUrl);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
    url.username = '';
    url.password = '';
    return url.href;
  } catch {
    return undefined;
  }
}

const MAX_URL_CHARACTERS = 2_048;
