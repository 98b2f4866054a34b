import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Rehearsal } from '../../../src/show/verbs/rehearse.js';
import { hashFile } from '../../../src/workspace.js';
import { article, CONFIG, makeShow } from '../test-show.js';

const show = await makeShow({ 'articles/one.md': article('One'), 'articles/two.md': article('Two') });
const mirror = `${show.root}-mirror`;
const told = path.join(show.root, 'told');
await show.write(
  'lector.yaml',
  `${CONFIG}publish: {target: folder, path: ${mirror}}\nhooks: {commands: [[sh, -c, 'echo told >> ${told}']]}\n`,
);
await (await show.open()).build();
afterAll(async () => {
  await show.remove();
  await rm(mirror, { recursive: true, force: true });
});

const rehearse = async (): Promise<Rehearsal> => (await show.open()).rehearse();
/** What each app makes of the episodes, by its name up to the first comma or space. */
const effectsOf = ({ apps }: Rehearsal): Readonly<Record<string, string>> =>
  Object.fromEntries(
    apps.map(({ name, episodes, fetchedCount }) => [
      name.split(/[ ,]/u)[0],
      [...episodes.map(({ title, effect }) => `${title} ${effect}`), `${fetchedCount} fetched`].join(', '),
    ]),
  );
const errorsOf = ({ apps }: Rehearsal): readonly string[] => apps.flatMap(({ errors }) => errors);

describe('a rehearsal', () => {
  it('of a first publish shows all as new, and every file of every page is there', async () => {
    const rehearsal = await rehearse();
    expect(errorsOf(rehearsal)).toEqual([]);
    expect(rehearsal).toMatchObject({ place: mirror, hasFeed: false });
    const all = 'Two new, One new, 2 fetched';
    expect(effectsOf(rehearsal)).toMatchObject({ Apple: all, AntennaPod: all, gPodder: all, podget: all });
    expect(rehearsal.apps.at(-1)).toMatchObject({ name: 'a browser' });
    expect(rehearsal.apps.at(-1)?.requestCount).toBeGreaterThan(5);
  });

  it('writes nothing at the place, keeps no record of it, and tells nobody', async () => {
    await expect(readFile(path.join(mirror, 'feed.xml'))).rejects.toThrow('ENOENT');
    await expect(readFile(told)).rejects.toThrow('ENOENT');
    await (await show.open()).publish();
    expect(await readFile(told, 'utf8')).toBe('told\n');
  });

  it('of what is out there already moves nobody', async () => {
    const nothing = '0 fetched';
    const rehearsal = await rehearse();
    expect(errorsOf(rehearsal)).toEqual([]);
    expect(effectsOf(rehearsal)).toMatchObject({
      Apple: nothing,
      AntennaPod: nothing,
      gPodder: nothing,
      podget: nothing,
    });
  });

  it('of a new episode and a corrected one says what each app takes again, in bytes', async () => {
    await show.write('articles/three.md', article('Three'));
    await show.edit('articles/one.md', 'until ten', 'until eleven at night');
    await (await show.open()).build();
    const before = await hashFile(path.join(mirror, 'feed.xml'));
    const rehearsal = await rehearse();
    expect(await hashFile(path.join(mirror, 'feed.xml'))).toBe(before);
    expect(errorsOf(rehearsal)).toEqual([]);
    expect(effectsOf(rehearsal)).toMatchObject({
      AntennaPod: 'Three new, One downloaded again, 2 fetched',
      gPodder: 'Three new, One old file kept, 1 fetched',
    });
    const sizes = (await show.manifest()).episodes.map(({ title, audio }) => [title, audio.sizeBytes] as const);
    const bytesOf = (title: string): number => sizes.find(([name]) => name === title)?.[1] ?? 0;
    expect(rehearsal.apps.find(({ name }) => name === 'AntennaPod')?.fetchedBytes).toBe(
      bytesOf('Three') + bytesOf('One'),
    );
  });

  it('names what an app would be told wrongly', async () => {
    const file = path.join(show.root, 'output/feed.xml');
    const feed = await readFile(file, 'utf8');
    await writeFile(file, feed.replace(/length="\d+"/u, 'length="7"'));
    const errors = errorsOf(await rehearse());
    await writeFile(file, feed);
    expect(errors[0]).toMatch(/^the audio of "\w+" has \d+ bytes, and the feed says 7$/u);
  });

  it('asks nobody for audio that stays at its old address, although that looks like one of the show', async () => {
    const sidecar = 'title: A talk\ndate: 2025-01-02T08:00:00Z\nid: talk\nenclosure:';
    const left = '{url: https://pod.example.org/show/old/talk.mp3, length: 7, type: audio/mpeg, duration: 9}';
    await show.write('audio/programmes/talk.yaml', `${sidecar} ${left}\n`);
    await (await show.open()).build();
    const rehearsal = await rehearse();
    expect(errorsOf(rehearsal)).toEqual([]);
    expect(effectsOf(rehearsal)['AntennaPod']).toContain('A talk new');
  });

  it('refuses a place of another site as the publish would, unless it is taken over', async () => {
    const foreign = `${show.root}-foreign`;
    await mkdir(foreign);
    await writeFile(path.join(foreign, 'index.html'), 'Another site.');
    await writeFile(path.join(foreign, 'feed.xml'), '<rss version="2.0"><channel><title>T</title></channel></rss>');
    await show.edit('lector.yaml', `path: ${mirror}`, `path: ${foreign}`);
    await expect(rehearse()).rejects.toMatchObject({ code: 'E_OUT_FOREIGN' });
    expect(await (await show.open()).rehearse({ isAdopting: true })).toMatchObject({ hasFeed: true });
    await show.edit('lector.yaml', `path: ${foreign}`, `path: ${mirror}`);
    await rm(foreign, { recursive: true, force: true });
  });
});
