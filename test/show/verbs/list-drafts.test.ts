import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/model/publication/draft.js';
import type { Finding } from '../../../src/model/finding.js';
import { article, makeShow, type TestShow } from '../test-show.js';

let show: TestShow;
let drafts: readonly Draft[];
const told: Finding[] = [];

const hidden = (title: string, field: string): string => article(title).replace('title:', `${field}\ntitle:`);
const of = (title: string): Draft | undefined => drafts.find((draft) => draft.title === title);

beforeAll(async () => {
  show = await makeShow({
    'articles/out.md': article('Out'),
    'articles/back.md': article('Taken back', '[A letter](https://example.org/letter) of 1923.'),
    'articles/moved.md': article('Moved', 'One. Two. Three. Four.'),
  });
  await (await show.open()).build();
  await show.edit('articles/back.md', 'title:', 'status: in review\ntitle:');
  await show.write('articles/twin.md', hidden('Twin', 'draft: true'));
  await show.write('articles/twins/twin.md', hidden('Twin', 'draft: true'));
  await show.write('articles/later.md', article('Later', '', '2026-07-02T08:00:00Z'));
  await show.write('articles/undated.md', article('Undated').replace(/date: .*\n/u, ''));
  await show.write('articles/empty.md', '---\ntitle: Empty\ndraft: true\n---\n\n```\ncode\n```\n');
  await rm(`${show.root}/articles/moved.md`);
  await show.write(
    'articles/boat.md',
    article('Boat', 'One. Two. Three. Four.', '2026-01-09T08:00:00Z').replaceAll('boat', 'moved'),
  );
  drafts = await (await show.open({ warn: (finding) => told.push(finding) })).drafts();
}, 60_000);

afterAll(() => show.remove());

describe('what is not published', () => {
  it.each([
    ['Taken back', 'W_HELD_BACK', 'status: in review'],
    ['Later', 'W_SCHEDULED', '2026-07-02T08:00:00Z'],
    ['Undated', 'W_DATE_MISSING', 'has no date'],
    ['Boat', 'W_SAME_EPISODE', '"Moved"'],
  ])('is told with why: %s', (title, code, why) => {
    expect(of(title)?.reason).toMatchObject({ code, message: expect.stringContaining(why) as string });
  });

  it('has a name of its own, and what is out is not among it', () => {
    expect(drafts.map(({ slug }) => slug).sort()).toEqual([
      'boat',
      'empty',
      'later',
      'taken-back',
      'twin',
      'twin-2',
      'undated',
    ]);
    expect(of('Later')?.scheduledAt).toBe('2026-07-02T08:00:00Z');
  });

  it('is a script with notes whose times are estimated, and the sound that is kept already', () => {
    const { script, notes, clips, estimatedMs = 0 } = of('Taken back') ?? {};
    expect(script?.utterances.map(({ spoken }) => spoken)).toContain('A letter of nineteen twenty-three.');
    expect(notes?.contentHtml).toContain('https://example.org/letter');
    expect(clips?.size).toBe(script?.utterances.length);
    expect(estimatedMs).toBeGreaterThan(5000);
    expect(of('Twin')?.clips.size).toBeLessThan(of('Twin')?.script?.utterances.length ?? 0);
  });

  it('costs nothing, is published nowhere, and is reported to nobody twice', async () => {
    const published = Object.keys(await show.published());
    expect(published.filter((file) => /twin|later|undated|boat/u.test(file))).toEqual([]);
    expect(show.spoken.filter((text) => /Twin|Later/u.test(text))).toEqual([]);
    expect(told).toEqual([]);
  });
});
