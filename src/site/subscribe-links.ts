import { publishedUrl } from '../model/publication/paths/addresses.js';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import type { Show } from '../model/publication/show.js';
import { SHOW_LINK_NAMES, type ShowLinkName } from '../model/publication/theme.js';

export type SubscribeLink = { readonly app: ShowLinkName; readonly title: string; readonly href: string };

const TITLES: Readonly<Record<ShowLinkName, string>> = {
  apple: 'Apple Podcasts',
  spotify: 'Spotify',
  pocketcasts: 'Pocket Casts',
  overcast: 'Overcast',
  antennapod: 'AntennaPod',
  youtube: 'YouTube',
};

/** Addresses by which apps subscribe to a feed, as their makers document them; the others must be told where the show is. */
const FROM_FEED: Readonly<Partial<Record<ShowLinkName, (feedUrl: string, title: string) => string>>> = {
  // Apple Podcasts and most others register this scheme.
  apple: (feedUrl) => `podcast://${withoutScheme(feedUrl)}`,
  // https://support.pocketcasts.com, "Subscribe buttons".
  pocketcasts: (feedUrl) => `pktc://subscribe/${withoutScheme(feedUrl)}`,
  // https://overcast.fm/podcasterinfo
  overcast: (feedUrl) => `overcast://x-callback-url/add?url=${encodeURIComponent(feedUrl)}`,
  // https://antennapod.org/documentation/podcasters-hosters/add-on-antennapod
  antennapod: (feedUrl, title) =>
    `https://antennapod.org/deeplink/subscribe?url=${encodeURIComponent(feedUrl)}&title=${encodeURIComponent(title)}`,
};

/** Where a listener subscribes, by app: the page of the show there where it has one, else by the address of the feed. */
export function toSubscribeLinks(show: Show): readonly SubscribeLink[] {
  const feedUrl = publishedUrl(show, PUBLISHED.feed);
  return SHOW_LINK_NAMES.flatMap((app) => {
    const href = show.links?.[app] ?? FROM_FEED[app]?.(feedUrl, show.title);
    return href === undefined ? [] : [{ app, title: TITLES[app], href }];
  });
}

function withoutScheme(url: string): string {
  return url.replace(/^[a-z]+:\/\//iu, '');
}
