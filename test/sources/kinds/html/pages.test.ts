import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyText, scorePage } from '../../../../bench/reading/extraction.js';
import { extractHtml } from '../../../../src/sources/kinds/html/extract-html.js';

const FOLDER = path.resolve(import.meta.dirname, '../../../golden/pages');

/** Whole pages as different systems make them, each with the body a reader would call the article. */
describe('pages of different makes', () => {
  const names = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.html'))
    .map((name) => name.slice(0, -'.html'.length));

  for (const name of names) {
    it(`keeps the body of ${name} and nothing else`, () => {
      const body = bodyText(extractHtml(read(`${name}.html`)).blocks).replace(/\n{2,}/gu, '\n');
      expect(body.split('\n')).toEqual(read(`${name}.txt`).trim().split('\n'));
      expect(scorePage(read(`${name}.txt`), body)).toEqual({ precision: 1, recall: 1, isExact: true });
    });
  }
});

function read(name: string): string {
  return readFileSync(path.join(FOLDER, name), 'utf8');
}
