import type { Episode } from '../model/episode.js';
import type { Show } from '../model/show.js';

/** A path of our own making, which needs no parsing: a long feed names some 100,000 of them. */
const PLAIN_PATH = /^(?:[a-z0-9][\w.-]*\/)*[a-z0-9][\w.-]*\/?$/iu;

/** Absolute address of something below the output folder; an absolute address stays what it is. */
export function publishedUrl(show: Show, path: string): string {
  return PLAIN_PATH.test(path) ? `${show.baseUrl}${path}` : new URL(path, show.baseUrl).href;
}

/** Address of an episode's page. */
export function pageUrl(show: Show, episode: Episode): string {
  return publishedUrl(show, `episodes/${episode.slug}/`);
}

/** Address of a file beside an episode's page. */
export function episodeFileUrl(show: Show, episode: Episode, name: string): string {
  return publishedUrl(show, `episodes/${episode.slug}/${name}`);
}

/** Whether an address may stand in a feed. */
export function isWebUrl(url: string | undefined): url is string {
  return url !== undefined && URL.canParse(url) && /^https?:$/u.test(new URL(url).protocol);
}
