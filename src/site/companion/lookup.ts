import { articleKey } from './article-address.js';
import type { CompanionData } from './companion-data.js';

/** Where the show is published, and how many digits of a key name the file it stands in. */
export type Show = { readonly base: string; readonly digits: number };

/**
 * The episode of an article.
 *
 * @param address Of the article, or of the episode's page.
 * @returns Nothing where it has none.
 */
export async function findEpisode(address: string, { base, digits }: Show): Promise<CompanionData | undefined> {
  const { pathname, origin } = new URL(address);
  const episodes = new URL('episodes/', base);
  const isPage = origin === episodes.origin && pathname.startsWith(episodes.pathname);
  const slug = isPage ? pathname.slice(episodes.pathname.length).split('/')[0] : await lookUp(address);
  if (!slug) return undefined;
  return (await load(`episodes/${slug}/embed.json`)) as CompanionData | undefined;

  async function lookUp(article: string): Promise<string | undefined> {
    const key = articleKey(article);
    const known = (await load(`embed/${key.slice(0, digits) || 'all'}.json`)) as Record<string, string> | undefined;
    return known?.[key];
  }

  async function load(path: string): Promise<unknown> {
    const response = await fetch(new URL(path, base));
    return response.ok ? response.json() : undefined;
  }
}
