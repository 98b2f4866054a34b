import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isLectorError } from '../../src/errors.js';
import { BUILT_IN_TEMPLATES } from '../../src/templates/built-in.js';
import { openTemplates } from '../../src/templates/render.js';

const NAMES = readdirSync(BUILT_IN_TEMPLATES, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.hbs'));

describe('the templates that come with Lector', () => {
  it('are there for notes, pages and what is spoken', () => {
    expect(NAMES).toEqual(
      expect.arrayContaining(['notes/description.hbs', 'notes/content.hbs', 'pages/index.hbs', 'pages/episode.hbs']),
    );
  });

  it.each(NAMES)('%s keeps the rules: without data it fails for want of a field, if at all', (name) => {
    const templates = openTemplates({ directories: [BUILT_IN_TEMPLATES] });
    let code = 'rendered';
    try {
      templates.render(name, {});
    } catch (error) {
      code = isLectorError(error) ? error.code : String(error);
    }
    expect(['rendered', 'E_TEMPLATE_FIELD', ...(name.includes('layout') ? ['E_TEMPLATE'] : [])]).toContain(code);
  });
});
