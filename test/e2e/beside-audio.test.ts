import { copyFile, cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { article, makeProject, openProject, type TestProject } from './project.js';

const SECTIONS = ['Walls', 'Lights', 'Ships'].map(
  (title) => `## ${title}\n\n${`${title} were looked at with care by the whole of the council. `.repeat(8)}`,
);
const FOLDER = 'output/episodes/the-school';
const TEXTS = /^(?:chapters|transcript)/u;

/** Chapters and transcripts by the audio they are named for. */
async function textsOf(project: TestProject): Promise<Readonly<Record<string, readonly string[]>>> {
  const names = Object.keys(await project.files(FOLDER));
  const audio = names.filter((name) => name.endsWith('.mp3'));
  return Object.fromEntries(
    audio.map((name) => {
      const hash = name.slice(-12, -4);
      return [
        hash,
        names.filter((text) => TEXTS.test(text) && text.includes(hash)).map((text) => text.replace(hash, '#')),
      ];
    }),
  );
}

const ALL = ['html', 'json', 'srt', 'txt', 'vtt'].map((extension) => `transcript-#.${extension}`);
const EACH = ['chapters-#.json', ...ALL];

describe('chapters and transcripts of a published audio file', { timeout: 120_000 }, () => {
  let project: TestProject;
  const cut = (text: string): string => text.replace('by the whole of the council', 'again');
  const build = (env: Record<string, string> = {}) =>
    project.run(['build'], { SOURCE_DATE_EPOCH: '1780000000', ...env });
  const errors = async (): Promise<readonly (string | undefined)[]> =>
    (await project.run(['check'])).stderr.match(/^error \S+ \S+/gmu) ?? [];

  let published: TestProject;
  beforeAll(async () => {
    project = await makeProject({ 'articles/school.md': article('The school', SECTIONS.join('\n\n')) });
    expect((await build()).exitCode).toBe(0);
    published = project;
  });
  beforeEach(async () => {
    const root = await mkdtemp(path.join(os.tmpdir(), 'lector-beside-'));
    await cp(published.root, root, { recursive: true, preserveTimestamps: true });
    project = openProject(root);
    return () => rm(root, { recursive: true });
  });
  afterAll(() => rm(published.root, { recursive: true }));

  it('are named for it, and feed, page and notes name those', async () => {
    const texts = await textsOf(project);
    const [hash = ''] = Object.keys(texts);
    expect(texts).toEqual({ [hash]: EACH });
    const feed = await project.read('output/feed.xml');
    expect(feed.match(/(?:chapters|transcript)[^"/]*\.\w+(?=")/gu)).toEqual(
      expect.arrayContaining(EACH.map((name) => name.replace('#', hash))),
    );
    expect(`${feed}${await project.read(`${FOLDER}/index.html`)}`).not.toMatch(
      /(?:chapters|transcript)\.(?:json|vtt|html|txt|srt)/u,
    );
    expect(await errors()).toEqual([]);
  });

  it.each([
    ['a sentence', async () => project.write('articles/school.md', cut(article('The school', SECTIONS.join('\n\n'))))],
    [
      'the title of a chapter',
      async () =>
        project.write(
          'articles/school.md',
          article('The school', SECTIONS.join('\n\n')).replace('## Lights', '## *Lamps*'),
        ),
    ],
    [
      'the cover',
      async () =>
        project.write(
          'lector.yaml',
          (await project.read('lector.yaml')).replace('author: The Tester', 'author: Another'),
        ),
    ],
  ])('stay as they were when %s changes, and the new audio has its own', async (_what, change) => {
    const before = await project.hashes(FOLDER);
    await change();
    expect((await build()).exitCode).toBe(0);
    const after = await project.hashes(FOLDER);
    const kept = Object.entries(before).filter(([name]) => TEXTS.test(name) || name.endsWith('.mp3'));
    expect(kept.map(([name]) => [name, after[name]])).toEqual(kept);
    expect(Object.values(await textsOf(project))).toEqual([EACH, EACH]);
    expect(await errors()).toEqual([]);
    expect((await build()).stdout).toContain('0 files written');
  });

  it('go with the audio when its thirty days are over', async () => {
    await project.write('articles/school.md', cut(await project.read('articles/school.md')));
    await build();
    const [{ audio } = { audio: { path: '' } }] = (await project.manifest()).episodes;
    await project.write(
      'articles/school.md',
      (await project.read('articles/school.md')).replace('Walls were', 'For the third time in two years walls were'),
    );
    await build({ SOURCE_DATE_EPOCH: String(1_780_000_000 + 31 * 86_400) });
    expect(Object.values(await textsOf(project))).toEqual([EACH, EACH]);
    expect(Object.keys(await project.files(FOLDER))).toContain(path.basename(audio.path));
    const left = Object.keys(await project.files(FOLDER)).filter((name) => TEXTS.test(name));
    expect(left).toHaveLength(2 * EACH.length);
  });

  it('are proved by check: gone, or those of another audio', async () => {
    const [old = ''] = Object.keys(await textsOf(project));
    await project.write('articles/school.md', cut(await project.read('articles/school.md')));
    await build();
    const now = Object.keys(await textsOf(project)).find((hash) => hash !== old) ?? '';
    const file = (name: string, hash: string): string => path.join(project.root, FOLDER, name.replace('#', hash));
    await copyFile(file('transcript-#.vtt', now), file('transcript-#.vtt', old));
    await rm(file('chapters-#.json', old));
    const place = (name: string): string => `episodes/the-school/${name}-${old}`;
    expect(await errors()).toEqual([
      `error E_AUDIO_TEXTS ${place('chapters')}.json:`,
      `error E_AUDIO_TEXTS ${place('transcript')}.vtt:`,
    ]);
  });
});
