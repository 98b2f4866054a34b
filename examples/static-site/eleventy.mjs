// Eleventy: eleventyConfig.addPlugin(podcast, { below: '/posts/' })
import path from 'node:path';
import { narratePages } from './narrate-pages.mjs';

/**
 * @typedef {{ inputPath: string, outputPath: string | false, url: string | false, content: string }} Result
 * @typedef {{ directories: { output: string }, results: readonly Result[], runMode: string, outputMode: string }} Built
 * @param {{ on(event: 'eleventy.after', hear: (built: Built) => Promise<void>): void }} eleventyConfig
 * @param {{ below: string, folder?: string, root?: string }} options
 */
export function podcast(eleventyConfig, { below, folder = 'podcast', root = process.cwd() }) {
  eleventyConfig.on('eleventy.after', async ({ directories, results, runMode, outputMode }) => {
    // While somebody writes, nothing is narrated: a voice may cost money.
    if (runMode !== 'build' || outputMode !== 'fs') return;
    const pages = results.flatMap(({ url, content }) =>
      url && url.startsWith(below) && url !== below ? [{ url, html: content }] : [],
    );
    await narratePages({ root, site: path.resolve(root, directories.output), folder, pages, log: console.log });
  });
}
