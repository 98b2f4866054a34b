/** A character reference of HTML that is closed: by number, by hexadecimal number, or by a name of two letters or more. */
export const CHARACTER_REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/giu;

/** The first character reference in what should be plain text; nothing where there is none. */
export function findReference(text: string): string | undefined {
  return text.includes('&') ? text.match(CHARACTER_REFERENCE)?.[0] : undefined;
}
