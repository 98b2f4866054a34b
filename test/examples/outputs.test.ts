import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_TEMPLATES } from '../../src/templates/built-in.js';
import { openTemplates } from '../../src/templates/render.js';
import { openShowOutputs } from '../../src/show/templates/show-outputs.js';
import { writeNotes } from '../../src/notes/write-notes.js';
import { ARTICLE, PROGRAMME, SHOW } from '../site/sample-show.js';

const EXAMPLE = path.resolve(import.meta.dirname, '../../examples/outputs');

describe('examples/outputs', () => {
  it('makes every file its README names, of the sample show', async () => {
    const folders = { directories: [path.join(EXAMPLE, 'templates'), BUILT_IN_TEMPLATES] };
    const templates = openTemplates(folders);
    const warned: unknown[] = [];
    const warn = (finding: unknown): void => void warned.push(finding);
    const episodes = [ARTICLE, PROGRAMME].toSorted((one, other) => (one.publishedAt < other.publishedAt ? 1 : -1));
    const outputs = openShowOutputs(episodes, { show: SHOW, folders, templates, warn });
    const notesOf = (episode: typeof ARTICLE) => writeNotes({ episode, show: SHOW }, { templates, warn });
    const files = episodes.flatMap((episode) => [...outputs.ofEpisode(episode, notesOf(episode))]);
    for (const list of outputs.lists)
      files.push(...(await outputs.render(list, (episode) => Promise.resolve({ episode, notes: () => notesOf(episode) })))); // prettier-ignore
    const made = new Map(files.map((file) => [file.path, 'content' in file ? String(file.content) : '']));
    expect(warned).toEqual([]);
    const of = (folder: string, ending: string): string => made.get(`${folder}/${ARTICLE.slug}.${ending}`) ?? '';
    expect(of('newsletter', 'html')).toMatch(/^<!doctype html>[\s\S]*style="margin:0 0 16px/u);
    expect(of('newsletter', 'html')).not.toContain('{{');
    expect(of('links', 'csv')).toMatch(/^second,text,address\n\d+,"[^"]+","https?:/u);
    expect(of('social', 'txt')).toContain(`${ARTICLE.title} (`);
    expect(of('youtube', 'txt')).toMatch(/\n00:00 \S/u);
    const latest = JSON.parse(made.get('data/latest.json') ?? '') as { episodes: { title: string }[] };
    expect(latest.episodes.map(({ title }) => title)).toEqual(episodes.map(({ title }) => title));
    expect([...made.keys()].some((file) => /^sections\/[^/]+\/index\.html$/u.test(file))).toBe(true);
    expect([...made.keys()].some((file) => /^months\/\d{4}-\d{2}\.txt$/u.test(file))).toBe(true);
    const readme = await readFile(path.join(EXAMPLE, 'README.md'), 'utf8');
    expect(new Set(files.map((file) => file.path.split('/')[0])).size).toBe((readme.match(/^\| `/gmu) ?? []).length);
  });
});
