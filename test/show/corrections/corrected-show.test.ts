import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Correction } from '../../../src/model/publication/correction.js';
import type { BuildReport } from '../../../src/show/verbs/build-show.js';
import { makeShow, NOW, type TestShow } from '../test-show.js';

const DAY_MS = 86_400_000;
const FIRST = 'The ferry was late by thirty minutes on Monday morning.';
const RIGHT = 'The ferry was late by thirteen minutes on Monday morning.';
const REST = `Nobody on the quay was "surprised" by *any* of it at all. The harbour master wrote every delay down.

The council spoke of the ferry until ten at night. It will speak of that again in the spring.`;

/** An article about a ferry: its front matter besides title and date, its first sentence, and the rest. */
function ferry(fields = '', first = FIRST, rest = REST): string {
  return `---\ntitle: The ferry\ndate: 2026-01-02T08:00:00Z\n${fields}---\n\n${first} ${rest}\n`;
}

describe('a show whose articles are corrected', { timeout: 60_000 }, () => {
  let show: TestShow;
  let days = 0;
  /** Builds what stands in the article a day after the last time. */
  const build = async (text: string): Promise<BuildReport> => {
    days += 1;
    show.spoken.length = 0;
    await show.write('articles/a.md', text);
    return (await show.open({ now: () => new Date(NOW.getTime() + days * DAY_MS) })).build();
  };
  const log = async (): Promise<readonly Correction[]> => (await show.manifest()).episodes[0]?.corrections ?? [];
  const file = (name: string) => readFile(path.join(show.root, 'output', name), 'utf8');
  const places = async () => ({
    page: await file('episodes/the-ferry/index.html'),
    feed: await file('feed.xml'),
    json: await file('feed.json'),
    data: await file('episodes/the-ferry/episode.json'),
    manifest: await file('manifest.json'),
    plain: await readFile(path.join(show.root, 'corrections.yaml'), 'utf8').catch(() => ''),
  });

  beforeAll(async () => {
    show = await makeShow({});
    await build(ferry());
  });
  afterAll(() => show.remove());

  it('logs nothing where nobody hears or reads another word, and leaves every file as it is', async () => {
    const before = await show.published();
    await build(ferry());
    expect(await show.published()).toEqual(before);
    const quiet = [
      ferry('tags: [sea]\n'),
      ferry('', FIRST, REST.replaceAll('"', '“').replace('*any*', '**any**')),
      ferry('', '', `${REST.split('\n\n')[1]} ${FIRST}\n\n${REST.split('\n\n')[0]}`),
    ];
    for (const text of quiet) {
      expect((await build(text)).findings).toEqual([]);
      expect(await log()).toEqual([]);
    }
    expect([show.spoken, (await places()).feed.includes('atom:updated')]).toEqual([[], false]);
    await build(ferry());
  });

  it('narrates the sentence alone and tells of it in every place, under the same GUID', async () => {
    const guid = (await show.manifest()).episodes[0]?.guid;
    await build(ferry('correction: "It was <b>13</b> minutes & not 30."\n', RIGHT));
    expect([show.spoken, (await show.manifest()).episodes[0]?.guid]).toEqual([[RIGHT], guid]);
    const at = new Date(NOW.getTime() + days * DAY_MS).toISOString();
    const reason = 'It was <b>13</b> minutes & not 30.';
    const [entry] = await log();
    expect(entry).toEqual({
      at,
      reason,
      changes: [{ part: 'sentence', before: FIRST, after: RIGHT, startMs: expect.any(Number) as number }],
    });
    const { page, feed, json, data, plain } = await places();
    const html = 'It was &lt;b&gt;13&lt;/b&gt; minutes &amp; not 30.';
    for (const text of [page, feed]) expect(text).toContain(html);
    expect(page.split('<section class="corrections"')[1]).toMatch(
      new RegExp(`<del>${FIRST}</del>.*<ins>${RIGHT}</ins>`, 'su'),
    );
    expect(page).toMatch(/"correction":\[\{"@type":"CorrectionComment"/u);
    expect(feed).toContain(`<atom:updated>${at}</atom:updated>`);
    expect(feed).toMatch(/content:encoded>.*Corrected \d+ March 2026:.*<\/content:encoded>/su);
    expect((JSON.parse(json) as { items: { date_modified?: string }[] }).items[0]?.date_modified).toBe(at);
    expect((JSON.parse(data) as { corrections: unknown }).corrections).toEqual([entry]);
    for (const words of [FIRST, RIGHT, '13']) expect(plain).toContain(words);
    expect((await (await show.open()).check()).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('keeps what was logged when the note is gone, and logs the way back as another correction', async () => {
    await build(ferry('', FIRST));
    const [first, second] = await log();
    expect(second?.changes.map(({ before, after }) => [before, after])).toEqual([[RIGHT, FIRST]]);
    expect([first?.reason?.length, second?.reason]).toEqual([34, undefined]);
    await build(ferry('correction: The first report was right.\n', FIRST));
    expect((await log()).map(({ reason }) => reason)).toEqual([first?.reason, 'The first report was right.']);
    expect(show.spoken).toEqual([]);
  });

  it('logs a small correction without telling of it', async () => {
    await build(ferry('correction: false\n', FIRST, REST.replace('wrote', 'notes')));
    const all = await log();
    expect([all.length, all[2]?.isSilent]).toEqual([3, true]);
    expect((await places()).page).not.toContain('notes every delay down.</ins>');
  });

  it('says a correction where the reading begins, and no other sentence again', async () => {
    await build(
      ferry('correction: {text: Trams are not ferries., spoken: true}\n', FIRST, REST.replace('wrote', 'notes')),
    );
    expect(show.spoken).toEqual(['Correction: Trams are not ferries.']);
    expect((await log()).at(-1)).toMatchObject({ reason: 'Trams are not ferries.', changes: [] });
  });

  it('repeats words nowhere that must not stand', async () => {
    const wrong = 'The harbour master stole every penny of it.';
    const text = (last: string) => REST.replace('The harbour master wrote every delay down.', last);
    await build(ferry('', FIRST, text(wrong)));
    await build(ferry('', FIRST, text(wrong.replace('stole', 'may have stolen'))));
    await build(ferry('correction: [{text: That was not true., before: hide}]\n', FIRST, text('')));
    const all = await places();
    expect(Object.values(all).filter((one) => /stole/u.test(one))).toEqual([]);
    expect(all.page).toContain('That was not true.');
    expect((await show.manifest()).episodes[0]?.retiredAudio).toEqual([]);
    const listed = await (await show.open()).corrections('the-ferry');
    expect(listed[0]?.changes).toEqual([{ part: 'sentence', isWithheld: true }]);
    await expect((await show.open()).corrections('the-fery')).rejects.toMatchObject({
      hint: 'did you mean the-ferry?',
    });
  });

  it.each([
    ['correction: ""', 'E_FIELD_EMPTY'],
    ['correction: {text: So., date: soon}', 'E_FIELD_DATE'],
    ['correction: {text: So., spokn: true}', 'E_UNKNOWN_KEY'],
    ['correction: {spoken: true}', 'E_FIELD_MISSING'],
    ['correction: [So., [a]]', 'E_FIELD_TYPE'],
  ])('refuses %s, and leaves what is published', async (field, code) => {
    const { rows, findings } = await build(ferry(`${field}\n`));
    expect([rows[0]?.outcome, findings.filter(({ severity }) => severity === 'error')]).toEqual([
      'kept',
      [expect.objectContaining({ code, place: { file: 'articles/a.md', line: 4 } })],
    ]);
  });
});
