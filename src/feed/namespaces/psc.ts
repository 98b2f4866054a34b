import { formatTimecode } from '../../model/time.js';
import { attributes, isWebUrl } from '../node-text.js';
import { publishedUrl } from '../../model/publication/paths/addresses.js';
import type { FeedNamespace, FeedNode, ItemInput } from './feed-namespace.js';

/** Podlove Simple Chapters, for players that read chapters only from the feed. */
export const PSC: FeedNamespace = {
  prefix: 'psc',
  uri: 'http://podlove.org/simple-chapters',
  channel: [],
  item: [
    {
      name: 'psc:chapters',
      values: ({ show, episode }) =>
        episode.chapters.length === 0
          ? []
          : [
              [
                attributes({ version: '1.2' }),
                ...episode.chapters.map(({ startMs, title, href, imageUrl }): FeedNode => ({
                  'psc:chapter': attributes({
                    start: formatTimecode(startMs),
                    title,
                    href: isWebUrl(href) ? href : undefined,
                    image: pictureUrl({ startMs, imageUrl }, { show, episode }),
                  }),
                })),
              ],
            ],
    },
  ],
};

/** The picture that is shown from the start of a chapter. */
function pictureUrl(
  { startMs, imageUrl }: { readonly startMs: number; readonly imageUrl: string | undefined },
  { show, episode }: Pick<ItemInput, 'show' | 'episode'>,
): string | undefined {
  const picture = episode.pictures?.find((one) => one.startMs === startMs);
  if (picture) return publishedUrl(show, picture.path);
  return isWebUrl(imageUrl) ? imageUrl : undefined;
}
