import type { FeedNamespace } from './feed-namespace.js';

/** RFC 5005 §4: marks a document of old items that never changes again. */
export const FEED_HISTORY: FeedNamespace = {
  prefix: 'fh',
  uri: 'http://purl.org/syndication/history/1.0',
  isDeclared: ({ isArchive = false }) => isArchive,
  channel: [{ name: 'fh:archive', values: ({ document }) => (document.isArchive === true ? [{ _attr: {} }] : []) }],
  item: [],
};
