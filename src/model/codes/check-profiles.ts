/** Whom a rule speaks for. */
export const PROFILES = {
  rss: 'the standards themselves: RSS, Atom, their modules, XML, dates, addresses, languages',
  psp1: 'Podcast Standards Project, PSP-1',
  apple: 'Apple Podcasts, requirements and guide to RSS',
  spotify: 'Spotify, podcast delivery specification',
  podcast20: 'Podcasting 2.0, recommendations of the namespace',
  youtube: 'YouTube, podcasts by RSS',
  disclosure: 'whether it is said that a machine speaks',
} as const;

export type CheckProfile = keyof typeof PROFILES;

export const PROFILE_NAMES = Object.keys(PROFILES) as readonly CheckProfile[];

export function isProfile(name: string): name is CheckProfile {
  return Object.hasOwn(PROFILES, name);
}

/** How clauses name the document of a directory. */
export const PROFILE_DOCUMENTS: Readonly<Record<CheckProfile, string>> = {
  rss: 'RSS 2.0',
  psp1: 'PSP-1',
  apple: 'Apple',
  spotify: 'Spotify',
  podcast20: 'Podcasting 2.0',
  youtube: 'YouTube',
  disclosure: 'Disclosure',
};
