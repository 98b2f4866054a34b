import { parseHTML } from 'linkedom';
import { transcriptBeside } from '../../src/model/publication/paths/episode-paths.js';
import { sampleFiles } from './build-sample.js';
import { ARTICLE, PROGRAMME } from './sample-show.js';

type Page = ReturnType<typeof parseHTML>['document'];

export const ARTICLE_PAGE = `episodes/${ARTICLE.slug}/index.html`;
export const PROGRAMME_PAGE = `episodes/${PROGRAMME.slug}/index.html`;
/** What other stages put beside the pages. */
export const OTHERS = [
  'feed.xml',
  'cover-0a1b2c3d.png',
  ARTICLE.audio.path,
  PROGRAMME.audio.path,
  ...['txt', 'vtt', 'srt'].map((extension) => transcriptBeside(ARTICLE.audio.path, extension)),
];

export const FILES = sampleFiles();
export const PAGES = [...FILES].filter(([name]) => name.endsWith('.html'));

export function page(name: string, files = FILES): Page {
  return parseHTML(files.get(name) ?? '').document;
}

export function textOf(document: Page, selector: string): readonly string[] {
  return [...document.querySelectorAll(selector)].map((element) =>
    (element.textContent ?? '').replace(/\s+/gu, ' ').trim(),
  );
}
