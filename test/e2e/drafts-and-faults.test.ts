import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { article, makeProject, TEST_CONFIG, type TestProject } from './project.js';

describe('what an editor is told and shown', () => {
  let project: TestProject;
  afterEach(() => rm(project.root, { recursive: true, force: true }));

  it('names every unknown key and wrong value of an article at once, each with its line', async () => {
    const text = article('T').replace('title: T', 'titel: T\nseson: 1\nexplicit: maybe');
    project = await makeProject({ 'articles/a.md': text });
    const { stdout, stderr } = await project.run(['build']);
    expect(`${stdout}${stderr}`).toMatch(
      /a\.md:2: Unknown field "titel"; did you mean "title"[\s\S]*a\.md:3: Unknown field "seson"; did you mean "season"[\s\S]*a\.md:4: field explicit/u,
    );
  });

  it('names every unknown key and wrong value of the configuration at once, each with its line and a fix', async () => {
    project = await makeProject({ 'articles/a.md': article('A') });
    await project.write('lector.yaml', `${TEST_CONFIG}pauses: {paragraph: 5}\nlanguag: en\nconcurrency: "abc"\n`);
    const { stderr, exitCode } = await project.run(['build']);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/lector\.yaml:10: unknown key "pauses\.paragraph"\. Fix: did you mean "paragraphMs"\?/u);
    expect(stderr).toMatch(/lector\.yaml:11: unknown key "languag"\. Fix: did you mean "language"\?/u);
    expect(stderr).toMatch(/lector\.yaml:12: concurrency .*Fix: give a number, without quotes\./u);
  });

  it('shows the script and the account of a draft, which no build publishes', async () => {
    const draft = article('Night boats', 'The night boats sail again.').replace('---\n\n', 'draft: true\n---\n\n');
    project = await makeProject({ 'articles/a.md': article('Out'), 'articles/boats.md': draft });
    const { stdout } = await project.run(['script', 'articles/boats.md']);
    expect(stdout).toContain('The night boats sail again.');
    expect((await project.run(['coverage'])).stdout).toContain('night-boats:');
    const built = await project.run(['build']);
    expect(`${built.stdout}${built.stderr}`).toContain('held back: "Night boats" (draft: true, beside date:');
    expect((await project.manifest()).episodes.map(({ title }) => title)).toEqual(['Out']);
  });

  it('builds one article alone, and everything else stays as it stands', async () => {
    project = await makeProject({ 'articles/one.md': article('One'), 'articles/two.md': article('Two') });
    await project.run(['build']);
    const before = await project.manifest();
    await project.write('articles/one.md', article('One', 'Another text of the harbour and its ferry.'));
    await project.write('articles/two.md', article('Two', 'Another text of the pier and its clock.'));
    await project.write('articles/three.md', article('Three'));
    expect((await project.run(['build', 'articles/two.md'])).exitCode).toBe(0);
    const after = await project.manifest();
    const audio = (of: typeof after, title: string): string | undefined =>
      of.episodes.find((episode) => episode.title === title)?.audio.sha256;
    expect(after.episodes.map(({ title }) => title).sort()).toEqual(['One', 'Two']);
    expect(audio(after, 'One')).toBe(audio(before, 'One'));
    expect(audio(after, 'Two')).not.toBe(audio(before, 'Two'));
    const { stderr } = await project.run(['build', 'lector.yaml']);
    expect(stderr).toContain('lector.yaml is no article of this show');
  }, 60_000);

  it('says what to do where there is no article at all', async () => {
    project = await makeProject();
    const { stderr } = await project.run(['script', 'nope']);
    expect(stderr).toContain('Fix: there is none yet: put a Markdown, HTML or text file into the folder of articles.');
  });
});
