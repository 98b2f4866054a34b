import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import type { BuildReport } from '../../src/show/verbs/build-show.js';
import { article, makeProject, type TestProject } from './project.js';

const HARBOUR = article(
  'The harbour opens',
  'The harbour of Port Ellery opened again on Tuesday after four months of work on the outer wall and the lights.',
  'Ships of up to ninety metres may enter. The first was a timber carrier from the north, and it was early.',
);

describe('lector build', () => {
  it('publishes a folder of articles as a show that passes every check', async () => {
    const project = await makeProject({
      'articles/harbour.md': HARBOUR,
      'articles/school.md': article('The school moves'),
    });
    const { exitCode, stdout, stderr } = await project.run(['build']);
    expect({ exitCode, stderr: stderr.match(/^error.*$/gmu) }).toEqual({ exitCode: 0, stderr: null });
    expect(stdout).toContain('Next: lector preview');
    const feed = parseRssFeed(await project.read('output/feed.xml'));
    expect(feed.items?.map(({ title }) => title).sort()).toEqual(['The harbour opens', 'The school moves']);
    expect(await project.run(['check'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^0 errors/u) as string,
    });
  });

  it('writes nothing and narrates nothing when nothing changed', async () => {
    const project = await builtProject();
    const before = await project.files('output');
    const report = await build(project);
    expect(report.rows.map(({ outcome }) => outcome)).toEqual(['reused', 'reused']);
    expect(report.receipt?.written).toEqual([]);
    expect(await project.files('output')).toEqual(before);
  });

  it('narrates one sentence when one sentence changed, and keeps GUID, address and the old audio', async () => {
    const project = await builtProject();
    const [before] = (await project.manifest()).episodes.filter(({ slug }) => slug === 'the-harbour-opens');
    await project.write(
      'articles/harbour.md',
      HARBOUR.replace('and it was early', 'and it was two hours and a half early'),
    );
    const report = await build(project);
    expect(report.rows.map(({ slug, outcome, synthesisedCount }) => [slug, outcome, synthesisedCount]).sort()).toEqual([
      ['the-harbour-opens', 'built', 1],
      ['the-school-moves', 'reused', undefined],
    ]);
    const [after] = (await project.manifest()).episodes.filter(({ slug }) => slug === 'the-harbour-opens');
    expect(after).toMatchObject({ guid: before?.guid, slug: before?.slug, publishedAt: before?.publishedAt });
    expect(after?.audio.path).not.toBe(before?.audio.path);
    expect(after?.retiredAudio.map(({ path: file }) => file)).toEqual([before?.audio.path]);
    expect(Object.keys(await project.files('output'))).toContain(before?.audio.path);
  });

  it('keeps GUID and address when a file is renamed and retitled one after the other', async () => {
    const project = await builtProject();
    const before = await guids(project);
    await rm(path.join(project.root, 'articles/harbour.md'));
    await project.write('articles/renamed.md', HARBOUR);
    await build(project);
    await project.write('articles/renamed.md', HARBOUR.replace('The harbour opens', 'Harbour open'));
    const report = await build(project);
    expect(await guids(project)).toEqual(before);
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  }, 180_000);

  it('publishes the rest when one article is refused, and keeps what was published of it', async () => {
    const project = await builtProject();
    const before = await project.manifest();
    await project.write('articles/harbour.md', '---\ntitle: [broken\n---\n\nText.\n');
    await project.write('articles/third.md', article('A third one'));
    const { exitCode, stderr } = await project.run(['build']);
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(/error E_YAML articles\/harbour\.md:\d+: .* Fix: /u);
    const after = await project.manifest();
    expect(after.episodes.map(({ title }) => title).sort()).toEqual([
      'A third one',
      'The harbour opens',
      'The school moves',
    ]);
    const kept = after.episodes.find(({ slug }) => slug === 'the-harbour-opens');
    expect(kept).toEqual(before.episodes.find(({ slug }) => slug === 'the-harbour-opens'));
  });

  it('publishes nothing in strict mode when anything is refused', async () => {
    const project = await builtProject();
    const before = await project.files('output');
    await project.write('articles/bad.md', '---\ntitle: [broken\n---\n\nText.\n');
    await project.write('articles/third.md', article('A third one'));
    expect((await project.run(['build', '--strict'])).exitCode).toBe(4);
    expect(await project.files('output')).toEqual(before);
  });

  it('keeps an episode whose source is gone until it is pruned', async () => {
    const project = await builtProject();
    await rm(path.join(project.root, 'articles/school.md'));
    const kept = await build(project);
    expect(kept.findings).toMatchObject([{ code: 'W_SOURCE_GONE' }]);
    expect((await project.manifest()).episodes).toHaveLength(2);
    expect((await project.run(['build', '--prune'])).exitCode).toBe(0);
    expect((await project.manifest()).episodes.map(({ slug }) => slug)).toEqual(['the-harbour-opens']);
  });

  it('makes everything again, byte for byte, from nothing', async () => {
    const project = await builtProject();
    const feed = await project.read('output/feed.xml');
    await rm(path.join(project.root, 'output'), { recursive: true });
    await rm(path.join(project.root, '.lector'), { recursive: true });
    await build(project);
    expect(await project.read('output/feed.xml')).toBe(feed);
  });

  it('withholds what is dated in the future, and says so', async () => {
    const project = await builtProject();
    await project.write('articles/later.md', article('Later').replace('2026-01-02', '2096-01-02'));
    const report = await build(project);
    expect(report.rows.find(({ slug }) => slug === 'later')).toMatchObject({ outcome: 'scheduled' });
    expect(await project.read('output/feed.xml')).not.toContain('Later');
  });
});

describe('lector notes', () => {
  it('rewrites pages and feed after a template changed, and no audio, GUID or date', async () => {
    const project = await builtProject();
    const before = await project.files('output');
    const manifest = await project.manifest();
    await project.write('templates/notes/description.hbs', '<p>Our own words about {{episode.title}}.</p>');
    const { exitCode, stdout } = await project.run(['notes']);
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+ files? changed/u) as string,
    });
    expect(await project.read('output/feed.xml')).toContain('Our own words about The harbour opens.');
    expect(await project.manifest()).toEqual(manifest);
    const after = await project.files('output');
    const audio = Object.keys(before).filter((file) => file.endsWith('.mp3'));
    expect(audio.map((file) => after[file])).toEqual(audio.map((file) => before[file]));
  });
});

async function builtProject(): Promise<TestProject> {
  const project = await makeProject({
    'articles/harbour.md': HARBOUR,
    'articles/school.md': article('The school moves'),
  });
  await build(project);
  return project;
}

async function build(project: TestProject): Promise<BuildReport> {
  const { stdout, stderr } = await project.run(['build', '--json']);
  const last = stdout.trim().split('\n').at(-1) ?? '';
  expect(last, stderr).toContain('"type":"report"');
  return JSON.parse(last) as BuildReport;
}

async function guids(project: TestProject): Promise<Record<string, string>> {
  return Object.fromEntries((await project.manifest()).episodes.map(({ slug, guid }) => [slug, guid]));
}
