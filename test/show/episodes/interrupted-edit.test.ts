import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LectorError } from '../../../src/errors.js';
import { openTarget } from '../../../src/publish/open-target.js';
import { article, makeShow, type TestShow } from '../test-show.js';

const FILE = 'articles/tide.md';
const BEFORE = article('Tide', 'The water came at seven.');
const AFTER = article('Tide', 'The water came at eight, and nobody had expected it.');
/** Silence of the same length: its audio is the same file. */
const ALIKE = article('Tide', 'The water came at eight.');

describe.each([
  { edit: 'that is heard', after: AFTER },
  { edit: 'that sounds the same', after: ALIKE },
])('an edit $edit, whose publication was stopped before its record was written,', ({ after }) => {
  let show: TestShow;

  beforeEach(async () => {
    show = await makeShow({ [FILE]: BEFORE });
    await (await show.open()).build();
    await show.write(FILE, after);
    const folder = openTarget({ outDir: path.join(show.root, 'output') });
    const stopping = {
      ...folder,
      putFeed: () => Promise.reject(new LectorError('E_DISK', 'the disk is full.')),
    };
    await expect((await show.open({ target: stopping })).build()).rejects.toMatchObject({ code: 'E_DISK' });
  });

  afterEach(() => show.remove());

  it('is undone when the article is put back', async () => {
    const [published] = (await show.manifest()).episodes;
    await show.write(FILE, BEFORE);
    const report = await (await show.open()).build();
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(report.rows.map(({ outcome, synthesisedCount }) => [outcome, synthesisedCount])).toEqual([['built', 0]]);
    expect((await show.manifest()).episodes).toMatchObject([{ guid: published?.guid, audio: published?.audio }]);
    expect(await (await show.open()).check()).toEqual([]);
  });

  it('goes on being published when its source is refused', async () => {
    const [published] = (await show.manifest()).episodes;
    await show.write(FILE, after.replace('date: 2026', 'date: once in 2026'));
    const report = await (await show.open()).build();
    expect(report.findings.map(({ code }) => code)).toEqual(['E_FIELD_DATE']);
    expect(report.rows.map(({ outcome }) => outcome)).toEqual(['kept']);
    const [standing] = (await show.manifest()).episodes;
    expect(standing?.guid).toBe(published?.guid);
    const old = after === AFTER ? [published?.audio.sha256] : [];
    expect(standing?.retiredAudio.map(({ sha256 }) => sha256)).toEqual(old);
    expect(await (await show.open()).check()).toEqual([]);
  });

  it('is published when nothing changed since', async () => {
    const report = await (await show.open()).build();
    expect(report.rows.map(({ outcome, synthesisedCount }) => [outcome, synthesisedCount])).toEqual([['built', 0]]);
    expect(await (await show.open()).check()).toEqual([]);
  });
});
