import type {
  EpisodeTags,
  PodcastImage,
  PodcastPerson,
  PodcastTrailer,
  RemoteItem,
  ShowTags,
} from '../../model/publication/podcast-tags.js';
import { mediaTypeOf, publishedUrl } from '../../model/publication/paths/addresses.js';
import type { Show } from '../../model/publication/show.js';
import { attributes, isWebUrl, nodeText } from '../node-text.js';
import type { FeedDocument, FeedNode, FeedValue } from './feed-namespace.js';

/** Podcasting 2.0: what most nodes may hold, in characters. */
export const MAX_SHORT_LENGTH = 128;
/** `txt.md`. */
const MAX_TXT_LENGTH = 4000;

/** `person.md`; the default role is host, of the group cast. */
export function personValue({ name, role, group, img, href }: PodcastPerson): readonly FeedValue[] {
  const text = nodeText(name, MAX_SHORT_LENGTH);
  return text === '' ? [] : [[attributes({ role, group, img, href }), text]];
}

/** `txt.md`: proof of ownership (`verify`, `applepodcastsverify`), `release`, or whatever a platform asks for. */
export function txtValues({ txt = [] }: ShowTags & EpisodeTags): readonly FeedValue[] {
  return txt.map(({ text, purpose }) => [attributes({ purpose }), nodeText(text, MAX_TXT_LENGTH)]);
}

/** `image.md`. */
export function imageValues(images: readonly PodcastImage[] | undefined, show: Show): readonly FeedValue[] {
  return (images ?? []).map(({ image, alt, aspectRatio, widthPx, heightPx, purpose }) =>
    attributes({
      href: publishedUrl(show, image),
      alt,
      'aspect-ratio': aspectRatio,
      width: widthPx,
      height: heightPx,
      type: isWebUrl(image) ? undefined : mediaTypeOf(image),
      purpose: purpose?.join(' '),
    }),
  );
}

/** `funding.md`. */
export function fundingValues(funding: ShowTags['funding']): readonly FeedValue[] {
  return (funding ?? []).flatMap(({ url, text }) =>
    isWebUrl(url) ? [[attributes({ url }), nodeText(text, MAX_SHORT_LENGTH)]] : [],
  );
}

/** `license.md`. */
export function licenseValues({ license }: ShowTags & EpisodeTags): readonly FeedValue[] {
  return license === undefined ? [] : [[attributes({ url: license.url }), nodeText(license.id, MAX_SHORT_LENGTH)]];
}

/** `location.md`. */
export function locationValues({ location = [] }: ShowTags & EpisodeTags): readonly FeedValue[] {
  return location.map(({ name, rel, geo, osm, country }) => [
    attributes({ rel, geo, osm, country }),
    nodeText(name, MAX_SHORT_LENGTH),
  ]);
}

/** `social-interact.md`. */
export function socialValues({ social = [] }: ShowTags & EpisodeTags): readonly FeedValue[] {
  return social.map(({ protocol, uri, accountId, accountUrl, priority }) =>
    attributes({ protocol, uri, accountId, accountUrl, priority }),
  );
}

/** `remote-item.md`. */
export function remoteItemValue({ feedGuid, feedUrl, itemGuid, medium, title }: RemoteItem): FeedValue {
  return attributes({ feedGuid, feedUrl, itemGuid, medium, title });
}

/** `trailer.md`: its date is that of RFC 2822. */
export function trailerValue({ title, url, publishedAt, sizeBytes, type, season }: PodcastTrailer): FeedValue {
  const pubdate = new Date(publishedAt).toUTCString();
  return [attributes({ url, pubdate, length: sizeBytes, type, season }), nodeText(title, MAX_SHORT_LENGTH)];
}

/** `update-frequency.md`. */
export function updateFrequencyValues({ updateFrequency }: ShowTags): readonly FeedValue[] {
  if (updateFrequency === undefined) return [];
  const { text, rrule, dtstart, complete } = updateFrequency;
  const isComplete = complete === true ? 'true' : undefined;
  return [[attributes({ rrule, dtstart, complete: isComplete }), nodeText(text, MAX_SHORT_LENGTH)]];
}

/** `publisher.md`: exactly one item, the publisher's feed. */
export function publisherValues({ publisher }: ShowTags): readonly FeedValue[] {
  return publisher === undefined ? [] : [[remoteItemNode({ ...publisher, medium: 'publisher' })]];
}

/** `podroll.md`. */
export function podrollValues({ podroll = [] }: ShowTags): readonly FeedValue[] {
  return podroll.length === 0 ? [] : [podroll.map(remoteItemNode)];
}

function remoteItemNode(item: RemoteItem): FeedNode {
  return { 'podcast:remoteItem': remoteItemValue(item) };
}

/** `block.md`: a private feed is for nobody's list, whoever it is. */
export function blockValues({ block = [] }: ShowTags, { isPrivate = false }: FeedDocument): readonly FeedValue[] {
  if (isPrivate) return ['yes'];
  return block.map(({ id, isBlocked }) => [attributes({ id }), isBlocked ? 'yes' : 'no']);
}
