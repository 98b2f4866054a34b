import type { FeedItem } from './feed-item.js';

/**
 * What an item is in all feeds: an id that is an address or another URI stands for itself, a bare one only within its
 * feed; without an id the link.
 */
export function identityOfItem({ id, link }: FeedItem, feedLocation: string): string | undefined {
  if (id === undefined) return link;
  return /^(?:https?:\/\/|tag:|urn:)/iu.test(id) ? id : `${feedLocation}#${id}`;
}
