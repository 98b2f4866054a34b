import { AUDIO_FORMAT_NAMES } from '../audio-file.js';
import { typeOfExtension } from './media-types.js';

/**
 * Where everything published lies, as paths with forward slashes below the place it is published to, what each file is,
 * and the address it has. Nothing else spells such a path.
 */
export const PUBLISHED = {
  /** The RSS feed; apps hold its address for ever. */
  feed: 'feed.xml',
  /** Every feed of the show (OPML). */
  feedList: 'feeds.opml',
  /** The record of GUIDs, dates and audio files. */
  manifest: 'manifest.json',
  /** Every page, for search engines. */
  siteMap: 'sitemap.xml',
  /** What hosts answer with where there is nothing. */
  notFound: '404.html',
  /** What leads a search to the words of all episodes. */
  searchCatalogue: 'search/catalogue.bin',
  /** Names of the files Lector has put there, so that it takes away its own and nothing else. */
  fileList: '.lector-files.json',
  /** At a place a show was brought to: what lies there, and the feeds it can go back to. */
  placeRecord: '.lector-published.json',
} as const;

/** Where feed and record of an earlier state are kept at the place they were brought to. */
export function releasePaths(number: number): { readonly feed: string; readonly manifest: string } {
  const folder = `.lector-releases/${String(number).padStart(6, '0')}/`;
  return { feed: folder + PUBLISHED.feed, manifest: folder + PUBLISHED.manifest };
}

/** The JSON Feed beside an RSS feed. */
export function jsonFeedPath(feedPath: string): string {
  return feedPath.replace(/\.xml$/u, '.json');
}

/** The folder of one subscriber's feeds, with a slash at its end. */
export function privateFolder(token: string): string {
  return `${PRIVATE}${token}/`;
}

/** Whether a file is one subscriber's. */
export function isPrivatePath(path: string): boolean {
  return path.startsWith(PRIVATE);
}

/** Whether a file lies with an episode. */
export function isEpisodePath(path: string): boolean {
  return path.startsWith(EPISODES);
}

/** Whether a file is a feed in RSS: of what is published all XML but a site map is. */
export function isFeedPath(path: string): boolean {
  return !path.startsWith(EPISODES) && FEED.test(path);
}

/** Whether a file is a feed in JSON. */
export function isJsonFeedPath(path: string): boolean {
  return !path.startsWith(EPISODES) && JSON_FEED.test(path) && !Object.values<string>(PUBLISHED).includes(path);
}

/** Whether a file is a page of old items of a feed. */
export function isArchivePath(path: string): boolean {
  return ARCHIVE.test(path);
}

const EPISODES = 'episodes/';
const PRIVATE = 'private/';
const FEED = /^(?:[\w-]+\/)*(?!sitemap)\w[\w-]*\.xml$/u;
const JSON_FEED =
  /^(?!embed\/)(?:[\w-]+\/)*(?!(?:episode|(?:chapters|transcript)(?:-[0-9a-f]{8})?)\.json$)\w[\w-]*\.json$/u;
const ARCHIVE = /-archive-\d+-[0-9a-f]{8}\.(?:xml|json)$/u;

/**
 * Whether a file under this name would lie where Lector publishes its own, or be taken for one of them: feeds that a show
 * has besides `feed.xml` aside.
 *
 * @param path In lower case.
 */
export function isOwnPath(path: string): boolean {
  const isNamed = Object.values<string>(PUBLISHED).includes(path) || path === jsonFeedPath(PUBLISHED.feed);
  return isNamed || OWN.test(path) || isOfAudio(path) || isTimeMapPath(path) || isArchivePath(path);
}

const OWN =
  /^(?:(?:episodes|private|assets|page|section|archive|search|embed)(?:\/|$)|(?:index|404)\.html$|embed\.js$|sitemap[^/]*$|robots\.txt$|\.|(?:cover|picture)-)/u;

const PAGE = 'index.html';
/**
 * Names in the folder of each episode: all that is known of it, and its chapters (Podcasting 2.0, JSON), which lie
 * {@link besideAudio}.
 */
export const EPISODE_FILES = { data: 'episode.json', chapters: 'chapters.json', embed: 'embed.json' } as const;
/** Relative address of what the page for frames asks for. */
export const EMBED_DATA_FROM_PAGE = `../${EPISODE_FILES.embed}`;

/** The module that pages of articles name in their tag; they hold its address for ever. */
export const EMBED_SCRIPT = 'embed.js';

/** A file that leads from articles to their episodes, by how their keys begin; all of them, without a beginning. */
export function lookupPath(prefix: string): string {
  return `${LOOKUPS}${prefix || 'all'}.json`;
}

/** Whether a file leads from articles to their episodes. */
export function isLookupPath(path: string): boolean {
  return path.startsWith(LOOKUPS) && path.endsWith('.json');
}

const LOOKUPS = 'embed/';

/** The files of one episode that are the same whatever is heard; all of them lie in a folder named by its slug. */
export function episodePaths(slug: string): {
  /** With a slash at its end: the address of the page. */
  readonly folder: string;
  readonly page: string;
  readonly data: string;
  readonly audio: (name: string) => string;
  /** With a slash at its end: the address of the page for frames of other pages. */
  readonly embed: string;
  readonly embedPage: string;
  /** What the page of its article asks for. */
  readonly embedData: string;
  /** What pages that show links ask for. */
  readonly oembed: string;
  /** The folder as another episode's page links it. */
  readonly fromOtherPage: string;
} {
  const folder = `${EPISODES}${slug}/`;
  return {
    folder,
    page: pageOf(folder),
    data: folder + EPISODE_FILES.data,
    audio: (name) => folder + name,
    embed: `${folder}embed/`,
    embedPage: pageOf(`${folder}embed/`),
    embedData: folder + EPISODE_FILES.embed,
    oembed: `${folder}oembed.json`,
    fromOtherPage: `../${slug}/`,
  };
}

/** Those of them that are made for every episode; one for subscribers alone is played by no other page. */
export function filesOfEpisode(slug: string, isPrivate = false): readonly string[] {
  const { page, data, embedPage, embedData, oembed } = episodePaths(slug);
  return isPrivate ? [page, data] : [page, data, embedPage, embedData, oembed];
}

/** Path of the data of the episode whose audio this is. */
export function dataBesideAudio(audioPath: string): string {
  return audioPath.slice(0, audioPath.lastIndexOf('/') + 1) + EPISODE_FILES.data;
}

/**
 * Where a file lies whose times are those of one audio file: beside it, by the hash in its name. `chapters.json` of
 * `episodes/a/a-0a1b2c3d.mp3` is `episodes/a/chapters-0a1b2c3d.json`. Whoever holds an older file reads what fits it.
 */
export function besideAudio(audioPath: string, name: string): string {
  const hash = AUDIO_HASH.exec(audioPath)?.[0] ?? '';
  return audioPath.slice(0, audioPath.lastIndexOf('/') + 1) + name.replace(/(?=\.[^.]*$)/u, hash);
}

/** Path of the chapters of an audio file (Podcasting 2.0, JSON). */
export function chaptersBeside(audioPath: string): string {
  return besideAudio(audioPath, EPISODE_FILES.chapters);
}

/** Path of the transcript of an audio file in one form. */
export function transcriptBeside(audioPath: string, extension: string): string {
  return besideAudio(audioPath, `transcript.${extension}`);
}

/** Path of the map from the times of an earlier edition to those of this one; both are told by their audio. */
export function timeMapPath(audioPath: string, earlier: string): string {
  const hash = AUDIO_HASH.exec(earlier)?.[0] ?? '';
  return besideAudio(audioPath, `timemap${hash}.json`);
}

const TIME_MAP = /(?:^|\/)timemap-[0-9a-f]{8}-[0-9a-f]{8}\.json$/u;

/** Whether a file leads from the times of an earlier edition to those of a later one. */
export function isTimeMapPath(path: string): boolean {
  return TIME_MAP.test(path);
}

/** The eight digits that tell editions of an episode apart, of the name or path of its audio; empty where it has none. */
export function editionOf(audioPath: string): string {
  return AUDIO_HASH.exec(audioPath)?.[0].slice(1) ?? '';
}

/** What versions before called a file that lies {@link besideAudio}, whatever audio it was of. */
export function plainName(path: string): string {
  return path.replace(AUDIO_HASH, '');
}

/** Of the bytes, in the name of an audio file. */
const AUDIO_HASH = /-[0-9a-f]{8}(?=\.[^./]+$)/u;

/**
 * The folder of a page of a list, with a slash at its end; empty for the first of all episodes, whose number is 1.
 *
 * @param list The folder of the list: empty for all episodes, or that of a section.
 */
export function listFolder(number: number, list = ''): string {
  return number === 1 ? list : `${list}page/${number}/`;
}

/** The folder of the list of a section, with a slash at its end. */
export function sectionFolder(slug: string): string {
  return `section/${slug}/`;
}

/** The folder of the page that leads to every month. */
export const ARCHIVE_FOLDER = 'archive/';

/** The folder of the page that searches what was said. */
export const SEARCH_FOLDER = 'search/';

/** A file of words for searching, named by what it holds. */
export function searchFile(name: string): string {
  return `${SEARCH_FOLDER}${name}.bin`;
}

/** The page that a host shows for a folder; `folder` is empty or ends with a slash. */
export function pageOf(folder: string): string {
  return folder + PAGE;
}

/** Relative address of the published place as seen from a page in `folder`: empty, or `../` for each folder. */
export function rootFrom(folder: string): string {
  return '../'.repeat(folder.split('/').length - 1);
}

/** The show's picture, named by its bytes. */
export function coverPath(hash8: string, extension: 'jpg' | 'png'): string {
  return `cover-${hash8}.${extension}`;
}

/** Another picture of the show, named by its bytes. */
export function picturePath(hash8: string, extension: string): string {
  return `picture-${hash8}.${extension}`;
}

/** The picture of an episode, named by its bytes. */
export function artPath(slug: string, hash8: string, extension: 'jpg' | 'png'): string {
  return `${episodePaths(slug).folder}art-${hash8}.${extension}`;
}

/** The picture links to an episode are shown with, named by what it is drawn from. */
export function linkPicturePath(slug: string, hash8: string): string {
  return `${episodePaths(slug).folder}link-${hash8}.jpg`;
}

/** A picture of an article, named by its bytes. */
export function figurePath(slug: string, hash8: string): string {
  return `${episodePaths(slug).folder}figure-${hash8}.jpg`;
}

const FIGURE = /^episodes\/[^/]+\/figure-[0-9a-f]{8}\.jpg$/u;

/** Whether a file is a picture of an article. */
export function isFigurePath(path: string): boolean {
  return FIGURE.test(path);
}

/** A copy of a cover that is `sizePx` wide. */
export function thumbnailPath(cover: string, sizePx: number): string {
  return `${cover.replace(/\.[a-z]+$/u, '')}-${sizePx}.jpg`;
}

/** A style sheet, a picture, or a folder of modules or letters that pages load, named by its bytes: `assets/style-0a1b2c3d.css`. */
export function assetPath(name: string, hash8: string, ending: '.css' | '.svg' | '/'): string {
  return `assets/${name}-${hash8}${ending}`;
}

/** What is told of a form a transcript is published in, where it is linked: feed and pages know no more of it. */
export type PublishedTranscript = {
  /** Of the file: `vtt`. */
  readonly extension: string;
  /** Whether it has times, so that it can be shown as captions. */
  readonly isTimed: boolean;
  /** What a page calls it; a form for programs alone has none. */
  readonly label?: string;
};

const TRANSCRIPT = /(?:^|\/)transcript(?:-[0-9a-f]{8})?\.[a-z]+$/u;

/** Whether a file is a transcript, which in HTML is no page of the site. */
export function isTranscriptPath(path: string): boolean {
  return TRANSCRIPT.test(path);
}

const CHAPTERS = /(?:^|\/)chapters(?:-[0-9a-f]{8})?\.json$/u;

/** Whether a file is chapters or a transcript: the times in it are those of one audio file. */
export function isOfAudio(path: string): boolean {
  return isTranscriptPath(path) || CHAPTERS.test(path);
}

/** The media type of a published file, without parameters; `application/octet-stream` for anything unknown. */
export function mediaTypeOf(path: string): string {
  if (isFeedPath(path)) return 'application/rss+xml';
  if (isJsonFeedPath(path)) return 'application/feed+json';
  const name = path.slice(path.lastIndexOf('/') + 1);
  // Chapters have a type of their own, which their extension does not say.
  return plainName(name) === EPISODE_FILES.chapters ? 'application/json+chapters' : typeOfExtension(name);
}

/** The `Content-Type` a host sends: the media type, and for text that it is UTF-8. */
export function contentTypeOf(path: string): string {
  const type = mediaTypeOf(path);
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
export function cacheControlOf(path: string): string {
  if (isNamedByContent(path)) return 'public, max-age=31536000, immutable';
  return isFeedPath(path) || isJsonFeedPath(path) ? 'public, max-age=300' : 'no-cache';
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
