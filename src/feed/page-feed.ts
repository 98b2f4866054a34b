import { createHash } from 'node:crypto';
import type { Episode } from '../model/episode.js';
import type { FeedSize } from '../model/publication/show.js';

/**
 * The items of a feed: those of full archive pages, oldest page first, and all others; each newest first. A page whose
 * episodes are gone is empty, so that the others keep their numbers.
 */
export type FeedPages = { readonly archives: readonly (readonly Episode[])[]; readonly current: readonly Episode[] };

/**
 * Cuts a feed into archive pages (RFC 5005 §4) once it is longer than it may be.
 *
 * An episode stays in the page it once got into; a new page is filled with the oldest of those in none, and an episode that
 * was dated back stands in the feed itself. So a page changes only when what it holds does.
 *
 * @param episodes Newest first.
 * @param known GUIDs of the pages there were, oldest page first.
 */
export function pageFeed(
  episodes: readonly Episode[],
  size: FeedSize | undefined,
  known: readonly (readonly string[])[] = [],
): FeedPages {
  if (size === undefined) return { archives: [], current: episodes };
  const pageOfGuid = new Map(known.flatMap((guids, page) => guids.map((guid) => [guid, page] as const)));
  const archives: Episode[][] = known.map(() => []);
  const current: Episode[] = [];
  for (const episode of episodes) {
    const page = pageOfGuid.get(episode.guid);
    (page === undefined ? current : (archives[page] ?? current)).push(episode);
  }
  while (current.length > size.items) archives.push(current.splice(-Math.min(size.pageItems, size.items)));
  return { archives, current };
}

/** What a document is called whose bytes never change: new bytes, new name. */
export function archiveName(
  path: string,
  { number, content }: { readonly number: number; readonly content: readonly (string | Uint8Array)[] },
): string {
  const hash = createHash('sha256');
  for (const part of content) hash.update(part);
  return path.replace(/(?=\.[^.]*$)/u, `-archive-${number}-${hash.digest('hex').slice(0, 8)}`);
}
