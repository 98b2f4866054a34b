import type { Episode } from '../../model/episode.js';
import { lookupPath } from '../../model/publication/paths/show-paths.js';
import type { OutputFile } from '../../model/publication/site.js';
import { toSafeUrl } from '../../templates/html/safe-url.js';
import { articleKey } from '../companion/article-address.js';

/** Of so many episodes one file tells; of more, one for each two digits of a key. */
const EPISODES_OF_ONE_FILE = 300;
const DIGITS = 2;

/** How many digits of the key of an article name the file it stands in. */
export function lookupDigits(episodes: readonly Episode[]): number {
  return episodes.length > EPISODES_OF_ONE_FILE ? DIGITS : 0;
}

/**
 * Files that lead from the address of an article to its episode, of two the newer one. Each of them is there, also with
 * nothing in it: a page whose article is not read out gets an answer and no error.
 *
 * @param episodes Those for everybody, newest first.
 */
export function toLookups(episodes: readonly Episode[]): readonly OutputFile[] {
  const digits = lookupDigits(episodes);
  const files = new Map<string, Record<string, string>>();
  for (let number = 0; number < 16 ** digits; number += 1)
    files.set(digits === 0 ? '' : number.toString(16).padStart(digits, '0'), {});
  for (const { sourceUrl, slug } of episodes.toReversed()) {
    if (!/^https?:/u.test(toSafeUrl(sourceUrl ?? ''))) continue;
    const key = articleKey(sourceUrl ?? '');
    (files.get(key.slice(0, digits)) ?? {})[key] = slug;
  }
  return [...files].map(([prefix, found]) => ({
    path: lookupPath(prefix),
    content: `${JSON.stringify(Object.fromEntries(Object.entries(found).sort()))}\n`,
  }));
}
