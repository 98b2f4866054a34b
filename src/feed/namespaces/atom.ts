import { announced, modifiedOf } from '../../model/publication/correction.js';
import { mediaTypeOf, publishedUrl } from '../../model/publication/paths/addresses.js';
import { attributes } from '../node-text.js';
import type { FeedNamespace } from './feed-namespace.js';

/** Links between the documents of a feed (RFC 5005), and to the hubs that are told of changes (WebSub §4). */
export const ATOM: FeedNamespace = {
  prefix: 'atom',
  uri: 'http://www.w3.org/2005/Atom',
  channel: [
    {
      name: 'atom:link',
      values: ({ show, document }) => [
        ...(document.isPrivate === true || document.isArchive === true ? [] : (show.tags?.hubs ?? [])).map((href) =>
          attributes({ href, rel: 'hub' }),
        ),
        ...(document.links ?? []).map(({ rel, path }) =>
          attributes({ href: publishedUrl(show, path), rel, type: mediaTypeOf(path) }),
        ),
      ],
    },
  ],
  item: [
    {
      // RFC 4287 §4.2.15: an instant at which what the publisher considers significant was changed.
      name: 'atom:updated',
      values: ({ episode }) => {
        const date = announced(episode.corrections).length > 0 ? modifiedOf(episode) : undefined;
        return date === undefined ? [] : [new Date(date).toISOString()];
      },
    },
  ],
};
