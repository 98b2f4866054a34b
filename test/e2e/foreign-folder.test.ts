import { mkdir, mkdtemp, rm, symlink, unlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { article, makeProject, type TestProject } from './project.js';

type Files = Readonly<Record<string, string>>;

describe('a folder to publish into', { timeout: 180_000 }, () => {
  let project: TestProject;
  const codes = (stderr: string): readonly string[] =>
    [...stderr.matchAll(/^error (\w+)/gmu)].map((match) => match[1] ?? '');
  const put = async (files: Files): Promise<void> => {
    for (const [file, text] of Object.entries(files)) await project.write(`www/${file}`, text);
  };
  const build = async (...args: string[]) => {
    const { exitCode, stderr } = await project.run(['build', ...args]);
    return { exitCode, codes: codes(stderr), stderr };
  };

  beforeEach(async () => {
    const parent = await mkdtemp(path.join(os.tmpdir(), 'lector-foreign-'));
    project = await makeProject({ 'articles/harbour.md': article('The harbour') }, { parent });
  });
  afterEach(() => rm(path.dirname(project.root), { recursive: true }));

  it.each<[string, Files]>([
    ['a page of its own', { 'index.html': 'my home' }],
    ['a feed of its own', { 'feed.xml': '<rss/>', 'robots.txt': '' }],
    ['a web app', { 'manifest.json': '{"name": "App", "start_url": "/"}' }],
    ['pictures below', { '.git/HEAD': 'ref', 'photos/2024/a.jpg': 'jpg' }],
    ['a file nobody links', { 'notes.txt': 'mine' }],
  ])('is refused by name, and left as it was, when it has %s', async (_what, files) => {
    await put(files);
    const before = await project.hashes('www');
    const { exitCode, codes: found, stderr } = await build('--out', 'www');
    expect([exitCode, found, await project.hashes('www')]).toEqual([3, ['E_OUT_FOREIGN'], before]);
    expect(stderr).toContain(path.join(project.root, 'www'));
    expect(stderr).toContain('--adopt');
    expect((await build('--out', 'www', '--adopt')).exitCode).toBe(0);
    expect((await build('--out', 'www')).exitCode).toBe(0);
    const replaced = new Set(['index.html', 'feed.xml', 'manifest.json']);
    const after = await project.hashes('www');
    const others = Object.entries(before).filter(([name]) => !replaced.has(name));
    expect(others.map(([name]) => [name, after[name]])).toEqual(others);
  });

  it.each<[string, Files]>([
    ['is empty', {}],
    ['is a repository', { '.git/HEAD': 'ref', '.gitignore': 'x', 'README.md': 'site' }],
    ['is prepared for a host', { CNAME: 'pod.example.org', '.nojekyll': '', 'robots.txt': '', _headers: '' }],
    ['was looked at by a system', { '.DS_Store': 'x', 'Thumbs.db': 'x' }],
  ])('is taken when it %s', async (_what, files) => {
    await mkdir(path.join(project.root, 'www'));
    await put(files);
    expect(await build('--out', 'www')).toMatchObject({ exitCode: 0, codes: [] });
  });

  it.each<[string, readonly string[]]>([
    ['its manifest', ['manifest.json']],
    ['its manifest and the list of its files', ['manifest.json', '.lector-files.json']],
    ['the list of its files', ['.lector-files.json']],
    ['its feed and its list', ['feed.xml', '.lector-files.json']],
  ])('is still the show’s own when it lost %s', async (_what, lost) => {
    await build();
    for (const file of lost) await unlink(path.join(project.root, 'output', file));
    expect(await build()).toMatchObject({ exitCode: 0, codes: [] });
  });

  it('is not taken for the show’s own because the project has published elsewhere', async () => {
    await build();
    await put({ 'index.html': 'my home' });
    expect(await build('--out', 'www')).toMatchObject({ exitCode: 3, codes: ['E_OUT_FOREIGN'] });
  });

  it('is not taken when it holds the show of another project', async () => {
    await build();
    const other = await makeProject({ 'articles/school.md': article('The school') });
    const config = (await other.read('lector.yaml')).replace('pod.example.org', 'other.example.org');
    await other.write('lector.yaml', config);
    const before = await project.hashes('output');
    const { exitCode, stderr } = await other.run(['build', '--out', path.join(project.root, 'output')]);
    expect([exitCode, codes(stderr)]).toEqual([3, ['E_OUT_FOREIGN']]);
    expect(await project.hashes('output')).toEqual(before);
  });

  it('keeps what others put into it, and does not replace a file of theirs without a word', async () => {
    await build();
    const theirs = [
      'output/about.html',
      'output/episodes/the-harbour/notes.txt',
      'output/episodes/the-school/index.html',
    ];
    for (const file of theirs) await project.write(file, 'theirs');
    await rm(path.join(project.root, 'articles/harbour.md'));
    await project.write(
      'articles/school.md',
      article(
        'The school',
        'The school was closed for a week, and its pupils were taught in the hall above the market by the old headmistress herself.',
        'Nobody complained but the fishmongers below.',
      ),
    );
    const feed = await project.read('output/feed.xml');
    const refused = await build('--prune', '--allow-remove', '1');
    expect(refused).toMatchObject({ exitCode: 3, codes: ['E_OUT_FOREIGN'] });
    expect(refused.stderr).toContain('episodes/the-school/index.html');
    expect(await project.read('output/feed.xml')).toBe(feed);
    expect((await build('--prune', '--allow-remove', '1', '--adopt')).exitCode).toBe(0);
    expect(await Promise.all(theirs.slice(0, 2).map(project.read))).toEqual(['theirs', 'theirs']);
    expect(await project.read('output/episodes/the-school/index.html')).toContain('<html');
  });

  it('is refused by notes as well', async () => {
    await put({ 'index.html': 'my home' });
    await project.write('lector.yaml', `${await project.read('lector.yaml')}outDir: www\n`);
    const { exitCode, stderr } = await project.run(['notes']);
    expect([exitCode, codes(stderr), await project.read('www/index.html')]).toEqual([3, ['E_OUT_FOREIGN'], 'my home']);
  });

  it.each<[string, (root: string) => string, string]>([
    ['the root of the disk', () => '/', 'link'],
    ['the articles', (root) => path.join(root, 'articles'), 'link'],
    ['a folder below the articles', (root) => path.join(root, 'articles'), 'link/out'],
    ['the project', (root) => root, 'link'],
    ['what is above the project', (root) => path.dirname(root), 'link'],
    ['what is above the project, and back', (root) => path.join(root, 'articles'), 'link/..'],
    ['the home folder', (root) => path.join(root, '../users/me'), 'link'],
    ['what is above the home folder', (root) => path.join(root, '../users'), 'link'],
    ['takes and recordings', (root) => path.join(root, 'audio'), 'link'],
  ])('is refused when a link leads to %s', async (_what, target, out) => {
    await mkdir(path.join(project.root, 'audio'));
    await symlink(target(project.root), path.join(project.root, 'link'));
    const HOME = path.join(project.root, '../users/me');
    await mkdir(HOME, { recursive: true });
    const { exitCode, stderr } = await project.run(['build', '--out', out], { HOME });
    expect([exitCode, codes(stderr)]).toEqual([3, ['E_OUT_DIR']]);
  });

  it('is refused when sources really lie in it', async () => {
    await mkdir(path.join(project.root, 'www/texts'), { recursive: true });
    await symlink(path.join(project.root, 'www/texts'), path.join(project.root, 'texts'));
    expect(await build('texts', '--out', 'www')).toMatchObject({ exitCode: 3, codes: ['E_OUT_DIR'] });
  });

  it('is taken when it is a link to a folder of its own elsewhere', async () => {
    const elsewhere = await mkdtemp(path.join(os.tmpdir(), 'lector-out-'));
    await symlink(elsewhere, path.join(project.root, 'link'));
    expect(await build('--out', 'link')).toMatchObject({ exitCode: 0, codes: [] });
    await rm(elsewhere, { recursive: true });
  });
});
