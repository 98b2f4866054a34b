/** The language of a BCP 47 tag without region and script (RFC 5646 §2.2.1), in lower case: `de` of `de-AT` and `de_AT`. */
export function primaryLanguage(tag: string): string {
  return (tag.trim().split(/[-_]/u)[0] ?? '').toLowerCase();
}

/** `en_us` as `en-US`; nothing when it is no BCP 47 tag. */
export function canonicalLanguage(text: string): string | undefined {
  const tag = text.trim().replaceAll('_', '-');
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
