import { isEpisodePath, isOfAudio, isTimeMapPath } from './episode-paths.js';
import { SEARCH_FOLDER } from './page-paths.js';

/**
 * Where everything published lies, as paths with forward slashes below the place it is published to. Nothing outside
 * this folder spells such a path, what a file of that name is, or the address it has.
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

/** Whether a file is a feed in RSS: of what is published all XML but a site map is. */
export function isFeedPath(path: string): boolean {
  return !isEpisodePath(path) && FEED.test(path);
}

/** Whether a file is a feed in JSON. */
export function isJsonFeedPath(path: string): boolean {
  return !isEpisodePath(path) && JSON_FEED.test(path) && !Object.values<string>(PUBLISHED).includes(path);
}

/** Whether a file is a page of old items of a feed. */
export function isArchivePath(path: string): boolean {
  return ARCHIVE.test(path);
}

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

/** A file of words for searching, named by what it holds. */
export function searchFile(name: string): string {
  return `${SEARCH_FOLDER}${name}.bin`;
}

/** The show's picture, named by its bytes. */
export function coverPath(hash8: string, extension: 'jpg' | 'png'): string {
  return `cover-${hash8}.${extension}`;
}

/** Another picture of the show, named by its bytes. */
export function picturePath(hash8: string, extension: string): string {
  return `picture-${hash8}.${extension}`;
}

/** A copy of a cover that is `sizePx` wide. */
export function thumbnailPath(cover: string, sizePx: number): string {
  return `${cover.replace(/\.[a-z]+$/u, '')}-${sizePx}.jpg`;
}

/** A style sheet, a picture, or a folder of modules or letters that pages load, named by its bytes: `assets/style-0a1b2c3d.css`. */
export function assetPath(name: string, hash8: string, ending: '.css' | '.svg' | '/'): string {
  return `assets/${name}-${hash8}${ending}`;
}
