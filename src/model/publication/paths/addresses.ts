import { AUDIO_FORMAT_NAMES } from '../../audio-file.js';
import { typeOfExtension } from '../media-types.js';
import { EPISODE_FILES, plainName } from './episode-paths.js';
import { isArchivePath, isFeedPath, isJsonFeedPath } from './show-paths.js';

/** So much of a file tells whether it is a feed. */
export const BEGINNING_BYTES = 1000;

/** Whether a name alone does not tell what a file is: outputs of templates may lie where feeds do. */
export function mayBeFeed(path: string): boolean {
  return isFeedPath(path) || isJsonFeedPath(path);
}

/** What a file that may be a feed is: by its name, and where some of it is known by its root element or its version. */
function feedTypeOf(path: string, beginning: string | undefined): string | undefined {
  if (isFeedPath(path)) {
    if (beginning === undefined || /<rss[\s/>]/u.test(beginning)) return 'application/rss+xml';
    return /<feed[\s/>]/u.test(beginning) ? 'application/atom+xml' : undefined;
  }
  if (!isJsonFeedPath(path)) return undefined;
  return beginning === undefined || beginning.includes('https://jsonfeed.org/version/')
    ? 'application/feed+json'
    : undefined;
}

/**
 * The media type of a published file, without parameters; `application/octet-stream` for anything unknown.
 *
 * @param beginning Its first {@link BEGINNING_BYTES}; without them what may be a feed is taken for one.
 */
export function mediaTypeOf(path: string, beginning?: string): string {
  const feedType = feedTypeOf(path, beginning);
  if (feedType !== undefined) return feedType;
  const name = path.slice(path.lastIndexOf('/') + 1);
  // Chapters have a type of their own, which their extension does not say.
  return plainName(name) === EPISODE_FILES.chapters ? 'application/json+chapters' : typeOfExtension(name);
}

/** The `Content-Type` a host sends: the media type, and for text that it is UTF-8. */
export function contentTypeOf(path: string, beginning?: string): string {
  const type = mediaTypeOf(path, beginning);
  // What is published as `application/…` and known is text: RSS, XML, JSON and SubRip.
  return /^text\/|^application\/(?!octet-stream)/u.test(type) ? `${type}; charset=utf-8` : type;
}

/** Files whose name changes with their bytes, which that of a transcript need not: it is its audio's. A slug may end like a hash, such as `news-20240131`: what lies below counts. */
const NAMED_BY_CONTENT = new RegExp(
  `^(?:assets/[a-z]+-[0-9a-f]{8}[./]|search/[0-9a-f]{16}\\.bin$|(?:cover|picture)-[0-9a-f]{8}\\.[a-z]+$|episodes/[^/]+/(?:[^/]+-[0-9a-f]{8}\\.(?:${AUDIO_FORMAT_NAMES.join('|')})|figure-[0-9a-f]{8}\\.jpg)$)`,
  'u',
);

/** Whether no other bytes can ever lie under that name. */
export function isNamedByContent(path: string): boolean {
  return NAMED_BY_CONTENT.test(path) || isArchivePath(path);
}

/**
 * The `Cache-Control` a host sends: names that change with the bytes may be kept for a year, feeds for five minutes,
 * and everything else is asked for again.
 */
export function cacheControlOf(path: string, beginning?: string): string {
  if (isNamedByContent(path)) return 'public, max-age=31536000, immutable';
  return feedTypeOf(path, beginning) === undefined ? 'no-cache' : 'public, max-age=300';
}

/**
 * Whether a file may be published under a path: relative, of plain segments, without what some system takes for a
 * separator (backslash, colon) or for the end of a name (NUL).
 */
export function isPublishedPath(path: string): boolean {
  if (PLAIN_NAME.test(path)) return true;
  const isPlain = path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
  return isPlain && !/[\\:\u0000]/u.test(path);
}

/** A file under a path of our own making, which is no other place however it is read. */
const PLAIN_NAME = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/u;

/** A path of our own making, which needs no parsing: a long feed names some 100,000 of them. */
const PLAIN_PATH = /^(?:[a-z0-9][\w.-]*\/)*(?:[a-z0-9][\w.-]*\/?)?$/iu;

/**
 * Absolute address of something published: a file, or a folder for its page, or the whole place for an empty path. What
 * is an absolute address already stays what it is.
 */
export function publishedUrl(show: { readonly baseUrl: string }, path: string): string {
  return PLAIN_PATH.test(path) ? `${show.baseUrl}${path}` : new URL(path, show.baseUrl).href;
}

/** Absolute address of audio: where it was left, or where it is published. */
export function audioUrl(
  show: { readonly baseUrl: string },
  audio: { readonly path: string; readonly url?: string },
): string {
  return audio.url ?? publishedUrl(show, audio.path);
}

/** An address as the base of all others: normal, with a slash at its end. */
export function toBaseUrl(address: string): string {
  const { href } = new URL(address);
  return href.endsWith('/') ? href : `${href}/`;
}
