const MAX_SLUG_LENGTH = 80;
/** Names Windows refuses as a folder, whatever the extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/u;
const FOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'ae',
  œ: 'oe',
  Œ: 'oe',
  ø: 'o',
  Ø: 'o',
  đ: 'd',
  Đ: 'd',
  ł: 'l',
  Ł: 'l',
  þ: 'th',
  Þ: 'th',
  ð: 'd',
  ı: 'i',
};

/**
 * An ASCII address for any title: matches `^[a-z0-9](-?[a-z0-9]){0,79}$` (Apple: ASCII file names and URLs only).
 *
 * @param fallback Used when nothing of the text can be written in ASCII.
 */
export function toSlug(text: string, fallback: string | (() => string) = 'episode'): string {
  const ascii = text
    .replace(/[^\u0000-\u007f]/gu, (character) => FOLDED[character] ?? character)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
  const cut = shorten(ascii);
  const slug = cut !== '' ? cut : typeof fallback === 'string' ? fallback : fallback();
  return RESERVED.test(slug) ? `${slug}-episode` : slug;
}

/** Adds a number where the slug is taken: `news`, `news-2`, `news-3`. */
export function toUniqueSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number += 1) {
    const suffix = `-${number}`;
    const candidate = `${slug.slice(0, MAX_SLUG_LENGTH - suffix.length).replace(/-+$/u, '')}${suffix}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function shorten(slug: string): string {
  if (slug.length <= MAX_SLUG_LENGTH) return slug;
  const cut = slug.slice(0, MAX_SLUG_LENGTH + 1);
  const end = cut.lastIndexOf('-');
  return (end > MAX_SLUG_LENGTH / 2 ? cut.slice(0, end) : cut.slice(0, MAX_SLUG_LENGTH)).replace(/-+$/u, '');
}
