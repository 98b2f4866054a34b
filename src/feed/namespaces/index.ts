import type { FeedNamespace } from './feed-namespace.js';
import { ITUNES } from './itunes.js';
import { PODCAST } from './podcast.js';
import { PSC } from './psc.js';

/** Every namespace the feed is written in, besides those of RSS itself. */
export const FEED_NAMESPACES: readonly FeedNamespace[] = [ITUNES, PODCAST, PSC];
