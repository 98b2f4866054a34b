import type { Enclosure, FeedItem } from '../../sources/kinds/feed/feed-item.js';

/** What an enclosure is, by its type and the extension of its address. */
type Kind = 'finished audio' | 'audio' | 'film' | 'other';

/** What podcast apps play (Apple, "Podcast episode requirements"). */
const FINISHED = /^(?:mp3|m4a|m4b)$/u;
const AUDIO = /^(?:aac|ogg|oga|opus|wav|flac|aiff?|wma)$/u;
const FILM = /^(?:mp4|m4v|mov|webm|avi|mkv)$/u;

/**
 * The enclosure of an item that is its episode: the first every app plays, else the first that is sound. RSS 2.0 knows
 * one enclosure for an item, and hosts write several all the same.
 *
 * @returns Also what stands in place of audio, where there is none of it.
 */
export function chooseAudio({ enclosures }: FeedItem): {
  readonly audio?: Enclosure;
  readonly film?: Enclosure;
} {
  const of = (kind: Kind): Enclosure | undefined => enclosures.find((enclosure) => kindOf(enclosure) === kind);
  const audio = of('finished audio') ?? of('audio');
  const film = of('film');
  return { ...(audio && { audio }), ...(film && { film }) };
}

function kindOf({ url, type = '' }: Enclosure): Kind {
  const stated = mediaTypeOf(type);
  const extension = extensionOf(url);
  if (FINISHED.test(extension) || /^audio\/(?:mpeg3?|mp3|x-mpeg|x-m4[ab]|mp4|m4a)$/u.test(stated))
    return 'finished audio';
  if (AUDIO.test(extension) || stated.startsWith('audio/')) return 'audio';
  if (FILM.test(extension) || stated.startsWith('video/')) return 'film';
  // What an address without extension holds nobody knows before it is fetched.
  const isUnsaid =
    stated === '' || /^(?:application|binary)\/(?:octet-stream|x-download|force-download)$/u.test(stated);
  return isUnsaid && extension === '' ? 'finished audio' : 'other';
}

/** A media type as written in a feed, without parameters and in lower case. */
export function mediaTypeOf(type: string): string {
  return type.toLowerCase().split(';')[0]?.trim() ?? '';
}

/** Of the path of an address, without the dot; empty where there is none. */
export function extensionOf(url: string): string {
  return /\.([a-z0-9]{2,4})$/u.exec((url.split(/[?#]/u)[0] ?? '').toLowerCase())?.[1] ?? '';
}
