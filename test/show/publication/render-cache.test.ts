import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type * as Notes from '../../../src/notes/write-notes.js';
import { article, makeShow, type TestShow } from '../test-show.js';

const rendered: string[] = [];
vi.mock('../../../src/notes/write-notes.js', async (original) => {
  const notes = await original<typeof Notes>();
  return {
    ...notes,
    writeNotes: (input: Parameters<typeof notes.writeNotes>[0], context: Parameters<typeof notes.writeNotes>[1]) => {
      // Templates are tried with a sample.
      if (input.episode.slug !== 'sample') rendered.push(input.episode.slug);
      return notes.writeNotes(input, context);
    },
  };
});

describe('what a build renders again', () => {
  let show: TestShow;
  const build = async () => {
    rendered.length = 0;
    const { receipt } = await (await show.open()).build();
    return { rendered: rendered.toSorted(), written: receipt?.written ?? [] };
  };
  const output = (file: string): string => path.join(show.root, 'output', file);
  const day = (name: string, nth: number): string => article(name, '', `2026-01-0${nth}T08:00:00Z`);

  beforeAll(async () => {
    show = await makeShow(
      Object.fromEntries([1, 2, 3, 4].map((nth) => [`articles/${nth}.md`, day(`Day ${nth}`, nth)])),
    );
    await build();
  });
  afterAll(() => show.remove());

  it('is the new episode and its neighbour, and every byte is what a whole rendering gives', async () => {
    const before = await stat(output('episodes/day-1/index.html'));
    await show.write('articles/5.md', day('Day 5', 5));
    const { rendered: again } = await build();
    expect(again).toEqual(['day-4', 'day-5']);
    expect((await stat(output('episodes/day-1/index.html'))).mtimeMs).toBe(before.mtimeMs);
    const kept = await show.published();
    await rm(path.join(show.root, '.lector/cache/rendered.jsonl'));
    await rm(path.join(show.root, '.lector/publication.json'));
    expect((await build()).rendered).toEqual(['day-1', 'day-2', 'day-3', 'day-4', 'day-5']);
    expect(await show.published()).toEqual(kept);
  });

  it('is everything when a template or the show is another one', async () => {
    await show.write('templates/notes/description.hbs', '<p>{{episode.summary}}</p>\n');
    expect((await build()).rendered).toHaveLength(5);
    await show.edit('lector.yaml', 'author: The Tester', 'author: Another');
    expect((await build()).rendered).toHaveLength(5);
  });

  it('is an episode whose files somebody touched, with its neighbours in the feed as they were', async () => {
    const page = output('episodes/day-2/index.html');
    const whole = await readFile(page, 'utf8');
    await writeFile(page, 'somebody was here');
    expect(await build()).toEqual({ rendered: ['day-2'], written: ['episodes/day-2/index.html'] });
    expect(await readFile(page, 'utf8')).toBe(whole);
  });

  it('is all of it where what was kept is damaged', async () => {
    await writeFile(path.join(show.root, '.lector/cache/rendered.jsonl'), '{');
    await rm(output('episodes/day-2/index.html'));
    expect((await build()).rendered).toHaveLength(5);
  });

  it('is nothing of an episode that is gone, and its neighbours alone', async () => {
    await rm(path.join(show.root, 'articles/1.md'));
    rendered.length = 0;
    const { receipt } = await (await show.open()).build({ isPruning: true });
    expect(rendered).toEqual(['day-2']);
    expect(receipt?.removed.some((file) => file.startsWith('episodes/day-1/index'))).toBe(true);
  });
});
