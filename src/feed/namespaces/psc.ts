import { formatTimecode } from '../../model/time.js';
import { attributes, isWebUrl } from '../node-text.js';
import type { FeedNamespace, FeedNode } from './feed-namespace.js';

/** Podlove Simple Chapters, for players that read chapters only from the feed. */
export const PSC: FeedNamespace = {
  prefix: 'psc',
  uri: 'http://podlove.org/simple-chapters',
  channel: [],
  item: [
    {
      name: 'psc:chapters',
      values: ({ episode }) =>
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
                    image: isWebUrl(imageUrl) ? imageUrl : undefined,
                  }),
                })),
              ],
            ],
    },
  ],
};
