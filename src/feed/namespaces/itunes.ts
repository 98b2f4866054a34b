import { publishedUrl } from '../../model/publication/paths/addresses.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import { creditsOf } from '../../model/publication/show.js';
import { toWholeSeconds } from '../../model/time.js';
import { attributes, isWebUrl, nodeText, textValues } from '../node-text.js';
import type { ChannelInput, FeedNamespace, FeedValue } from './feed-namespace.js';

/** Apple's tags, as PSP-1 and Apple's podcast requirements want them. */
export const ITUNES: FeedNamespace = {
  prefix: 'itunes',
  uri: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  channel: [
    { name: 'itunes:author', values: ({ show }) => textValues(show.author) },
    { name: 'itunes:type', values: ({ show }) => [show.type] },
    { name: 'itunes:category', values: ({ show }) => show.categories.flatMap(categoryValues) },
    { name: 'itunes:explicit', values: ({ show }) => [String(show.isExplicit)] },
    { name: 'itunes:image', values: ({ show }) => imageValues(show.image, (path) => publishedUrl(show, path)) },
    {
      name: 'itunes:owner',
      values: ({ show: { owner } }) =>
        owner ? [[{ 'itunes:name': nodeText(owner.name) }, { 'itunes:email': nodeText(owner.email) }]] : [],
    },
    {
      name: 'itunes:new-feed-url',
      values: newFeedUrls,
    },
    // Apple: `Yes`, in a channel no directory may list.
    { name: 'itunes:block', values: ({ document }) => (document.isPrivate === true ? ['Yes'] : []) },
  ],
  item: [
    { name: 'itunes:author', values: ({ show, episode }) => textValues(creditsOf(episode.authors, show).join(', ')) },
    { name: 'itunes:explicit', values: ({ episode }) => [String(episode.isExplicit)] },
    // PSP-1: whole seconds, at least one.
    { name: 'itunes:duration', values: ({ episode }) => [String(Math.max(1, toWholeSeconds(episode.durationMs)))] },
    {
      name: 'itunes:image',
      values: ({ show, episode }) => imageValues(episode.image, (path) => publishedUrl(show, path)),
    },
    { name: 'itunes:season', values: ({ numbers }) => textValues(numbers.season) },
    { name: 'itunes:episode', values: ({ numbers }) => textValues(numbers.episode) },
    { name: 'itunes:episodeType', values: ({ episode }) => [episode.episodeType] },
  ],
};

/** Apple: it stands in the feed at the old place and in the one at the new, and names the new. */
function newFeedUrls({ show, document: { path, isArchive = false } }: ChannelInput): readonly string[] {
  if (isArchive) return [];
  if (show.isMoved === true) return [publishedUrl(show, path)];
  // Another host has the main feed alone.
  return path === PUBLISHED.feed && isWebUrl(show.newFeedUrl) ? [show.newFeedUrl] : [];
}

function categoryValues(path: readonly string[]): readonly FeedValue[] {
  const [main, sub] = path;
  if (main === undefined) return [];
  const category = attributes({ text: main });
  return sub === undefined ? [category] : [[category, { 'itunes:category': attributes({ text: sub }) }]];
}

function imageValues(image: string | undefined, toUrl: (path: string) => string): readonly FeedValue[] {
  return image === undefined ? [] : [attributes({ href: toUrl(image) })];
}
