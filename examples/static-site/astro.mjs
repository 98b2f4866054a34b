// Astro: defineConfig({ integrations: [podcast({ below: 'posts/' })] })
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { narratePages } from './narrate-pages.mjs';

/**
 * @typedef {{ pages: readonly { pathname: string }[], dir: URL, logger: { info(message: string): void } }} Done
 * @param {{ below: string, folder?: string }} options
 */
export function podcast({ below, folder = 'podcast' }) {
  let root = process.cwd();
  return {
    name: 'podcast',
    hooks: {
      /** @param {{ config: { root: URL } }} options */
      'astro:config:done': ({ config }) => {
        root = fileURLToPath(config.root);
      },
      /** @param {Done} options */
      'astro:build:done': async ({ pages, dir, logger }) => {
        const articles = pages.filter(({ pathname }) => pathname.startsWith(below) && pathname !== below);
        await narratePages({
          root,
          site: fileURLToPath(dir),
          folder,
          // As `build.format: 'directory'`, the usual one, writes them.
          pages: await Promise.all(
            articles.map(async ({ pathname }) => ({
              url: pathname,
              html: await readFile(new URL(`${pathname.replace(/\/?$/u, '/')}index.html`, dir), 'utf8'),
            })),
          ),
          log: (message) => logger.info(message),
        });
      },
    },
  };
}
