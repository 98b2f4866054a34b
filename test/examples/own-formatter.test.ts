import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import type { FormatterModule } from '../../src/index.js';
import { article, makeShow } from '../show/test-show.js';

const EXAMPLE = path.resolve(import.meta.dirname, '../../examples/own-formatter');
const { season } = (await import(pathToFileURL(path.join(EXAMPLE, 'season.mjs')).href)) as {
  readonly season: FormatterModule;
};
const show = await makeShow({ 'articles/one.md': article('One', '', '2026-01-02T08:00:00Z') });
afterAll(() => show.remove());

it('a formatter of one’s own is heard through a template of one’s own', async () => {
  const lector = await show.open({ formatters: [season], templates: [path.join(EXAMPLE, 'templates')] });
  await lector.build();
  expect(show.spoken).toContain('From the winter edition.');
});

it('names the season of every month, and prints nothing without a date', () => {
  const seasons = Array.from({ length: 12 }, (_, month) =>
    season.format({ values: [new Date(Date.UTC(2026, month, 15)).toISOString()], named: {}, language: 'en' }),
  );
  expect(seasons.join(' ')).toBe('winter winter spring spring spring summer summer summer autumn autumn autumn winter');
  expect(season.format({ values: [undefined], named: {}, language: 'en' })).toBe('');
});
