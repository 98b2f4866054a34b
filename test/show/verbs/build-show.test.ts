import { cp, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config.js';
import type { Manifest } from '../../../src/model/publication/manifest.js';
import { openShow } from '../../../src/show/open-show.js';
import type { Finding } from '../../../src/model/finding.js';
import { chaptersBeside } from '../../../src/model/publication/paths/episode-paths.js';
import type { BuildReport } from '../../../src/show/verbs/build-show.js';
import { article, countingEngine, makeShow, NOW, recording, type TestShow } from '../test-show.js';

const SECTIONS = ['Walls', 'Lights', 'Ships'].map(
  (title) => `## ${title}\n\n${`${title} were looked at with care. `.repeat(20)}`,
);
const FILES = {
  'articles/harbour.md': article('Harbour', 'The Ndiaye family has kept the light for years. Others came.'),
  'articles/school.md': article('School', SECTIONS.join('\n\n')),
  'audio/programmes/talk.wav': recording(),
  'audio/programmes/talk.yaml': 'title: Talk\ndate: 2026-01-03T08:00:00Z\n',
  'templates/spoken/intro.hbs': '{{> partials/hello}}\n{{title}}.\n',
  'templates/partials/hello.hbs': 'Good morning.\n',
  'lexicon.yaml': 'Ellery: Ell-er-ee\n',
};

describe('a build', { timeout: 180_000 }, () => {
  let original: TestShow;
  let show: TestShow;

  beforeAll(async () => {
    original = await makeShow(FILES);
    await (await original.open()).build();
    // A recording, and the stretches of two narrations.
    expect(await original.encodedCount()).toBe(17);
  });
  beforeEach(async () => {
    show = await original.copy();
  });
  afterAll(() => original.remove());

  const build = async (): Promise<BuildReport> => (await show.open()).build();
  const outcomes = ({ rows }: BuildReport) => Object.fromEntries(rows.map(({ slug, outcome }) => [slug, outcome]));
  const reused = { harbour: 'reused', school: 'reused', talk: 'reused' };

  it('does nothing in a copy of the folder, whatever it is called and however new its files are', async () => {
    const before = await show.published();
    const report = await build();
    expect(outcomes(report)).toEqual(reused);
    expect([report.receipt?.written, show.spoken, await show.encodedCount()]).toEqual([[], [], 0]);
    expect(await show.published()).toEqual(before);
  });

  it('makes the same bytes in two folders', async () => {
    const other = await makeShow(FILES);
    await (await other.open()).build();
    expect(await other.published()).toEqual(await original.published());
    await other.remove();
  });

  it('says what an edited partial of a spoken template says now', async () => {
    await show.edit('templates/partials/hello.hbs', 'Good morning.', 'Good evening.');
    expect(outcomes(await build())).toEqual({ harbour: 'built', school: 'built', talk: 'reused' });
    expect([...new Set(show.spoken)]).toEqual(['Good evening.']);
  });

  it.each([
    ['a pronunciation of a word that stands nowhere', 'lexicon.yaml', 'Ellery: Ell-er-ee\nZyx: Zicks\n'],
    ['a template that is a copy of its own bytes', 'templates/partials/other.hbs', 'Good morning.\n'],
    ['a partial set in other blanks that say the same', 'templates/partials/hello.hbs', 'Good  morning.\n'],
  ])('masters nothing for %s', async (_what, file, content) => {
    await show.write(file, content);
    expect(outcomes(await build())).toEqual(reused);
    expect([show.spoken, await show.encodedCount()]).toEqual([[], 0]);
  });

  it('narrates of one article the sentence that holds a word of the lexicon, and nothing else', async () => {
    await show.write('lexicon.yaml', 'Ellery: Ell-er-ee\nNdiaye: En-jye\n');
    expect(outcomes(await build())).toEqual({ ...reused, harbour: 'built' });
    expect(show.spoken).toEqual(['The En-jye family has kept the light for years.']);
    expect(await show.encodedCount()).toBe(1);
  });

  it('writes another author into the tags and encodes nothing, even when every cache is gone', async () => {
    await rm(path.join(show.root, '.lector'), { recursive: true });
    await show.edit('lector.yaml', 'author: The Tester', 'author: Somebody Else');
    const before = await show.manifest();
    expect(outcomes(await build())).toEqual({ harbour: 'tagged', school: 'tagged', talk: 'tagged' });
    expect([show.spoken, await show.encodedCount()]).toEqual([[], 0]);
    const { episodes } = await show.manifest();
    expect(episodes.map(({ guid, publishedAt, sound }) => [guid, publishedAt, sound])).toEqual(
      before.episodes.map(({ guid, publishedAt, sound }) => [guid, publishedAt, sound]),
    );
    for (const { audio } of episodes) {
      const { common } = await parseFile(path.join(show.root, 'output', audio.path));
      expect(common.artist).toBe('Somebody Else');
    }
    expect(outcomes(await build())).toEqual(reused);
  });

  it('is the same whether tags are written anew or with the sound', async () => {
    await show.edit('lector.yaml', 'author: The Tester', 'author: Somebody Else');
    await build();
    const tagged = await show.published();
    const data = async (): Promise<unknown> => {
      const text = await readFile(path.join(show.root, 'output/episodes/harbour/episode.json'), 'utf8');
      return { ...(JSON.parse(text) as object), earlier: undefined };
    };
    const dataTagged = await data();
    await rm(path.join(show.root, 'output'), { recursive: true });
    await build();
    const built = await show.published();
    // Audio that was replaced is kept, with what belongs to it.
    const standing = Object.fromEntries(Object.entries(tagged).filter(([name]) => Object.hasOwn(built, name)));
    const without = (files: Readonly<Record<string, string>>) =>
      // Of editions before nothing is known where nothing is left of them.
      Object.entries(files).filter(
        ([name]) => !/manifest\.json|lector-files|\.mp3$|\w\/(?:episode\.json|embed\.json|index\.html)$/u.test(name),
      );
    expect(without(built)).toEqual(without(standing));
    expect(await data()).toEqual(dataTagged);
    expect(Object.keys(tagged)).toEqual(expect.arrayContaining(Object.keys(built)));
  });

  it('narrates nothing for a title of a section that is set otherwise and says the same', async () => {
    await show.edit('articles/school.md', '## Walls', '## *Walls*');
    await build();
    expect([show.spoken, await show.encodedCount()]).toEqual([[], 0]);
    const school = (await show.manifest()).episodes.find(({ slug }) => slug === 'school');
    const chapters = JSON.parse(
      await readFile(path.join(show.root, 'output', chaptersBeside(school?.audio.path ?? '')), 'utf8'),
    ) as { chapters: unknown[] };
    expect(chapters.chapters.length).toBeGreaterThanOrEqual(3);
  });

  it('makes an episode again whose published file was damaged, where only its tags would have changed', async () => {
    const [record] = (await show.manifest()).episodes.filter(({ slug }) => slug === 'harbour');
    const file = path.join('output', record?.audio.path ?? '');
    await show.write(file, Buffer.alloc(record?.audio.sizeBytes ?? 0));
    await show.edit('lector.yaml', 'author: The Tester', 'author: Somebody Else');
    expect(outcomes(await build())).toEqual({ harbour: 'built', school: 'tagged', talk: 'tagged' });
  });

  it('hears a recording that was replaced by another of the same length', async () => {
    const other = recording().map((byte, index) => (index > 20_000 && index % 2 === 0 ? byte ^ 1 : byte));
    const file = path.join(show.root, 'audio/programmes/talk.wav');
    const { atime, mtime } = await stat(file);
    await show.write('audio/programmes/talk.wav', other);
    // As tools do that copy a file with its date.
    await utimes(file, atime, mtime);
    expect(outcomes(await build())).toEqual({ ...reused, talk: 'built' });
    expect(show.spoken).toEqual([]);
  });

  it('knows every GUID, address and date again when the whole output is lost', async () => {
    await rename(path.join(show.root, 'articles/harbour.md'), path.join(show.root, 'articles/port.md'));
    await show.edit('articles/port.md', 'title: Harbour', 'title: The port');
    await build();
    const before = await show.manifest();
    await rm(path.join(show.root, 'output'), { recursive: true });
    const report = await build();
    expect(report.findings.map(({ code }) => code)).toEqual(['W_STATE_REBUILT']);
    const lasting = ({ episodes }: Manifest) =>
      episodes.map(({ guid, slug, publishedAt, audio: { files = {}, ...audio } }) => {
        // The way from an edition that is lost leads nowhere.
        const own = Object.entries(files).filter(([name]) => !name.includes('timemap'));
        return [guid, slug, publishedAt, audio, own];
      });
    expect(lasting(await show.manifest())).toEqual(lasting(before));
    expect((await (await show.open()).check()).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('makes nothing anew in a copy that kept its dates', async () => {
    const target = `${show.root}-exact`;
    await cp(show.root, target, { recursive: true, preserveTimestamps: true });
    const { config } = await loadConfig({ cwd: target });
    const report = await openShow(config, { now: () => NOW, engines: { counting: countingEngine([]) } }).build();
    expect([outcomes(report), report.receipt?.written]).toEqual([reused, []]);
    await rm(target, { recursive: true });
  });

  it('tells of findings as they happen, and in its report', async () => {
    await show.write('articles/bad.md', '---\ntitle: [broken\n---\n\nText.\n');
    await show.write('articles/later.md', article('Later', '', '2096-01-02T08:00:00Z'));
    const heard: Finding[] = [];
    const report = await (await show.open({ warn: (finding) => heard.push(finding) })).build();
    expect(heard).toEqual(report.findings);
    expect(heard.map(({ code }) => code)).toEqual(expect.arrayContaining(['E_YAML', 'W_DATE_FUTURE']));
  });
});
