import { isTranscriptPath } from '../model/publication/published-paths.js';
import { quoteValue } from '../model/text.js';
import { answerTo, type CheckedPlace } from './checked-place.js';
import { readPage, type Page } from './read-page.js';

/**
 * Reads every page of the published place: each address within it must lead to a file, and each fragment to a place on
 * its page.
 *
 * @returns The pages by path.
 */
export async function checkPages(place: CheckedPlace): Promise<ReadonlyMap<string, Page>> {
  const pages = new Map<string, Page>();
  for (const file of [...place.files.keys()].filter((name) => name.endsWith('.html')).sort()) {
    const html = isTranscriptPath(file) ? undefined : await place.readText(file);
    if (html !== undefined) pages.set(file, readPage(html, file));
  }
  for (const page of pages.values()) checkAddresses(page, pages, place);
  return pages;
}

function checkAddresses(page: Page, pages: ReadonlyMap<string, Page>, place: CheckedPlace): void {
  for (const address of new Set(page.addresses)) {
    const target = resolve(page.file, address);
    if (!target) continue;
    const file = answerTo(target.path);
    if (!place.has(file)) {
      place.error('E_LINK', `the page links ${quoteValue(address)}, which is not there.`, { file: page.file });
      continue;
    }
    const ids = pages.get(file)?.ids;
    if (!ids || target.fragment === '' || /^(?:t=|:~:)/u.test(target.fragment) || ids.has(target.fragment)) continue;
    place.error('E_LINK', `the page links ${quoteValue(address)}, and there is no such place on that page.`, {
      file: page.file,
    });
  }
}

/** Where a relative address leads below the published folder; nothing for addresses elsewhere. */
function resolve(from: string, address: string): { path: string; fragment: string } | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/iu.test(address)) return undefined;
  const { pathname, hash } = new URL(address, `http://folder/${from}`);
  return { path: decodeURIComponent(pathname.slice(1)), fragment: decodeURIComponent(hash.slice(1)) };
}
