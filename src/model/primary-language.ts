/** The language of a BCP 47 tag without region and script (RFC 5646 §2.2.1), in lower case: `de` of `de-AT` and `de_AT`. */
export function primaryLanguage(tag: string): string {
  return (tag.trim().split(/[-_]/u)[0] ?? '').toLowerCase();
}
