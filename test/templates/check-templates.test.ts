import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_TEMPLATES } from '../../src/templates/built-in.js';
import { checkTemplates } from '../../src/templates/check-templates.js';
import { findUnusedTemplates } from '../../src/templates/find-unused-templates.js';

describe('checkTemplates', () => {
  it('finds nothing wrong with the templates that come with Lector, nor with a folder that is not there', () => {
    expect(checkTemplates({ directories: ['/does/not/exist', BUILT_IN_TEMPLATES] })).toEqual([]);
  });

  it('finds what is wrong with a project’s templates, all at once', async () => {
    const own = await mkdtemp(path.join(os.tmpdir(), 'lector-templates-'));
    await mkdir(path.join(own, 'notes'));
    await writeFile(path.join(own, 'notes/description.hbs'), '<p>\n{{{episode.title}}}</p>');
    await writeFile(path.join(own, 'notes/mine.txt.hbs'), '{{> partials/none}}');
    await writeFile(path.join(own, 'notes/content.hbs'), '<p>{{episode.title}}</p>');
    expect(checkTemplates({ directories: [own, BUILT_IN_TEMPLATES] })).toMatchObject([
      { severity: 'error', code: 'E_TEMPLATE_RAW', place: { file: 'templates/notes/description.hbs', line: 2 } },
      { severity: 'error', code: 'E_TEMPLATE', place: { file: 'templates/notes/mine.txt.hbs', line: 1 } },
    ]);
  });
});

describe('findUnusedTemplates', () => {
  it('names a template that stands in for none, and what it may have been meant for', async () => {
    const own = await mkdtemp(path.join(os.tmpdir(), 'lector-templates-'));
    for (const folder of ['notes', 'partials']) await mkdir(path.join(own, folder));
    for (const name of [
      'notes/descripton.hbs',
      'notes/content.hbs',
      'partials/my-own.hbs',
      'notes/README.md',
      'notes/text.txt.hbs',
    ]) {
      await writeFile(path.join(own, name), '<p>Text</p>');
    }
    expect(findUnusedTemplates({ own, builtIn: BUILT_IN_TEMPLATES })).toEqual([
      {
        severity: 'warning',
        code: 'W_TEMPLATE_UNUSED',
        message: 'nothing is made from a template of this name.',
        place: { file: 'templates/notes/descripton.hbs' },
        hint: 'did you mean "notes/description.hbs"?',
      },
      // Published nowhere, and part of the package until version 0.1.0.
      expect.objectContaining({ code: 'W_TEMPLATE_UNUSED', place: { file: 'templates/notes/text.txt.hbs' } }),
    ]);
  });
});
