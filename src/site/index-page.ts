import type { Episode } from '../model/episode.js';
import { episodePaths, listFolder, pageOf, publishedUrl, rootFrom } from '../model/publication/published-paths.js';
import { creditsOf, type Show } from '../model/publication/show.js';
import { toPageFrame, type PageFrame } from './page-frame.js';
import type { SiteAssets } from './site-assets.js';
import { toSeriesLd } from './structured-data.js';

/**
 * On a page of the list that is full; the first holds up to twice as many, and more would make it slow. The feed has them
 * all.
 */
const EPISODES_PER_PAGE = 25;

/** One episode in the list. */
export type EpisodeCard = {
  readonly kind: Episode['kind'];
  readonly title: string;
  readonly summary: string;
  readonly language: string;
  readonly authors: readonly string[];
  readonly publishedAt: string;
  readonly durationMs: number;
  readonly section: string | undefined;
  readonly chapterCount: number;
  /** Relative. */
  readonly href: string;
};

export type IndexView = PageFrame & {
  readonly episodes: readonly EpisodeCard[];
  readonly episodeCount: number;
  readonly isFirst: boolean;
  /** Relative addresses of the neighbouring pages of the list. */
  readonly newerHref: string | undefined;
  readonly olderHref: string | undefined;
};

/**
 * The list of episodes, newest first, over as many pages as it needs. All but the first, which has the newest, are full
 * and numbered from the oldest on: a new episode leaves them as they are.
 */
export function* toIndexPages(input: {
  readonly show: Show;
  readonly episodes: readonly Episode[];
  readonly assets: SiteAssets;
}): Generator<{ readonly path: string; readonly view: IndexView }> {
  const { show, episodes, assets } = input;
  const pageCount = Math.max(1, Math.ceil(episodes.length / EPISODES_PER_PAGE) - 1);
  for (let number = 1; number <= pageCount; number += 1) {
    const folder = listFolder(number);
    const root = rootFrom(folder);
    const frame = toPageFrame({
      show,
      assets,
      root,
      page: { title: show.title, description: show.description, url: publishedUrl(show, folder), type: 'website' },
      jsonLd: toSeriesLd(show),
    });
    const olderCount = (number === 1 ? pageCount - 1 : number - 2) * EPISODES_PER_PAGE;
    const end = episodes.length - olderCount;
    const older = number === 1 ? pageCount : number - 1;
    const newer = number === pageCount ? 1 : number + 1;
    yield {
      path: pageOf(folder),
      view: {
        ...frame,
        episodes: episodes
          .slice(number === 1 ? 0 : end - EPISODES_PER_PAGE, end)
          .map((episode) => toCard(episode, { show, root })),
        episodeCount: episodes.length,
        isFirst: number === 1,
        newerHref: number > 1 ? root + listFolder(newer) || './' : undefined,
        olderHref: older > 1 ? root + listFolder(older) : undefined,
      },
    };
  }
}

function toCard(episode: Episode, { show, root }: { readonly show: Show; readonly root: string }): EpisodeCard {
  return {
    kind: episode.kind,
    title: episode.title,
    summary: episode.summary,
    language: episode.language,
    authors: creditsOf(episode.authors, show),
    publishedAt: episode.publishedAt,
    durationMs: episode.durationMs,
    section: episode.section,
    chapterCount: episode.chapters.length,
    href: root + episodePaths(episode.slug).folder,
  };
}
