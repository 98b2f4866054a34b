// Narrates pages of a built site and puts the show into the site; the hooks beside it say which pages those are.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadConfig, openShow } from 'lector';

/**
 * @param {object} input
 * @param {string} input.root Folder of the project, with `lector.yaml`.
 * @param {string} input.site Folder of the built site.
 * @param {string} input.folder Where in the site the show goes; `baseUrl` in `lector.yaml` ends with it.
 * @param {readonly { url: string, html: string }[]} input.pages Addresses below the site, such as `/posts/a/`.
 * @param {(message: string) => void} input.log
 */
export async function narratePages({ root, site, folder, pages, log }) {
  // The pages as they were built, in a folder of their own: no drafts, no lists, and all that templates do is done.
  const source = path.join(root, 'podcast-articles');
  await rm(source, { recursive: true, force: true });
  for (const { url, html } of pages) {
    const file = path.join(source, `${url.replace(/^\/|\/$/gu, '')}.html`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, html);
  }
  const { config } = await loadConfig({ cwd: root, overrides: { source } });
  const { rows } = await openShow(config, { warn: ({ message }) => log(message) }).build();
  for (const { title, outcome } of rows) log(`${outcome}: ${title}`);
  // The published folder is kept from build to build, whatever becomes of the site: it holds GUIDs and dates.
  await cp(config.outDir, path.join(site, folder), { recursive: true });
}
