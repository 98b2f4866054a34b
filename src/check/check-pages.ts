import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { quoteValue } from '../model/text.js';
import type { OutputReport } from './output-report.js';
import { readPage, type Page } from './read-page.js';

type CheckPagesInput = { readonly outDir: string; readonly report: OutputReport };

/**
 * Reads every page of the published folder: each address within it must lead to a file, and each fragment to a
 * place on its page.
 *
 * @returns The pages by path.
 */
export async function checkPages({ outDir, report }: CheckPagesInput): Promise<ReadonlyMap<string, Page>> {
  const names = await readdir(outDir, { recursive: true });
  const files = names.map((name) => name.replaceAll('\\', '/')).filter((name) => name.endsWith('.html'));
  const pages = new Map<string, Page>();
  for (const file of files.toSorted()) {
    if (path.posix.basename(file) === 'transcript.html') continue;
    pages.set(file, readPage(await readFile(path.join(outDir, file), 'utf8'), file));
  }
  for (const page of pages.values()) await checkAddresses(page, pages, { outDir, report });
  return pages;
}

async function checkAddresses(
  page: Page,
  pages: ReadonlyMap<string, Page>,
  { outDir, report }: CheckPagesInput,
): Promise<void> {
  for (const address of new Set(page.addresses)) {
    const target = resolve(page.file, address);
    if (!target) continue;
    const file = await findFile(outDir, target.path);
    if (file === undefined) {
      report.error('E_LINK', `the page links ${quoteValue(address)}, which is not there.`, { file: page.file });
      continue;
    }
    const ids = pages.get(file)?.ids;
    if (!ids || target.fragment === '' || /^(?:t=|:~:)/u.test(target.fragment) || ids.has(target.fragment)) continue;
    report.error('E_LINK', `the page links ${quoteValue(address)}, and there is no such place on that page.`, {
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

async function findFile(outDir: string, target: string): Promise<string | undefined> {
  const file = target === '' || target.endsWith('/') ? `${target}index.html` : target;
  const isThere = await access(path.join(outDir, file)).then(
    () => true,
    () => false,
  );
  return isThere ? file : undefined;
}
