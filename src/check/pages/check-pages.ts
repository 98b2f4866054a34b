import { isLectorError } from '../../errors.js';
import { readXml } from '../../markup/xml-tree.js';
import { isEpisodePath, isTranscriptPath } from '../../model/publication/paths/episode-paths.js';
import { quoteValue } from '../../model/text.js';
import { answerTo, type CheckedPlace } from '../checked-place.js';
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

/** The name of the outermost element, behind what may stand before it. */
const ROOT = /^\uFEFF?(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*<(?:[\w.-]+:)?([\w.-]+)/u;
const FEED_ROOTS: ReadonlySet<string> = new Set(['rss', 'RDF', 'feed']);

/**
 * What a show makes of templates of its own, as far as its kind can be read: JSON must be JSON, and XML well-formed. Pages
 * are looked at with all others.
 *
 * @returns Paths of XML that is no feed.
 */
export async function checkOutputs(place: CheckedPlace): Promise<ReadonlySet<string>> {
  const others = new Set<string>();
  for (const file of [...place.files.keys()].filter((name) => !isEpisodePath(name)).sort()) {
    if (file.endsWith('.json')) checkJson(file, (await place.readText(file)) ?? '', place);
    if (!/\.(?:xml|opml)$/u.test(file)) continue;
    const xml = (await place.readText(file)) ?? '';
    const root = ROOT.exec(xml)?.[1];
    if (root === undefined || FEED_ROOTS.has(root)) continue;
    others.add(file);
    checkXml(file, xml, place);
  }
  return others;
}

function checkJson(file: string, text: string, place: CheckedPlace): void {
  try {
    JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    place.error('E_JSON', `the file is no JSON: ${quoteValue(why)}.`, { file });
  }
}

function checkXml(file: string, xml: string, place: CheckedPlace): void {
  try {
    readXml(xml, { file });
  } catch (error) {
    if (!isLectorError(error)) throw error;
    place.tell([error.toFinding()]);
  }
}
