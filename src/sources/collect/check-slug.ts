/** Why a slug cannot be an address below `episodes/`; nothing when it can. */
export function checkSlug(slug: string): string | undefined {
  if (!/^[a-z0-9](?:-?[a-z0-9]){0,79}$/u.test(slug)) return 'is no address: allowed a-z 0-9 - (at most 80)';
  if (/^(?:con|prn|aux|nul|com\d|lpt\d)$/u.test(slug)) return 'is reserved on Windows';
  if (USED_BY_THE_SITE.has(slug)) return 'is used by the site';
  return undefined;
}

const USED_BY_THE_SITE: ReadonlySet<string> = new Set([
  'feed', 'index', 'assets', 'audio', 'episodes', 'manifest', 'cover', 'chapters', 'transcripts', 'static',
]); // prettier-ignore
