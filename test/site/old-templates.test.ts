import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSite } from '../../src/site/write-site.js';
import { BUILT_IN_TEMPLATES } from '../../src/templates/built-in.js';
import { findOldTemplates } from '../../src/templates/find-old-templates.js';
import { openTemplates } from '../../src/templates/render.js';
import { page, textOf } from './sample-pages.js';
import { ARTICLE, PROGRAMME, SHOW } from './sample-show.js';

const OLD = path.resolve(import.meta.dirname, '../fixtures/templates-of-0.1.0');

describe('templates that were copied from version 0.1.0', () => {
  it('make the pages they made', () => {
    const templates = openTemplates({ directories: [OLD, BUILT_IN_TEMPLATES] });
    const site = openSite({ show: SHOW, episodes: [ARTICLE, PROGRAMME], transcripts: [] }, { templates });
    const files = new Map(
      [...site.pagesOf(ARTICLE, undefined), ...site.index()].map((file) => [
        file.path,
        'content' in file ? String(file.content) : '',
      ]),
    );
    expect(textOf(page('index.html', files), '.card h3')).toEqual([ARTICLE.title, PROGRAMME.title]);
    expect(textOf(page(`episodes/${ARTICLE.slug}/index.html`, files), 'h1')).toEqual([ARTICLE.title]);
    expect([...files.keys()]).toContain('404.html');
  });

  it('are told of with what their policy lacks, and those of today are not', () => {
    expect(findOldTemplates({ own: OLD })).toEqual([
      expect.objectContaining({
        code: 'W_TEMPLATE_OLD',
        place: { file: 'templates/partials/layout.hbs', line: 5 },
        hint: "add to its content: font-src 'self'; connect-src 'self';",
      }),
    ]);
    expect(findOldTemplates({ own: BUILT_IN_TEMPLATES })).toEqual([]);
  });
});
