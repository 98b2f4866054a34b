import { ATOM } from './atom.js';
import { FEED_HISTORY } from './feed-history.js';
import type { FeedNamespace } from './feed-namespace.js';
import { ITUNES } from './itunes.js';
import { PODCAST } from './podcast.js';
import { PSC } from './psc.js';

/** Every namespace the feed is written in, besides those of RSS itself. */
export const FEED_NAMESPACES: readonly FeedNamespace[] = [ATOM, ITUNES, PODCAST, PSC, FEED_HISTORY];
