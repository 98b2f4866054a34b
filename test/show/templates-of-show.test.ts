import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDropped } from '../../src/notes/find-dropped.js';
import SCHEMA from '../../schemas/template-context.json' with { type: 'json' };
import { article, makeShow, type TestShow } from './test-show.js';

const POST = '---\neach: episode\npath: social/{{episode.slug}}.txt\ntype: text\n---\n{{episode.title}}\n';

describe('what templates are given', () => {
  let show: TestShow;
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(SCHEMA);
  /** As the command prints it. */
  const context = async (wanted: string): Promise<Record<string, unknown>> => {
    const given = await (await show.open()).context(wanted);
    return JSON.parse(JSON.stringify(given, (_key, value: unknown) => (value === undefined ? null : value))) as Record<string, unknown>; // prettier-ignore
  };

  beforeAll(async () => {
    show = await makeShow({
      'articles/one.md': article('Night ferry', 'They read [the log](https://log.example/).'),
      'articles/two.md': article('Second', '', '2026-01-03T08:00:00Z'),
      'templates/outputs/post.hbs': POST,
    });
    await (await show.open()).build();
  });
  afterAll(() => show.remove());

  it('is printed as the schema says, of an episode and of the show, what is spoken too', async () => {
    const episode = await context('night-ferry');
    expect([validate(episode), validate.errors]).toEqual([true, null]);
    const all = await context('show');
    expect([validate(all), validate.errors]).toEqual([true, null]);
    expect(episode).toMatchObject({ contract: 1, notes: { episode: { title: 'Night ferry', standfirst: null } }, page: { newer: { title: 'Second' } } }); // prettier-ignore
    const spoken = (episode['spoken'] as { template: string }[]).map(({ template }) => template);
    expect(spoken).toEqual(expect.arrayContaining(['spoken/intro.hbs', 'spoken/outro.hbs']));
    expect(all).toMatchObject({ output: { episodeCount: 2, months: [{ slug: '2026-01', episodeCount: 2 }] } });
  });

  it('breaks the schema with a field nobody knows, and without one there is', async () => {
    const episode = await context('night-ferry');
    expect(validate({ ...episode, mood: 'calm' })).toBe(false);
    const without = Object.fromEntries(Object.entries(episode).filter(([name]) => name !== 'notes'));
    expect(validate(without)).toBe(false);
    await expect(context('night-fery')).rejects.toMatchObject({ code: 'E_INPUT', hint: 'did you mean night-ferry?' });
  });

  it('shows what a change of templates would change, by episode and place, and writes nothing', async () => {
    const before = await show.published();
    expect(await (await show.open()).diffNotes()).toMatchObject({ episodeCount: 2, changes: [] });
    await show.write('templates/notes/description.hbs', '<p>New: {{episode.summary}}</p>\n');
    await show.write('templates/outputs/post.hbs', `${POST}{{episode.url}}\n`);
    const { changes, counts } = await (await show.open()).diffNotes();
    expect(counts).toEqual({ description: 2, content: 0, page: 0, output: 2, site: 0 });
    const ferry = changes.filter(({ slug }) => slug === 'night-ferry');
    expect(ferry.map(({ target, kind }) => [target, kind])).toEqual([['description', 'changed'], ['output', 'changed']]); // prettier-ignore
    expect(ferry[0]?.diff).toMatch(/^-<p>.*\n(?:-.*\n)*\+<p>New: /mu);
    expect(ferry[1]?.diff).toContain('\n Night ferry\n+https://pod.example.org/show/episodes/night-ferry/\n');
    expect(await show.published()).toEqual(before);
    await rm(path.join(show.root, 'templates/outputs/post.hbs'));
    const gone = (await (await show.open()).diffNotes()).changes.filter(({ kind }) => kind === 'gone');
    expect(gone.map(({ target, path: file }) => [target, file])).toEqual([['output', 'social/night-ferry.txt'], ['output', 'social/second.txt']]); // prettier-ignore
    expect(await show.published()).toEqual(before);
  });
});

/** What an editor writes, and what Apple and Spotify do not show of it. */
const DROPPED: readonly (readonly [html: string, app: 'apple' | 'spotify', what: readonly string[], line: number])[] = [
  ['<p>Plain, <a href="https://a.example">linked</a></p><ul><li>listed</li></ul>', 'apple', [], 0],
  ['<p>a</p>\n<p><strong>bold</strong> and <em>not</em></p>', 'apple', ['<strong>', '<em>'], 2],
  ['<h2>Chapters</h2>\n<ul><li>x</li></ul>', 'spotify', ['<h2>'], 1],
  ['<p>a</p>\n\n<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>', 'apple', ['<table>'], 3],
  ['<p><img src="https://a.example/x.png" alt="A quay"></p>', 'spotify', ['<img>'], 1],
  [`<p>${'é'.repeat(2000)}</p>`, 'apple', ['4007 bytes'], 1],
  ['<p>00:00 Start</p>\n<p>12:30 A title that is far too long for any chapter there</p>', 'spotify', ['a chapter of 50 characters'], 2],
  ['<p>12:30 A title that is far too long for any chapter there</p>', 'apple', [], 0],
]; // prettier-ignore

describe('notes in apps', () => {
  it.each(DROPPED)('%s in %s', (contentHtml, app, what, line) => {
    const parts = findDropped({ descriptionHtml: '<p>x</p>', contentHtml }, app);
    expect(parts.map((part) => part.what)).toEqual(what);
    expect(parts.every((part) => part.where === 'content' && part.line === line)).toBe(true);
  });
});
