const PAGE = 'index.html';

/** The page that a host shows for a folder; `folder` is empty or ends with a slash. */
export function pageOf(folder: string): string {
  return folder + PAGE;
}

/** Relative address of the published place as seen from a page in `folder`: empty, or `../` for each folder. */
export function rootFrom(folder: string): string {
  return '../'.repeat(folder.split('/').length - 1);
}

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
