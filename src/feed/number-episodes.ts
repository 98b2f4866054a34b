import type { Episode } from '../model/episode.js';
import { present } from '../model/present.js';
import type { Show } from '../model/publication/show.js';
import type { EpisodeNumbers } from './namespaces/feed-namespace.js';

/**
 * The same of every episode of a show, public or not: nobody is told by a gap that there is something for others.
 *
 * @param episodes Newest first.
 */
export function numberAll(show: Show, episodes: readonly Episode[]): ReadonlyMap<string, EpisodeNumbers> {
  const oldestFirst = episodes.toReversed();
  return new Map([
    ...numberEpisodes(
      { ...show, type: 'episodic' },
      oldestFirst.filter(({ isPrivate }) => isPrivate === true),
    ),
    ...numberEpisodes(
      show,
      oldestFirst.filter(({ isPrivate }) => isPrivate !== true),
    ),
  ]);
}

/**
 * Season and episode numbers as the feed states them.
 *
 * A serial show needs a number on every full episode (PSP-1, `itunes:episode`): those without one get the next
 * free number of their season, oldest first.
 *
 * @param episodes Oldest first.
 */
export function numberEpisodes(show: Show, episodes: readonly Episode[]): ReadonlyMap<string, EpisodeNumbers> {
  const numbers = new Map<string, EpisodeNumbers>();
  const taken = new Set(episodes.map(({ season, episode }) => `${positive(season)}/${positive(episode)}`));
  const last = new Map<number | undefined, number>();
  for (const episode of episodes) {
    const season = positive(episode.season);
    let number = positive(episode.episode);
    if (number === undefined && show.type === 'serial' && episode.episodeType === 'full') {
      number = (last.get(season) ?? 0) + 1;
      while (taken.has(`${season}/${number}`)) number += 1;
      last.set(season, number);
    }
    numbers.set(episode.slug, {
      ...present({ season, episode: number }),
    });
  }
  return numbers;
}

/** PSP-1: non-zero integers. */
function positive(number: number | undefined): number | undefined {
  return number !== undefined && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
