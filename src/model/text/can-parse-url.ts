/**
 * Whether a text is an address, alone or seen from another. `URL.canParse` of Node 20 is not to be trusted: once it is
 * called often, it no longer knows hosts with letters of Latin-1, such as `http://müller.example/`.
 */
export function canParseUrl(text: string, base?: string | URL): boolean {
  try {
    return new URL(text, base) instanceof URL;
  } catch {
    return false;
  }
}
